import { type Refusal, refuse } from './refusal.ts';
import { multiplier, studentTails } from './student.ts';

/** Where the next of a row of like values would lie, were it one more of them. */
export interface Prediction {
  mean: number;
  low: number;
  high: number;
  /** How often a further value would lie as far from the mean as the one asked about, or farther. */
  p: number;
}

/** So few earlier values tell nothing of how far the next may lie. */
export const fewestEarlier = 5;

/**
 * Holds the next value against the prediction interval from earlier ones, mean +- t sd sqrt(1 + 1/n) with n - 1
 * degrees of freedom (Hahn and Meeker 1991, Statistical Intervals). `more` is by how much the
 * variance of the next is larger than that of the earlier ones, where that is known.
 */
export function prediction(
  next: number,
  earlier: readonly number[],
  { more = 0, level = 0.95 } = {},
): Prediction | Refusal {
  const n = earlier.length;
  if (n < fewestEarlier)
    return refuse('no-observations', `${n} earlier values, ${fewestEarlier} are the fewest`);
  const mean = earlier.reduce((sum, value) => sum + value, 0) / n;
  const variance = earlier.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const error = Math.sqrt(variance * (1 + 1 / n) + more);
  if (!(error > 1e-12)) return refuse('no-variation', 'the earlier values are all the same');
  const half = multiplier(level, n - 1) * error;
  return { mean, low: mean - half, high: mean + half, p: studentTails((next - mean) / error, n - 1) };
}
