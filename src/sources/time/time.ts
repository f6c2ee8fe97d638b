import { Temporal } from 'temporal-polyfill';
import type { Precision } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import {
  compilePattern,
  monthNames,
  offsetMinutes,
  patternHasOffset,
  type WrittenTime,
} from './time-pattern.ts';

/** A time in UTC, or why the text is none. `clock` says that the zone's clock skipped or repeated that hour. */
export type ParsedTime =
  | { at: string; precision: Precision; clock?: 'skipped' | 'twice' }
  | { wrong: string };

export type TimeReader = (text: string) => ParsedTime;

const xFormat = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}) (\d{4})$/;
const isoFormat =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** Whether every time in this format says by itself how far from UTC it is. For `iso` only the texts can tell. */
export function formatHasZone(format: string): boolean {
  return format === 'x' || format.startsWith('epoch-') || patternHasOffset(format);
}

/** Whether an ISO text carries its offset. */
export function isoHasZone(text: string): boolean {
  return isoFormat.exec(text.trim())?.[8] !== undefined;
}

/**
 * A reader of times in one format: `iso`, `x`, `epoch-seconds`, `epoch-milliseconds` or a pattern. A date that
 * does not exist is wrong, never rolled over. Where the zone's clock was put forward the time counts as
 * written by the clock before; where it was put back the earlier of the two is taken.
 * @throws Problem for a format or a zone that there is not.
 */
export function timeReader(format: string, zone?: string): TimeReader {
  if (zone !== undefined) checkZone(zone);
  if (format === 'epoch-seconds') return (text) => epoch(text, 1000);
  if (format === 'epoch-milliseconds') return (text) => epoch(text, 1);
  const parse = format === 'x' ? parseX : format === 'iso' ? parseIso : compilePattern(format);
  if (parse === undefined) {
    throw new Problem(
      `The time format "${format}" cannot be used.`,
      'Use iso, x, epoch-seconds, epoch-milliseconds, or a pattern such as "dd.MM.yyyy HH:mm" with year, month and day.',
    );
  }
  return (text) => {
    const written = parse(text);
    if (written === undefined) return { wrong: `"${brief(text)}" is no time of the form ${format}` };
    return resolve(written, zone, text);
  };
}

/** @throws Problem where the zone is no IANA name. */
export function checkZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch (cause) {
    throw new Problem(`There is no time zone "${zone}".`, 'Use a name such as Europe/Amsterdam or UTC.', {
      cause,
    });
  }
}

function resolve(t: WrittenTime, zone: string | undefined, text: string): ParsedTime {
  if (!exists(t)) return { wrong: `"${brief(text)}" is a date or time that does not exist` };
  if (t.offset !== undefined || zone === 'UTC') {
    const ms = Date.UTC(t.year, t.month - 1, t.day, t.hour, t.minute, t.second, t.millisecond);
    return { at: new Date(ms - (t.offset ?? 0) * 60_000).toISOString(), precision: t.precision };
  }
  if (zone === undefined) return { wrong: `"${brief(text)}" does not say its time zone, and none was given` };
  const plain = new Temporal.PlainDateTime(t.year, t.month, t.day, t.hour, t.minute, t.second, t.millisecond);
  const zoned = plain.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const at = new Date(zoned.epochMilliseconds).toISOString();
  if (!zoned.toPlainDateTime().equals(plain)) return { at, precision: t.precision, clock: 'skipped' };
  const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
  if (later.epochMilliseconds !== zoned.epochMilliseconds)
    return { at, precision: t.precision, clock: 'twice' };
  return { at, precision: t.precision };
}

function exists(t: WrittenTime): boolean {
  if (t.year < 1970 || t.year > 2200 || t.month < 1 || t.month > 12 || t.day < 1) return false;
  if (t.day > new Date(Date.UTC(t.year, t.month, 0)).getUTCDate()) return false;
  if (Math.abs(t.offset ?? 0) > 18 * 60) return false;
  return t.hour <= 23 && t.minute <= 59 && t.second <= 59;
}

function parseX(text: string): WrittenTime | undefined {
  const m = xFormat.exec(text.trim());
  if (m === null) return undefined;
  return {
    year: Number(m[7]),
    month: monthNames.indexOf((m[1] ?? '').toLowerCase()) + 1,
    day: Number(m[2]),
    hour: Number(m[3]),
    minute: Number(m[4]),
    second: Number(m[5]),
    millisecond: 0,
    offset: offsetMinutes(m[6] ?? 'Z'),
    precision: 'instant',
  };
}

function parseIso(text: string): WrittenTime | undefined {
  const m = isoFormat.exec(text.trim());
  if (m === null) return undefined;
  const time: WrittenTime = {
    year: Number(m[1]),
    month: Number(m[2]),
    day: Number(m[3]),
    hour: Number(m[4] ?? 0),
    minute: Number(m[5] ?? 0),
    second: Number(m[6] ?? 0),
    millisecond: Number((m[7] ?? '').slice(0, 3).padEnd(3, '0')),
    precision: m[6] !== undefined ? 'instant' : m[4] !== undefined ? 'minute' : 'day',
  };
  if (m[8] !== undefined) time.offset = /^[UG]/.test(m[8]) ? 0 : offsetMinutes(m[8]);
  return time;
}

function epoch(text: string, factor: number): ParsedTime {
  const trimmed = text.trim();
  const ms = Number(trimmed) * factor;
  if (!/^\d{1,16}(\.\d+)?$/.test(trimmed) || ms < Date.UTC(1990, 0) || ms > Date.UTC(2200, 0)) {
    const unit = factor === 1 ? 'milliseconds' : 'seconds';
    return { wrong: `"${brief(text)}" is no count of ${unit} since 1970 between the years 1990 and 2200` };
  }
  return { at: new Date(Math.round(ms)).toISOString(), precision: 'instant' };
}

function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
