import { clustersOf } from '../cluster.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { cellsOf } from './cells.ts';
import { type CodedItems, codedPlaces } from './items.ts';
import { tailDf } from './tail-df.ts';

/** The error that drawing the sample makes in a sum over the coded items. */
export interface DesignError {
  variance: number;
  df: number;
}

/** A function from what each coded item adds to a sum (in the order of `codedPlaces`) to the error of that sum. */
export type DesignErrorOf = (added: ArrayLike<number>) => DesignError | Refusal;

/**
 * The error of sums over the coded items when the sample is drawn anew: by stratum (those with a single code joined to
 * the next) and by cluster, with the finite-population correction (Cochran 1977, sections 5.3 and 9A.2).
 */
export function designError(items: CodedItems): DesignErrorOf {
  const { cluster } = items;
  const { of, cells } = cellsOf(items, undefined, 2);
  const units = cluster && clustersOf(cluster).label;
  const population = cells.map(({ size }) => size);
  if (units) {
    const seen = cells.map(() => new Set<number>());
    for (const [i, unit] of units.entries()) seen[of[i]].add(unit);
    for (const [h, own] of seen.entries()) population[h] = own.size;
  }
  const places = codedPlaces(items);
  return (added) => {
    const sums = cells.map(() => new Map<number, number>());
    for (const [k, i] of places.entries()) {
      const own = sums[of[i]];
      const unit = units ? units[i] : i;
      own.set(unit, (own.get(unit) ?? 0) + added[k]);
    }
    let variance = 0;
    const off: number[] = [];
    for (const [h, own] of sums.entries()) {
      const n = own.size;
      if (n === population[h]) continue;
      if (n < 2)
        return refuse(
          'few-clusters',
          'a stratum has a single unit, so how units differ within it is unknown',
        );
      const mean = [...own.values()].reduce((a, b) => a + b, 0) / n;
      for (const one of own.values()) {
        off.push(one - mean);
        variance += ((1 - n / population[h]) * n * (one - mean) ** 2) / (n - 1);
      }
    }
    return { variance, df: tailDf(off) };
  };
}
