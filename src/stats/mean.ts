import { type Clusters, standardErrors } from './cluster.ts';
import type { Ranged } from './interval.ts';
import { type Refusal, refuse } from './refusal.ts';
import { multiplier } from './student.ts';

/** Mean of observations that cluster, with Student's t on clusters - 1. With a cluster each it is the one-sample t interval. */
export function clusteredMean(values: Float64Array, clusters: Clusters, level = 0.95): Ranged | Refusal {
  return clusteredRatio(values, new Float64Array(values.length).fill(1), clusters, level);
}

/**
 * The sum of one quantity divided by the sum of another, both told of each observation, such as our turns and all turns
 * of each conversation; by linearization (Cochran 1977, section 6.3), observations clustered, Student's t on clusters - 1.
 */
export function clusteredRatio(
  part: Float64Array,
  whole: Float64Array,
  clusters: Clusters,
  level = 0.95,
): Ranged | Refusal {
  const n = part.length;
  if (whole.length !== n || clusters.label.length !== n)
    throw new RangeError('clusteredRatio requires as many wholes and labels as parts');
  const sum = whole.reduce((total, one) => total + one, 0);
  if (n === 0 || sum === 0) return refuse('no-observations', 'there are no observations');
  if (clusters.count < 2)
    return refuse('few-clusters', 'an interval needs at least 2 clusters, the data hold 1');
  const value = part.reduce((total, one) => total + one, 0) / sum;
  const influence = part.map((one, i) => (one - value * whole[i]) / sum);
  const { clustered: se } = standardErrors(influence, clusters);
  const half = multiplier(level, clusters.count - 1) * se;
  return { value, se, low: value - half, high: value + half };
}
