import type { Point } from '../../model/series.ts';
import { amountIn, type DailyColumn, type PointsOf, platformPoint } from '../day-points.ts';
import { dayAfter } from '../time/calendar-day.ts';
import { calendarStretch } from './linkedin-day.ts';

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
    return [platformPoint(of, 'followers', label, when, value, { [breakdown]: name.trim() })];
  };
}

/** How many followers there were on a day. */
export function totalOn(of: PointsOf, day: string, label: string, value: number): Point {
  return platformPoint(of, 'followers', label, { grain: 'day', from: day, to: dayAfter(day) }, value, {});
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
      if (value !== undefined && when) points.push(platformPoint(of, word, label, when, value, { page }));
    }
    return points;
  };
  return { read, gains: whole !== undefined };
}
