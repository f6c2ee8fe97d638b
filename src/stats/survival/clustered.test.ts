import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf, standardErrors } from '../cluster.ts';
import { isRefusal } from '../refusal.ts';
import { aalenJohansen, incidenceInterval, incidenceOf } from './aalen-johansen.ts';
import {
  type ClusteredEstimate,
  type ClusteredSurvival,
  clusteredMedian,
  clusteredRestrictedMean,
  clusteredShare,
  clusteredSurvival,
} from './clustered.ts';
import { incidenceInfluence, influences, restrictedMeanInfluence, survivalInfluence } from './influence.ts';
import { curveOf, survivalInterval } from './kaplan-meier.ts';
import { lifeTable, rowAt } from './life-table.ts';
import { areas, restrictedMean } from './restricted-mean.ts';

const lay = (time: number[], cause: number[], who: (string | number)[]) =>
  clusteredSurvival({ time, cause }, clustersOf(who), 2) as ClusteredSurvival;
const share = (data: ClusteredSurvival, cause: number, t: number) =>
  clusteredShare(data, cause, t) as ClusteredEstimate;

fc.configureGlobal({ seed: 20261122, numRuns: 400 });

const rows = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 9 }),
    cause: fc.integer({ min: 0, max: 2 }),
    who: fc.integer({ min: 0, max: 5 }),
  }),
  { minLength: 2, maxLength: 30 },
);

describe('influence', () => {
  const time = [1, 2, 2, 3, 3, 4, 5, 6, 6, 7];
  const cause = [1, 0, 2, 1, 0, 2, 1, 1, 0, 0];
  const weights = [1, 2, 1, 0.5, 1, 1, 3, 1, 1, 1];
  const table = lifeTable({ time, cause, weight: weights });

  it.each([
    ['S', 1, 0],
    ['S', 4.5, 0],
    ['S', 7, 0],
    ['F', 2, 1],
    ['F', 5, 1],
    ['F', 7, 2],
    ['mean', 3.5, 0],
    ['mean', 7, 0],
  ])('on %s(%f) of cause %i is the derivative by the weight, found by differences', (what, t, k) => {
    const estimate = (weight: number[]) => {
      const { curve, incidence } = incidenceOf(lifeTable({ time, cause, weight }));
      if (what === 'mean') return areas(curve, t).at(-1) as number;
      return (what === 'S' ? curve.survival : incidence[k - 1])[rowAt(curve.time, t)];
    };
    const curve = curveOf(table);
    const influence =
      what === 'S'
        ? survivalInfluence(table, curve, t)
        : what === 'F'
          ? incidenceInfluence(table, incidenceOf(table), k, t)
          : restrictedMeanInfluence(table, curve, t);
    const each = influences(influence, table, cause);
    expect(influence.value).toBeCloseTo(estimate(weights), 12);
    weights.forEach((_, i) => {
      const nudged = (by: number) => estimate(weights.map((w, j) => (i === j ? w + by : w)));
      expect(each[i]).toBeCloseTo((nudged(1e-5) - nudged(-1e-5)) / 2e-5, 7);
    });
  });
});

describe('clustered errors', () => {
  it('are those of R survival, survfit(Surv(time, status) ~ 1, cluster = id)', () => {
    const time = [1, 2, 3, 4, 5, 6];
    const cause = [1, 1, 0, 1, 0, 1];
    const clusters = clustersOf([1, 1, 2, 2, 3, 3]);
    const table = lifeTable({ time, cause });
    const found = time.map((t) => {
      const each = influences(survivalInfluence(table, curveOf(table), t), table, cause);
      let sum = 0;
      for (const id of [0, 1, 2]) sum += (each[2 * id] + each[2 * id + 1]) ** 2;
      return Math.sqrt(sum);
    });
    const printed = [0.1360828, 0.2721655, 0.2721655, 0.2771598, 0.2771598, 0];
    found.forEach((se, k) => {
      expect(se).toBeCloseTo(printed[k], 6);
    });
    // R leaves out G / (G - 1).
    const data = clusteredSurvival({ time, cause }, clusters) as ClusteredSurvival;
    expect(share(data, 0, 2).se).toBeCloseTo(0.2721655 * Math.sqrt(3 / 2), 6);
  });
  it('worked by hand: two early answers to one person, two late ones to another', () => {
    const found = share(lay([1, 2, 3, 4], [1, 1, 1, 1], ['a', 'a', 'b', 'b']), 0, 2);
    // Influences -1/8 -1/8 1/8 1/8; sums -1/4 and 1/4; 2/1 x 2/16.
    expect(found).toMatchObject({ value: 0.5, se: 0.5, naiveSe: 0.25 });
  });
  it('with everybody alone are those of Greenwood, Gaynor and survRM2 times G / (G - 1), to 1e-9', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 9 }), (all, t) => {
        const observations = { time: all.map((r) => r.time), cause: all.map((r) => r.cause) };
        const data = lay(
          observations.time,
          observations.cause,
          all.map((_, i) => i),
        );
        const factor = Math.sqrt(all.length / (all.length - 1));
        const greenwood = survivalInterval(data.incidence.curve, t);
        if (isRefusal(greenwood)) {
          expect(isRefusal(clusteredShare(data, 0, t))).toBe(true);
          return;
        }
        expect(share(data, 0, t).naiveSe).toBeCloseTo(greenwood.se, 9);
        expect(share(data, 0, t).se).toBeCloseTo(greenwood.se * factor, 9);
        const gaynor = incidenceInterval(aalenJohansen(observations, 2), 1, t);
        if (!isRefusal(gaynor) && gaynor.value > 0 && gaynor.value < 1 - 1e-9)
          expect(share(data, 1, t).naiveSe).toBeCloseTo(gaynor.se, 9);
        const mean = restrictedMean(data.incidence.curve, t);
        const clustered = clusteredRestrictedMean(data, t);
        if (!isRefusal(mean) && !isRefusal(clustered)) expect(clustered.naiveSe).toBeCloseTo(mean.se, 9);
      }),
    );
  });
  it('do not shrink when every message is counted twice for its person', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 9 }), (all, t) => {
        const twice = [...all, ...all];
        const lone = [...all, ...all].map((_, i) => i % all.length);
        const once = lay(
          all.map((r) => r.time),
          all.map((r) => r.cause),
          all.map((_, i) => i),
        );
        const doubled = lay(
          twice.map((r) => r.time),
          twice.map((r) => r.cause),
          lone,
        );
        const before = clusteredShare(once, 0, t);
        const after = clusteredShare(doubled, 0, t);
        if (isRefusal(before) || isRefusal(after)) {
          expect(isRefusal(before)).toBe(isRefusal(after));
          return;
        }
        expect(after.value).toBeCloseTo(before.value, 12);
        expect(after.se).toBeCloseTo(before.se, 9);
        expect(after.naiveSe).toBeCloseTo(before.naiveSe / Math.SQRT2, 9);
      }),
    );
  });
  it('are never below those that ignore the clusters', () => {
    const clusters = clustersOf([0, 0, 1, 1]);
    const balanced = standardErrors(Float64Array.of(0.5, -0.5, 0.5, -0.5), clusters);
    expect(balanced).toEqual({ naive: 1, clustered: 1 });
  });
});

describe('clustered intervals', () => {
  it('hold their estimate, stay within range, have a width, and agree with each other for one cause', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 9 }), (all, t) => {
        const data = clusteredSurvival(
          { time: all.map((r) => r.time), cause: all.map((r) => Math.min(1, r.cause)) },
          clustersOf(all.map((r) => r.who)),
        );
        if (isRefusal(data)) return;
        const waiting = clusteredShare(data, 0, t);
        const ended = clusteredShare(data, 1, t);
        if (isRefusal(waiting) || isRefusal(ended)) return;
        expect(waiting.low).toBeLessThanOrEqual(waiting.value);
        expect(waiting.high).toBeGreaterThanOrEqual(waiting.value);
        expect(waiting.low).toBeGreaterThanOrEqual(0);
        expect(waiting.high).toBeLessThanOrEqual(1);
        expect(waiting.high - waiting.low).toBeGreaterThan(0.01);
        expect(ended.low).toBeCloseTo(1 - waiting.high, 7);
        expect(ended.high).toBeCloseTo(1 - waiting.low, 7);
        const mean = clusteredRestrictedMean(data, t);
        if (t === 0 || isRefusal(mean)) return;
        expect(mean.low).toBeLessThanOrEqual(mean.value);
        expect(mean.high).toBeGreaterThanOrEqual(mean.value);
        expect(mean.high - mean.low).toBeGreaterThan(0);
        expect(mean.low).toBeGreaterThanOrEqual(0);
        expect(mean.high).toBeLessThanOrEqual(t + 1e-9);
      }),
    );
  });
  it('bound a share of all or none by people, not by messages', () => {
    const who = Array.from({ length: 40 }, (_, i) => i % 4);
    const idle = lay(
      who.map(() => 9),
      who.map(() => 0),
      who,
    );
    expect(share(idle, 0, 5)).toMatchObject({ value: 1, high: 1, low: expect.closeTo(0.025 ** (1 / 4), 12) });
    expect(clusteredRestrictedMean(idle, 8)).toMatchObject({
      value: 8,
      low: expect.closeTo(8 * 0.025 ** (1 / 4), 12),
      high: expect.closeTo(8, 12),
    });
    const swift = lay(
      who.map(() => 1),
      who.map(() => 1),
      who,
    );
    expect(share(swift, 0, 5)).toMatchObject({
      value: 0,
      low: 0,
      high: expect.closeTo(1 - 0.025 ** (1 / 4), 12),
    });
    expect(share(swift, 2, 5)).toMatchObject({
      value: 0,
      low: 0,
      high: expect.closeTo(1 - 0.025 ** (1 / 4), 12),
    });
    expect(share(swift, 1, 5)).toMatchObject({ high: 1, low: expect.closeTo(0.025 ** (1 / 4), 12) });
  });
  it('of the median is that of the curve where everybody is alone', () => {
    const time = Array.from({ length: 101 }, (_, i) => i + 1);
    const found = clusteredMedian(
      lay(
        time,
        time.map(() => 1),
        time,
      ),
    );
    // Binomial limits of the rank: 51 +- 1.98 x 5.
    expect(found).toMatchObject({ value: 51 });
    if (isRefusal(found)) return;
    expect(Math.abs(found.low - 41)).toBeLessThanOrEqual(1);
    expect(Math.abs((found.high as number) - 61)).toBeLessThanOrEqual(1);
  });
  it('of the median is open where the data end first, and refused where half are never reached', () => {
    const open = clusteredMedian(lay([1, 2, 3, 9, 9], [1, 1, 1, 0, 0], [1, 2, 3, 4, 5]));
    expect(open).toEqual({ value: 3, low: 1 });
    const never = clusteredMedian(lay([1, 9, 9], [1, 0, 0], [1, 2, 3]));
    expect(never).toMatchObject({ refused: 'not-reached' });
  });
  it('are refused for one person, for nobody, and beyond the follow-up', () => {
    expect(clusteredSurvival({ time: [1, 2], cause: [1, 0] }, clustersOf([7, 7]))).toMatchObject({
      refused: 'few-clusters',
    });
    expect(clusteredSurvival({ time: [], cause: [] }, clustersOf([]))).toMatchObject({
      refused: 'no-observations',
    });
    const data = lay([1, 5], [1, 0], ['a', 'b']);
    expect(clusteredShare(data, 0, 6)).toMatchObject({ refused: 'beyond-follow-up' });
    expect(clusteredRestrictedMean(data, 6)).toMatchObject({ refused: 'beyond-follow-up' });
  });
});
