import type { Dimensions, Point } from '../model/series.ts';
import { type Decimal, isMissing, readAmount } from './amount.ts';
import { dayAfter } from './time/calendar-day.ts';

/** What all points of a platform's file share. */
export interface PointsOf {
  /** Who says so, of which account: `linkedin-acme-pumps`. */
  source: string;
  decimal: Decimal;
}

/** A column of a sheet with a row for each day. */
export interface DailyColumn {
  word: string;
  label: string;
  at: number;
}

/** The values of a day's row; a string says why it has none. */
export function dailyPoints(
  of: PointsOf,
  columns: DailyColumn[],
  day: (text: string) => string | undefined,
  dateAt: number,
): (cells: string[]) => Point[] | string {
  return (cells) => {
    const written = cells[dateAt] ?? '';
    const from = day(written);
    if (from === undefined) return `"${written.slice(0, 40)}" is no date`;
    const points: Point[] = [];
    for (const { word, label, at } of columns) {
      const cell = cells[at] ?? '';
      if (/%\s*$/.test(cell) && !isShare(word))
        return `"${cell.slice(0, 40)}" is no count in column "${label}"`;
      const value = amountIn(cell, of.decimal);
      if (typeof value === 'string') return `${value} in column "${label}"`;
      if (value === undefined) continue;
      points.push(platformPoint(of, word, label, { grain: 'day', from, to: dayAfter(from) }, value, {}));
    }
    return points;
  };
}

/** What the platform reported of a stretch of time: a share where the word names its denominator, else a count. */
export function platformPoint(
  { source }: PointsOf,
  word: string,
  label: string,
  when: Pick<Point, 'grain' | 'from' | 'to'>,
  value: number,
  dimensions: Dimensions,
): Point {
  const unit = isShare(word) ? 'share' : 'count';
  return { is: 'point', source, series: word, label, kind: 'platform', unit, ...when, value, dimensions };
}

function isShare(word: string): boolean {
  return word.includes('-per-');
}

/** The number in a cell, a percentage as a share; undefined where none was told, a string where it is none. */
export function amountIn(text: string, decimal: Decimal): number | undefined | string {
  if (isMissing(text)) return undefined;
  const amount = readAmount(text, decimal);
  if (amount === undefined) return `"${text.trim().slice(0, 40)}" is no number`;
  return amount.percent ? amount.value / 100 : amount.value;
}
