import type { Ranged } from '../interval.ts';
import type { Refusal } from '../refusal.ts';
import { scoreBands } from './bands.ts';
import { cellsOf } from './cells.ts';
import { type DesignOf, designOf, fewestDf, forFewDf } from './design-error.ts';
import { type CodedItems, checkItems, codedPlaces, fewestCodes, partOf, weightsOf } from './items.ts';
import { type Corrected, tooFew } from './share.ts';
import { type Cell, stratifiedScore } from './stratified-score.ts';

/**
 * Mean of human codes on a scale with two ends (scores, ordinal steps, intervals) in a finite set. In each stratum it is
 * the difference estimator with the machine's weight fitted on the sample (PPI++ with the finite set as the target; in
 * surveys the combined regression estimator, Cochran 1977, section 7.10), and its spread is the one seen there, with the
 * degrees of freedom that its tails leave. Where these are too few, each code of the stratum counts as if it could only
 * have been one of the ends, the largest spread there can be, within bands of the machine's score. The interval over
 * the strata is `stratifiedScore`'s. Refused with fewer than 30 human codes.
 */
export function correctedMean(
  items: CodedItems,
  { level = 0.95, ends = [0, 1] as readonly [number, number] } = {},
): Corrected | Refusal {
  checkItems(items);
  const places = codedPlaces(items);
  const [from, to] = ends;
  for (const i of places)
    if (!(items.human[i] >= from && items.human[i] <= to))
      throw new RangeError(`item ${i} has the code ${items.human[i]}, outside of ${from} to ${to}`);
  if (places.length < fewestCodes) return tooFew(places.length);
  const scaled = (column: ArrayLike<number>) => {
    const own = new Float64Array(column.length);
    for (let i = 0; i < own.length; i++) own[i] = (column[i] - from) / (to - from);
    return own;
  };
  const own = { ...items, machine: scaled(items.machine), human: scaled(items.human) };
  const sample = sampleOf(own, places);
  const estimate = (lambda: number, band?: Int32Array): Ranged => {
    const { value, se, low, high } = stratifiedScore(cellsBy(own, sample, { lambda, band, level }), {
      level,
    });
    const back = (x: number) => from + x * (to - from);
    return { value: back(value), se: se * (to - from), low: back(low), high: back(high) };
  };
  const corrected = estimate(slope(own, sample), scoreBands(own.machine));
  const human = estimate(0);
  return {
    ...corrected,
    items: items.machine.length,
    coded: places.length,
    human,
    widthRatio: (corrected.high - corrected.low) / (human.high - human.low),
  };
}

/** A variance of codes between 0 and 1 that is rounding only. */
const unseen = 1e-20;

/** The coded items with weights that add up to 1 in each stratum, and the machine's mean there. */
interface Sample {
  places: readonly number[];
  weight: Float64Array;
  design: DesignOf;
  machineMean: number[];
}

function sampleOf(items: CodedItems, places: readonly number[]): Sample {
  const design = designOf(items);
  const { of } = design;
  const weights = weightsOf(items);
  const total: number[] = [];
  for (const i of places) total[of[i]] = (total[of[i]] ?? 0) + weights[i];
  const sum: number[] = [];
  const size: number[] = [];
  for (let i = 0; i < of.length; i++) {
    const h = of[i];
    sum[h] = (sum[h] ?? 0) + items.machine[i];
    size[h] = (size[h] ?? 0) + 1;
  }
  const weight = Float64Array.from(places, (i) => weights[i] / total[of[i]]);
  return { places, weight, design, machineMean: sum.map((one, h) => one / size[h]) };
}

/** Slope of human codes on machine scores within strata. */
function slope(
  { machine, human }: CodedItems,
  { places, weight, design: { of }, machineMean }: Sample,
): number {
  const size = new Float64Array(machineMean.length);
  for (const h of of) size[h]++;
  const f = new Float64Array(size.length);
  const y = new Float64Array(size.length);
  for (const [k, i] of places.entries()) {
    f[of[i]] += weight[k] * machine[i];
    y[of[i]] += weight[k] * human[i];
  }
  let both = 0;
  let spread = 0;
  for (const [k, i] of places.entries()) {
    const h = of[i];
    const counts = (weight[k] * size[h]) ** 2;
    both += counts * (machine[i] - f[h]) * (human[i] - y[h]);
    spread += counts * (machine[i] - f[h]) ** 2;
  }
  // a machine that says the same of all has a spread of rounding only
  return spread > 1e-18 * of.length ** 2 ? both / spread : 0;
}

function cellsBy(
  items: CodedItems,
  { places, weight, design, machineMean }: Sample,
  { lambda, band, level }: { lambda: number; band?: Int32Array; level: number },
): Cell[] {
  const { machine, human } = items;
  const { of, errors } = design;
  const value = places.map((i) => human[i] - lambda * (machine[i] - machineMean[of[i]]));
  const mean = new Float64Array(machineMean.length);
  for (const [k, i] of places.entries()) mean[of[i]] += weight[k] * value[k];
  const alone = new Float64Array(machineMean.length);
  for (const [k, i] of places.entries()) alone[of[i]] += weight[k] * human[i];
  const seen = errors(value.map((one, k) => weight[k] * (one - mean[of[places[k]]])));
  const unaided = errors(value.map((_, k) => weight[k] * (human[places[k]] - alone[of[places[k]]])));
  return seen.flatMap(({ size, coded, variance, df }, h): Cell[] => {
    const n = coded.length;
    const share = mean[h];
    if (n === size) return [{ size, coded: n, share: alone[h] }];
    if (df >= fewestDf && variance > unseen && share > 0 && share < 1) {
      const lost = lambda === 0 ? 1 : (n - 1) / (n - 2);
      const rest = (size - n) / (size - 1);
      const effective = (share * (1 - share) * rest) / (variance * lost * forFewDf(level, df));
      return [{ size, coded: n, share, effective }];
    }
    const largest = (alone[h] * (1 - alone[h]) * (1 - n / size)) / n;
    const designEffect = items.cluster && largest > 0 ? Math.max(1, unaided[h].variance / largest) : 1;
    const own = band?.filter((_, i) => of[i] === h);
    const stratum = { ...partOf(items, (i) => of[i] === h), stratum: undefined };
    return cellsOf(stratum, own, 2).cells.map((cell) => ({
      ...cell,
      effective: (cell.effective ?? cell.coded) / designEffect,
    }));
  });
}
