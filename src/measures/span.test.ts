import { describe, expect, it } from 'vitest';
import { defaultFilter, type Filter } from '../model/filter.ts';
import { filterQuery, parseFilter } from './filter.ts';
import { comparedSpan, spanOf } from './span.ts';

// Friday 20 November 2026, 09:12 in Berlin (winter time, one hour ahead of UTC).
const range = { first: '2025-03-01T10:00:00Z', observedUntil: '2026-11-20T08:12:00Z' };
const filter = (rest: Partial<Filter>): Filter => ({ ...defaultFilter, ...rest });
const span = (rest: Partial<Filter>) => {
  const { from, to, unfinished } = spanOf(filter(rest), range, 'Europe/Berlin');
  return [from, to, unfinished];
};
const before = (rest: Partial<Filter>) => {
  const found = comparedSpan(filter(rest), range, 'Europe/Berlin');
  return found && [found.from, found.to];
};

describe('a period', () => {
  it.each<[Partial<Filter>, string, string, boolean]>([
    [{ period: '7d' }, '2026-11-13T23:00:00Z', '2026-11-20T23:00:00Z', false],
    // across the end of summer time on 25 October
    [{ period: '28d' }, '2026-10-23T22:00:00Z', '2026-11-20T23:00:00Z', false],
    [{ period: 'month' }, '2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z', true],
    [{ period: 'last-month' }, '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', false],
    [{ period: 'quarter' }, '2026-09-30T22:00:00Z', '2026-12-31T23:00:00Z', true],
    [{ period: 'last-quarter' }, '2026-06-30T22:00:00Z', '2026-09-30T22:00:00Z', false],
    [{ period: 'last-year' }, '2024-12-31T23:00:00Z', '2025-12-31T23:00:00Z', false],
    [{ period: 'all' }, '2025-02-28T23:00:00Z', '2026-11-20T23:00:00Z', false],
    [{ from: '2026-01-01', to: '2026-01-31' }, '2025-12-31T23:00:00Z', '2026-01-31T23:00:00Z', false],
  ])('%o ends where the data end', (rest, from, to, unfinished) => {
    expect(span(rest)).toEqual([from, to, unfinished]);
  });
});

describe('the period before', () => {
  it('is the equal stretch before, or the same days a year earlier', () => {
    expect(before({ period: '28d' })).toEqual(['2026-09-25T22:00:00Z', '2026-10-23T22:00:00Z']);
    expect(before({ period: 'last-month' })).toEqual(['2026-08-31T22:00:00Z', '2026-09-30T22:00:00Z']);
    expect(before({ period: '28d', compare: 'year' })).toEqual([
      '2025-10-23T22:00:00Z',
      '2025-11-20T23:00:00Z',
    ]);
    expect(before({ from: '2026-01-01', to: '2026-01-31' })).toEqual([
      '2025-11-30T23:00:00Z',
      '2025-12-31T23:00:00Z',
    ]);
  });

  it('is none where none is asked for, or the data begin later', () => {
    expect(before({ compare: 'none' })).toBeUndefined();
    expect(before({ period: 'all' })).toBeUndefined();
    expect(before({ period: 'last-year', compare: 'year' })).toBeUndefined();
  });
});

describe('a filter', () => {
  it('is read from an address and written back in one order', () => {
    const query: [string, string][] = [
      ['channel', 'b'],
      ['compare', 'year'],
      ['channel', 'a'],
      ['from', '2026-01-01'],
      ['to', ''],
    ];
    const read = parseFilter(query);
    expect(read).toEqual({ ...defaultFilter, from: '2026-01-01', channels: ['a', 'b'], compare: 'year' });
    expect(filterQuery(read)).toBe('from=2026-01-01&channel=a&channel=b&compare=year');
    expect(parseFilter([...new URLSearchParams(filterQuery(read))])).toEqual(read);
  });

  it.each([
    [['period', 'fortnight'], 'period=fortnight is not known'],
    [['from', '2026-02-30'], 'from=2026-02-30 is no date'],
    [['form', '2026-02-03'], 'There is no filter called "form"'],
  ] as [[string, string], string][])('%o is refused in words', (pair, message) => {
    expect(() => parseFilter([pair])).toThrow(message);
  });

  it('that ends before it begins is refused', () => {
    expect(() =>
      parseFilter([
        ['from', '2026-02-03'],
        ['to', '2026-02-02'],
      ]),
    ).toThrow('ends (2026-02-02) before it begins');
  });
});
