import { describe, expect, it } from 'vitest';
import { seeded } from '../random.ts';
import { explain, type KindWeights, predict } from './dependence.ts';

const even: KindWeights = { unrelated: 1, swings: 1, wanders: 1 };

describe('explain and predict', () => {
  it('with unrelated errors only are least squares and its prediction interval (R: lm and predict on 1 to 6)', () => {
    const y = [2.1, 3.9, 6.2, 7.8, 10.1, 12.2];
    const t = [1, 2, 3, 4, 5, 6];
    const [one] = explain(y, [t.map(() => 1), t], { ...even, swings: 0, wanders: 0 }) ?? [];
    const [part] = predict([one], [{ steps: 1, weight: 1, columns: [1, 7] }]);
    // by the formulas of the textbook: b = Sxy / Sxx, s^2 = RSS / 4, se^2 = s^2 (1 + 1/6 + 3.5^2 / 17.5)
    const mean = y.reduce((a, b) => a + b, 0) / 6;
    const slope = t.reduce((sum, x, i) => sum + (x - 3.5) * (y[i] - mean), 0) / 17.5;
    const rest = y.reduce((sum, value, i) => sum + (value - mean - slope * (t[i] - 3.5)) ** 2, 0);
    expect(part.mean).toBeCloseTo(mean + slope * 3.5, 10);
    expect(part.sd).toBeCloseTo(Math.sqrt((rest / 4) * (1 + 1 / 6 + 3.5 ** 2 / 17.5)), 10);
    expect(part.df).toBe(4);
  });

  it('sees a random walk and unrelated weeks for what they are', () => {
    const random = seeded(8);
    const noise = Array.from({ length: 80 }, () => random.normal());
    let sum = 0;
    const walk = noise.map((step) => (sum += step));
    const ones = noise.map(() => 1);
    const weight = (y: number[], from: number, to: number) =>
      (explain(y, [ones], even) ?? [])
        .filter(({ walk: { persistence = 1 } }) => persistence >= from && persistence <= to)
        .reduce((total, one) => total + one.weight, 0);
    expect(weight(noise, 0, 0.3)).toBeGreaterThan(0.4);
    expect(weight(walk, 0.85, 1)).toBeGreaterThan(0.9);
  });

  it('predicts the sum of a swing by the formula of an autoregression worked by hand', () => {
    const y = [1, -1, 2, 0.5, 3];
    const explained = explain(y, [], even) ?? [];
    const pure = explained.filter(({ walk }) => walk.persistence === 0.5 && walk.noise[0] === 0);
    const [part] = predict(pure, [
      { steps: 1, weight: 1, columns: [] },
      { steps: 2, weight: 1, columns: [] },
    ]);
    // 3 (0.5 + 0.25); variance of e1 + (0.5 e1 + e2) with var e = 0.75 s^2
    expect(part.mean).toBeCloseTo(2.25, 12);
    const squares = pure[0].fit.squares;
    expect(part.sd).toBeCloseTo(Math.sqrt((0.75 * (1.5 ** 2 + 1) * squares) / 5), 12);
  });
});
