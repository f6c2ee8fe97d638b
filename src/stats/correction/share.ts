import { type Clusters, clusterSums, clustersOf } from '../cluster.ts';
import type { Ranged } from '../interval.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { scoreBands } from './bands.ts';
import { type Cells, cellsOf } from './cells.ts';
import { type CodedItems, checkItems, codedPlaces, fewestCodes, weightsOf } from './items.ts';
import { stratifiedScore } from './stratified-score.ts';

/** An estimate from machine labels on all and human codes on a random sample, and the one from human codes alone. */
export interface Corrected extends Ranged {
  /** Items of the finite set. */
  items: number;
  /** Human codes. */
  coded: number;
  /** From human codes alone, by the same kind of interval. */
  human: Ranged;
  /** Width of the interval divided by that of human codes alone: 1 is no gain, above 1 the machine does harm. */
  widthRatio: number;
}

/** Human codes that a cell of stratum and score needs at least; with fewer it joins the next. */
const fewestInCell = 2;

/**
 * Share of a code in a finite set. The human codes are weighed within bands of the machine's score (and strata of the
 * sample) and each band counts by its known number of items: the post-stratified estimate, which for labels of 0 and 1 is
 * PPI++ with the best weight in each stratum (Angelopoulos, Duchi and Zrnic 2023; Fisch et al. 2024, StratPPI) and
 * DSL's with the finite set as the target. A useless coder therefore costs next to nothing, and a wrong one biases
 * nothing. The interval is `stratifiedScore`'s, which holds with few hits and few disagreements. Refused with fewer
 * than 30 human codes.
 */
export function correctedShare(
  items: CodedItems,
  options: { level?: number; band?: Int32Array } = {},
): Corrected | Refusal {
  checkItems(items);
  for (const i of codedPlaces(items))
    if (items.human[i] !== 0 && items.human[i] !== 1)
      throw new RangeError(`a share takes human codes of 0 and 1, not ${items.human[i]}`);
  return correctedShareOf(items, options);
}

/** The same for human codes anywhere between 0 and 1, taken as if their spread were as large as that of 0 and 1. */
export function correctedShareOf(
  items: CodedItems,
  { level = 0.95, band = scoreBands(items.machine) }: { level?: number; band?: Int32Array } = {},
): Corrected | Refusal {
  const places = codedPlaces(items);
  if (places.length < fewestCodes) return tooFew(places.length);
  const corrected = scoredShare(items, { level, band });
  const human = scoredShare(items, { level });
  return {
    ...corrected,
    items: items.machine.length,
    coded: places.length,
    human,
    widthRatio: (corrected.high - corrected.low) / (human.high - human.low),
  };
}

/** The estimate and its range by strata and, where they are given, bands, from one code on; without human codes it throws. */
export function scoredShare(
  items: CodedItems,
  { level = 0.95, band }: { level?: number; band?: Int32Array } = {},
): Ranged {
  const cells = cellsOf(items, band, fewestInCell);
  return stratifiedScore(cells.cells, { level, ...clustering(items, codedPlaces(items), cells) });
}

/** Refuses a number that rests on too few human codes. */
export function tooFew(coded: number): Refusal {
  return refuse(
    'few-codes',
    `${coded} of these messages are coded by people, and it takes ${fewestCodes}: code ${fewestCodes - coded} more, drawn at random`,
  );
}

/** Design effect (1 or more) and degrees of freedom of drawing whole clusters. */
function clustering(
  items: CodedItems,
  places: readonly number[],
  { cells, of }: Cells,
): { designEffect?: number; df?: number } {
  if (!items.cluster) return {};
  const { cluster, human } = items;
  const own = weightsOf(items);
  const clusters: Clusters = clustersOf(places.map((i) => cluster[i]));
  const total = new Float64Array(cells.length);
  for (const i of places) total[of[i]] += own[i];
  const influence = Float64Array.from(places, (i) => {
    const weight = own[i] / total[of[i]];
    return cells[of[i]].size * weight * (human[i] - cells[of[i]].share);
  });
  const apart = influence.reduce((sum, u) => sum + u * u, 0);
  const { count } = clusters;
  const between = clusterSums(influence, clusters).reduce((sum, u) => sum + u * u, 0);
  if (count < 2) return { designEffect: places.length, df: 1 };
  const designEffect =
    apart > 0 ? Math.max(1, ((between / apart) * count) / (count - 1)) : places.length / count;
  return { designEffect, df: count - 1 };
}
