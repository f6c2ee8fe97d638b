import { expect, it } from 'vitest';
import type { Series } from '../../model/series.ts';
import { steppedOf } from './change-source.ts';

/** A series by day: a value for each of these days of March 2026, of which the 2nd and the 9th are Mondays. */
function daily(word: string, values: Record<number, number>): Series {
  const date = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;
  const points = Object.entries(values).map(([day, value]) => ({
    from: date(Number(day)),
    to: date(Number(day) + 1),
    value,
  }));
  const head = { source: 'page', label: word, kind: 'platform', unit: 'count', grain: 'day' } as const;
  return { ...head, word, dimensions: {}, points };
}
const week = { 2: 10, 3: 10, 4: 12, 5: 12, 6: 14, 7: 14, 8: 12 };

it('adds up what comes, by whole weeks alone', () => {
  expect(steppedOf(daily('new-followers', { ...week, 9: 1, 10: 1 }))).toMatchObject({
    from: '2026-03-02',
    step: 'week',
    values: [84, Number.NaN],
    n: [7, 0],
  });
});

it('takes the mean of what stands, over the days on which somebody looked', () => {
  expect(steppedOf(daily('followers', { ...week, 9: 13, 11: 16 }))).toMatchObject({
    values: [12, 14.5],
    n: [7, 2],
  });
});
