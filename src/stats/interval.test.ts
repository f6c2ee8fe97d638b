import { describe, expect, it } from 'vitest';
import { difference, type Ranged, tailsOf } from './interval.ts';
import { proportion } from './proportion.ts';
import { seeded } from './random.ts';

describe('the p of an interval', () => {
  it('is one less the level where the interval ends at 0', () => {
    expect(tailsOf({ value: 0.1, low: 0, high: 0.3 })).toBeCloseTo(0.05, 12);
    expect(tailsOf({ value: -0.1, low: -0.3, high: 0 })).toBeCloseTo(0.05, 12);
  });

  it('is that of SciPy (2 * norm.sf(2 * 1.96)) at twice the half, and 1 at 0', () => {
    expect(tailsOf({ value: 0.1, low: 0.05, high: 0.11 })).toBeCloseTo(8.85754383214038e-5, 12);
    expect(tailsOf({ value: 0, low: -1, high: 1 })).toBe(1);
    expect(tailsOf({ value: 0.1, low: 0.1, high: 0.2 })).toBeNaN();
  });

  it('falls to 5 % in at most one in twenty pairs of equal shares', () => {
    const random = seeded(7);
    const hits = () => Array.from({ length: 80 }, () => random.uniform() < 0.3).filter(Boolean).length;
    const worlds = 3000;
    let claimed = 0;
    for (let world = 0; world < worlds; world++) {
      const [a, b] = [proportion(hits(), 80) as Ranged, proportion(hits(), 80) as Ranged];
      if (tailsOf(difference(a, b)) <= 0.05) claimed++;
    }
    expect(claimed / worlds).toBeLessThan(0.06);
    expect(claimed / worlds).toBeGreaterThan(0.03);
  });
});
