import { describe, expect, it } from 'vitest';
import { clustersOf } from './cluster.ts';
import { clusteredMean, clusteredRatio } from './mean.ts';
import { isRefusal } from './refusal.ts';

describe('clusteredMean', () => {
  it("is R's t.test(1:5) where each is its own cluster", () => {
    const found = clusteredMean(Float64Array.of(1, 2, 3, 4, 5), clustersOf([1, 2, 3, 4, 5]));
    if (isRefusal(found)) throw new Error(found.because);
    expect(found.value).toBe(3);
    expect(found.se).toBeCloseTo(Math.sqrt(2.5 / 5), 12);
    expect(found.low).toBeCloseTo(1.036757, 6);
    expect(found.high).toBeCloseTo(4.963243, 6);
  });

  it('knows no more from the same observations twice', () => {
    const twice = clusteredMean(
      Float64Array.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5),
      clustersOf([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
    );
    if (isRefusal(twice)) throw new Error(twice.because);
    expect(twice.low).toBeCloseTo(1.036757, 6);
  });

  it('refuses one cluster and none', () => {
    expect(clusteredMean(Float64Array.of(1, 2), clustersOf(['a', 'a']))).toMatchObject({
      refused: 'few-clusters',
    });
    expect(clusteredMean(new Float64Array(), clustersOf([]))).toMatchObject({ refused: 'no-observations' });
  });
});

describe('clusteredRatio', () => {
  it("has Cochran's error: s of the residuals over the mean whole, by the root of n", () => {
    const found = clusteredRatio(
      Float64Array.of(1, 1, 1, 2),
      Float64Array.of(2, 3, 2, 3),
      clustersOf([1, 2, 3, 4]),
    );
    if (isRefusal(found)) throw new Error(found.because);
    expect(found.value).toBe(0.5);
    // residuals 0, -1/2, 0, 1/2; s2 = 0.5 / 3; se2 = s2 / (4 * 2.5^2)
    expect(found.se).toBeCloseTo(Math.sqrt(0.5 / 3 / 25), 12);
    // Student's t with 3 degrees of freedom: 3.182446
    expect(found.high - 0.5).toBeCloseTo(3.182446 * found.se, 6);
  });

  it('is the mean where every whole is 1, and has no error where all have the same part', () => {
    const parts = Float64Array.of(1, 2, 3, 4, 5);
    const clusters = clustersOf([1, 1, 2, 2, 3]);
    expect(clusteredRatio(parts, new Float64Array(5).fill(1), clusters)).toEqual(
      clusteredMean(parts, clusters),
    );
    expect(clusteredRatio(Float64Array.of(1, 2), Float64Array.of(2, 4), clustersOf([1, 2]))).toMatchObject({
      value: 0.5,
      se: 0,
    });
  });
});
