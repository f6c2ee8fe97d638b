import { describe, expect, it } from 'vitest';
import { type Random, seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { multiplier } from '../student.ts';
import type { InterruptedOptions } from './baseline.ts';
import { counterfactual, interruptedEffect } from './interrupted.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};

/** Replicates of the long runs; the figures in docs/statistics.md are of 4000. */
const replicates = Number(process.env.REPLICATES ?? 400);
const told = (name: string, figures: Record<string, number>) => {
  if (process.env.REPLICATES)
    console.log(
      name,
      Object.entries(figures)
        .map(([key, value]) => `${key} ${value.toFixed(4)}`)
        .join('  '),
    );
};

describe('interruptedEffect', () => {
  const quiet = Array.from({ length: 60 }, (_, t) => 10 + ((7 * t) % 5) - (t >= 40 ? 3 : 0));

  it('of a step in a series without swings is the difference of the means, by about t', () => {
    const effect = found(interruptedEffect({ values: quiet, at: 40 }));
    expect(Math.abs(effect.value + 3)).toBeLessThan(0.1);
    expect(effect.high).toBeLessThan(0);
    expect(effect.relative?.value).toBeCloseTo(-0.25, 2);
    const path = found(counterfactual({ values: quiet, at: 40 }));
    expect(path.map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, k) => 40 + k));
    const mean = path.reduce((sum, { value }) => sum + value, 0) / path.length;
    expect(mean).toBeCloseTo(effect.expected.value, 10);
    expect(path[0].high - path[0].low).toBeGreaterThan(2 * (effect.high - effect.low));
  });

  it('leaves out weeks that were not measured, and refuses few and still ones', () => {
    const holed: number[] = quiet.slice();
    holed[5] = Number.NaN;
    holed[50] = Number.NaN;
    expect(found(interruptedEffect({ values: holed, at: 40 }))).toMatchObject({ before: 35, after: 19 });
    expect(interruptedEffect({ values: quiet.slice(0, 43), at: 40 })).toMatchObject({
      refused: 'few-points',
    });
    expect(interruptedEffect({ values: quiet, at: 27 })).toMatchObject({ refused: 'few-points' });
    expect(interruptedEffect({ values: quiet.map(() => 1), at: 40 })).toMatchObject({
      refused: 'no-variation',
    });
    expect(() => interruptedEffect({ values: quiet, at: 60 })).toThrow(RangeError);
  });

  it('takes from a control what moves both', () => {
    const random = seeded(3);
    const control = Array.from({ length: 80 }, () => random.normal());
    const values = control.map((x, t) => 5 + 2 * x + 0.3 * random.normal() + (t >= 60 ? 1 : 0));
    const without = found(interruptedEffect({ values, at: 60 }));
    const within = found(interruptedEffect({ values, at: 60, controls: [control] }));
    expect(within.low).toBeLessThan(1);
    expect(within.high).toBeGreaterThan(1);
    expect(within.se).toBeLessThan(without.se / 3);
  });
});

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
const wandering =
  (step: number): Errors =>
  (random, n) => {
    let level = 0;
    return Array.from({ length: n }, () => {
      level += step * random.normal();
      return level + random.normal();
    });
  };

/** Coverage of both intervals, mean error and mean width over worlds with a true effect of 1. */
function coverage(
  errors: Errors,
  before: number,
  after: number,
  seed: number,
  options: InterruptedOptions = {},
) {
  const random = seeded(seed);
  const out = { in95: 0, in90: 0, error: 0, width: 0 };
  for (let k = 0; k < replicates; k++) {
    const values = errors(random, before + after).map((e, t) => 20 + e + (t >= before ? 1 : 0));
    for (const level of [0.95, 0.9]) {
      const effect = found(interruptedEffect({ values, at: before }, { ...options, level }));
      out[level === 0.95 ? 'in95' : 'in90'] += +(effect.low <= 1 && 1 <= effect.high) / replicates;
      if (level === 0.95) {
        out.error += (effect.value - 1) / replicates;
        out.width += (effect.high - effect.low) / replicates;
      }
    }
  }
  return out;
}

describe('intervals of the effect over simulated series', () => {
  it('hold it where weeks vary more after the change than before, as Welch (1947) has it', () => {
    // independent normal weeks: Welch's interval of the difference of two means is the authority, about 90 % here
    const random = seeded(41);
    const held = { told: 0, alike: 0 };
    for (let k = 0; k < 400; k++) {
      const values = unrelated(random, 78).map((e, t) => (t >= 52 ? Math.sqrt(3) * e : e));
      for (const alike of [false, true]) {
        const { low, high } = found(interruptedEffect({ values, at: 52 }, { level: 0.9, alike }));
        held[alike ? 'alike' : 'told'] += Number(low <= 0 && 0 <= high) / 400;
      }
    }
    expect(held.told).toBeGreaterThan(0.88);
    expect(held.told).toBeLessThan(0.97);
    expect(held.alike).toBeLessThan(0.86);
  }, 60_000);

  it.each([
    ['unrelated weeks', unrelated, 52, 12, 0.925, 0.985],
    ['swings of 0.5', swing(0.5), 52, 12, 0.92, 0.99],
    ['swings of 0.8', swing(0.8), 104, 12, 0.88, 0.975],
    ['a wandering level', wandering(0.3), 104, 12, 0.9, 0.98],
    ['a short past of unrelated weeks', unrelated, 30, 6, 0.92, 0.99],
  ] as const)(
    'with %s hold the truth about as often as they say',
    (name, errors, before, after, least, most) => {
      const seen = coverage(errors, before, after, 100 + before);
      told(name, seen);
      expect(seen.in95).toBeGreaterThan(least);
      expect(seen.in95).toBeLessThan(most);
      expect(seen.in90).toBeGreaterThan(least - 0.06);
      expect(seen.in90).toBeLessThan(seen.in95);
      expect(Math.abs(seen.error)).toBeLessThan(0.2);
    },
  );

  it.each([
    ['stay', 0, 0.9, 0.985],
    ['swing', 0.8, 0.8, 0.92],
  ] as const)(
    'of shares of 8 to 22 messages that %s hold the change that was not made',
    (name, persistence, least, most) => {
      const random = seeded(77);
      let held = 0;
      for (let k = 0; k < replicates; k++) {
        let state = random.normal();
        const values = Array.from({ length: 82 }, () => {
          state = persistence * state + Math.sqrt(1 - persistence ** 2) * random.normal();
          const share = 1 / (1 + Math.exp(1.4 - (persistence > 0 ? 0.5 * state : 0)));
          const n = 8 + Math.floor(15 * random.uniform());
          return (
            Array.from({ length: n }, () => Number(random.uniform() < share)).reduce((a, b) => a + b) / n
          );
        });
        const { low, high } = found(interruptedEffect({ values, at: 56 }, { level: 0.9 }));
        held += Number(low <= 0 && 0 <= high) / replicates;
      }
      told(name, { held });
      expect(held).toBeGreaterThan(least);
      expect(held).toBeLessThan(most);
    },
  );

  it('ignoring swings is far too sure: what the test guards against', () => {
    const random = seeded(6);
    let held = 0;
    for (let k = 0; k < 300; k++) {
      const values = swing(0.8)(random, 116);
      const part = (from: number, to: number) => values.slice(from, to);
      const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
      const spread = (list: number[]) =>
        list.reduce((sum, x) => sum + (x - mean(list)) ** 2, 0) / (list.length - 1);
      const [a, b] = [part(104, 116), part(0, 100)];
      const se = Math.sqrt(spread(a) / 12 + spread(b) / 100);
      held += +(Math.abs(mean(a) - mean(b)) <= multiplier(0.95, 14) * se) / 300;
    }
    expect(held).toBeLessThan(0.75);
  });
});

/** A series that is changed, to no effect, right after three weeks in a row that were bad on average. */
function badStretch(random: Random, phi: number): { values: number[]; at: number } {
  for (;;) {
    const values = swing(phi)(random, 120);
    const sd = 1 / Math.sqrt(1 - phi * phi);
    for (let at = 52; at <= 104; at++) {
      const bad = (values[at - 1] + values[at - 2] + values[at - 3]) / 3;
      if (bad < -1.2 * sd) return { values: values.slice(0, at + 12).map((e) => 20 + e), at };
    }
  }
}

describe('a change that a bad stretch caused', () => {
  const biasOf = (leaveOut: number, phi: number, settle = 0, before = 32) => {
    const random = seeded(17);
    const out = { error: 0, in95: 0 };
    for (let k = 0; k < replicates; k++) {
      const { values, at } = badStretch(random, phi);
      const from = at - before;
      const effect = found(
        interruptedEffect({ values: values.slice(from), at: at - from }, { leaveOut, settle }),
      );
      out.error += effect.value / replicates;
      out.in95 += +(effect.low <= 0 && 0 <= effect.high) / replicates;
    }
    told(`bad stretch, phi ${phi}, ${leaveOut} left out before, ${settle} after`, out);
    return out;
  };

  it('seems to help when the stretch stays in the baseline, and not when it is left out', () => {
    const kept = biasOf(0, 0);
    const left = biasOf(4, 0);
    expect(kept.error).toBeGreaterThan(0.18);
    expect(Math.abs(left.error)).toBeLessThan(0.09);
    expect(left.in95).toBeGreaterThan(0.93);
  });

  it('runs on into the weeks after where weeks swing; those are left out by settle', () => {
    const kept = biasOf(0, 0.5);
    const left = biasOf(4, 0.5);
    const both = biasOf(4, 0.5, 4);
    expect(kept.error).toBeGreaterThan(0.35);
    expect(left.error).toBeLessThan(-0.1);
    expect(Math.abs(both.error)).toBeLessThan(Math.abs(left.error) / 1.5);
  });
});
