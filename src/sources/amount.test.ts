import { describe, expect, it } from 'vitest';
import { guessDecimal, isMissing, readAmount } from './amount.ts';

describe('a number as written', () => {
  it.each([
    ['1234', '.', 1234],
    ['1,234', '.', 1234],
    ['1,234,567.8', '.', 1234567.8],
    ['1.234,5', ',', 1234.5],
    ['1 234,5', ',', 1234.5],
    ['1\u202f234,5', ',', 1234.5],
    ["1'234.5", '.', 1234.5],
    ['.5', '.', 0.5],
    ['0,5', ',', 0.5],
    ['-12', '.', -12],
    ['−12', '.', -12],
    ['(1,200)', '.', -1200],
    ['1.2E+3', '.', 1200],
    ['5.2e-45', '.', 5.2e-45],
  ] as const)('%s with %s is %d', (text, decimal, value) => {
    expect(readAmount(text, decimal)?.value).toBe(value);
  });

  it.each([
    ['12,34', '.'],
    ['1,23,456', '.'],
    ['1.5', ','],
    ['abc', '.'],
    ['12 pieces', '.'],
    ['', '.'],
    ['.', '.'],
    ['1,234.567,8', '.'],
    ['12-13', '.'],
    ['0x1F', '.'],
    ['Infinity', '.'],
  ] as const)('%s with %s is none', (text, decimal) => {
    expect(readAmount(text, decimal)).toBeUndefined();
  });

  it('keeps what its signs say', () => {
    expect(readAmount('12.5 %', '.')).toEqual({ value: 12.5, percent: true });
    expect(readAmount('€ 1.200', ',')).toEqual({ value: 1200, percent: false, currency: 'EUR' });
    expect(readAmount('1 200,50 €', ',')).toEqual({ value: 1200.5, percent: false, currency: 'EUR' });
    expect(readAmount('CHF 90', '.')).toEqual({ value: 90, percent: false, currency: 'CHF' });
    expect(readAmount('90 SEK', '.')).toEqual({ value: 90, percent: false, currency: 'SEK' });
    expect(readAmount('$ 1,200', '.')).toEqual({ value: 1200, percent: false });
    expect(readAmount('-£5', '.')).toEqual({ value: -5, percent: false, currency: 'GBP' });
  });

  it('is missing, not zero, where nothing stands', () => {
    for (const text of ['', ' ', '-', '–', 'NA', 'n/a', 'NaN', 'null', '#N/A', 'k. A.'])
      expect(isMissing(text), text).toBe(true);
    for (const text of ['0', '0.0', '-1', 'none of it']) expect(isMissing(text), text).toBe(false);
  });
});

describe('the decimal sign', () => {
  it.each([
    [['1.5', '1,234'], '.'],
    [['1,5', '1.234'], ','],
    [['1.234.567'], ','],
    [['1,234,567'], '.'],
    [['1.234,56'], ','],
    [['0.123'], '.'],
    [['12', '13'], '.'],
    [['1234.567'], '.'],
    [['€ 1,20'], ','],
  ] as const)('of %j is %s', (values, sign) => {
    expect(guessDecimal([...values])).toBe(sign);
  });

  it('is open where every number could be read both ways', () => {
    expect(guessDecimal(['1,234', '12,500', '7'])).toBeUndefined();
    expect(guessDecimal(['1.234'])).toBeUndefined();
  });
});
