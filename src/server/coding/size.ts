const z = 1.959963984540054;

/**
 * How many messages to code so that a share near `share` gets a range of `range` up and down at 95 %, drawn at random
 * without replacement from `population` (Cochran 1977, Sampling Techniques, formulas 4.1 and 4.2).
 */
export function codesNeeded(range: number, population: number, share = 0.5): number {
  const open = (z * z * share * (1 - share)) / (range * range);
  return Math.min(population, Math.ceil(open / (1 + (open - 1) / population) - 1e-9));
}

/** The range up and down, at 95 %, that so many codes give a share near `share`. */
export function rangeOf(codes: number, population: number, share = 0.5): number {
  if (codes <= 0 || population <= 1) return 1;
  return (
    z * Math.sqrt(((share * (1 - share)) / codes) * Math.max(0, (population - codes) / (population - 1)))
  );
}

/** Fewest messages coded twice on which agreement is told. */
export const enoughTwice = 30;

/** How many messages two people shall code of a sample: a fifth, and at least as many as agreement rests on. */
export function twiceOf(size: number): number {
  return Math.min(size, Math.max(enoughTwice, Math.ceil(size / 5)));
}

/** What so many codes tell, for a share near a half and near a tenth. */
export function rangesFor(messages: number): { size: number; half: number; tenth: number }[] {
  return [50, 100, 200, 500]
    .filter((size) => size < messages)
    .map((size) => ({ size, half: rangeOf(size, messages), tenth: rangeOf(size, messages, 0.1) }));
}
