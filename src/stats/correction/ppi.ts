import type { Ranged } from '../interval.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';

/** Human and machine labels of the coded items, and machine labels of the others. */
export interface Labelled {
  human: ArrayLike<number>;
  /** Of the same items as `human`. */
  machine: ArrayLike<number>;
  /** Of items that nobody coded. */
  rest: ArrayLike<number>;
}

/** A mean by prediction-powered inference; `lambda` says how much the machine counts: 0 not at all, 1 in full. */
export interface PredictionPowered extends Ranged {
  lambda: number;
}

/**
 * PPI++ mean (Angelopoulos, Duchi and Zrnic 2023), normal interval, for another set like this one and a simple random
 * sample: lambda mean(rest) + mean(human - lambda machine). Without `lambda` the best one is taken, between 0 and 1.
 * The reference implementation's variances divide by n. It is told for comparison with others' numbers and for large
 * samples; what the product reports is `correctedShare` and `correctedMean`.
 */
export function ppiMean(
  { human, machine, rest }: Labelled,
  { lambda = Number.NaN, level = 0.95 } = {},
): PredictionPowered | Refusal {
  const n = human.length;
  if (machine.length !== n)
    throw new RangeError(`${n} items have human codes and ${machine.length} machine labels`);
  if (n === 0 || rest.length === 0) return refuse('no-observations', 'there are no coded or no other items');
  const best = Number.isNaN(lambda) ? bestLambda({ human, machine, rest }) : lambda;
  const rectified = Float64Array.from({ length: n }, (_, i) => human[i] - best * machine[i]);
  const value = best * mean(rest) + mean(rectified);
  const se = Math.sqrt((best ** 2 * variance(rest)) / rest.length + variance(rectified) / n);
  const half = multiplier(level) * se;
  return { value, se, low: value - half, high: value + half, lambda: best };
}

function bestLambda({ human, machine, rest }: Labelled): number {
  const n = human.length;
  const [y, f] = [mean(human), mean(machine)];
  let covariance = 0;
  for (let i = 0; i < n; i++) covariance += ((human[i] - y) * (machine[i] - f)) / n;
  const all = Float64Array.from([...Array.from(machine), ...Array.from(rest)]);
  const spread = (variance(all) * all.length) / (all.length - 1);
  if (!(spread > 0)) return 0;
  return Math.min(1, Math.max(0, covariance / ((1 + n / rest.length) * spread)));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

function variance(values: ArrayLike<number>): number {
  const middle = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - middle) ** 2;
  return sum / values.length;
}
