import { multiplier, studentCdf } from './student.ts';

/** One part of a mixture: Student's t (or the normal distribution, df infinite) moved and stretched. */
export interface Part {
  weight: number;
  mean: number;
  sd: number;
  df: number;
}

/** The chance that a draw from the mixture is at or below x. Weights need not sum to 1. */
export function mixtureCdf(parts: readonly Part[], x: number): number {
  let sum = 0;
  let total = 0;
  for (const { weight, mean, sd, df } of parts) {
    total += weight;
    sum += weight * (sd > 0 ? studentCdf((x - mean) / sd, df) : x >= mean ? 1 : 0);
  }
  return sum / total;
}

/** The value that a share `p` of draws from the mixture is at or below: by bisection with false position. */
export function mixtureQuantile(parts: readonly Part[], p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`mixtureQuantile requires 0 < p < 1, not ${p}`);
  const edge = (sign: number) =>
    parts.map(({ mean, sd, df }) => mean + sign * sd * multiplier(2 * Math.abs(p - 0.5) || 1e-9, df));
  const sign = p < 0.5 ? -1 : 1;
  let low = Math.min(...edge(sign));
  let high = Math.max(...edge(sign));
  const scale = Math.max(...parts.map(({ sd }) => sd)) || 1;
  let below = mixtureCdf(parts, low) - p;
  let above = mixtureCdf(parts, high) - p;
  for (let k = 0; k < 200 && high - low > 1e-10 * scale && below < 0 && above > 0; k++) {
    const position = k % 3 === 2 ? 0.5 : Math.min(0.95, Math.max(0.05, below / (below - above)));
    const x = low + position * (high - low);
    const at = mixtureCdf(parts, x) - p;
    if (at < 0) {
      low = x;
      below = at;
    } else {
      high = x;
      above = at;
    }
  }
  return below >= 0 ? low : above <= 0 ? high : (low + high) / 2;
}

/** Mean of the mixture. */
export function mixtureMean(parts: readonly Part[]): number {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.reduce((sum, { weight, mean }) => sum + weight * mean, 0) / total;
}

/** Standard deviation of the mixture; of a part with df of 2 or less the stretch is taken instead of the infinite one. */
export function mixtureSd(parts: readonly Part[]): number {
  const middle = mixtureMean(parts);
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const squares = parts.reduce((sum, { weight, mean, sd, df }) => {
    const spread = df === Number.POSITIVE_INFINITY || df <= 2 ? 1 : df / (df - 2);
    return sum + weight * (sd * sd * spread + (mean - middle) ** 2);
  }, 0);
  return Math.sqrt(squares / total);
}
