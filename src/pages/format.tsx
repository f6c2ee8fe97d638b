import type { Child } from 'hono/jsx';
import { count, duration, share } from '../charts/format.ts';
import { clean } from '../charts/xml.ts';
import type { Span } from '../model/filter.ts';
import type { DateRun, Run, Sentence } from '../model/sentence.ts';

export { count, duration, share, waitedFor } from '../charts/format.ts';

/** In whose numbers, and in which clock, a page writes. A Frame is one. */
export interface Local {
  locale: string;
  zone: string;
  clock?: 'wall' | 'business';
}

const nbsp = '\u00a0';

/** "20 November 2026" in the locale and zone; the text itself when it is no time. */
export function day(at: string, { locale, zone }: Local): string {
  return written(at, locale, { dateStyle: 'long', timeZone: zone });
}

/** The same, short, for lists. */
export function shortDay(at: string, { locale, zone }: Local): string {
  return written(at, locale, { dateStyle: 'medium', timeZone: zone });
}

/** Date and time to the minute in the locale and zone. */
export function minute(at: string, { locale, zone }: Local): string {
  return written(at, locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
}

/** Date and time to the minute, short, for lists. */
export function shortMinute(at: string, { locale, zone }: Local): string {
  return written(at, locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
}

/** Making one takes far longer than using it, and a page writes hundreds of times. */
const made = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let one = made.get(key);
  if (!one) {
    one = new Intl.DateTimeFormat(locale, options);
    made.set(key, one);
  }
  return one;
}

function written(at: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return clean(at);
  return formatter(locale, options)
    .format(time)
    .replace(/(\d)[ \u202f](?=\p{L})|(\p{L}) (?=\d)/gu, `$1$2${nbsp}`);
}

/** The days of a span, the last one included: "24 October to 20 November 2026". */
export function days({ from, to }: Span, local: Local): string {
  const start = new Date(from);
  const end = new Date(new Date(to).getTime() - 1);
  if (Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) return clean(`${from} to ${to}`);
  const last = day(end.toISOString(), local);
  const first = day(from, local);
  if (first === last || end < start) return first;
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: local.zone });
  if (year.format(start) !== year.format(end)) return `${first} to ${last}`;
  return `${written(from, local.locale, { day: 'numeric', month: 'long', timeZone: local.zone })} to ${last}`;
}

/** "1 message", "1,240 messages". */
export function counted(n: number, one: string, many: string, local: Local): string {
  return `${count(n, local)}${nbsp}${n === 1 ? one : many}`;
}

/** Bytes as a person reads them. */
export function bytes(n: number, { locale }: Local): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = n < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(n) / 3));
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: power < 2 ? 0 : 1 });
  return `${number.format(n / 1000 ** power)}${nbsp}${units[power]}`;
}

/** A machine's form of seconds for `datetime`: PT40M, P6DT2H. */
export function isoDuration(seconds: number): string {
  const minutes = Math.max(0, Math.round(seconds / 60));
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const time = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}`;
  return d || time ? `P${d ? `${d}D` : ''}${time ? `T${time}` : ''}` : 'PT0M';
}

function run(one: Run, local: Local): Child {
  if (typeof one === 'string') return clean(one);
  if ('strong' in one && !('as' in one)) return <strong>{clean(String(one.strong))}</strong>;
  if ('at' in one) return <time datetime={one.at}>{dateWords(one, local)}</time>;
  if (!('value' in one)) return '';
  const number = numberWords(one.value, one.as, local);
  return one.strong ? <strong>{number}</strong> : number;
}

function dateWords({ at, as }: DateRun, local: Local): string {
  if (as === 'month')
    return written(at, local.locale, { month: 'long', year: 'numeric', timeZone: local.zone });
  return as === 'day' ? day(at, local) : minute(at, local);
}

/** A number in words, as sentences and tables write it. */
export function numberWords(
  value: number,
  as: 'share' | 'of100' | 'duration' | 'count',
  local: Local,
): string {
  if (!Number.isFinite(value)) return 'cannot tell';
  if (as === 'share') return share(value, local);
  if (as === 'duration') return duration(value, local);
  if (as === 'count') return count(value, local);
  if (value > 0 && value < 0.005) return `fewer than 1${nbsp}of${nbsp}100`;
  if (value < 1 && value >= 0.995) return `over 99${nbsp}of${nbsp}100`;
  return `${count(value * 100, local)}${nbsp}of${nbsp}100`;
}

/** A Sentence as a page writes it. */
export function Words({ sentence, local }: { sentence: Sentence; local: Local }) {
  return <>{sentence.map((one) => run(one, local))}</>;
}

/** A Sentence as plain text, for a page's title and for labels. */
export function plain(sentence: Sentence, local: Local): string {
  const texts = sentence.map((one) => {
    if (typeof one === 'string') return one;
    if ('at' in one) return dateWords(one, local);
    if ('value' in one) return numberWords(one.value, one.as, local);
    return one.strong;
  });
  return clean(texts.join(''));
}
