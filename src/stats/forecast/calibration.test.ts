import { describe, expect, it } from 'vitest';
import type { Ranged } from '../interval.ts';
import { proportion } from '../proportion.ts';
import { type Random, seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import type { Forecast } from './brier.ts';
import { fewestForecasts, forecastsNeeded, reliabilityTable, spiegelhalter } from './calibration.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};
const many = (probability: number, n: number, hits: number): Forecast[] =>
  Array.from({ length: n }, (_, i) => ({ probability, happened: i < hits }));

/** Ten days of rain forecasts: 0.1 four times (0 hits), 0.4 two times (1), 0.8 four times (3). */
const days = [...many(0.1, 4, 0), ...many(0.4, 2, 1), ...many(0.8, 4, 3)];

describe('reliabilityTable', () => {
  it('has what was said and what came by groups, with Wilson', () => {
    const rows = found(reliabilityTable([...many(0.1, 12, 2), ...many(0.2, 10, 3), ...many(1, 5, 5)]));
    expect(rows.map(({ from, n }) => [from, n])).toEqual([
      [0, 12],
      [0.2, 10],
      [0.8, 5],
    ]);
    expect(rows[1].came).toEqual(proportion(3, 10) as Ranged);
    expect(rows[2].said).toBe(1);
  });
  it('refuses fewer than twenty, where one group alone is still 40 points wide', () => {
    expect(reliabilityTable(days)).toMatchObject({ refused: 'few-points' });
    const width = (n: number) => {
      const { low, high } = proportion(n / 2, n) as Ranged;
      return high - low;
    };
    expect(width(fewestForecasts - 2)).toBeGreaterThan(0.41);
    expect(width(fewestForecasts)).toBeLessThan(0.41);
  });
});

const said = [0.6, 0.7, 0.8, 0.9];
/** Forecasts whose true chance has odds to the power of `slope`. */
function forecaster(random: Random, n: number, slope: number): Forecast[] {
  return Array.from({ length: n }, (_, i) => {
    const probability = said[i % said.length];
    const odds = (probability / (1 - probability)) ** slope;
    return { probability, happened: random.uniform() < odds / (1 + odds) };
  });
}
const rejected = (n: number, slope: number, seed: number, replicates = 2000) => {
  const random = seeded(seed);
  let count = 0;
  for (let k = 0; k < replicates; k++)
    count += +(found(spiegelhalter(forecaster(random, n, slope))).p < 0.05);
  return count / replicates;
};

describe('spiegelhalter', () => {
  it('worked by hand: 0.8 four times, two hits', () => {
    // sum (x - p)(1 - 2p) = (2 * 0.2 - 2 * 0.8)(-0.6); variance 4 * 0.36 * 0.16
    expect(found(spiegelhalter(many(0.8, 4, 2))).z).toBeCloseTo(0.72 / Math.sqrt(0.2304), 12);
  });
  it('rejects 5 % of calibrated forecasters, and those too sure with the power stated', () => {
    expect(Math.abs(rejected(200, 1, 1) - 0.05)).toBeLessThan(0.015);
    const n = found(forecastsNeeded(said));
    expect(n).toBeGreaterThan(60);
    expect(Math.abs(rejected(n, 0.5, 2) - 0.8)).toBeLessThan(0.04);
  });
  it('refuses forecasts it cannot weigh', () => {
    expect(spiegelhalter(many(0.5, 10, 4))).toMatchObject({ refused: 'no-variation' });
    expect(forecastsNeeded([0.5])).toMatchObject({ refused: 'no-variation' });
  });
});
