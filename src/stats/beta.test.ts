import { describe, expect, it } from 'vitest';
import { betaQuantile, incompleteBeta, lnGamma } from './beta.ts';
import { multiplier, studentQuantile } from './student.ts';

const relative = (found: number, expected: number) => Math.abs(found / expected - 1);

describe('special functions against scipy 1.17.1', () => {
  it.each([
    [0.1, 2.252712651734206],
    [0.5, 0.5723649429247001],
    [1.5, -0.12078223763524526],
    [10.3, 13.482036786138359],
    [1e5, 1051287.7089736569],
  ])('lnGamma(%f)', (x, expected) => {
    expect(relative(lnGamma(x), expected)).toBeLessThan(1e-12);
  });
  it.each([
    [0.4, 2, 3, 0.5248],
    [0.1, 0.5, 0.5, 0.20483276469913345],
    [0.45, 50, 70, 0.7717610017525626],
  ])('incompleteBeta(%f, %f, %f)', (x, a, b, expected) => {
    expect(relative(incompleteBeta(x, a, b), expected)).toBeLessThan(1e-12);
  });
  it('betaQuantile', () => {
    expect(relative(betaQuantile(0.025, 37.5, 83.5), 0.23101614764090733)).toBeLessThan(1e-12);
  });
  it.each([
    [1, 12.706204736174694],
    [2.3, 3.807163208232131],
    [5, 2.5705818356363146],
    [30, 2.0422724563012378],
    [999, 1.9623414611334493],
    [1500, 1.9615467538950184],
  ])('studentQuantile(.975, %f)', (df, expected) => {
    expect(relative(studentQuantile(0.975, df), expected)).toBeLessThan(1e-10);
  });
  it('multiplier is normal without degrees of freedom', () => {
    expect(multiplier(0.95)).toBeCloseTo(1.959963984540054, 12);
    expect(multiplier(0.95, 5)).toBeCloseTo(2.5705818356363146, 10);
    expect(() => multiplier(95)).toThrow(RangeError);
  });
});
