import { describe, expect, it } from 'vitest';
import type { Filter } from '../model/filter.ts';
import { beforeWords, isoDays, isoWeek } from './brief-days.ts';

const wall: Filter = { period: '28d', channels: [], compare: 'previous', clock: 'wall' };

/** The span of seven days that begins at midnight of a day in Berlin. */
function week(from: string, to: string) {
  return { from, to, unfinished: false };
}

describe('isoWeek', () => {
  // Expected numbers by Python's date.isocalendar().
  it.each([
    ['2026-12-27T23:00:00Z', 53],
    ['2027-01-03T23:00:00Z', 1],
    ['2020-12-27T23:00:00Z', 53],
    ['2024-12-29T23:00:00Z', 1],
    ['2025-12-28T23:00:00Z', 1],
    ['2026-01-04T23:00:00Z', 2],
    // The clocks change on 29 March 2026, within the week.
    ['2026-03-22T23:00:00Z', 13],
    ['2026-03-29T22:00:00Z', 14],
  ])('of %s in Berlin is %i', (from, number) => {
    expect(isoWeek(week(from, from), 'Europe/Berlin')).toBe(number);
  });
});

describe('isoDays', () => {
  it('are the first and the last day in the zone, over a change of the clocks too', () => {
    expect(isoDays(week('2026-03-22T23:00:00Z', '2026-03-29T22:00:00Z'), 'Europe/Berlin')).toEqual({
      from: '2026-03-23',
      to: '2026-03-29',
    });
    expect(isoDays(week('2026-03-22T10:15:00Z', '2026-03-29T10:15:00Z'), 'Pacific/Chatham')).toEqual({
      from: '2026-03-23',
      to: '2026-03-29',
    });
  });
});

describe('beforeWords', () => {
  const span = week('2026-10-23T22:00:00Z', '2026-11-20T23:00:00Z');
  it('name what a number is compared with', () => {
    expect(beforeWords({ ...wall, period: 'last-week' }, span)).toBe('in the week before');
    expect(beforeWords({ ...wall, period: 'month' }, span)).toBe('in the month before');
    expect(beforeWords({ ...wall, period: 'last-quarter' }, span)).toBe('in the quarter before');
    expect(beforeWords({ ...wall, period: '28d' }, span)).toBe('in the 28 days before');
    expect(beforeWords({ ...wall, period: 'week', from: '2026-10-24', to: '2026-11-20' }, span)).toBe(
      'in the 28 days before',
    );
    expect(beforeWords({ ...wall, period: 'week', compare: 'year' }, span)).toBe('a year before');
  });
});
