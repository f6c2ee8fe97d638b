import { clusterSums, clustersOf } from '../cluster.ts';
import type { Ranged } from '../interval.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { type CodedItems, checkItems, weightsOf } from './items.ts';
import { leastSquares } from './least-squares.ts';
import { tailDf } from './tail-df.ts';

/**
 * Least-squares coefficients of a coded quantity on known columns (one of them all 1), by design-based supervised
 * learning (Egami, Hinck, Stewart and Wei 2023): the outcome is f - (R / pi)(f - Y) on all items, the errors are the
 * sandwich over all items (over clusters where they are told), so they hold for another set like this one. The mean is
 * the coefficient of a single column of 1, the difference of two groups that of a column of 0 and 1. It is told for
 * comparison with others' numbers; what the product reports, for the finite set at hand, is `correctedCoefficients`.
 */
export function dslRegression(
  items: CodedItems,
  columns: readonly ArrayLike<number>[],
  level = 0.95,
): Ranged[] | Refusal {
  checkItems(items);
  const { machine, human, cluster } = items;
  const weight = weightsOf(items);
  const outcome = Float64Array.from({ length: machine.length }, (_, i) =>
    Number.isNaN(human[i]) ? machine[i] : machine[i] + (human[i] - machine[i]) * weight[i],
  );
  const fit = leastSquares(columns, outcome);
  if (isRefusal(fit)) return fit;
  return Array.from(fit.values, (value, k) => {
    const influence = Float64Array.from(outcome, (_, i) => fit.pull(k, i) * fit.residual[i]);
    const sums = cluster ? clusterSums(influence, clustersOf(cluster)) : influence;
    const se = Math.hypot(...sums);
    const half = multiplier(level, Math.max(1, tailDf(sums))) * se;
    return { value, se, low: value - half, high: value + half };
  });
}
