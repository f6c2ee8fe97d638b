import { betaQuantile } from './beta.ts';
import { type Clusters, clusterSums, standardErrors } from './cluster.ts';
import type { Ranged } from './interval.ts';
import { type Refusal, refuse } from './refusal.ts';
import { multiplier } from './student.ts';

/** Interval of a share from its size and z: Wilson (1927, JASA 22), without continuity correction. `n` may be an effective number. */
export function wilsonLimits(share: number, n: number, z: number): { low: number; high: number } {
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return {
    low: share === 0 ? 0 : (centre - half) / whole,
    high: share === 1 ? 1 : (centre + half) / whole,
  };
}

/** `hits` of `n` independent observations, with Wilson's interval. */
export function proportion(hits: number, n: number, level = 0.95): Ranged | Refusal {
  if (!(hits >= 0 && hits <= n))
    throw new RangeError(`proportion requires 0 <= hits <= n, not ${hits} of ${n}`);
  if (n === 0) return refuse('no-observations', 'there are no observations');
  const value = hits / n;
  return { value, se: Math.sqrt((value * (1 - value)) / n), ...wilsonLimits(value, n, multiplier(level)) };
}

/** Exact limits of `hits` in `n` (Clopper and Pearson 1934): never less than the level, as a rule more. */
export function clopperPearson(hits: number, n: number, level = 0.95): { low: number; high: number } {
  if (!(n > 0 && hits >= 0 && hits <= n))
    throw new RangeError(`clopperPearson requires 0 <= hits <= n and n > 0, not ${hits} of ${n}`);
  const tail = (1 - level) / 2;
  return {
    low: hits === 0 ? 0 : betaQuantile(tail, hits, n - hits + 1),
    high: hits === n ? 1 : betaQuantile(1 - tail, hits + 1, n - hits),
  };
}

/** A share among weighted observations: Wilson's interval with Kish's effective number, (sum w)^2 / sum w^2. */
export function weightedProportion(
  hit: ArrayLike<number | boolean>,
  weight: ArrayLike<number>,
  level = 0.95,
): (Ranged & { effective: number }) | Refusal {
  let sum = 0;
  let squares = 0;
  let hits = 0;
  for (let i = 0; i < hit.length; i++) {
    sum += weight[i];
    squares += weight[i] ** 2;
    if (hit[i]) hits += weight[i];
  }
  if (!(sum > 0)) return refuse('no-observations', 'there are no observations with a weight');
  const value = hits / sum;
  const effective = sum ** 2 / squares;
  const se = Math.sqrt((value * (1 - value)) / effective);
  return { value, se, effective, ...wilsonLimits(value, effective, multiplier(level)) };
}

/**
 * A share among observations that cluster: Wilson's interval with the number divided by the design effect
 * (Korn and Graubard 1998, Surv. Methodol. 24) and Student's t on clusters - 1. The design effect is held at 1 or
 * more. Where all or none are hits it cannot be seen; the effective number is then that of the clusters.
 */
export function clusteredProportion(
  hit: ArrayLike<number | boolean>,
  clusters: Clusters,
  level = 0.95,
): (Ranged & { effective: number }) | Refusal {
  const n = hit.length;
  if (clusters.label.length !== n)
    throw new RangeError('clusteredProportion requires as many labels as hits');
  if (n === 0) return refuse('no-observations', 'there are no observations');
  if (clusters.count < 2)
    return refuse('few-clusters', 'an interval needs at least 2 clusters, the data hold 1');
  const values = Float64Array.from(hit, Number);
  const hits = clusterSums(values, clusters).reduce((a, b) => a + b, 0);
  const value = hits / n;
  const influence = values.map((y) => (y - value) / n);
  const { clustered: se } = standardErrors(influence, clusters);
  const effective = se > 0 ? (value * (1 - value)) / se ** 2 : clusters.count;
  return { value, se, effective, ...wilsonLimits(value, effective, multiplier(level, clusters.count - 1)) };
}
