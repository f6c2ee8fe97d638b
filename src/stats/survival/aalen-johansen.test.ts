import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ranged } from '../interval.ts';
import { isRefusal } from '../refusal.ts';
import { aalenJohansen, incidenceInterval, type States, statesAt } from './aalen-johansen.ts';
import { kaplanMeier, survivalAt, survivalInterval } from './kaplan-meier.ts';

fc.configureGlobal({ seed: 20261122, numRuns: 400 });

const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 2 })), {
  minLength: 1,
  maxLength: 40,
});
const columns = (pairs: [number, number][]) => ({
  time: pairs.map(([t]) => t),
  cause: pairs.map(([, k]) => k),
});
const at = fc.integer({ min: 0, max: 14 });

describe('Aalen-Johansen', () => {
  const worked = aalenJohansen({ time: [1, 2, 3, 4, 4], cause: [1, 2, 0, 1, 2] });
  it.each([
    [0.5, 1, 0, 0],
    [1, 4 / 5, 1 / 5, 0],
    // Of four left one is dismissed: 4/5 x 1/4.
    [2, 3 / 5, 1 / 5, 1 / 5],
    [3, 3 / 5, 1 / 5, 1 / 5],
    // Of two left one ends each way: 3/5 x 1/2.
    [4, 0, 1 / 2, 1 / 2],
  ])('worked by hand at %f', (t, surviving, first, second) => {
    const found = statesAt(worked, t) as States;
    expect(found.surviving).toBeCloseTo(surviving, 12);
    expect(found.ended[0]).toBeCloseTo(first, 12);
    expect(found.ended[1]).toBeCloseTo(second, 12);
  });
  it('has the binomial error where nothing is censored', () => {
    const all = aalenJohansen({ time: [1, 2, 3, 4, 5, 6, 7, 8], cause: [1, 2, 1, 1, 2, 1, 2, 2] });
    for (const [t, share] of [
      [3, 2 / 8],
      [6, 4 / 8],
      [8, 4 / 8],
    ]) {
      const found = incidenceInterval(all, 1, t) as Ranged;
      expect(found.value).toBeCloseTo(share, 12);
      expect(found.se).toBeCloseTo(Math.sqrt((share * (1 - share)) / 8), 12);
    }
  });
  it('treats a competing event otherwise than a censoring', () => {
    const competing = statesAt(aalenJohansen({ time: [1, 2], cause: [2, 1] }), 2) as States;
    const censored = statesAt(aalenJohansen({ time: [1, 2], cause: [0, 1] }, 2), 2) as States;
    expect(competing.ended[0]).toBe(0.5);
    expect(censored.ended[0]).toBe(1);
  });
  it('keeps a range where a cause has not yet struck', () => {
    const found = incidenceInterval(worked, 2, 1) as Ranged;
    expect(found).toMatchObject({ value: 0, se: 0, low: 0 });
    expect(found.high).toBeCloseTo(1 - 0.025 ** (1 / 5), 12);
  });
  it('makes 1 of all states, and every share grows', () => {
    fc.assert(
      fc.property(rows, (pairs) => {
        const { curve, incidence } = aalenJohansen(columns(pairs), 2);
        for (let row = 0; row < curve.time.length; row++) {
          const sum = curve.survival[row] + incidence[0][row] + incidence[1][row];
          expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
          if (row > 0)
            for (const share of incidence) expect(share[row]).toBeGreaterThanOrEqual(share[row - 1]);
        }
      }),
    );
  });
  it('is Kaplan-Meier for one cause, with its error and interval', () => {
    fc.assert(
      fc.property(rows, at, (pairs, t) => {
        const { time, cause } = columns(pairs);
        const event = cause.map((k) => (k > 0 ? 1 : 0));
        const share = survivalInterval(kaplanMeier({ time, event }), t);
        const ended = incidenceInterval(aalenJohansen({ time, cause: event }), 1, t);
        if (isRefusal(share) || isRefusal(ended)) {
          expect(isRefusal(share)).toBe(isRefusal(ended));
          return;
        }
        expect(ended.value).toBeCloseTo(1 - share.value, 12);
        expect(ended.low).toBeCloseTo(1 - share.high, 7);
        expect(ended.high).toBeCloseTo(1 - share.low, 7);
        // At S = 0 Greenwood says nothing; both then give a bound.
        if (share.value > 0) expect(ended.se).toBeCloseTo(share.se, 9);
      }),
    );
  });
  it('does not depend on the order, and with censorings only nothing ends', () => {
    fc.assert(
      fc.property(rows, at, fc.integer(), (pairs, t, turn) => {
        const k = Math.abs(turn) % pairs.length;
        const turned = [...pairs.slice(k), ...pairs.slice(0, k)].reverse();
        expect(statesAt(aalenJohansen(columns(turned), 2), t)).toEqual(
          statesAt(aalenJohansen(columns(pairs), 2), t),
        );
        const idle = kaplanMeier({ time: pairs.map(([u]) => u), event: pairs.map(() => 0) });
        if (t <= idle.followUp) expect(survivalAt(idle, t)).toBe(1);
      }),
    );
  });
});
