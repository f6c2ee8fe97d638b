/** Points parted into clusters. */
export interface Clusters {
  /** By point: its cluster, or -1 for a point without direction. */
  of: Int32Array;
  /** Directions of the clusters, of length 1. */
  centres: Float64Array[];
  /** Mean cosine of the points with the centre of their cluster. */
  cohesion: number;
}

/**
 * Spherical k-means (Dhillon and Modha 2001, Mach. Learn. 42): points of length 1 go to the centre with the largest
 * cosine. Centres begin by k-means++ with 1 - cosine as distance (Arthur and Vassilvitskii 2007); of `starts` the one
 * with the largest cohesion is taken. `uniform` yields numbers from 0 to 1.
 */
export function clustersOf(
  points: readonly Float64Array[],
  k: number,
  uniform: () => number,
  { starts = 4, rounds = 40 } = {},
): Clusters {
  let best: Clusters | undefined;
  for (let start = 0; start < starts; start++) {
    let centres = begin(points, k, uniform);
    let found = assign(points, centres);
    for (let round = 0; round < rounds; round++) {
      centres = centresOf(points, found.of, centres);
      const next = assign(points, centres);
      const same = next.of.every((cluster, i) => cluster === found.of[i]);
      found = next;
      if (same) break;
    }
    if (!best || found.cohesion > best.cohesion + 1e-12) best = found;
  }
  if (!best) throw new RangeError('clusters need at least one start');
  return best;
}

/** Each point with the centre that it is nearest to. */
export function assign(points: readonly Float64Array[], centres: Float64Array[]): Clusters {
  const of = new Int32Array(points.length).fill(-1);
  let sum = 0;
  let count = 0;
  points.forEach((point, i) => {
    if (point.every((x) => x === 0)) return;
    let most = Number.NEGATIVE_INFINITY;
    centres.forEach((centre, c) => {
      const cosine = dot(point, centre);
      if (cosine > most) {
        most = cosine;
        of[i] = c;
      }
    });
    sum += most;
    count++;
  });
  return { of, centres, cohesion: count > 0 ? sum / count : 0 };
}

function begin(points: readonly Float64Array[], k: number, uniform: () => number): Float64Array[] {
  const usable = points.filter((point) => point.some((x) => x !== 0));
  if (usable.length < k) throw new RangeError(`${usable.length} points make no ${k} clusters`);
  const centres = [usable[Math.floor(uniform() * usable.length)]];
  const far = Float64Array.from(usable, (point) => Math.max(0, 1 - dot(point, centres[0])));
  while (centres.length < k) {
    const total = far.reduce((a, b) => a + b, 0);
    let left = uniform() * total;
    let at = 0;
    for (; at < usable.length - 1; at++) {
      left -= far[at];
      if (left <= 0) break;
    }
    centres.push(usable[at]);
    usable.forEach((point, i) => {
      far[i] = Math.min(far[i], Math.max(0, 1 - dot(point, usable[at])));
    });
  }
  return centres;
}

/** An empty cluster keeps its centre. */
function centresOf(points: readonly Float64Array[], of: Int32Array, before: Float64Array[]): Float64Array[] {
  const sums = before.map((centre) => new Float64Array(centre.length));
  points.forEach((point, i) => {
    const sum = sums[of[i]];
    if (sum) for (let d = 0; d < point.length; d++) sum[d] += point[d];
  });
  return sums.map((sum, c) => {
    const length = Math.sqrt(dot(sum, sum));
    return length > 1e-12 ? sum.map((x) => x / length) : before[c];
  });
}

/**
 * How alike two partitions of the same points are: 1 where they are the same, about 0 where chance alone would make them
 * so (adjusted Rand index, Hubert and Arabie 1985, J. Classif. 2). Points in no cluster of either are left out.
 */
export function adjustedRand(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const cells = new Map<string, number>();
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  let n = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] < 0 || b[i] < 0) continue;
    n++;
    const cell = `${a[i]} ${b[i]}`;
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
    rows.set(a[i], (rows.get(a[i]) ?? 0) + 1);
    columns.set(b[i], (columns.get(b[i]) ?? 0) + 1);
  }
  const pairs = (counts: Iterable<number>) =>
    [...counts].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const together = pairs(cells.values());
  const [inA, inB] = [pairs(rows.values()), pairs(columns.values())];
  const chance = (inA * inB) / ((n * (n - 1)) / 2);
  const most = (inA + inB) / 2;
  return most === chance ? 1 : (together - chance) / (most - chance);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
