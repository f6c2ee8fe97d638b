/** How a sample is divided among strata. */
export interface Allocation {
  /** Guessed shares of the code in each stratum: more codes go where it is less certain (Neyman 1934). */
  guess?: Readonly<Record<string, number>>;
  /** Each stratum gets so many at least, or all it has. */
  atLeast?: number;
}

/**
 * How many of each stratum to code: proportional to their sizes, or to size times the guessed spread. Whole numbers that
 * add up to `size` (largest remainders) or to all there are; a stratum never gets more than it has.
 */
export function allocate(
  sizes: Readonly<Record<string, number>>,
  size: number,
  { guess, atLeast = 0 }: Allocation = {},
): Record<string, number> {
  const names = Object.keys(sizes).filter((name) => sizes[name] > 0);
  const all = names.reduce((sum, name) => sum + sizes[name], 0);
  const wanted = Math.min(size, all);
  const weight = (name: string) => {
    const share = Math.min(0.98, Math.max(0.02, guess?.[name] ?? 0.5));
    return sizes[name] * (guess ? Math.sqrt(share * (1 - share)) : 1);
  };
  const floor = (name: string) => Math.min(sizes[name], atLeast, Math.floor(wanted / names.length));
  const given = new Map(names.map((name) => [name, 0]));
  // strata that their floor or their size holds are settled first; the others share what is left
  const open = new Set(names);
  let left = wanted;
  for (let settled = true; settled && open.size > 0; ) {
    settled = false;
    const whole = [...open].reduce((sum, name) => sum + weight(name), 0);
    const part = (name: string) => (left * weight(name)) / whole;
    const over = [...open].filter((name) => part(name) > sizes[name]);
    const under = over.length ? [] : [...open].filter((name) => part(name) < floor(name));
    for (const name of over.length ? over : under) {
      given.set(name, over.length ? sizes[name] : floor(name));
      open.delete(name);
      settled = true;
    }
    left = wanted - [...given].reduce((sum, [name, count]) => sum + (open.has(name) ? 0 : count), 0);
  }
  const whole = [...open].reduce((sum, name) => sum + weight(name), 0);
  const exact = [...open].map((name) => ({ name, part: (left * weight(name)) / whole }));
  for (const { name, part } of exact) given.set(name, Math.floor(part + 1e-9));
  let over = wanted - [...given.values()].reduce((a, b) => a + b, 0);
  for (const { name } of exact.sort((a, b) => (b.part % 1) - (a.part % 1) || (a.name < b.name ? -1 : 1))) {
    if (over <= 0) break;
    const count = given.get(name) as number;
    if (count >= sizes[name]) continue;
    given.set(name, count + 1);
    over--;
  }
  return Object.fromEntries(given);
}
