import type { Estimate, NamedEstimate } from '../../model/finding.ts';
import { holm } from '../../stats/holm.ts';
import { difference, tailsOf } from '../../stats/interval.ts';
import { type Prediction, prediction } from '../../stats/prediction.ts';
import { isRefusal } from '../../stats/refusal.ts';
import type { ToldNumber } from './told.ts';

/** In at most so many briefs of an unchanged world is a change claimed. */
export const level = 0.05;
/** A count of all of fewer messages is neither held against others nor drawn. */
export const fewest = 30;

/** What a number was held against, and what came of it. */
export interface Comparison {
  /** How often chance alone would give as much; corrected for all numbers looked at. */
  p: number;
  corrected: number;
  changed: boolean;
  /** `now` less `before`, for a number with a range. */
  difference?: Pick<Estimate, 'value' | 'low' | 'high'>;
  /** Where a count of all messages lies as a rule, from so many stretches before. */
  usual?: Prediction & { count: number };
}

/** A number with the same one in the equal stretches before, the latest last; undefined where it cannot be told. */
export type Tried = ToldNumber & { earlier?: (NamedEstimate | undefined)[] };
export type Compared = ToldNumber & { comparison?: Comparison };

/** True for a count of all messages, which has no range and is held against its own past. */
export function isCensus({ now }: ToldNumber): boolean {
  return now.low === undefined || now.high === undefined;
}

/**
 * Holds each number against its past and corrects for how many were looked at (Holm). A number with a range is held
 * against the stretch before by the interval of the difference; a count of all messages against the stretches before
 * by the prediction interval of one more. A change that does not show in whole numbers of 100 is none.
 */
export function compareAll(numbers: Tried[]): Compared[] {
  const raw = numbers.map((number) => (isCensus(number) ? byPast(number) : byRange(number)));
  const looked = raw.flatMap((one, at) => (one ? [at] : []));
  const corrected = holm(looked.map((at) => raw[at]?.p ?? 1));
  return numbers.map(({ earlier: _, ...number }, at) => {
    const comparison = raw[at];
    if (!comparison) return number;
    const p = corrected[looked.indexOf(at)];
    const then = comparison.usual?.mean ?? number.before?.value ?? Number.NaN;
    const changed = p <= level && shown(number.now, number.now.value) !== shown(number.now, then);
    return { ...number, comparison: { ...comparison, corrected: p, changed } };
  });
}

type Raw = Omit<Comparison, 'corrected' | 'changed'>;

function byRange({ now, before }: ToldNumber): Raw | undefined {
  if (!before || before.low === undefined || before.high === undefined) return undefined;
  const { value, low, high } = difference(ranged(now), ranged(before));
  const p = tailsOf({ value, low, high });
  return Number.isNaN(p) ? undefined : { p, difference: { value, low, high } };
}

function ranged({ value, low, high }: Estimate) {
  return { value, se: Number.NaN, low: low ?? value, high: high ?? value };
}

function byPast({ now, earlier = [] }: Tried): Raw | undefined {
  const past = earlier.filter((one) => one !== undefined && one.n >= fewest) as NamedEstimate[];
  if (now.n < fewest) return undefined;
  const values = past.map(({ value }) => value);
  const found = prediction(now.value, values, { more: moreNoise(now, past) });
  return isRefusal(found) ? undefined : { p: found.p, usual: { ...found, count: past.length } };
}

/** A share of few messages varies more than one of many: a week that has just begun is not held to whole weeks' measure. */
function moreNoise(now: Estimate, past: Estimate[]): number {
  if (now.unit !== 'share' || past.length === 0) return 0;
  const mean = past.reduce((sum, { value }) => sum + value, 0) / past.length;
  const rest = past.reduce((sum, { n }) => sum + 1 / n, 0) / past.length;
  return Math.max(0, mean * (1 - mean) * (1 / now.n - rest));
}

/** A value as a sentence writes it. */
function shown({ unit }: Estimate, value: number): number {
  return unit === 'share' ? Math.round(value * 100) : Math.round(value);
}
