import { describe, expect, it } from 'vitest';
import { defaultFilter, type Filter } from '../model/filter.ts';
import { filterQuery, parseFilter } from './filter.ts';
import { comparedSpan, namedDays, spanOf, stretchesBefore } from './span.ts';

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

describe('a week', () => {
  const week = (observedUntil: string, period: Filter['period'] = 'week', zone = 'Europe/Berlin') => {
    const { from, to, unfinished } = spanOf(filter({ period }), { first: range.first, observedUntil }, zone);
    return [from, to, unfinished];
  };

  it('begins on Monday, and is unfinished while the data end within it', () => {
    expect(week('2026-11-20T08:12:00Z')).toEqual(['2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z', true]);
    expect(week('2026-11-22T12:00:00Z')).toEqual(['2026-11-15T23:00:00Z', '2026-11-22T23:00:00Z', false]);
    expect(week('2026-11-20T08:12:00Z', 'last-week')).toEqual([
      '2026-11-08T23:00:00Z',
      '2026-11-15T23:00:00Z',
      false,
    ]);
  });

  it('is the one of the workspace’s zone: Sunday night in Chatham is Sunday noon in Berlin', () => {
    const end = '2026-11-22T11:00:00Z';
    expect(week(end)[0]).toBe('2026-11-15T23:00:00Z');
    expect(week(end, 'week', 'Pacific/Chatham')[0]).toBe('2026-11-22T10:15:00Z');
  });

  it('is an hour longer where the clocks go back, an hour shorter where they go forward', () => {
    expect(week('2026-10-25T20:00:00Z')).toEqual(['2026-10-18T22:00:00Z', '2026-10-25T23:00:00Z', false]);
    expect(week('2026-03-29T20:00:00Z')).toEqual(['2026-03-22T23:00:00Z', '2026-03-29T22:00:00Z', false]);
  });

  it('runs over the end of the year: week 53 of 2026 ends on 3 January 2027', () => {
    expect(week('2027-01-02T12:00:00Z')).toEqual(['2026-12-27T23:00:00Z', '2027-01-03T23:00:00Z', true]);
    expect(week('2027-01-05T12:00:00Z', 'last-week')).toEqual([
      '2026-12-27T23:00:00Z',
      '2027-01-03T23:00:00Z',
      false,
    ]);
  });

  it('is compared with the week before', () => {
    expect(before({ period: 'week' })).toEqual(['2026-11-08T23:00:00Z', '2026-11-15T23:00:00Z']);
    expect(before({ period: 'last-week' })).toEqual(['2026-11-01T23:00:00Z', '2026-11-08T23:00:00Z']);
  });
});

describe('the stretches before', () => {
  const earlier = (rest: Partial<Filter>) => stretchesBefore(filter(rest), range, 'Europe/Berlin', 2);

  it('are weeks, months, or as many days', () => {
    expect(namedDays(filter({ period: 'week' }), range, 'Europe/Berlin')).toEqual({
      from: '2026-11-16',
      to: '2026-11-22',
    });
    expect(earlier({ period: 'week' })).toEqual([
      { from: '2026-11-02', to: '2026-11-08' },
      { from: '2026-11-09', to: '2026-11-15' },
    ]);
    expect(earlier({ period: 'month' })).toEqual([
      { from: '2026-09-01', to: '2026-09-30' },
      { from: '2026-10-01', to: '2026-10-31' },
    ]);
    expect(earlier({ from: '2026-11-11', to: '2026-11-20' })).toEqual([
      { from: '2026-10-22', to: '2026-10-31' },
      { from: '2026-11-01', to: '2026-11-10' },
    ]);
  });
});
