/**
 * Cuts the machine's scores into bands of items alike, by equal parts of the sum of sqrt(s (1 - s)) as Dalenius and
 * Hodges (1959) do for strata, because a share near one half is the least certain. It looks at scores alone, never at
 * human codes. Labels of 0 and 1 give two bands.
 */
export function scoreBands(machine: ArrayLike<number>, most = 4): Int32Array {
  const values = new Map<number, number>();
  for (let i = 0; i < machine.length; i++) values.set(machine[i], (values.get(machine[i]) ?? 0) + 1);
  const sorted = [...values].sort((a, b) => a[0] - b[0]);
  const band = new Map<number, number>();
  if (sorted.length <= Math.min(most, 2)) for (const [at, [score]] of sorted.entries()) band.set(score, at);
  else {
    const spread = ([score, count]: [number, number]) => {
      const inside = Math.min(1, Math.max(0, score));
      return count * Math.sqrt(Math.max(inside * (1 - inside), 1e-4));
    };
    const whole = sorted.reduce((sum, one) => sum + spread(one), 0);
    let passed = 0;
    for (const one of sorted) {
      const middle = (passed + spread(one) / 2) / whole;
      band.set(one[0], Math.min(most - 1, Math.floor(middle * most)));
      passed += spread(one);
    }
  }
  return Int32Array.from({ length: machine.length }, (_, i) => band.get(machine[i]) as number);
}
