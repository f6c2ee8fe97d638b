import { describe, expect, it } from 'vitest';
import { seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { type LevelOptions, type Wave, waveLevels } from './level.ts';
import { futureLevel, levelRange } from './milestone.ts';

const some = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('nothing found');
  return value;
};
const levels = (waves: readonly Wave[], options?: LevelOptions) => {
  const found = waveLevels(waves, options);
  if (isRefusal(found)) throw new Error(found.because);
  return found;
};

const golden: Wave[] = [
  [0, 0.18, 800],
  [8, 0.2, 750],
  [16, 0.19, 820],
  [24, 0.23, 790],
  [36, 0.24, 810],
  [48, 0.26, 640],
].map(([week, share, effective]) => ({ week, share, effective }));

describe('waveLevels', () => {
  it('with a known step has the filter of a numpy run over unequal gaps', () => {
    const [step] = levels(golden, { step: 0.02 }).steps;
    const mean = [-1.5163474894, -1.4404772911, -1.4452847116, -1.3263965972, -1.2302678011, -1.1357720852];
    const variance = [0.0084688347, 0.0048614875, 0.0039960904, 0.0035858572, 0.0037454251, 0.004163931];
    for (const [t, point] of step.filtered.entries()) {
      expect(some(point).logit).toBeCloseTo(mean[t], 9);
      expect(some(point).variance).toBeCloseTo(variance[t], 9);
    }
    const now = levelRange(levels(golden, { step: 0.02 }), undefined, 0.95);
    expect(now.value).toBeCloseTo(0.2430974567, 9);
    expect(now.low).toBeCloseTo(0.2205875536, 6);
    expect(now.high).toBeCloseTo(0.2671171593, 6);
  });

  it('agrees with least squares by matrices when drift and changed wording are in it', () => {
    const waves = golden.map((wave, i) => ({ ...wave, wording: i < 3 ? 'old' : 'new' }));
    const found = levels(waves, { step: 0.03, drift: { mean: 0.001, sd: 0.01 }, shiftSd: 0.5 });
    const [step] = found.steps;
    const direct = byMatrices(waves, 0.03 ** 2, { mean: 0.001, sd: 0.01 }, 0.5);
    expect(step.level).toBeCloseTo(direct.level, 9);
    expect(step.drift).toBeCloseTo(direct.drift, 9);
    expect(step.levelVariance).toBeCloseTo(direct.variance, 9);
    expect(step.covariance).toBeCloseTo(direct.covariance, 9);
    expect(step.driftVariance).toBeCloseTo(direct.driftVariance, 9);
    expect(found.shifts).toHaveLength(1);
  });

  it('takes a jump of the measured share at a changed wording out of the level', () => {
    const waves = [0.2, 0.2, 0.2, 0.3, 0.3, 0.3].map((share, i) => ({
      week: 8 * i,
      share,
      effective: 2000,
      wording: i < 3 ? 'aided' : 'unaided',
    }));
    const found = levels(waves);
    const jump = Math.log(0.3 / 0.7) - Math.log(0.2 / 0.8);
    expect(found.shifts).toEqual([
      { from: 'aided', to: 'unaided', value: expect.closeTo(jump, 6), sd: expect.any(Number) },
    ]);
    const [step] = found.steps;
    expect(step.smoothed[0].logit).toBeCloseTo(Math.log(0.3 / 0.7), 6);
    const plain = levels(waves.map(({ wording: _, ...wave }) => wave));
    expect(plain.steps.reduce((sum, { weight, rate }) => sum + weight * rate, 0)).toBeGreaterThan(
      2 * found.steps.reduce((sum, { weight, rate }) => sum + weight * rate, 0),
    );
  });

  it('holds the true share with 2, 3 and 6 waves of 400 in 88 to 94 % of worlds whose steps follow the prior (90 %)', () => {
    const random = seeded(77);
    for (const count of [2, 3, 6]) {
      let now = 0;
      let later = 0;
      const worlds = 400;
      for (let k = 0; k < worlds; k++) {
        const { waves, logit, step } = world(random, count, 0.02);
        const found = levels(waves);
        const inside = (range: { low: number; high: number }, at: number) =>
          +(range.low <= expit(at) && expit(at) <= range.high) / worlds;
        now += inside(levelRange(found), logit);
        later += inside(
          levelRange(found, waves[count - 1].week + 26),
          logit + step * Math.sqrt(26) * random.normal(),
        );
      }
      for (const held of [now, later]) {
        expect(held).toBeGreaterThan(0.87);
        expect(held).toBeLessThan(0.935);
      }
    }
  });

  it('takes a wave in which nobody or everybody said yes', () => {
    const [step] = levels([
      { week: 0, share: 0, effective: 50 },
      { week: 8, share: 1, effective: 50 },
    ]).steps;
    expect(step.filtered.every((point) => Number.isFinite(point?.logit))).toBe(true);
  });

  it('has a level and no more from a single wave, and refuses none', () => {
    // Without a second wave the step is the prior's alone: mean of a half-normal, 0.02 sqrt(2 / pi).
    const { steps } = levels(golden.slice(0, 1));
    const mean = steps.reduce((sum, { weight, rate }) => sum + weight * Math.sqrt(rate), 0);
    expect(mean).toBeCloseTo(0.02 * Math.sqrt(2 / Math.PI), 4);
    expect(futureLevel(levels(golden.slice(0, 1)), 0)[0].mean).toBeCloseTo(Math.log(0.18 / 0.82), 12);
    expect(waveLevels([])).toMatchObject({ refused: 'few-points' });
    expect(() => waveLevels([golden[1], golden[0]])).toThrow(RangeError);
  });
});

const expit = (x: number) => 1 / (1 + Math.exp(-x));

/** Waves of a world: the level walks by a step drawn from a half-normal, each wave asks 400 people. */
function world(random: ReturnType<typeof seeded>, count: number, scale: number) {
  const step = scale * Math.abs(random.normal());
  let logit = Math.log(0.25 / 0.75) + 0.5 * random.normal();
  const waves: Wave[] = [];
  let week = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      const weeks = random.integer(6, 18);
      week += weeks;
      logit += step * Math.sqrt(weeks) * random.normal();
    }
    let yes = 0;
    for (let person = 0; person < 400; person++) yes += +(random.uniform() < expit(logit));
    waves.push({ week, share: yes / 400, effective: 400 });
  }
  return { waves, logit, step };
}

/** The same posterior by Gauss and Markov: one big covariance matrix, inverted by elimination. */
function byMatrices(waves: readonly Wave[], q: number, drift: { mean: number; sd: number }, shiftSd: number) {
  const n = waves.length;
  const y = waves.map(({ share }) => Math.log(share / (1 - share)));
  const first = waves[0].week;
  const end = waves[n - 1].week;
  // unknowns: level at the end (nearly flat prior), drift, shift of the old wording; the walk is integrated out backwards from the end
  const prior = [1e9, drift.sd ** 2, shiftSd ** 2];
  const mean = [0, drift.mean, 0];
  const rows = waves.map(({ week, wording }) => [1, week - end, wording === 'old' ? 1 : 0]);
  const v = y.map((_, i) =>
    y.map((__, j) => {
      const both = Math.min(end - waves[i].week, end - waves[j].week) * q;
      return both + (i === j ? 1 / (waves[i].effective * waves[i].share * (1 - waves[i].share)) : 0);
    }),
  );
  expect(first).toBe(0);
  const inverse = invert(v);
  const a = prior.map((value, i) => prior.map((_, j) => (i === j ? 1 / value : 0)));
  const b = prior.map((value, i) => mean[i] / value);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let c = 0; c < 3; c++) {
        b[c] += rows[i][c] * inverse[i][j] * y[j];
        for (let d = 0; d < 3; d++) a[c][d] += rows[i][c] * inverse[i][j] * rows[j][d];
      }
  const covariance = invert(a);
  const told = covariance.map((row) => row.reduce((sum, value, j) => sum + value * b[j], 0));
  return {
    level: told[0],
    drift: told[1],
    variance: covariance[0][0],
    covariance: covariance[0][1],
    driftVariance: covariance[1][1],
  };
}

function invert(matrix: number[][]): number[][] {
  const n = matrix.length;
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => +(i === j))]);
  for (let i = 0; i < n; i++) {
    const pivot = work[i][i];
    for (let j = 0; j < 2 * n; j++) work[i][j] /= pivot;
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const factor = work[k][i];
      for (let j = 0; j < 2 * n; j++) work[k][j] -= factor * work[i][j];
    }
  }
  return work.map((row) => row.slice(n));
}
