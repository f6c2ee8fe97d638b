import { clustersOf } from '../cluster.ts';
import { multiplier } from '../student.ts';
import { cellsOf } from './cells.ts';
import { type CodedItems, codedPlaces } from './items.ts';
import { tailDf } from './tail-df.ts';

/**
 * With fewer degrees of freedom than this (see `tailDf`) a handful of items make up nearly all that is seen of the error
 * in a stratum. Found by simulation; see docs/statistics.md.
 */
export const fewestDf = 20;

/** The error that drawing the sample makes in a sum over the coded items of one stratum. */
export interface StratumError {
  /** Items of the finite set, and those coded, as places in the order of `codedPlaces`. */
  size: number;
  coded: number[];
  variance: number;
  df: number;
}

/** The strata of a sample, those with a single code joined to the next, and how to see the error in each. */
export interface DesignOf {
  /** Stratum of each item. */
  of: Int32Array;
  /** How many clusters (items, where there are none) were drawn. */
  units: number;
  /** From what each coded item adds to a sum, in the order of `codedPlaces`. */
  errors(added: ArrayLike<number>): StratumError[];
}

/**
 * The error of sums over the coded items when the sample is drawn anew: by stratum and by cluster, with the finite-population
 * correction (Cochran 1977, sections 5.3 and 9A.2). A stratum that is coded in full has none; one with a single
 * unit in all has an infinite one.
 */
export function designOf(items: CodedItems): DesignOf {
  const { cluster } = items;
  const { of, cells } = cellsOf(items, undefined, 2);
  const units = cluster && clustersOf(cluster).label;
  const population = cells.map(({ size }) => size);
  if (units) {
    const seen = cells.map(() => new Set<number>());
    for (const [i, unit] of units.entries()) seen[of[i]].add(unit);
    for (const [h, own] of seen.entries()) population[h] = own.size;
  }
  const coded = cells.map((): number[] => []);
  const places = codedPlaces(items);
  for (const [k, i] of places.entries()) coded[of[i]].push(k);
  const drawn = units ? new Set(places.map((i) => units[i])).size : places.length;
  const errors = (added: ArrayLike<number>) =>
    cells.map(({ size }, h): StratumError => {
      const sums = new Map<number, number>();
      for (const k of coded[h]) {
        const unit = units ? units[places[k]] : k;
        sums.set(unit, (sums.get(unit) ?? 0) + added[k]);
      }
      const n = sums.size;
      if (n === population[h]) return { size, coded: coded[h], variance: 0, df: Number.POSITIVE_INFINITY };
      const mean = [...sums.values()].reduce((a, b) => a + b, 0) / n;
      const off = Float64Array.from(sums.values(), (sum) => sum - mean);
      const squares = off.reduce((sum, one) => sum + one * one, 0);
      const variance = n > 1 ? (1 - n / population[h]) * (n / (n - 1)) * squares : Number.POSITIVE_INFINITY;
      return { size, coded: coded[h], variance, df: Math.min(n - 1, tailDf(off)) };
    });
  return { of, units: drawn, errors };
}

/** By how much a variance with few degrees of freedom counts more, so that z can stand for Student's t. */
export function forFewDf(level: number, df: number): number {
  return (multiplier(level, Math.max(1, df)) / multiplier(level)) ** 2;
}
