import { describe, expect, it } from 'vitest';
import type { Ranged } from '../interval.ts';
import { isRefusal } from '../refusal.ts';
import { type PredictionPowered, ppiMean } from './ppi.ts';
import { dslRegression } from './regression.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};

describe('ppiMean is what ppi_py computes', () => {
  const human = [1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1];
  const first = {
    human,
    machine: [0.6, 0.3, 0.7, 0.4, 0.5, 0.1, 0.8, 0.6, 0.55, 0.2, 0.45, 0.3],
    rest: [
      0.9, 0.1, 0.8, 0.3, 0.2, 0.6, 0.7, 0.15, 0.45, 0.5, 0.92, 0.25, 0.33, 0.85, 0.62, 0.12, 0.28, 0.74,
      0.51, 0.41,
    ],
  };
  const ends = (told: PredictionPowered) => [told.value, told.low, told.high];
  const near = (told: number[], printed: number[]) =>
    printed.forEach((one, k) => void expect(told[k]).toBeCloseTo(one, 9));

  it('with lambda 1, 0 and the best', () => {
    near(ends(found(ppiMean(first, { lambda: 1, level: 0.9 }))), [0.5281666667, 0.3000742646, 0.7562590687]);
    near(ends(found(ppiMean(first, { lambda: 1 }))), [0.5281666667, 0.256377806, 0.7999555273]);
    near(ends(found(ppiMean(first, { lambda: 0 }))), [0.5, 0.2171035665, 0.7828964335]);
    const best = found(ppiMean(first));
    expect(best.lambda).toBeCloseTo(0.5223014286, 9);
    near(ends(best), [0.5147114902, 0.2494521749, 0.7799708056]);
    near(ends(found(ppiMean(first, { level: 0.9 }))), [0.5147114902, 0.2920988553, 0.7373241252]);
  });
  it('with the best lambda cut off at 1', () => {
    const second = {
      human,
      machine: [0.9, 0.3, 0.6, 0.8, 0.4, 0.1, 0.7, 0.2, 0.95, 0.5, 0.05, 0.55],
      rest: [...first.rest, 0.36, 0.97, 0.18, 0.66, 0.22, 0.88, 0.42, 0.31, 0.71, 0.53],
    };
    const best = found(ppiMean(second));
    expect(best.lambda).toBe(1);
    near(ends(best), [0.4948333333, 0.3025176505, 0.6871490162]);
    near(ends(found(ppiMean(second, { level: 0.9 }))), [0.4948333333, 0.3334369245, 0.6562297421]);
  });
  it('refuses nothing to go by', () => {
    expect(ppiMean({ human: [], machine: [], rest: [1] })).toMatchObject({ refused: 'no-observations' });
    expect(() => ppiMean({ human: [1], machine: [], rest: [1] })).toThrow(RangeError);
  });
});

describe("dslRegression is Egami's estimator", () => {
  const machine = [0, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 1, 0, 1, 0, 0, 0, 1];
  const human = new Float64Array(20).fill(Number.NaN);
  const codes = [0, 1, 0, 0, 0, 1, 0, 0, 1];
  for (const [k, i] of [0, 1, 3, 4, 6, 9, 11, 14, 17].entries()) human[i] = codes[k];
  const items = { machine, human, probability: new Float64Array(20).fill(9 / 20) };
  const ones = new Float64Array(20).fill(1);
  const x = Float64Array.from(ones, (_, i) => i % 2);

  it('mean .2777777778, se .1928506106', () => {
    const [mean] = found(dslRegression(items, [ones])) as Ranged[];
    expect(mean.value).toBeCloseTo(0.2777777778, 10);
    expect(mean.se).toBeCloseTo(0.1928506106, 10);
  });
  it('coefficients -.0222222222 and .6, se .1577621275 and .361615033', () => {
    const [base, effect] = found(dslRegression(items, [ones, x])) as Ranged[];
    expect(base.value).toBeCloseTo(-0.0222222222, 10);
    expect(effect.value).toBeCloseTo(0.6, 10);
    expect(base.se).toBeCloseTo(0.1577621275, 10);
    expect(effect.se).toBeCloseTo(0.361615033, 10);
  });
  it('refuses columns that follow from each other', () => {
    expect(dslRegression(items, [ones, ones])).toMatchObject({ refused: 'no-variation' });
    expect(() => dslRegression(items, [[1]])).toThrow(RangeError);
  });
});
