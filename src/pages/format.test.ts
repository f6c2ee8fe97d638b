import { describe, expect, it } from 'vitest';
import { bytes, day, days, isoDuration, numberWords, plain, shortMinute } from './format.tsx';

const berlin = { locale: 'en-GB', zone: 'Europe/Berlin' };
const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('dates', () => {
  it('are those of the workspace’s zone, whatever Node’s own is', () => {
    expect(spaced(day('2026-11-20T23:30:00Z', berlin))).toBe('21 November 2026');
    expect(spaced(day('2026-11-20T23:30:00Z', { ...berlin, zone: 'America/New_York' }))).toBe(
      '20 November 2026',
    );
    expect(spaced(day('2026-11-20T12:00:00Z', { ...berlin, locale: 'de' }))).toBe('20. November 2026');
    expect(spaced(shortMinute('2026-11-20T08:12:00Z', berlin))).toBe('20 Nov 2026, 09:12');
  });

  it('write a span with its last day, over the end of summer time too', () => {
    expect(
      spaced(days({ from: '2026-10-23T22:00:00Z', to: '2026-11-20T23:00:00Z', unfinished: false }, berlin)),
    ).toBe('24 October to 20 November 2026');
    expect(
      spaced(days({ from: '2026-10-23T22:00:00Z', to: '2026-10-24T22:00:00Z', unfinished: false }, berlin)),
    ).toBe('24 October 2026');
    expect(
      spaced(days({ from: '2025-12-31T23:00:00Z', to: '2026-01-31T23:00:00Z', unfinished: false }, berlin)),
    ).toBe('1 January to 31 January 2026');
    expect(
      spaced(days({ from: '2025-12-01T23:00:00Z', to: '2026-01-31T23:00:00Z', unfinished: false }, berlin)),
    ).toBe('2 December 2025 to 31 January 2026');
  });

  it('leave alone what is no date', () => expect(day('soon', berlin)).toBe('soon'));
});

describe('numbers', () => {
  it.each([
    [0.42, 'of100', '42 of 100'],
    [0.001, 'of100', 'fewer than 1 of 100'],
    [0.42, 'share', '42 %'],
    [14 * 3600, 'duration', '14 hours'],
    [1240, 'count', '1,240'],
    [Number.NaN, 'count', 'cannot tell'],
  ] as const)('%d as %s is %s', (value, as, words) =>
    expect(spaced(numberWords(value, as, berlin))).toBe(words),
  );

  it('write bytes and durations', () => {
    expect(spaced(bytes(512, berlin))).toBe('512 bytes');
    expect(spaced(bytes(2e9, berlin))).toBe('2 GB');
    expect(isoDuration(6 * 86400 + 7200)).toBe('P6DT2H');
    expect(isoDuration(2400)).toBe('PT40M');
    expect(isoDuration(0)).toBe('PT0M');
  });
});

describe('plain', () => {
  it('writes a sentence as text', () => {
    const sentence = [
      'On X, ',
      { value: 0.42, as: 'of100' as const },
      ' until ',
      { at: '2026-11-20T08:12:00Z', as: 'day' as const },
    ];
    expect(spaced(plain(sentence, berlin))).toBe('On X, 42 of 100 until 20 November 2026');
    const month = { at: '2026-11-30T23:30:00Z', as: 'month' as const };
    expect(spaced(plain([month], berlin))).toBe('December 2026');
  });
});
