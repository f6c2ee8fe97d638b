/**
 * p-values corrected for how many were looked at, in the order given (Holm 1979, Scand. J. Statist. 6): the k-th
 * smallest of m times m - k + 1, never below a smaller one and at most 1. Where nothing is true of any of them, the
 * chance that one or more falls to 5 % or below is at most 5 %, however they hang together.
 */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, at) => at).sort((a, b) => p[a] - p[b]);
  const adjusted = new Array<number>(p.length);
  let highest = 0;
  for (const [rank, at] of order.entries()) {
    if (!(p[at] >= 0 && p[at] <= 1)) throw new RangeError(`holm requires p from 0 to 1, not ${p[at]}`);
    highest = Math.max(highest, Math.min(1, p[at] * (p.length - rank)));
    adjusted[at] = highest;
  }
  return adjusted;
}
