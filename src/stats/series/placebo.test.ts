import { describe, expect, it } from 'vitest';
import { type Random, seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { testedEffect } from './placebo.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};

type Errors = (random: Random, n: number) => number[];
const unrelated: Errors = (random, n) => Array.from({ length: n }, () => random.normal());
const swing =
  (phi: number): Errors =>
  (random, n) => {
    let state = random.normal() / Math.sqrt(1 - phi * phi);
    return Array.from({ length: n }, () => {
      state = phi * state + random.normal();
      return state;
    });
  };

describe('placebo dates', () => {
  it('rank a real effect first and a null one anywhere', () => {
    const random = seeded(21);
    const rankOf = (size: number) => {
      let sum = 0;
      for (let k = 0; k < 12; k++) {
        const values = unrelated(random, 92).map((e, t) => e + (t >= 80 ? size : 0));
        sum += found(testedEffect({ values, at: 80 })).placebo?.rank ?? Number.NaN;
      }
      return sum / 12;
    };
    expect(rankOf(3)).toBeLessThan(0.08);
    const sure = found(
      testedEffect({ values: unrelated(random, 92).map((e, t) => e + (t >= 80 ? 9 : 0)), at: 80 }),
    );
    expect(sure.placebo).toMatchObject({ dates: 19, asLarge: 0, rank: 1 / 20 });
    const null_ = rankOf(0);
    expect(null_).toBeGreaterThan(0.25);
    expect(null_).toBeLessThan(0.8);
  });

  it('refuse a series that another change went through, and let most series of swings pass', () => {
    const random = seeded(22);
    const jumped = Array.from({ length: 116 }, (_, t) => (t > 50 ? 4 : 0) + random.normal());
    for (const sign of [1, -1]) {
      const values = jumped.map((value) => sign * value);
      expect(testedEffect({ values, at: 104 })).toMatchObject({ refused: 'placebo-fails' });
    }
    let refused = 0;
    const worlds = process.env.REPLICATES ? 400 : 20;
    for (let k = 0; k < worlds; k++)
      refused += +isRefusal(testedEffect({ values: swing(0.5)(random, 116), at: 104 }));
    if (process.env.REPLICATES) console.log('refused among swings of 0.5:', refused / worlds);
    expect(refused / worlds).toBeLessThan(0.2);
  });

  it('are not told where the past is too short for eight', () => {
    const random = seeded(23);
    const effect = found(testedEffect({ values: unrelated(random, 42), at: 34 }));
    expect(effect.placebo).toBeUndefined();
  });
});
