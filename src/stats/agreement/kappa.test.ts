import { describe, expect, it } from 'vitest';
import type { Ranged } from '../interval.ts';
import { type Agreement, agreement, kappa } from './kappa.ts';

/** Codes of two readers from a table of counts, rows the first reader. */
function coded(table: number[][]) {
  const a: number[] = [];
  const b: number[] = [];
  table.forEach((row, r) => {
    row.forEach((count, c) => {
      for (let k = 0; k < count; k++) {
        a.push(r);
        b.push(c);
      }
    });
  });
  return [a, b] as const;
}

describe('kappa', () => {
  it('of two pathologists is that of Agresti, Categorical Data Analysis (2002), section 10.5', () => {
    const [a, b] = coded([
      [22, 2, 2, 0],
      [5, 7, 14, 0],
      [0, 2, 36, 0],
      [0, 1, 17, 10],
    ]);
    const found = kappa(a, b) as Ranged;
    expect(found.value).toBeCloseTo(0.493, 3);
    expect(found.se).toBeCloseTo(0.057, 3);
    // The standard error by numerical differentiation of the multinomial.
    expect(found.se).toBeCloseTo(0.056743150403510766, 8);
  });
  it('of 20, 5, 10, 15 is 0.4', () => {
    const found = agreement(
      ...coded([
        [20, 5],
        [10, 15],
      ]),
    ) as Agreement;
    expect(found.observed).toBeCloseTo(0.7, 12);
    expect(found.kappa.value).toBeCloseTo(0.4, 12);
    expect(found.n).toBe(50);
  });
  it('of full agreement keeps a range', () => {
    const found = kappa(
      ...coded([
        [6, 0],
        [0, 4],
      ]),
    ) as Ranged;
    expect(found).toMatchObject({ value: expect.closeTo(1, 12), high: expect.closeTo(1, 12) });
    expect(found.low).toBeLessThan(0.6);
  });
  it('refuses one code for all, and no items', () => {
    expect(kappa(['x', 'x'], ['x', 'x'])).toMatchObject({ refused: 'no-variation' });
    expect(agreement([], [])).toMatchObject({ refused: 'no-observations' });
    expect(() => kappa([1], [])).toThrow(RangeError);
  });
});
