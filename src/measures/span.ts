import { Temporal } from 'temporal-polyfill';
import type { Filter, Period, Span } from '../model/filter.ts';

/** Where the data of the channels asked for begin and end, ISO UTC. */
export interface DataRange {
  first: string;
  observedUntil: string;
}

/** A span with the days it is named by, which comparisons shift. */
interface Days {
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
}

/**
 * The stretch of time that a filter names. Named periods end where the data end: "the last 28 days" are the 28
 * days up to and with the day on which they end, a month that the data leave early is marked unfinished.
 */
export function spanOf(filter: Filter, range: DataRange, zone: string): Span {
  return toSpan(daysOf(filter, range, zone), range, zone);
}

/** The span that it is compared with, if any: the equal stretch before, or the same days a year earlier. */
export function comparedSpan(filter: Filter, range: DataRange, zone: string): Span | undefined {
  if (filter.compare === 'none') return undefined;
  const days = daysOf(filter, range, zone);
  if (filter.period === 'all' && !filter.from && !filter.to && filter.compare === 'previous')
    return undefined;
  const shift = filter.compare === 'year' ? { years: 1 } : lengthOf(filter, days);
  const before = { from: days.from.subtract(shift), to: days.to.subtract(shift) };
  const span = toSpan(before, range, zone);
  return span.to <= range.first ? undefined : span;
}

/** First and last day of a stretch of time, ISO dates, both inclusive. */
export interface NamedDays {
  from: string;
  to: string;
}

/** The first and last day of the stretch that a filter names. */
export function namedDays(filter: Filter, range: DataRange, zone: string): NamedDays {
  return inclusive(daysOf(filter, range, zone));
}

/** The equal stretches before, the latest last: so many weeks, months or stretches of as many days. */
export function stretchesBefore(filter: Filter, range: DataRange, zone: string, count: number): NamedDays[] {
  const days = daysOf(filter, range, zone);
  const [[unit, length]] = Object.entries(lengthOf(filter, days)) as [[string, number]];
  return Array.from({ length: count }, (_, at) => {
    const shift = { [unit]: length * (count - at) };
    return inclusive({ from: days.from.subtract(shift), to: days.to.subtract(shift) });
  });
}

/** So many days that end with a day. */
export function daysUntil(last: string, count: number): NamedDays {
  const to = Temporal.PlainDate.from(last);
  return { from: to.subtract({ days: count - 1 }).toString(), to: last };
}

/** The day on which the data end. */
export function lastDay({ observedUntil }: DataRange, zone: string): string {
  return dayOf(observedUntil, zone).toString();
}

function inclusive({ from, to }: Days): NamedDays {
  return { from: from.toString(), to: to.subtract({ days: 1 }).toString() };
}

function daysOf(filter: Filter, range: DataRange, zone: string): Days {
  const last = dayOf(range.observedUntil, zone);
  const first = dayOf(range.first, zone);
  if (filter.from || filter.to)
    return {
      from: filter.from ? Temporal.PlainDate.from(filter.from) : first,
      to: (filter.to ? Temporal.PlainDate.from(filter.to) : last).add({ days: 1 }),
    };
  return named(filter.period, first, last);
}

function named(period: Period, first: Temporal.PlainDate, last: Temporal.PlainDate): Days {
  const monday = last.subtract({ days: last.dayOfWeek - 1 });
  const month = last.with({ day: 1 });
  const quarter = month.subtract({ months: (last.month - 1) % 3 });
  const year = month.with({ month: 1 });
  switch (period) {
    case '7d':
    case '28d':
    case '30d':
    case '90d': {
      const to = last.add({ days: 1 });
      return { from: to.subtract({ days: Number.parseInt(period, 10) }), to };
    }
    case 'week':
      return { from: monday, to: monday.add({ days: 7 }) };
    case 'last-week':
      return { from: monday.subtract({ days: 7 }), to: monday };
    case 'month':
      return { from: month, to: month.add({ months: 1 }) };
    case 'last-month':
      return { from: month.subtract({ months: 1 }), to: month };
    case 'quarter':
      return { from: quarter, to: quarter.add({ months: 3 }) };
    case 'last-quarter':
      return { from: quarter.subtract({ months: 3 }), to: quarter };
    case 'year':
      return { from: year, to: year.add({ years: 1 }) };
    case 'last-year':
      return { from: year.subtract({ years: 1 }), to: year };
    case 'all':
      return { from: first, to: last.add({ days: 1 }) };
  }
}

/** What "the period before" is shifted by: calendar periods by one of their kind, others by their days. */
function lengthOf(filter: Filter, days: Days): Temporal.DurationLike {
  if (!filter.from && !filter.to) {
    if (filter.period.endsWith('month')) return { months: 1 };
    if (filter.period.endsWith('quarter')) return { months: 3 };
    if (filter.period.endsWith('year')) return { years: 1 };
  }
  return { days: days.from.until(days.to).days };
}

function toSpan(days: Days, range: DataRange, zone: string): Span {
  const to = days.to.toZonedDateTime(zone).toInstant();
  const end = Temporal.Instant.from(range.observedUntil);
  return {
    from: iso(days.from.toZonedDateTime(zone).toInstant()),
    to: iso(to),
    unfinished: Temporal.Instant.compare(to.subtract({ hours: 24 }), end) > 0,
  };
}

function dayOf(instant: string, zone: string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
}

function iso(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'second' });
}
