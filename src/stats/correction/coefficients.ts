import type { Ranged } from '../interval.ts';
import { wilsonLimits } from '../proportion.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { type DesignOf, designOf, fewestDf, forFewDf } from './design-error.ts';
import { type CodedItems, checkItems, codedPlaces, fewestCodes, weightsOf } from './items.ts';
import { type Fit, leastSquares } from './least-squares.ts';
import { type Corrected, tooFew } from './share.ts';

/**
 * Least-squares coefficients that people's codes of all items would have on known columns (one of them all 1): those of
 * the sample, plus what the machine's coefficients on all items say beyond its own on the sample, times the weight
 * that it earns (PPI++ with the finite set as the target). The errors are the design's. Where a handful of items make up
 * nearly all of the error in a stratum, each left-over counts as large on average as it could still be (the upper limit of Wilson for
 * its mean square between the ends of the scale). Refused with fewer than 30 human codes, or 30 conversations where
 * whole ones were drawn.
 */
export function correctedCoefficients(
  items: CodedItems,
  columns: readonly ArrayLike<number>[],
  { level = 0.95, ends = [0, 1] as readonly [number, number] } = {},
): Corrected[] | Refusal {
  checkItems(items);
  const { machine, human } = items;
  const places = codedPlaces(items);
  if (places.length < fewestCodes) return tooFew(places.length);
  const weights = weightsOf(items);
  const weight = places.map((i) => weights[i]);
  const own = columns.map((column) => places.map((i) => column[i]));
  const inAll = leastSquares(columns, machine);
  const ofMachine = leastSquares(
    own,
    Float64Array.from(places, (i) => machine[i]),
    weight,
  );
  const ofPeople = leastSquares(
    own,
    Float64Array.from(places, (i) => human[i]),
    weight,
  );
  for (const fit of [inAll, ofMachine, ofPeople]) if (isRefusal(fit)) return fit;
  const [all, f, y] = [inAll, ofMachine, ofPeople] as Fit[];
  const design = designOf(items);
  if (design.units < fewestCodes)
    return refuse(
      'few-clusters',
      `${design.units} conversations are coded, and it takes ${fewestCodes}: code more of them`,
    );
  const found: Corrected[] = [];
  for (const k of columns.keys()) {
    const pull = places.map((_, at) => weight[at] * y.pull(k, at));
    const lambda = slope(pull, f.residual, y.residual);
    const range = (by: number) => {
      const left = y.residual.map((one, at) => one - by * f.residual[at]);
      const value = y.values[k] + by * (all.values[k] - f.values[k]);
      return ranged(value, { pull, left, design, level, span: ends[1] - ends[0], columns: columns.length });
    };
    const corrected = range(lambda);
    const alone = range(0);
    const widthRatio = (corrected.high - corrected.low) / (alone.high - alone.low);
    found.push({ ...corrected, items: machine.length, coded: places.length, human: alone, widthRatio });
  }
  return found;
}

/** The weight of the machine that leaves the least error. */
function slope(pull: readonly number[], f: Float64Array, y: Float64Array): number {
  let both = 0;
  let spread = 0;
  for (const [at, p] of pull.entries()) {
    both += p * p * f[at] * y[at];
    spread += p * p * f[at] * f[at];
  }
  return spread > 0 ? both / spread : 0;
}

function ranged(
  value: number,
  sample: {
    pull: readonly number[];
    left: Float64Array;
    design: DesignOf;
    level: number;
    span: number;
    columns: number;
  },
): Ranged {
  const { pull, left, design, level, span, columns } = sample;
  const n = design.units;
  const z = multiplier(level);
  const even = design.errors(pull.map((p, at) => (at % 2 === 0 ? p : -p)));
  let variance = 0;
  for (const [h, seen] of design.errors(left.map((one, at) => one * pull[at])).entries()) {
    const own = (seen.variance * n) / (n - columns);
    // what is smaller than this beside a spread of 1 is rounding
    const isSeen = seen.variance === 0 || seen.variance > 1e-20 * even[h].variance;
    if (seen.df >= fewestDf && isSeen) variance += own * forFewDf(level, Math.min(seen.df, n - columns));
    else {
      const square = seen.coded.reduce((sum, at) => sum + Math.min(1, (left[at] / span) ** 2), 0);
      const most = wilsonLimits(square / seen.coded.length, seen.coded.length, z).high;
      variance += Math.max(own * forFewDf(level, seen.df), span ** 2 * even[h].variance * most);
    }
  }
  const se = Math.sqrt(variance);
  return { value, se, low: value - z * se, high: value + z * se };
}
