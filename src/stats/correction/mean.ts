import { clusterSums, clustersOf } from '../cluster.ts';
import type { Ranged } from '../interval.ts';
import { wilsonLimits } from '../proportion.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { surveyMean } from '../survey/design.ts';
import { cellsOf } from './cells.ts';
import { type CodedItems, checkItems, codedPlaces, fewestCodes } from './items.ts';
import { type Corrected, tooFew } from './share.ts';
import { tailDf } from './tail-df.ts';

/**
 * With fewer degrees of freedom than this (see `tailDf`) a mean or a coefficient is refused: a handful of items then make
 * up nearly all that is seen of the error. Found by simulation; see docs/statistics.md.
 */
export const fewestDf = 10;

/** A mean from machine scores on all and human codes on a random sample; `lambda` says how much the machine counted. */
export interface CorrectedMean extends Corrected {
  lambda: number;
}

/**
 * Mean of human codes (scores, ordinal steps, intervals) in a finite set: the difference estimator with the machine's
 * weight fitted on the sample (PPI++ with the finite set as the target; in surveys the combined regression estimator,
 * Cochran 1977, section 7.10), by stratum and cluster, with the finite-population correction. Where the ends of the
 * scale are told, the interval is Wilson's between them with the effective number (Korn and Graubard 1998), else
 * Student's t, both with the degrees of freedom that the tails leave. Refused with fewer than 30 human codes and where
 * a handful of codes decide the range.
 */
export function correctedMean(
  items: CodedItems,
  { level = 0.95, ends = undefined as readonly [number, number] | undefined } = {},
): CorrectedMean | Refusal {
  checkItems(items);
  const places = codedPlaces(items);
  if (places.length < fewestCodes) return tooFew(places.length);
  const frame = frameOf(items, places);
  const lambda = slope(items, places, frame);
  const corrected = estimate(items, places, frame, { lambda, level, ends });
  if (isRefusal(corrected)) return corrected;
  const human = estimate(items, places, frame, { lambda: 0, level, ends });
  if (isRefusal(human)) return human;
  return {
    ...corrected,
    items: items.machine.length,
    coded: places.length,
    human,
    widthRatio: human.high > human.low ? (corrected.high - corrected.low) / (human.high - human.low) : 1,
    lambda,
  };
}

/** Stratum, weight and first-stage units of each coded item, and the machine's mean in each stratum. */
interface Frame {
  stratum: Int32Array;
  weight: Float64Array;
  population: Float64Array;
  machineMean: Float64Array;
}

function frameOf(items: CodedItems, places: readonly number[]): Frame {
  const { machine, probability, cluster } = items;
  const { cells, of } = cellsOf({ ...items, human: items.human }, undefined, 2);
  const machineMean = new Float64Array(cells.length);
  const units = cells.map(() => new Set<string | number>());
  for (let i = 0; i < machine.length; i++) {
    machineMean[of[i]] += machine[i] / cells[of[i]].size;
    if (cluster) units[of[i]].add(cluster[i]);
  }
  const total = new Float64Array(cells.length);
  const own = Float64Array.from(places, (i) => (probability ? 1 / probability[i] : 1));
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
  { lambda, level, ends }: { lambda: number; level: number; ends?: readonly [number, number] },
): Ranged | Refusal {
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
  if (df < fewestDf)
    return refuse(
      'few-disagreements',
      'a handful of the coded messages decide the range: code more, drawn at random, or ask for the share of one code',
    );
  const t = multiplier(level, df);
  if (!ends) return { value, se, low: value - t * se, high: value + t * se };
  const [from, to] = ends;
  const inside = (value - from) / (to - from);
  if (!(inside > 0 && inside < 1)) return { value, se, low: value - t * se, high: value + t * se };
  const limits = wilsonLimits(inside, (inside * (1 - inside) * (to - from) ** 2) / se ** 2, t);
  return { value, se, low: from + limits.low * (to - from), high: from + limits.high * (to - from) };
}
