import { describe, expect, it } from 'vitest';
import { type Addend, dailySums } from './daily-sums.ts';

const of = (series: string, day: string, value = 1, steady = true): Addend => ({
  series,
  label: series,
  kind: 'outcome',
  unit: 'count',
  day,
  value,
  dimensions: {},
  steady,
});
const given = (sums: ReturnType<typeof dailySums>, ...lines: number[]) =>
  lines.map((line) => sums.at(line).map(({ series, from, value }) => `${series} ${from} ${value}`));

describe('sums of days', () => {
  it('are given out at the first line that adds to them, with the days of 0 behind it', () => {
    const sums = dailySums('test');
    sums.add(2, [of('won', '2026-01-05', 3)]);
    sums.add(3, [of('won', '2026-01-05', 4), of('won', '2026-01-08')]);
    expect(sums.fill({ lastDay: '2026-01-08' })).toBe(true);
    expect(given(sums, 2, 3, 4)).toEqual([
      ['won 2026-01-05 7', 'won 2026-01-06 0', 'won 2026-01-07 0'],
      ['won 2026-01-08 1'],
      [],
    ]);
  });

  it('are 0 on no day behind the last, and on none of a gap of more than a year', () => {
    const sums = dailySums('test');
    sums.add(2, [
      of('won', '2024-01-05'),
      of('won', '2026-01-05'),
      of('won', '2026-01-09'),
      of('won', '2026-01-12'),
    ]);
    sums.fill({ lastDay: '2026-01-09' });
    const zeros = sums.at(2).filter(({ value }) => value === 0);
    expect(zeros.map(({ from }) => from)).toEqual(['2026-01-06', '2026-01-07', '2026-01-08']);
    expect(sums.at(2)).toHaveLength(7);
  });

  it('are 0 on the days that others tell, and never where they are not steady', () => {
    const sums = dailySums('test');
    sums.add(2, [of('a', '2026-01-05'), of('b', '2026-01-07'), of('c', '2026-01-05', 1, false)]);
    sums.fill('told');
    expect(given(sums, 2)).toEqual([
      ['a 2026-01-05 1', 'b 2026-01-07 1', 'c 2026-01-05 1', 'a 2026-01-07 0', 'b 2026-01-05 0'],
    ]);
  });
});
