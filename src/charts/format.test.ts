import { describe, expect, it } from 'vitest';
import { count, duration, share, waitedFor } from './format.ts';

const en = { locale: 'en-GB' };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('share', () => {
  it.each([
    [0, '0 %'],
    [0.004, 'under 1 %'],
    [0.42, '42 %'],
    [0.996, 'over 99 %'],
    [1, '100 %'],
    [Number.NaN, 'cannot tell'],
  ])('%d is %s', (value, words) => expect(plain(share(value, en))).toBe(words));

  it('follows the locale where the sign stands elsewhere', () => {
    expect(plain(share(0.42, { locale: 'de' }))).toBe('42 %');
    expect(share(0.42, { locale: 'tr' })).toBe('%42');
  });
});

describe('duration', () => {
  it.each([
    [0, '0 minutes'],
    [30, 'under a minute'],
    [60, '1 minute'],
    [50 * 60, '50 minutes'],
    [3600 * 4.32, '4.3 hours'],
    [3600 * 14, '14 hours'],
    [86400 * 2.4, '2.4 days'],
    [86400 * 12.4, '12 days'],
    [-3600 * 3, '−3 hours'],
    [Number.NaN, 'cannot tell'],
  ])('%d s are %s', (seconds, words) => expect(plain(duration(seconds, en))).toBe(words));

  it('writes business time in working hours, since its days have none', () => {
    expect(plain(duration(86400 * 3, { ...en, clock: 'business' }))).toBe('72 working hours');
    expect(plain(duration(86400 * 3, { ...en, clock: 'business' }, 'short'))).toBe('72 h');
  });

  it('writes numbers in the locale', () => {
    expect(plain(duration(3600 * 4.32, { locale: 'de' }))).toBe('4,3 hours');
    expect(count(12345, { locale: 'de' })).toBe('12.345');
  });
});

describe('waitedFor', () => {
  it.each([
    [40 * 60, '40 min'],
    [22 * 3600 + 1800, '22 h'],
    [6 * 86400 + 2 * 3600, '6 d 2 h'],
    [86400, '1 d'],
    [26 * 86400 + 13 * 3600, '27 d'],
  ])('%d s are %s', (seconds, words) => expect(plain(waitedFor(seconds, en))).toBe(words));
});
