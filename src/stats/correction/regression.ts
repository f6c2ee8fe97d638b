import { type Clusters, clusterSums, clustersOf } from '../cluster.ts';
import type { Ranged } from '../interval.ts';
import { invertPositive, times } from '../matrix.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { type CodedItems, checkItems, codedPlaces, fewestCodes } from './items.ts';
import { fewestDf } from './mean.ts';
import { tooFew } from './share.ts';
import { tailDf } from './tail-df.ts';

/** What the coefficients are to hold for. */
export type Target =
  /** The items at hand, had people coded them all. */
  | 'these'
  /** All items like them, of which these are a draw. */
  | 'others-like-them';

/**
 * Least-squares coefficients of a coded quantity on known columns (one of them all 1), by design-based supervised
 * learning (Egami, Hinck, Stewart and Wei 2023): the outcome is f - (R / pi)(f - Y) on all items. The errors are the
 * sandwich over all items for others like them; for these items, the design's alone, by stratum and with the
 * finite-population correction. Student's t with the degrees of freedom that the tails leave. The mean is the coefficient
 * of a single column of 1, the difference of two groups that of a column of 0 and 1.
 */
export function dslRegression(
  items: CodedItems,
  columns: readonly ArrayLike<number>[],
  { level = 0.95, target = 'these' as Target, fewest = fewestCodes, lowestDf = fewestDf } = {},
): Ranged[] | Refusal {
  checkItems(items);
  const { machine, human } = items;
  const size = machine.length;
  if (columns.some((column) => column.length !== size))
    throw new RangeError(`columns have as many places as there are items, ${size}`);
  const places = codedPlaces(items);
  if (places.length < fewest) return tooFew(places.length);
  const chance = (i: number) => items.probability?.[i] ?? places.length / size;
  const outcome = Float64Array.from({ length: size }, (_, i) =>
    Number.isNaN(human[i]) ? machine[i] : machine[i] + (human[i] - machine[i]) / chance(i),
  );
  const cross = columns.map((a) => Float64Array.from(columns, (b) => product(a, b)));
  const solved = invertPositive(cross);
  if (!solved)
    return refuse(
      'no-variation',
      'one column follows from the others, so their effects cannot be told apart',
    );
  const { inverse } = solved;
  const values = times(
    inverse,
    Float64Array.from(columns, (column) => product(column, outcome)),
  );
  const fitted = Float64Array.from({ length: size }, (_, i) =>
    columns.reduce((sum, column, k) => sum + column[i] * values[k], 0),
  );
  const found = Array.from(values, (value, k): Ranged | Refusal => {
    const pull = (i: number) => columns.reduce((sum, column, j) => sum + inverse[k][j] * column[i], 0);
    const spread =
      target === 'these'
        ? byDesign(items, places, (i) => (pull(i) * (human[i] - machine[i])) / chance(i))
        : sandwich(items, (i) => pull(i) * (outcome[i] - fitted[i]));
    if (isRefusal(spread)) return spread;
    const { variance, df } = spread;
    if (df < lowestDf)
      return refuse(
        'few-disagreements',
        'people and machine differ in a handful of messages only: code more of them',
      );
    const se = Math.sqrt(variance);
    const half = multiplier(level, df) * se;
    return { value, se, low: value - half, high: value + half };
  });
  return found.find(isRefusal) ?? (found as Ranged[]);
}

interface Spread {
  variance: number;
  df: number;
}

function sandwich({ cluster, machine }: CodedItems, influence: (i: number) => number): Spread {
  const each = Float64Array.from({ length: machine.length }, (_, i) => influence(i));
  const sums = cluster ? clusterSums(each, clustersOf(cluster)) : each;
  return { variance: sums.reduce((sum, u) => sum + u * u, 0), df: tailDf(sums) };
}

/** Variance of a total of the coded items under draws of items (or clusters) by stratum. */
function byDesign(
  { stratum, cluster, machine }: CodedItems,
  places: readonly number[],
  influence: (i: number) => number,
): Spread | Refusal {
  const strata = stratum ? clustersOf(stratum) : { label: new Int32Array(machine.length), count: 1 };
  const units: Clusters = cluster ? clustersOf(cluster) : itself(machine.length);
  const sums = new Map<number, Map<number, number>>();
  for (const i of places) {
    const own = sums.get(strata.label[i]) ?? new Map<number, number>();
    own.set(units.label[i], (own.get(units.label[i]) ?? 0) + influence(i));
    sums.set(strata.label[i], own);
  }
  const inAll = Array.from({ length: strata.count }, () => new Set<number>());
  for (let i = 0; i < machine.length; i++) inAll[strata.label[i]].add(units.label[i]);
  let variance = 0;
  const off: number[] = [];
  for (const [h, own] of sums) {
    const n = own.size;
    if (n === inAll[h].size) continue;
    if (n < 2)
      return refuse('few-clusters', 'a stratum has a single unit, so how units differ within it is unknown');
    const each = [...own.values()];
    const mean = each.reduce((a, b) => a + b, 0) / n;
    const rest = 1 - n / inAll[h].size;
    for (const one of each) {
      off.push(one - mean);
      variance += (rest * n * (one - mean) ** 2) / (n - 1);
    }
  }
  return { variance, df: tailDf(off) };
}

function itself(count: number): Clusters {
  return { label: Int32Array.from({ length: count }, (_, i) => i), count };
}

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
