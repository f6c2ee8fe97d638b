import { defaultFilter, type Filter, type Span } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import { periodOf } from '../period.ts';
import { type DataRange, daysUntil, lastDay, type NamedDays, namedDays, stretchesBefore } from '../span.ts';

/** How many equal stretches before are looked at. */
export const before = 8;

/** The days that a brief, or one of its numbers, is of. */
export interface Stretch {
  filter: Filter;
  span: Span;
  days: NamedDays;
  /** The equal stretches before that the data reach back to, the latest last. */
  earlier: NamedDays[];
  /** The day on which the data end. */
  dataEnd: string;
}

/** The stretch that a filter names; undefined where there is no channel. */
export async function stretchOf(asking: Asking): Promise<Stretch | undefined> {
  const { filter, plan } = asking;
  const { span, range } = await periodOf(asking);
  if (!range) return undefined;
  const days = namedDays(filter, range, plan.zone);
  return {
    filter,
    span,
    days,
    earlier: filter.period === 'all' && !named(filter) ? [] : earlierDays(filter, range, plan.zone),
    dataEnd: lastDay(range, plan.zone),
  };
}

function earlierDays(filter: Filter, range: DataRange, zone: string): NamedDays[] {
  const first = lastDay({ ...range, observedUntil: range.first }, zone);
  return stretchesBefore(filter, range, zone, before).filter(({ to }) => to >= first);
}

/** True where the filter states days of its own. */
function named({ from, to }: Filter): boolean {
  return from !== undefined || to !== undefined;
}

const day = 86_400_000;

/** So many days a stretch has. */
export function lengthOf({ from, to }: NamedDays): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day) + 1;
}

/**
 * The longer stretch of which a number is told where its own tells too little: 28 days for a week, 90 for a month,
 * none beyond. It ends with the brief's own, or with the data.
 */
export function longerFilter({ filter, days, dataEnd }: Stretch): Filter | undefined {
  const length = lengthOf(days);
  const longer = length <= 14 ? 28 : length <= 45 ? 90 : undefined;
  if (!longer) return undefined;
  const { from: _, to: __, ...rest } = filter;
  // named where it ends with the data, so that the address reads well
  if (days.from <= dataEnd && dataEnd <= days.to) return { ...rest, period: longer === 28 ? '28d' : '90d' };
  return { ...rest, period: defaultFilter.period, ...daysUntil(days.to, longer) };
}

/** What the stretch before is called. */
export interface StretchWords {
  /** "the week before", "the 28 days before". */
  one: string;
  /** "the eight weeks before", "the eight stretches of 28 days before". */
  many(count: number): string;
  /** "by week", for captions. */
  by: string;
}

/** Weeks and months by their names, everything else by its days. */
export function stretchWords({ filter, days }: Pick<Stretch, 'filter' | 'days'>): StretchWords {
  const unit = /(week|month|quarter|year)$/.exec(filter.period)?.[1];
  if (unit && !named(filter))
    return {
      one: `the ${unit} before`,
      many: (count) => `the ${inLetters(count)} ${unit}s before`,
      by: `by ${unit}`,
    };
  const length = lengthOf(days);
  const own = length === 1 ? 'day' : `${length} days`;
  return {
    one: `the ${own} before`,
    many: (count) => `the ${inLetters(count)} ${length === 1 ? 'days' : `stretches of ${own}`} before`,
    by: length === 1 ? 'by day' : `by stretches of ${own}`,
  };
}

/** Small numbers in letters, as a sentence has them. */
export function inLetters(n: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'][n] ?? String(n);
}
