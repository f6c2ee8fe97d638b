import { Temporal } from 'temporal-polyfill';
import type { SeriesMapping } from '../model/mapping.ts';
import type { OpenQuestion } from '../model/reader.ts';
import type { Grain } from '../model/series.ts';
import { grainOf, periods, stretchReader } from './stretch.ts';
import { guessTimeFormats } from './time/time-guess.ts';

/** How a column of dates or periods is read; `regular` where they follow each other evenly. */
export interface StretchGuess {
  time: SeriesMapping['time'];
  regular: boolean;
  questions: OpenQuestion[];
}

/** Formats that fit the values; several where they cannot tell. */
export function guessStretchFormats(values: string[], atSheet: boolean): string[] {
  const filled = values.map((value) => value.trim()).filter(Boolean);
  if (filled.length === 0) return [];
  const fits = Object.keys(periods).filter(
    (format) =>
      filled.filter((value) => periods[format]?.read(value) !== undefined).length >= filled.length * 0.8,
  );
  if (fits.length > 0) return fits;
  if (atSheet && filled.every((value) => /^[2-6]\d{4}$/.test(value))) return ['serial'];
  return guessTimeFormats(filled).filter((format) => !format.startsWith('epoch-'));
}

/** Reads how long the stretches are from how the dates follow each other. Undefined where the values are no times. */
export function guessStretch(column: string, values: string[], atSheet = false): StretchGuess | undefined {
  const formats = guessStretchFormats(values, atSheet);
  const [format] = formats;
  if (format === undefined) return undefined;
  const questions: OpenQuestion[] = [];
  if (formats.length > 1) {
    questions.push({
      word: 'time.format',
      ask: `Which format have the dates in column "${column}"?`,
      why: `"${values.find((value) => value.trim() !== '')}" can be read in more than one way, and so can the other first rows.`,
      choices: formats,
      guess: likeliest(formats, values),
    });
  }
  const named = grainOf(format);
  if (named !== undefined) return { time: { format }, regular: true, questions };
  if (values.some((value) => hasClock(value))) {
    return { time: { format, stretch: 'instant' }, regular: false, questions };
  }
  const chosen = likeliest(formats, values);
  const days = daysOf(chosen, values);
  const { grain, regular } = spacing(days);
  const time: SeriesMapping['time'] = { format: chosen, stretch: grain };
  if (grain !== 'day') {
    const { names, sure } = namedDay(days, grain);
    if (names === 'last') time.names = names;
    if (!sure) questions.push(whichDay(column, grain, names, days));
  } else if (!regular && days.length > 2) {
    questions.push({
      word: 'time.stretch',
      ask: `How long is the time that a date in column "${column}" stands for?`,
      why: 'The dates do not follow each other evenly.',
      choices: ['day', 'week', 'month', 'quarter', 'year'],
      guess: 'day',
    });
  }
  return { time, regular, questions };
}

/** Of formats that all fit (day or month first) the one by which the dates follow each other most evenly. */
function likeliest(formats: string[], values: string[]): string {
  const even = formats.find((format) => spacing(daysOf(format, values)).regular);
  return even ?? formats[0] ?? 'iso';
}

function daysOf(format: string, values: string[]): Temporal.PlainDate[] {
  const read = stretchReader({ format });
  const days = new Set<string>();
  for (const value of values) {
    const parsed = value.trim() === '' ? { wrong: '' } : read(value);
    if (!('wrong' in parsed)) days.add(parsed.from);
  }
  return [...days].sort().map((day) => Temporal.PlainDate.from(day));
}

/** A clock that is not midnight: databases write dates with one. */
function hasClock(value: string): boolean {
  return /\d{1,2}:\d{2}/.test(value) && !/\b0{1,2}:00(:00(\.0+)?)?\b/.test(value);
}

const steps: [Grain, (gap: number) => boolean][] = [
  ['day', (gap) => gap === 1],
  ['week', (gap) => gap === 7],
  ['month', (gap) => gap >= 28 && gap <= 31],
  ['quarter', (gap) => gap >= 89 && gap <= 92],
  ['year', (gap) => gap === 365 || gap === 366],
];

function spacing(days: Temporal.PlainDate[]): { grain: Grain; regular: boolean } {
  const gaps = days.slice(1).map((day, index) => days[index]?.until(day).days ?? 0);
  for (const [grain, fits] of steps) {
    if (gaps.length > 0 && gaps.filter(fits).length >= gaps.length * 0.8) return { grain, regular: true };
  }
  return { grain: 'day', regular: false };
}

/** Whether dates are the first or the last days of their stretches, as far as the calendar tells. */
function namedDay(days: Temporal.PlainDate[], grain: Grain): { names: 'first' | 'last'; sure: boolean } {
  const every = (fits: (day: Temporal.PlainDate) => boolean) => days.every(fits);
  if (grain === 'week') return { names: 'first', sure: every(({ dayOfWeek }) => dayOfWeek === 1) };
  if (every(({ day }) => day === 1)) return { names: 'first', sure: true };
  if (every((day) => day.day === day.daysInMonth)) return { names: 'last', sure: true };
  return { names: 'first', sure: false };
}

function whichDay(
  column: string,
  grain: Grain,
  guess: 'first' | 'last',
  days: Temporal.PlainDate[],
): OpenQuestion {
  return {
    word: 'time.names',
    ask: `Does a date in column "${column}" name the first or the last day of its ${grain}?`,
    why: `The dates are a ${grain} apart, such as ${days[0]} (a ${weekday(days[0])}).`,
    choices: ['first', 'last'],
    guess,
  };
}

function weekday(day: Temporal.PlainDate | undefined): string {
  const names = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  return names[(day?.dayOfWeek ?? 1) - 1] ?? '';
}
