import { describe, expect, it } from 'vitest';
import { mixtureCdf, mixtureMean, mixtureQuantile, mixtureSd } from './mixture.ts';
import { normalQuantile } from './normal.ts';
import { multiplier, studentCdf } from './student.ts';

describe('studentCdf', () => {
  it('has the values of scipy 1.17 stats.t.cdf', () => {
    expect(studentCdf(1.5, 3)).toBeCloseTo(0.8847080673775886, 10);
    expect(studentCdf(-2.2, 14)).toBeCloseTo(0.02255014790879621, 10);
    expect(studentCdf(0.3, 0.7)).toBeCloseTo(0.5853824068143325, 10);
    expect(studentCdf(6, 5)).toBeCloseTo(0.999076930855203, 10);
    expect(studentCdf(1.959963984540054, Number.POSITIVE_INFINITY)).toBeCloseTo(0.975, 12);
  });
});

const normal = { weight: 1, mean: 0, sd: 1, df: Number.POSITIVE_INFINITY };

describe('a mixture', () => {
  it('of one part is that part', () => {
    expect(mixtureQuantile([{ ...normal, mean: 3, sd: 2 }], 0.9)).toBeCloseTo(3 + 2 * normalQuantile(0.9), 9);
    expect(mixtureQuantile([{ weight: 2, mean: 1, sd: 1, df: 4 }], 0.025)).toBeCloseTo(
      1 - multiplier(0.95, 4),
      9,
    );
    expect(mixtureQuantile([normal], 0.5)).toBeCloseTo(0, 8);
  });
  it('of two far apart has the quantiles of its halves', () => {
    const parts = [normal, { ...normal, mean: 100 }];
    expect(mixtureQuantile(parts, 0.25)).toBeCloseTo(0, 6);
    expect(mixtureQuantile(parts, 0.75)).toBeCloseTo(100, 6);
    expect(mixtureMean(parts)).toBe(50);
    expect(mixtureSd(parts)).toBeCloseTo(Math.sqrt(2501), 9);
  });
  it('has quantiles that its distribution function gives back', () => {
    const parts = [
      { weight: 0.2, mean: -1, sd: 0.3, df: 3 },
      { weight: 0.5, mean: 0, sd: 2, df: 12 },
      { weight: 0.3, mean: 4, sd: 1, df: Number.POSITIVE_INFINITY },
    ];
    for (const p of [0.001, 0.05, 0.3, 0.5, 0.9, 0.999])
      expect(mixtureCdf(parts, mixtureQuantile(parts, p))).toBeCloseTo(p, 8);
  });
  it('takes a part without spread', () => {
    expect(mixtureCdf([{ ...normal, sd: 0 }], -0.1)).toBe(0);
    expect(mixtureCdf([{ ...normal, sd: 0 }], 0)).toBe(1);
  });
});
