/** Which cluster (person, thread) each observation belongs to, by labels 0 to `count` - 1. */
export interface Clusters {
  label: Int32Array;
  count: number;
}

/** Labels ids of any kind in the order of their first appearance. */
export function clustersOf(ids: ArrayLike<string | number>): Clusters {
  const known = new Map<string | number, number>();
  const label = new Int32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    let at = known.get(ids[i]);
    if (at === undefined) {
      at = known.size;
      known.set(ids[i], at);
    }
    label[i] = at;
  }
  return { label, count: known.size };
}

/** Sums of the values within each cluster. */
export function clusterSums(values: Float64Array, { label, count }: Clusters): Float64Array {
  const sums = new Float64Array(count);
  for (let i = 0; i < values.length; i++) sums[label[i]] += values[i];
  return sums;
}

/** How many clusters have an observation for which `holds`. */
export function clustersWith({ label, count }: Clusters, holds: (i: number) => boolean): number {
  const seen = new Uint8Array(count);
  let found = 0;
  for (let i = 0; i < label.length; i++)
    if (seen[label[i]] === 0 && holds(i)) {
      seen[label[i]] = 1;
      found++;
    }
  return found;
}

/** Standard errors of an estimate from the influence of each observation on it. */
export interface Errors {
  /** sqrt of G/(G-1) times the sum over clusters of (sum of influences)^2, never below `naive`. */
  clustered: number;
  /** The same with each observation on its own: right only if observations of one cluster are unrelated. */
  naive: number;
}

/**
 * Sandwich standard errors (Binder 1983; Williams 2000, Biometrics 56): independent between clusters, anything
 * within. A clustered error below the naive one would claim that answers to one person balance each other out;
 * with few clusters it is chance, so it is held at the naive one, as surveys hold the effective sample size at
 * the size (Korn and Graubard 1998).
 */
export function standardErrors(influence: Float64Array, clusters: Clusters): Errors {
  let within = 0;
  for (const u of influence) within += u * u;
  let between = 0;
  for (const u of clusterSums(influence, clusters)) between += u * u;
  const naive = Math.sqrt(within);
  const { count } = clusters;
  return { naive, clustered: Math.max(naive, Math.sqrt((between * count) / (count - 1))) };
}
