import { describe, expect, it } from 'vitest';
import { cellsFor, rangeOf, sizeFor, twiceOf } from './size.ts';

describe('how many', () => {
  it('is near the textbook (Cochran 1977, section 4.4): 370 of 10,000 for 5 points', () => {
    // the score interval of the estimates asks for some more than the normal one
    expect(sizeFor(0.05, 10_000)).toBeGreaterThanOrEqual(370);
    expect(sizeFor(0.05, 10_000)).toBeLessThan(392);
    expect(rangeOf(sizeFor(0.05, 10_000), 10_000)).toBeLessThanOrEqual(0.05);
  });
  it('is a fifth by two, and 30 at least', () => {
    expect([twiceOf(20), twiceOf(100), twiceOf(200)]).toEqual([20, 30, 40]);
  });
});

describe('the shares of strata', () => {
  const of = (sizes: number[], size: number) =>
    cellsFor(
      sizes.map((messages, i) => ({ stratum: String(i), messages })),
      size,
    ).map(({ drawn }) => drawn);
  it.each([
    [[50, 30, 20], 10, [5, 3, 2]],
    [[98, 1, 1], 10, [8, 1, 1]],
    [[1000, 3, 3], 20, [16, 2, 2]],
    [[5], 5, [5]],
    [[3, 3, 3], 7, [3, 2, 2]],
    [[4, 4], 8, [4, 4]],
  ])('of %j for %i are %j', (sizes, size, drawn) => {
    expect(of(sizes, size)).toEqual(drawn);
  });
  it('cannot be had of too few', () => {
    expect(() => of([9, 9, 9], 5)).toThrow('3 strata need at least 6 messages');
  });
});
