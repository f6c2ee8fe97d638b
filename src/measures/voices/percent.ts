/** The upper limit of a share in per cent, rounded up and never 0. */
export function percent(limit: number): number {
  return Math.max(1, Math.ceil(limit * 100));
}
