import type { Grain } from '../../model/series.ts';
import { daysOf } from './course.ts';

/** Even steps of the calendar that a series can be counted by. */
export type StepGrain = Exclude<Grain, 'instant'>;

/** The number of the step in which a day lies, counted from any fixed one: steps that follow each other differ by 1. */
export function stepOf(day: string, grain: StepGrain, anchor: string): number {
  const [year, month] = day.split('-').map(Number) as [number, number];
  if (grain === 'year') return year;
  if (grain === 'quarter') return year * 4 + Math.floor((month - 1) / 3);
  if (grain === 'month') return year * 12 + month - 1;
  const length = grain === 'week' ? 7 : 1;
  return Math.floor((daysOf(day) - daysOf(anchor)) / length);
}

/** Steps in a season; a year has none. */
export const seasonOf: Record<StepGrain, number | undefined> = {
  day: 7,
  week: 52,
  month: 12,
  quarter: 4,
  year: undefined,
};
