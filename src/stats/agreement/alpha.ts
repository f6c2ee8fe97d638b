import { unseenShare } from '../interval.ts';
import { type Random, seeded } from '../random.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { distances, type Scale } from './distance.ts';
import { codedTwice, codersOf, type Units } from './units.ts';

/** Krippendorff's alpha, with what it rests on. */
export interface Alpha {
  value: number;
  /** Units coded at least twice. */
  units: number;
  /** Codes of those units. */
  codes: number;
}

/** Alpha with its interval. */
export interface RangedAlpha extends Alpha {
  low: number;
  high: number;
}

/**
 * Krippendorff's alpha (2011, "Computing Krippendorff's alpha-reliability"): 1 - observed / expected disagreement, for
 * any number of coders and with codes missing. Coincidences of a unit with m codes count 1/(m - 1) each. Refused
 * without units coded twice, and where all their codes are the same: chance alone then agrees always.
 */
export function krippendorff(units: Units, scale: Scale = 'nominal'): Alpha | Refusal {
  const pairs = pairsOf(units);
  const value = alphaOf(units, scale, pairs, undefined);
  if (isRefusal(value)) return value;
  return { value, units: pairs.length, codes: pairs.reduce((sum, { codes }) => sum + codes, 0) };
}

/**
 * Alpha with a bootstrap interval over units (percentiles), so it says what another set of units would give. Draws
 * without variation are left out. Where every unit is coded alike no draw can disagree; the lower limit is then the
 * alpha with as many units at odds as could hide behind none (`unseenShare`).
 */
export function krippendorffRange(
  units: Units,
  scale: Scale = 'nominal',
  { seed = 1, draws = 1000, level = 0.95 } = {},
): RangedAlpha | Refusal {
  const alpha = krippendorff(units, scale);
  if (isRefusal(alpha)) return alpha;
  const pairs = pairsOf(units);
  if (pairs.every(({ cells }) => cells.every(({ c, k }) => c === k)))
    return { ...alpha, low: hiddenLow(units, scale, pairs, level), high: alpha.value };
  const random = seeded(seed);
  const found: number[] = [];
  for (let b = 0; b < draws; b++) {
    const value = alphaOf(units, scale, pairs, timesDrawn(random, pairs.length));
    if (!isRefusal(value)) found.push(value);
  }
  if (found.length === 0) return { ...alpha, low: -1, high: 1 };
  found.sort((a, b) => a - b);
  return {
    ...alpha,
    low: Math.min(alpha.value, percentile(found, (1 - level) / 2)),
    high: Math.max(alpha.value, percentile(found, (1 + level) / 2)),
  };
}

/** Share of pairs of codes of one unit that are the same, a unit counting once. Chance agreement is in it. */
export function pairwiseAgreement(units: Units): number | Refusal {
  const twice = codedTwice(units).counts;
  if (twice.length === 0) return refuse('no-observations', 'no unit is coded twice');
  let sum = 0;
  for (const row of twice) {
    const m = codersOf(row);
    for (const count of row) sum += (count * (count - 1)) / (m * (m - 1));
  }
  return sum / twice.length;
}

/** The coincidences of one unit: categories c and k met `weight` times. */
interface Pairs {
  codes: number;
  cells: { c: number; k: number; weight: number }[];
  values: { c: number; count: number }[];
}

function pairsOf(units: Units): Pairs[] {
  return codedTwice(units).counts.map((row) => {
    const codes = codersOf(row);
    const values = Array.from(row, (count, c) => ({ c, count })).filter(({ count }) => count > 0);
    const cells = values.flatMap((one) =>
      values.map((other) => ({
        c: one.c,
        k: other.c,
        weight: (one.count * (other.count - (one === other ? 1 : 0))) / (codes - 1),
      })),
    );
    return { codes, values, cells: cells.filter(({ weight }) => weight > 0) };
  });
}

function alphaOf(units: Units, scale: Scale, pairs: readonly Pairs[], times?: Int32Array): number | Refusal {
  if (pairs.length === 0) return refuse('no-observations', 'no unit is coded twice');
  const { categories } = units;
  const total = new Float64Array(categories.length);
  let n = 0;
  pairs.forEach(({ values, codes }, unit) => {
    const repeat = times ? times[unit] : 1;
    n += repeat * codes;
    for (const { c, count } of values) total[c] += repeat * count;
  });
  const apart = distances(categories, scale, total);
  let expected = 0;
  for (let c = 0; c < total.length; c++)
    for (let k = 0; k < total.length; k++) expected += total[c] * total[k] * apart[c][k];
  if (!(expected > 0)) {
    const only = categories[total.findIndex((count) => count > 0)];
    return refuse('no-variation', `every unit coded twice has the same code, ${only}`);
  }
  let observed = 0;
  pairs.forEach(({ cells }, unit) => {
    const repeat = times ? times[unit] : 1;
    for (const { c, k, weight } of cells) observed += repeat * weight * apart[c][k];
  });
  return 1 - ((n - 1) * observed) / expected;
}

function hiddenLow(units: Units, scale: Scale, pairs: readonly Pairs[], level: number): number {
  const total = new Float64Array(units.categories.length);
  for (const { values } of pairs) for (const { c, count } of values) total[c] += count;
  const n = total.reduce((sum, count) => sum + count, 0);
  const apart = distances(units.categories, scale, total);
  let expected = 0;
  let worst = 0;
  for (let c = 0; c < total.length; c++)
    for (let k = 0; k < total.length; k++) {
      expected += (total[c] * total[k] * apart[c][k]) / (n * (n - 1));
      if (total[c] * total[k] > 0) worst = Math.max(worst, apart[c][k]);
    }
  return Math.max(-1, 1 - (unseenShare(pairs.length, level) * worst) / expected);
}

function timesDrawn(random: Random, size: number): Int32Array {
  const times = new Int32Array(size);
  for (let draw = 0; draw < size; draw++) times[random.integer(0, size - 1)]++;
  return times;
}

/** The value at a share of a sorted list, between neighbours by their distance (R's type 7). */
function percentile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}
