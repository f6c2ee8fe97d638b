import { describe, expect, it } from 'vitest';
import { stretchReader } from './stretch.ts';
import { guessStretch } from './stretch-guess.ts';

describe('a stretch of time as written', () => {
  it.each([
    ['yyyy-MM', '2026-03', '2026-03-01', '2026-04-01', 'month'],
    ['yyyy-MM', '2026/12', '2026-12-01', '2027-01-01', 'month'],
    ['MM/yyyy', '03/2026', '2026-03-01', '2026-04-01', 'month'],
    ['MMM yyyy', 'Mar 2026', '2026-03-01', '2026-04-01', 'month'],
    ['MMM yyyy', 'März 2026', '2026-03-01', '2026-04-01', 'month'],
    ['MMM yyyy', 'août 2026', '2026-08-01', '2026-09-01', 'month'],
    ['MMM yyyy', 'Dez. 2026', '2026-12-01', '2027-01-01', 'month'],
    ['MMM yyyy', 'Sep-26', '2026-09-01', '2026-10-01', 'month'],
    // ISO 8601: week 1 holds the year's first Thursday
    ["yyyy-'W'ww", '2026-W12', '2026-03-16', '2026-03-23', 'week'],
    ["yyyy-'W'ww", '2026-W01', '2025-12-29', '2026-01-05', 'week'],
    ["yyyy-'W'ww", '2026-W53', '2026-12-28', '2027-01-04', 'week'],
    ["'W'ww yyyy", 'KW 12 2026', '2026-03-16', '2026-03-23', 'week'],
    ["yyyy-'Q'q", '2026-Q4', '2026-10-01', '2027-01-01', 'quarter'],
    ["'Q'q yyyy", 'Q1 2026', '2026-01-01', '2026-04-01', 'quarter'],
    ['yyyy', '1907', '1907-01-01', '1908-01-01', 'year'],
    ['serial', '46082', '2026-03-01', '2026-03-02', 'day'],
  ] as const)('%s: %s', (format, text, from, to, grain) => {
    expect(stretchReader({ format })(text)).toEqual({ from, to, grain });
  });

  it.each([
    ["yyyy-'W'ww", '2025-W53'],
    ['yyyy-MM', '2026-13'],
    ['MMM yyyy', 'total 2026'],
    ['yyyy', '0042'],
    ['serial', '1e9'],
  ])('%s: %s is none', (format, text) => {
    expect(stretchReader({ format })(text)).toHaveProperty('wrong');
  });

  it('is a date of the calendar, whatever the zone, and a moment only with a clock', () => {
    expect(stretchReader({ format: 'iso', stretch: 'day' })('2026-03-29')).toEqual({
      from: '2026-03-29',
      to: '2026-03-30',
      grain: 'day',
    });
    expect(
      stretchReader({ format: 'iso', stretch: 'instant', zone: 'Europe/Berlin' })('2026-03-29 12:00'),
    ).toEqual({ from: '2026-03-29T10:00:00.000Z', to: '2026-03-29T10:00:00.000Z', grain: 'instant' });
  });

  it('ends on the day that a date names, where it names the last', () => {
    const week = stretchReader({ format: 'iso', stretch: 'week', names: 'last' });
    expect(week('2026-03-22')).toEqual({ from: '2026-03-16', to: '2026-03-23', grain: 'week' });
    const month = stretchReader({ format: 'iso', stretch: 'month', names: 'last' });
    expect(month('2026-02-28')).toEqual({ from: '2026-02-01', to: '2026-03-01', grain: 'month' });
    expect(month('2026-03-31')).toEqual({ from: '2026-03-01', to: '2026-04-01', grain: 'month' });
  });
});

describe('how long stretches are', () => {
  const week = ['2026-03-02', '2026-03-09', '2026-03-16'];
  it('is read from how dates follow each other', () => {
    expect(guessStretch('d', ['2026-03-01', '2026-03-02'])).toMatchObject({
      time: { format: 'iso', stretch: 'day' },
      regular: true,
      questions: [],
    });
    expect(guessStretch('d', week)).toMatchObject({ time: { stretch: 'week' }, questions: [] });
    expect(guessStretch('d', ['2026-01-31', '2026-02-28', '2026-03-31'])).toMatchObject({
      time: { stretch: 'month', names: 'last' },
      questions: [],
    });
  });

  it('is asked where weeks begin on no Monday, and where nothing is even', () => {
    expect(guessStretch('d', ['2026-03-01', '2026-03-08'])?.questions[0]?.word).toBe('time.names');
    expect(guessStretch('d', ['2026-03-01', '2026-03-08', '2026-03-10'])?.questions[0]?.word).toBe(
      'time.stretch',
    );
  });

  it('tells day from month by what is even, and asks', () => {
    const guess = guessStretch('d', ['01/02/2026', '02/02/2026', '03/02/2026', '04/02/2026']);
    expect(guess?.time).toEqual({ format: 'd/M/yyyy', stretch: 'day' });
    expect(guess?.questions.map(({ word, guess: likely }) => [word, likely])).toEqual([
      ['time.format', 'd/M/yyyy'],
    ]);
  });

  it('is none for what holds no times', () => {
    expect(guessStretch('d', ['a', 'b'])).toBeUndefined();
  });
});
