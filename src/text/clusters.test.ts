import { describe, expect, it } from 'vitest';
import { seeded } from '../../test/random.ts';
import { adjustedRand, clustersOf } from './clusters.ts';

function around(centre: number[], count: number, spread: number, normal: () => number): Float64Array[] {
  return Array.from({ length: count }, () => {
    const point = centre.map((x) => x + spread * normal());
    const length = Math.hypot(...point);
    return Float64Array.from(point, (x) => x / length);
  });
}

describe('clusters', () => {
  it('are found where they are', () => {
    const random = seeded(4);
    const centres = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, -1],
    ];
    const points = centres.flatMap((centre) => around(centre, 60, 0.2, random.normal));
    const truth = points.map((_, i) => Math.floor(i / 60));
    const { of, cohesion } = clustersOf(points, 4, random.uniform);
    expect(adjustedRand(of, truth)).toBe(1);
    expect(cohesion).toBeGreaterThan(0.9);
    expect(clustersOf(points, 2, random.uniform).cohesion).toBeLessThan(cohesion);
  });

  it('leave out what has no direction, and refuse more clusters than points', () => {
    const points = [Float64Array.of(1, 0), Float64Array.of(0, 1), Float64Array.of(0, 0)];
    expect([...clustersOf(points, 2, seeded(1).uniform).of].map((c) => c >= 0)).toEqual([true, true, false]);
    expect(() => clustersOf(points, 3, seeded(1).uniform)).toThrow('2 points make no 3 clusters');
  });
});

describe('the adjusted Rand index', () => {
  it('is as scikit-learn prints it', () => {
    // the examples of sklearn.metrics.adjusted_rand_score
    expect(adjustedRand([0, 0, 1, 1], [1, 1, 0, 0])).toBe(1);
    expect(adjustedRand([0, 0, 1, 2], [0, 0, 1, 1])).toBeCloseTo(0.57, 2);
    expect(adjustedRand([0, 0, 1, 1], [0, 0, 1, 2])).toBeCloseTo(0.57, 2);
    expect(adjustedRand([0, 0, 0, 0], [0, 1, 2, 3])).toBe(0);
    expect(adjustedRand([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 12);
  });
});
