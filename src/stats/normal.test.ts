import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile } from './normal.ts';

const relative = (found: number, expected: number) => Math.abs(found / expected - 1);

describe('normalCdf', () => {
  it.each([
    [-8, 6.22096057427174e-16, 1e-10],
    [-1.5, 0.06680720126885807, 1e-12],
    [0.3, 0.6179114221889526, 1e-12],
    [0, 0.5, 1e-15],
  ])('at %f equals scipy 1.17.1', (x, expected, tolerance) => {
    expect(relative(normalCdf(x), expected)).toBeLessThan(tolerance);
  });
  it('meets itself where series and continued fraction change over', () => {
    for (const x of [-2.5, 2.5])
      expect(relative(normalCdf(x * (1 + 1e-15)), normalCdf(x * (1 - 1e-15)))).toBeLessThan(1e-12);
  });
});

describe('normalQuantile', () => {
  it.each([
    [1e-10, -6.361340902404056, 1e-12],
    [0.001, -3.090232306167813, 1e-12],
    [0.3, -0.5244005127080409, 1e-12],
    [0.975, 1.959963984540054, 1e-12],
    [1e-20, -9.262340089798409, 1e-12],
  ])('at %f equals scipy 1.17.1', (p, expected, tolerance) => {
    expect(relative(normalQuantile(p), expected)).toBeLessThan(tolerance);
  });
  it('undoes normalCdf', () => {
    fc.assert(
      fc.property(fc.double({ min: -7, max: 3, noNaN: true }), (x) => {
        expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 10);
      }),
    );
  });
  it('refuses what is no probability', () => {
    expect(() => normalQuantile(1.2)).toThrow(RangeError);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  });
});
