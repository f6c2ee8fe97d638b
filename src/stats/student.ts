import { betaQuantile, incompleteBeta } from './beta.ts';
import { normalCdf, normalQuantile } from './normal.ts';

/**
 * Quantile of Student's t for p > 1/2, with `df` degrees of freedom: through the beta distribution up to 1000,
 * beyond by the expansion in 1/df (Abramowitz and Stegun 26.7.5).
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0.5 && p < 1)) throw new RangeError(`studentQuantile requires 1/2 < p < 1, not ${p}`);
  if (!(df > 0)) throw new RangeError(`studentQuantile requires df > 0, not ${df}`);
  if (df <= 1000) {
    const x = betaQuantile(2 * (1 - p), df / 2, 0.5);
    return Math.sqrt((df * (1 - x)) / x);
  }
  const z = normalQuantile(p);
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / df + second / df ** 2 + third / df ** 3;
}

/** Probability that Student's t with `df` degrees of freedom lies as far from 0 as `t`, or farther, on either side. */
export function studentTails(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`studentTails requires df > 0, not ${df}`);
  return incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/** Distribution function of Student's t with `df` degrees of freedom (DLMF 8.17); infinity gives the normal one. */
export function studentCdf(t: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`studentCdf requires df > 0, not ${df}`);
  if (df === Number.POSITIVE_INFINITY) return normalCdf(t);
  const tail = studentTails(t, df) / 2;
  return t > 0 ? 1 - tail : tail;
}

let last = { level: Number.NaN, df: Number.NaN, value: Number.NaN };

/**
 * The multiplier of a standard error for a two-sided interval of the given level, such as 1.96 for 0.95. The last one
 * is remembered, because a curve asks for the same one at each of its points.
 */
export function multiplier(level: number, df = Number.POSITIVE_INFINITY): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`the level lies between 0 and 1, not at ${level}`);
  if (last.level !== level || last.df !== df) {
    const p = 0.5 + level / 2;
    last = { level, df, value: df === Number.POSITIVE_INFINITY ? normalQuantile(p) : studentQuantile(p, df) };
  }
  return last.value;
}
