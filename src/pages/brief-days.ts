import type { Brief } from '../model/brief.ts';
import type { Filter, Span } from '../model/filter.ts';
import { day, days, type Local } from './format.tsx';

/** Which sort of days a brief is of. */
export type BriefKind = 'week' | 'month' | 'days';

export function kindOf({ from, to, period }: Filter): BriefKind {
  if (from !== undefined || to !== undefined) return 'days';
  if (period.endsWith('week')) return 'week';
  return period.endsWith('month') ? 'month' : 'days';
}

const oneDay = 86_400_000;

/** The calendar day on which an instant falls in a zone, as the ISO date's midnight in UTC. */
function calendarDay(at: string | number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).formatToParts(new Date(at));
  const get = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(get('year'), get('month') - 1, get('day'));
}

/** First and last calendar day of a span in a zone, as midnights in UTC. */
function edges({ from, to }: Span, zone: string): [first: number, last: number] {
  return [calendarDay(from, zone), calendarDay(new Date(to).getTime() - 1, zone)];
}

/** A span's first and last day as ISO dates: the `from` and `to` of its address. */
export function isoDays(span: Span, zone: string): { from: string; to: string } {
  const [from, to] = edges(span, zone).map((at) => new Date(at).toISOString().slice(0, 10));
  return { from, to };
}

/** The number of the ISO week (ISO 8601: Monday to Sunday, the first holds 4 January) of a span's first day. */
export function isoWeek(span: Span, zone: string): number {
  const [first] = edges(span, zone);
  const thursday = new Date(first + (4 - (new Date(first).getUTCDay() || 7)) * oneDay);
  return 1 + Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * oneDay));
}

/** "This week at Tarnwell", "November at Tarnwell"; a week that is over is called by its number. */
export function titleOf({ filter, period }: Brief, company: string, local: Local, now?: string): string {
  const named = titleWords(filter, period, local, now);
  return company ? `${named} at ${company}` : named;
}

function titleWords(filter: Filter, period: Span, { locale, zone }: Local, now?: string): string {
  switch (kindOf(filter)) {
    case 'week': {
      const days = now ? (calendarDay(now, zone) - calendarDay(period.from, zone)) / oneDay : undefined;
      const weeksAgo = days === undefined ? undefined : Math.floor(days / 7);
      const asked = filter.period === 'week' ? 0 : 1;
      if ((weeksAgo ?? asked) !== asked) return `Week\u00a0${isoWeek(period, zone)}`;
      return asked === 0 ? 'This week' : 'Last week';
    }
    case 'month': {
      const month = { month: 'long', timeZone: zone } as const;
      const year = (at: string) => new Date(calendarDay(at, zone)).getUTCFullYear();
      const known = !now || year(now) === year(period.from);
      return new Intl.DateTimeFormat(locale, known ? month : { ...month, year: 'numeric' }).format(
        new Date(period.from),
      );
    }
    case 'days':
      return 'What mattered';
  }
}

/** Which days these are, and how many are still to come: "Week 47, Monday 16 November to ...". */
export function datelineOf({ filter, period, sources }: Brief, local: Local, now?: string): string {
  const ends = sources.map(({ observedUntil }) => observedUntil).sort();
  const [first, last] = edges(period, local.zone);
  const newest = ends.at(-1);
  const told = newest === undefined ? last : Math.min(last, calendarDay(newest, local.zone));
  const shown = period.unfinished ? Math.max(first, told) : last;
  const utc = { ...local, zone: 'UTC' };
  const words =
    kindOf(filter) === 'week'
      ? `Week\u00a0${isoWeek(period, local.zone)}, ${weekDays(first, shown, utc)}`
      : days({ from: iso(first), to: iso(shown + oneDay), unfinished: false }, utc);
  const missing = Math.round((last - Math.max(told, first - oneDay)) / oneDay);
  const over = now !== undefined && now >= period.to;
  return [
    `${words}.`,
    period.unfinished ? `Unfinished: ${missingWords(missing, over)}.` : '',
    filter.channels.length > 0 ? `Only ${filter.channels.join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const iso = (at: number) => new Date(at).toISOString();
const small = 'no,one,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve'.split(',');

/** Small numbers in letters, as a sentence has them. */
export function inLetters(n: number): string {
  return small[n] ?? String(n);
}

/** So many days at the end of which there are no data: to come yet, or over without any. */
function missingWords(n: number, over: boolean): string {
  const number = `${inLetters(n)} ${n === 1 ? 'day' : 'days'}`;
  if (n > 0) return over ? `the data end ${number} before it does` : `${number} to come`;
  return over ? 'the data end within the last day' : 'the last day is not over';
}

/** "Monday 16 November to Friday 20 November 2026" in the locale's order of day and month. */
function weekDays(first: number, last: number, local: Local): string {
  const weekday = (at: number) =>
    new Intl.DateTimeFormat(local.locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(at));
  const end = `${weekday(last)} ${day(iso(last), local)}`;
  if (first === last) return end;
  const start = new Intl.DateTimeFormat(local.locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return `${weekday(first)} ${start.format(new Date(first)).replaceAll(' ', '\u00a0')} to ${end}`;
}

/** The days of a number in as few words as tell them: "Week 47", "November 2026", or from when to when; empty where there are none. */
export function shortDays(filter: Filter, period: Span, local: Local): string {
  if (Number.isNaN(Date.parse(period.from))) return '';
  const kind = kindOf(filter);
  if (kind === 'days') return days(period, local);
  if (kind === 'week') return `Week\u00a0${isoWeek(period, local.zone)}`;
  const month = { month: 'long', year: 'numeric', timeZone: local.zone } as const;
  return new Intl.DateTimeFormat(local.locale, month).format(new Date(period.from)).replaceAll(' ', '\u00a0');
}

/** What the numbers before are numbers of: "in the week before". */
export function beforeWords(filter: Filter, { from, to }: Span): string {
  if (filter.compare === 'year') return 'a year before';
  const own = filter.from !== undefined || filter.to !== undefined;
  const named = /(?:^|-)(week|month|quarter|year)$/.exec(filter.period)?.[1];
  if (named && !own) return `in the ${named} before`;
  const length = Math.round((Date.parse(to) - Date.parse(from)) / oneDay);
  return `in the ${length} days before`;
}
