import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { brierScore, brierSkill, decomposition, type Forecast } from './brier.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};
const of = (...pairs: [number, number][]): Forecast[] =>
  pairs.map(([probability, happened]) => ({ probability, happened: happened === 1 }));
const many = (probability: number, n: number, hits: number): Forecast[] =>
  Array.from({ length: n }, (_, i) => ({ probability, happened: i < hits }));

/** Ten days of rain forecasts: 0.1 four times (0 hits), 0.4 two times (1), 0.8 four times (3). */
const days = [...many(0.1, 4, 0), ...many(0.4, 2, 1), ...many(0.8, 4, 3)];

describe('brierScore', () => {
  it('is that of the example in scikit-learn: 0.0375', () => {
    expect(found(brierScore(of([0.1, 0], [0.9, 1], [0.8, 1], [0.3, 0]))).value).toBeCloseTo(0.0375, 12);
  });
  it('is 1/4 for always one half, and refuses none', () => {
    expect(found(brierScore(many(0.5, 10, 3))).value).toBe(0.25);
    expect(brierScore([])).toMatchObject({ refused: 'no-observations' });
    expect(() => brierScore(of([1.2, 1]))).toThrow(RangeError);
  });
});

describe('decomposition', () => {
  it("is Murphy's, worked by hand", () => {
    const parts = found(decomposition(days));
    // reliability (4 * 0.1^2 + 2 * 0.1^2 + 4 * 0.05^2) / 10; base 0.4
    expect(parts.reliability).toBeCloseTo(0.007, 12);
    // resolution (4 * 0.4^2 + 2 * 0.1^2 + 4 * 0.35^2) / 10
    expect(parts.resolution).toBeCloseTo(0.115, 12);
    expect(parts.uncertainty).toBeCloseTo(0.24, 12);
    expect(parts.within).toBeCloseTo(0, 12);
    // score (4 * 0.01 + 0.36 + 0.16 + 3 * 0.04 + 0.64) / 10
    expect(parts.score).toBeCloseTo(0.132, 12);
  });
  it('of the forecasts of Brier 1950, table 1, has its score: 0.19 by his two-sided definition halved', () => {
    const said = [0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1];
    const rain = [0, 1, 1, 1, 0, 0, 0, 0, 0, 0];
    const forecasts = said.map((probability, i) => ({ probability, happened: rain[i] === 1 }));
    expect(2 * found(decomposition(forecasts)).score).toBeCloseTo(0.19, 12);
  });
  it('by wider groups still sums to the score', () => {
    const parts = found(decomposition(days, [0, 0.5, 1]));
    expect(parts.reliability - parts.resolution + parts.uncertainty + parts.within).toBeCloseTo(0.132, 12);
    expect(Math.abs(parts.within)).toBeGreaterThan(0.001);
  });
});

describe('brierSkill', () => {
  it('is (resolution - reliability) / uncertainty against the share that came', () => {
    expect(found(brierSkill(days))).toBeCloseTo((0.115 - 0.007) / 0.24, 12);
  });
  it('is 0 for saying the base rate, and refuses where all came out alike', () => {
    expect(found(brierSkill(many(0.3, 10, 4), 0.3))).toBeCloseTo(0, 12);
    expect(brierSkill(many(0.3, 10, 0))).toMatchObject({ refused: 'no-variation' });
  });
});
