import { clusterSums, clustersOf } from '../cluster.ts';
import type { Ranged } from '../interval.ts';
import { wilsonLimits } from '../proportion.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { surveyMean } from '../survey/design.ts';
import { cellsOf } from './cells.ts';
import { type CodedItems, checkItems, codedPlaces, fewestCodes, weightsOf } from './items.ts';
import { type Corrected, correctedShareOf, tooFew } from './share.ts';
import { tailDf } from './tail-df.ts';

/**
 * With fewer degrees of freedom than this (see `tailDf`) a handful of items make up nearly all that is seen of the error.
 * Found by simulation; see docs/statistics.md.
 */
export const fewestDf = 20;

/** A mean from machine scores on all and human codes on a random sample. */
export interface CorrectedMean extends Corrected {
  /** How the range is made: from the spread that is seen, or, where few codes decide it, from the largest there can be. */
  method: 'spread' | 'largest-spread';
}

/**
 * Mean of human codes on a scale with two ends (scores, ordinal steps, intervals) in a finite set: the difference
 * estimator with the machine's weight fitted on the sample (PPI++ with the finite set as the target; in surveys the
 * combined regression estimator, Cochran 1977, section 7.10), by stratum and cluster, with the finite-population
 * correction. The interval is Wilson's between the ends with the effective number (Korn and Graubard 1998) and the
 * degrees of freedom that the tails leave. Where these are too few, every code counts as if it could only have been one
 * of the ends, the largest spread there can be, and the interval is that of `correctedShare`. Refused with fewer than
 * 30 human codes.
 */
export function correctedMean(
  items: CodedItems,
  { level = 0.95, ends = [0, 1] as readonly [number, number] } = {},
): CorrectedMean | Refusal {
  checkItems(items);
  const places = codedPlaces(items);
  const [from, to] = ends;
  for (const i of places)
    if (!(items.human[i] >= from && items.human[i] <= to))
      throw new RangeError(`item ${i} has the code ${items.human[i]}, outside of ${from} to ${to}`);
  if (places.length < fewestCodes) return tooFew(places.length);
  const frame = frameOf(items, places);
  const own = { level, ends };
  const corrected = estimate(items, places, frame, { ...own, lambda: slope(items, places, frame) });
  const human = estimate(items, places, frame, { ...own, lambda: 0 });
  if (isRefusal(corrected)) return corrected;
  if (isRefusal(human)) return human;
  if (!corrected || !human) return byLargestSpread(items, level, ends);
  return {
    ...corrected,
    items: items.machine.length,
    coded: places.length,
    human,
    widthRatio: human.high > human.low ? (corrected.high - corrected.low) / (human.high - human.low) : 1,
    method: 'spread',
  };
}

function byLargestSpread(
  items: CodedItems,
  level: number,
  [from, to]: readonly [number, number],
): CorrectedMean | Refusal {
  const scaled = (column: ArrayLike<number>) => Float64Array.from(column, (x) => (x - from) / (to - from));
  const found = correctedShareOf(
    { ...items, machine: scaled(items.machine), human: scaled(items.human) },
    { level },
  );
  if (isRefusal(found)) return found;
  const back = ({ value, se, low, high }: Ranged): Ranged => ({
    value: from + value * (to - from),
    se: se * (to - from),
    low: from + low * (to - from),
    high: from + high * (to - from),
  });
  return { ...found, ...back(found), human: back(found.human), method: 'largest-spread' };
}

/** Stratum, weight and first-stage units of each coded item, and the machine's mean in each stratum. */
interface Frame {
  stratum: Int32Array;
  weight: Float64Array;
  population: Float64Array;
  machineMean: Float64Array;
}

function frameOf(items: CodedItems, places: readonly number[]): Frame {
  const { machine, cluster } = items;
  const weights = weightsOf(items);
  const { cells, of } = cellsOf(items, undefined, 2);
  const machineMean = new Float64Array(cells.length);
  const units = cells.map(() => new Set<string | number>());
  for (let i = 0; i < machine.length; i++) {
    machineMean[of[i]] += machine[i] / cells[of[i]].size;
    if (cluster) units[of[i]].add(cluster[i]);
  }
  const total = new Float64Array(cells.length);
  const own = Float64Array.from(places, (i) => weights[i]);
  for (const [k, i] of places.entries()) total[of[i]] += own[k];
  return {
    stratum: Int32Array.from(places, (i) => of[i]),
    weight: own.map((w, k) => (w * cells[of[places[k]]].size) / total[of[places[k]]]),
    population: Float64Array.from(places, (i) => (cluster ? units[of[i]].size : cells[of[i]].size)),
    machineMean,
  };
}

/** Slope of human codes on machine scores within strata. */
function slope({ machine, human }: CodedItems, places: readonly number[], frame: Frame): number {
  const { stratum, weight, machineMean } = frame;
  const sums = machineMean.length;
  const [w, f, y] = [new Float64Array(sums), new Float64Array(sums), new Float64Array(sums)];
  for (const [k, i] of places.entries()) {
    w[stratum[k]] += weight[k];
    f[stratum[k]] += weight[k] * machine[i];
    y[stratum[k]] += weight[k] * human[i];
  }
  let both = 0;
  let spread = 0;
  for (const [k, i] of places.entries()) {
    const h = stratum[k];
    const off = machine[i] - f[h] / w[h];
    both += weight[k] ** 2 * off * (human[i] - y[h] / w[h]);
    spread += weight[k] ** 2 * off * off;
  }
  return spread > 0 ? both / spread : 0;
}

function estimate(
  { machine, human, cluster }: CodedItems,
  places: readonly number[],
  { stratum, weight, population, machineMean }: Frame,
  { lambda, level, ends }: { lambda: number; level: number; ends: readonly [number, number] },
): Ranged | Refusal | undefined {
  const values = places.map((i, k) => human[i] - lambda * (machine[i] - machineMean[stratum[k]]));
  const units = cluster && places.map((i) => cluster[i]);
  const found = surveyMean(values, { weight, stratum, population, cluster: units }, level);
  if (isRefusal(found)) return found;
  const { value } = found;
  if (found.df === 0) return { value, se: 0, low: value, high: value };
  const se = found.se * Math.sqrt(lambda === 0 ? 1 : found.df / (found.df - 1));
  const centre = new Float64Array(machineMean.length);
  const total = new Float64Array(machineMean.length);
  for (const [k, one] of values.entries()) {
    centre[stratum[k]] += weight[k] * one;
    total[stratum[k]] += weight[k];
  }
  const off = Float64Array.from(
    values,
    (one, k) => weight[k] * (one - centre[stratum[k]] / total[stratum[k]]),
  );
  const df = Math.min(found.df, tailDf(units ? clusterSums(off, clustersOf(units)) : off));
  const [from, to] = ends;
  const inside = (value - from) / (to - from);
  if (df < fewestDf || !(inside > 0 && inside < 1)) return undefined;
  const effective = (inside * (1 - inside) * (to - from) ** 2) / se ** 2;
  const limits = wilsonLimits(inside, effective, multiplier(level, df));
  return { value, se, low: from + limits.low * (to - from), high: from + limits.high * (to - from) };
}
