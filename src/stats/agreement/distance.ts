import type { Code } from './kappa.ts';

/** What may be read from codes: names, an order, distances, or distances from a true zero. */
export type Scale = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's (2011) squared difference of each two categories: nominal 0 or 1; interval (c - k)^2; ratio
 * ((c - k) / (c + k))^2; ordinal by how many codes `total` lie between the two, half of their own counted.
 */
export function distances(
  categories: readonly Code[],
  scale: Scale,
  total: ArrayLike<number>,
): Float64Array[] {
  const size = categories.length;
  const apart = difference(categories, scale, total);
  return Array.from({ length: size }, (_, c) => Float64Array.from({ length: size }, (_, k) => apart(c, k)));
}

function difference(
  categories: readonly Code[],
  scale: Scale,
  total: ArrayLike<number>,
): (c: number, k: number) => number {
  if (scale === 'nominal') return (c, k) => (c === k ? 0 : 1);
  if (scale === 'ordinal') {
    const upTo = new Float64Array(categories.length + 1);
    for (let c = 0; c < categories.length; c++) upTo[c + 1] = upTo[c] + total[c];
    return (c, k) => {
      const [from, to] = c < k ? [c, k] : [k, c];
      return from === to ? 0 : (upTo[to + 1] - upTo[from] - (total[from] + total[to]) / 2) ** 2;
    };
  }
  const value = categories.map((code) => {
    if (typeof code !== 'number' || !Number.isFinite(code))
      throw new RangeError(`codes at level ${scale} are numbers, not ${code}`);
    return code;
  });
  if (scale === 'interval') return (c, k) => (value[c] - value[k]) ** 2;
  if (value.some((one) => one < 0)) throw new RangeError('codes at level ratio are not below 0');
  return (c, k) => (c === k ? 0 : ((value[c] - value[k]) / (value[c] + value[k])) ** 2);
}
