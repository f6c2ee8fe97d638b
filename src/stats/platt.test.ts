import { describe, expect, it } from 'vitest';
import { calibrated, platt } from './platt.ts';
import { stream } from './random.ts';

describe("Platt's calibration", () => {
  it('recovers the odds that the scores were drawn from', () => {
    const random = stream(1, 'platt');
    const scores = Array.from({ length: 20_000 }, () => 2 * random.normal());
    const truth = scores.map((score) => random.uniform() < 1 / (1 + Math.exp(-(0.7 * score - 1.2))));
    const { slope, intercept } = platt(scores, truth);
    expect(slope).toBeCloseTo(0.7, 1);
    expect(intercept).toBeCloseTo(-1.2, 1);
  });

  it('makes the probabilities add up to its targets, as every maximum of likelihood with an intercept does', () => {
    const scores = [-2, -1, -0.5, 0.1, 0.4, 1, 3];
    const truth = [false, false, true, false, true, true, true];
    const fit = platt(scores, truth);
    const sum = scores.reduce((total, score) => total + calibrated(fit, score), 0);
    // Lin, Lin and Weng 2007: 4 positives aim at 5/6, 3 negatives at 1/5
    expect(sum).toBeCloseTo(4 * (5 / 6) + 3 / 5, 6);
  });

  it('is never certain of what parts completely', () => {
    const fit = platt([-3, -2, 2, 3], [false, false, true, true]);
    expect(calibrated(fit, 2)).toBeLessThan(0.8);
    expect(calibrated(fit, 2)).toBeGreaterThan(0.7);
  });

  it('gives all the share of positives where higher scores are less often right', () => {
    const fit = platt([3, 2, -2, -3], [false, false, true, true]);
    expect(fit.slope).toBe(0);
    expect(calibrated(fit, 9)).toBeCloseTo(0.5, 12);
  });
});
