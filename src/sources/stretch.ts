import { Temporal } from 'temporal-polyfill';
import type { SeriesMapping } from '../model/mapping.ts';
import type { Grain } from '../model/series.ts';
import { knownWord } from './known-word.ts';
import { serialDate } from './table/sheet-number.ts';
import { monthNumber } from './time/month-names.ts';
import { timeReader } from './time/time.ts';

/** A stretch of whole days, `to` exclusive, or an instant; or why the text is none. */
export type ParsedStretch = { from: string; to: string; grain: Grain } | { wrong: string };

/** The first day of a period that a text names by itself, such as a month, with how long it is. */
interface Period {
  grain: Grain;
  read(text: string): string | undefined;
}

const year = (text: string | undefined): number => {
  const digits = (text ?? '').replace(/^['’]/, '');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
};

/** Formats of periods. They say by themselves how long the stretch is. */
export const periods: Record<string, Period> = {
  'yyyy-MM': month(/^(?<year>\d{4})[-/. ](?<month>\d{1,2})$/),
  'MM/yyyy': month(/^(?<month>\d{1,2})[-/. ](?<year>\d{4})$/),
  'MMM yyyy': month(/^(?<name>\p{L}{3,}\.?)(?: de|[ -])? ?[-/ ]?(?<year>\d{4}|['’]?\d{2})$/u),
  'yyyy MMM': month(/^(?<year>\d{4})[-/ ](?<name>\p{L}{3,}\.?)$/u),
  "yyyy-'W'ww": week(/^(?<year>\d{4})[-/ ]?(?:W|KW|S|CW|WK)[- ]?(?<week>\d{1,2})$/i),
  "'W'ww yyyy": week(/^(?:W|KW|S|CW|WK|week)[- ]?(?<week>\d{1,2})[-/ ]+(?<year>\d{4})$/i),
  "yyyy-'Q'q": quarter(/^(?<year>\d{4})[-/ ]?[QT][- ]?(?<quarter>[1-4])$/i),
  "'Q'q yyyy": quarter(/^[QT][- ]?(?<quarter>[1-4])[-/ ]+(?<year>\d{4}|['’]?\d{2})$/i),
  yyyy: {
    grain: 'year',
    read: (text) => (/^(1[89]|20|21)\d{2}$/.test(text) ? `${text}-01-01` : undefined),
  },
};

function month(pattern: RegExp): Period {
  return {
    grain: 'month',
    read: (text) => {
      const found = pattern.exec(text)?.groups;
      if (!found) return undefined;
      const number = found.name === undefined ? Number(found.month) : monthNumber(found.name);
      if (number === undefined || number < 1 || number > 12) return undefined;
      return dated(year(found.year), number, 1);
    },
  };
}

function week(pattern: RegExp): Period {
  return {
    grain: 'week',
    read: (text) => {
      const found = pattern.exec(text)?.groups;
      return found && mondayOf(year(found.year), Number(found.week));
    },
  };
}

function quarter(pattern: RegExp): Period {
  return {
    grain: 'quarter',
    read: (text) => {
      const found = pattern.exec(text)?.groups;
      return found && dated(year(found.year), Number(found.quarter) * 3 - 2, 1);
    },
  };
}

/** The Monday of an ISO 8601 week; undefined where the year has no such week. */
function mondayOf(isoYear: number, number: number): string | undefined {
  if (number < 1 || number > 53) return undefined;
  const fourth = new Temporal.PlainDate(isoYear, 1, 4);
  const monday = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: number - 1 });
  return monday.yearOfWeek === isoYear ? monday.toString() : undefined;
}

function dated(fullYear: number, monthOf: number, day: number): string | undefined {
  if (!(fullYear >= 1800 && fullYear <= 2200)) return undefined;
  return new Temporal.PlainDate(fullYear, monthOf, day).toString();
}

/** How long the stretches are that a format names by itself; undefined for one of days or moments. */
export function grainOf(format: string): Grain | undefined {
  return knownWord(periods, format)?.grain;
}

/**
 * A reader of stretches by a mapping's `time`. A date is a date of the calendar, in no zone; only a moment, with a clock,
 * needs one.
 * @throws Problem for a format or zone that there is not.
 */
export function stretchReader(time: SeriesMapping['time']): (text: string) => ParsedStretch {
  const { format, zone, names = 'first' } = time;
  const period = knownWord(periods, format);
  if (period) {
    const grain = time.stretch ?? period.grain;
    return (text) => {
      const from = period.read(text.trim());
      return from === undefined
        ? { wrong: `"${text.slice(0, 40)}" is no ${period.grain} of the form ${format}` }
        : stretch(from, grain, 'first');
    };
  }
  if (format === 'serial') {
    return (text) => {
      const from = /^\d{4,6}(\.0+)?$/.test(text.trim())
        ? serialDate(Math.round(Number(text)), false)
        : undefined;
      return from === undefined
        ? { wrong: `"${text.slice(0, 40)}" is no date as a spreadsheet counts it` }
        : stretch(from, time.stretch ?? 'day', names);
    };
  }
  const grain = time.stretch;
  const read = timeReader(format, grain === 'instant' ? zone : (zone ?? 'UTC'));
  return (text) => {
    const parsed = read(text);
    if ('wrong' in parsed) return parsed;
    if (grain === 'instant') return { from: parsed.at, to: parsed.at, grain };
    return stretch(calendarDay(parsed.at, zone ?? 'UTC'), grain ?? 'day', names);
  };
}

function calendarDay(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The stretch of this length that a day begins, or ends. A month begun in the middle runs to the same day of the next. */
export function stretch(day: string, grain: Grain, names: 'first' | 'last'): ParsedStretch {
  const date = Temporal.PlainDate.from(day);
  const length = lengths[grain];
  if (names === 'first') return { from: day, to: date.add(length).toString(), grain };
  const to = date.add({ days: 1 });
  return { from: to.subtract(length).toString(), to: to.toString(), grain };
}

const lengths: Record<Grain, { days?: number; months?: number; years?: number }> = {
  instant: { days: 0 },
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
};
