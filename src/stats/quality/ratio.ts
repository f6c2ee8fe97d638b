import type { Ranged } from '../interval.ts';

/**
 * Interval of a ratio b / a of two independent estimates that are not below 0, made from the two intervals (MOVER-R:
 * Donner and Zou 2012, Stat. Methods Med. Res. 21). The upper limit is infinite where a could be 0.
 */
export function ratioLimits(
  b: Pick<Ranged, 'value' | 'low' | 'high'>,
  a: Pick<Ranged, 'value' | 'low' | 'high'>,
): { low: number; high: number } {
  const product = a.value * b.value;
  const at = (bottom: number, top: number, sign: 1 | -1) => {
    const below = bottom * (2 * a.value - bottom);
    const inside = Math.max(0, product * product - top * (2 * b.value - top) * below);
    if (sign === 1) return below > 0 ? (product + Math.sqrt(inside)) / below : Number.POSITIVE_INFINITY;
    // in the form that holds where `below` is 0 or negative
    const rest = top * (2 * b.value - top);
    return rest > 0 ? rest / (product + Math.sqrt(inside)) : 0;
  };
  return { low: at(a.high, b.low, -1), high: at(a.low, b.high, 1) };
}
