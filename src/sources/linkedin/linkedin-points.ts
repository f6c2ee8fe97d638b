import type { Dimensions, Point } from '../../model/series.ts';
import { type Decimal, isMissing, readAmount } from '../amount.ts';
import { calendarStretch, type DayReader, dayAfter } from './linkedin-day.ts';

/** What all points of a file share. */
export interface PointsOf {
  /** Who says so: LinkedIn of this account, `linkedin-acme-pumps`. */
  source: string;
  decimal: Decimal;
}

/** A column of a daily sheet. */
export interface DailyColumn {
  word: string;
  label: string;
  at: number;
}

/** The values of a day's row; a string says why it has none. */
export function dailyPoints(
  of: PointsOf,
  columns: DailyColumn[],
  day: DayReader,
  dateAt: number,
): (cells: string[]) => Point[] | string {
  return (cells) => {
    const written = cells[dateAt] ?? '';
    const from = day(written);
    if (from === undefined) return `"${written.slice(0, 40)}" is no date`;
    const points: Point[] = [];
    for (const { word, label, at } of columns) {
      const value = amountIn(cells[at] ?? '', of.decimal);
      if (typeof value === 'string') return `${value} in column "${label}"`;
      if (value === undefined) continue;
      points.push(pointOf(of, word, label, { grain: 'day', from, to: dayAfter(from) }, value, {}));
    }
    return points;
  };
}

/** Followers of one place, function, seniority ... as they were on a day. */
export function breakdownPoint(
  of: PointsOf,
  breakdown: string,
  label: string,
  day: string | undefined,
): (cells: string[]) => Point[] | string {
  return ([name = '', written = '']) => {
    if (day === undefined) return 'the file does not say of which day its totals are';
    if (name.trim() === '') return 'does not say whose followers it counts';
    const value = amountIn(written, of.decimal);
    if (typeof value === 'string') return value;
    if (value === undefined) return [];
    const when = { grain: 'day', from: day, to: dayAfter(day) } as const;
    return [pointOf(of, 'followers', label, when, value, { [breakdown]: name.trim() })];
  };
}

/** How many followers there were on a day. */
export function totalOn(of: PointsOf, day: string, label: string, value: number): Point {
  return pointOf(of, 'followers', label, { grain: 'day', from: day, to: dayAfter(day) }, value, {});
}

/** A page in the list of competitors: followers on the last day, and gains where the period is one of the calendar. */
export function competitorPoints(
  of: PointsOf,
  columns: DailyColumn[],
  pageAt: number,
  period: { first?: string; last: string } | undefined,
): { read: (cells: string[]) => Point[] | string; gains: boolean } {
  const whole = period?.first === undefined ? undefined : calendarStretch(period.first, period.last);
  const read = (cells: string[]): Point[] | string => {
    if (period === undefined) return 'the file does not say of which days it is';
    const page = (cells[pageAt] ?? '').trim();
    if (page === '') return 'names no page';
    const points: Point[] = [];
    for (const { word, label, at } of columns) {
      const value = amountIn(cells[at] ?? '', of.decimal);
      if (typeof value === 'string') return `${value} in column "${label}"`;
      const { last } = period;
      const when =
        word === 'competitor-followers' ? ({ grain: 'day', from: last, to: dayAfter(last) } as const) : whole;
      if (value !== undefined && when) points.push(pointOf(of, word, label, when, value, { page }));
    }
    return points;
  };
  return { read, gains: whole !== undefined };
}

function pointOf(
  { source }: PointsOf,
  word: string,
  label: string,
  when: Pick<Point, 'grain' | 'from' | 'to'>,
  value: number,
  dimensions: Dimensions,
): Point {
  const unit = word.endsWith('-per-impression') ? 'share' : 'count';
  return { is: 'point', source, series: word, label, kind: 'platform', unit, ...when, value, dimensions };
}

/** The number in a cell, a percentage as a share; undefined where none was told, a string where it is none. */
export function amountIn(text: string, decimal: Decimal): number | undefined | string {
  if (isMissing(text)) return undefined;
  const amount = readAmount(text, decimal);
  if (amount === undefined) return `"${text.trim().slice(0, 40)}" is no number`;
  return amount.percent ? amount.value / 100 : amount.value;
}
