import { type Clusters, clustersWith, standardErrors } from '../cluster.ts';
import { logitInterval, logLogInterval, type Ranged, unseenShare } from '../interval.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { type Incidence, incidenceOf } from './aalen-johansen.ts';
import type { Influence } from './influence.ts';
import { incidenceInfluence, influences, restrictedMeanInfluence, survivalInfluence } from './influence.ts';
import { beyondFollowUp, effectiveNumber, firstAtMost, neverHalf, type RangedTime } from './kaplan-meier.ts';
import { type LifeTable, lifeTable, type Observations } from './life-table.ts';

/** Competing-risks data laid out for intervals that cluster. */
export interface ClusteredSurvival {
  table: LifeTable;
  incidence: Incidence;
  cause: ArrayLike<number>;
  clusters: Clusters;
}

/** A Ranged with the standard error that ignoring the clusters would have given. */
export interface ClusteredEstimate extends Ranged {
  naiveSe: number;
}

/** Lays the data out. Refuses fewer than 2 clusters: nothing then tells how much clusters differ. */
export function clusteredSurvival(
  observations: Observations,
  clusters: Clusters,
  causes?: number,
): ClusteredSurvival | Refusal {
  if (observations.weight) throw new RangeError('clusteredSurvival takes no weights');
  if (clusters.label.length !== observations.time.length)
    throw new RangeError('clusteredSurvival requires as many labels as times');
  if (clusters.count === 0) return refuse('no-observations', 'there are no observations');
  if (clusters.count === 1)
    return refuse('few-clusters', 'an interval needs at least 2 clusters, the data hold 1');
  const table = lifeTable(observations, causes);
  return { table, incidence: incidenceOf(table), cause: observations.cause, clusters };
}

/**
 * The share without an event at `t` (cause 0) or ended by cause k until `t`, with its clustered interval:
 * log(-log), with Student's t on clusters - 1 degrees of freedom. At 0 and 1 the bound is that of Clopper and
 * Pearson with an effective number of clusters.
 */
export function clusteredShare(
  data: ClusteredSurvival,
  cause: number,
  t: number,
  level = 0.95,
): ClusteredEstimate | Refusal {
  const { table, incidence, clusters } = data;
  const beyond = beyondFollowUp(incidence.curve, t);
  if (beyond) return beyond;
  const influence =
    cause === 0
      ? survivalInfluence(table, incidence.curve, t)
      : incidenceInfluence(table, incidence, cause, t);
  const { clustered: se, naive: naiveSe } = errorsOf(data, influence);
  const { value } = influence;
  if (value < 1e-12 || value > 1 - 1e-12 || se === 0) {
    const unseen = unseenShare(effectiveClusters(data, t), level);
    const range = value < 0.5 ? { low: 0, high: unseen } : { low: 1 - unseen, high: 1 };
    return { value, se: 0, naiveSe: 0, ...range };
  }
  const z = multiplier(level, clusters.count - 1);
  if (cause === 0) return { value, se, naiveSe, ...logLogInterval(value, se, z) };
  const rest = logLogInterval(1 - value, se, z);
  return { value, se, naiveSe, low: 1 - rest.high, high: 1 - rest.low };
}

/**
 * The mean duration up to `tau` with its clustered interval, on the logit scale of its share of tau. Where every
 * duration up to tau is the same, the interval allows for the share that could have gone unseen.
 */
export function clusteredRestrictedMean(
  data: ClusteredSurvival,
  tau: number,
  level = 0.95,
): ClusteredEstimate | Refusal {
  const { table, incidence, clusters } = data;
  const beyond = beyondFollowUp(incidence.curve, tau);
  if (beyond) return beyond;
  const influence = restrictedMeanInfluence(table, incidence.curve, tau);
  const { clustered: se, naive: naiveSe } = errorsOf(data, influence);
  const { value } = influence;
  if (se === 0) {
    const unseen = unseenShare(effectiveClusters(data, tau), level);
    return { value, se, naiveSe, low: value * (1 - unseen), high: value * (1 - unseen) + tau * unseen };
  }
  const share = logitInterval(value / tau, se / tau, multiplier(level, clusters.count - 1));
  return { value, se, naiveSe, low: tau * share.low, high: tau * share.high };
}

/**
 * The median duration with the interval of Woodruff (1952): limits around one half, made with the clustered
 * standard error of S at the median, read off the curve.
 */
export function clusteredMedian(data: ClusteredSurvival, level = 0.95): RangedTime | Refusal {
  const { table, incidence, clusters } = data;
  const { curve } = incidence;
  const value = firstAtMost(curve, 0.5);
  if (value === undefined) return neverHalf(curve);
  const at = survivalInfluence(table, curve, value);
  const least = 0.5 / Math.sqrt(effectiveClusters(data, value));
  const se = at.value > 0 ? errorsOf(data, at).clustered : least;
  const limits = logLogInterval(0.5, se, multiplier(level, clusters.count - 1));
  const low = firstAtMost(curve, limits.high) ?? value;
  const high = firstAtMost(curve, limits.low);
  return { value, low, ...(high !== undefined && { high }) };
}

function errorsOf(data: ClusteredSurvival, influence: Influence) {
  return standardErrors(influences(influence, data.table, data.cause), data.clusters);
}

/** Peto's effective number with clusters for observations, as though all of a cluster shared one fate. */
function effectiveClusters({ table, incidence, clusters }: ClusteredSurvival, t: number): number {
  const atRisk = (from: number) => clustersWith(clusters, (i) => table.durations[i] >= from);
  return Math.min(clusters.count, effectiveNumber(incidence.curve, t, atRisk));
}
