/**
 * Cuts the machine's scores into bands of items alike, by equal parts of the sum of sqrt(s (1 - s)) as Dalenius and
 * Hodges (1959) do for strata, because a share near one half is the least certain. It looks at scores alone, never at
 * human codes. Labels of 0 and 1 give two bands.
 */
export function scoreBands(machine: ArrayLike<number>, most = 4): Int32Array {
  const sorted = Float64Array.from(machine).sort();
  const spread = (score: number) => {
    const inside = Math.min(1, Math.max(0, score));
    return Math.sqrt(Math.max(inside * (1 - inside), 1e-4));
  };
  let whole = 0;
  for (const score of sorted) whole += spread(score);
  const cuts: number[] = [];
  let passed = 0;
  let before = 0;
  const different = new Set<number>();
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    if (different.size <= 2) different.add(sorted[from]);
    const own = (to - from) * spread(sorted[from]);
    const band = Math.min(most - 1, Math.floor(((passed + own / 2) / whole) * most));
    if (from > 0 && band > before) cuts.push(sorted[from]);
    before = band;
    passed += own;
  }
  if (different.size === 2) cuts.splice(0, cuts.length, sorted[sorted.length - 1]);
  const bands = new Int32Array(machine.length);
  for (let i = 0; i < bands.length; i++) for (const cut of cuts) if (machine[i] >= cut) bands[i]++;
  return bands;
}
