import type { Dimensions, Point, SeriesKind, SeriesUnit } from '../model/series.ts';
import { dayAfter, daysBetween } from './time/calendar-day.ts';

/** What one row of a file adds to the sum of a day. */
export interface Addend {
  series: string;
  label: string;
  kind: SeriesKind;
  unit: SeriesUnit;
  currency?: string;
  /** ISO date. */
  day: string;
  value: number;
  dimensions: Dimensions;
  /** True where a day between others on which nothing was added is known to be 0. */
  steady: boolean;
}

/** Sums by day of a whole file, each given out at the line of the first row that adds to it. */
export interface DailySums {
  add(line: number, addends: Addend[]): void;
  /**
   * To be called once behind the last row: steady sums are 0 on the days on which only others were added to, or on
   * every day between the first of the file and `lastDay` (gaps of more than a year apart). False where that would make
   * too many points; then none are made.
   */
  fill(days: 'told' | { lastDay: string }): boolean;
  at(line: number): Point[];
}

interface Sum {
  head: Addend;
  days: Map<string, { line: number; value: number }>;
}

/** More points than these are not made of nothing. */
const mostZeros = 300_000;
const longestGap = 366;

/** @param source who says so, one word. */
export function dailySums(source: string): DailySums {
  const sums = new Map<string, Sum>();
  const zeros: { head: Addend; day: string; line: number }[] = [];
  let byLine: Map<number, Point[]> | undefined;

  return {
    add: (line, addends) => {
      for (const addend of addends) {
        const { series, unit, currency, dimensions, day, value } = addend;
        const key = JSON.stringify([series, unit, currency, dimensions]);
        const sum: Sum = sums.get(key) ?? { head: addend, days: new Map() };
        sums.set(key, sum);
        const known = sum.days.get(day);
        if (known) known.value += value;
        else sum.days.set(day, { line, value });
      }
    },
    fill: (wanted) => {
      const days = [...new Set([...sums.values()].flatMap((sum) => [...sum.days.keys()]))].sort();
      const steady = [...sums.values()].filter(({ head }) => head.steady);
      const all = wanted === 'told' ? days : between(days, wanted.lastDay);
      if (steady.length * all.length > mostZeros) return false;
      for (const { head, days: told } of steady) {
        let line = Math.min(...[...told.values()].map((one) => one.line));
        for (const day of all) {
          const known = told.get(day);
          if (known) line = known.line;
          else zeros.push({ head, day, line });
        }
      }
      return true;
    },
    at: (line) => {
      byLine ??= gathered();
      return byLine.get(line) ?? [];
    },
  };

  function gathered(): Map<number, Point[]> {
    const made = new Map<number, Point[]>();
    const put = (line: number, point: Point) => {
      const points = made.get(line);
      if (points) points.push(point);
      else made.set(line, [point]);
    };
    for (const { head, days } of sums.values())
      for (const [day, { line, value }] of days) put(line, pointOf(source, head, day, value));
    for (const { head, day, line } of zeros) put(line, pointOf(source, head, day, 0));
    return made;
  }
}

/** Every day from the first to the last, without gaps that are longer than a year. */
function between(days: string[], lastDay: string): string[] {
  const all: string[] = [];
  for (const day of days) {
    const before = all.at(-1);
    if (day > lastDay) break;
    if (before !== undefined && daysBetween(before, day) <= longestGap)
      for (let next = dayAfter(before); next < day; next = dayAfter(next)) all.push(next);
    all.push(day);
  }
  return all;
}

function pointOf(source: string, head: Addend, day: string, value: number): Point {
  const { series, label, kind, unit, currency, dimensions } = head;
  // sums of cents must not show the noise of binary fractions
  const shown = unit === 'money' ? Math.round(value * 10_000) / 10_000 : value;
  return {
    is: 'point',
    source,
    series,
    label,
    kind,
    unit,
    ...(currency !== undefined && { currency }),
    grain: 'day',
    from: day,
    to: dayAfter(day),
    value: shown,
    dimensions,
  };
}
