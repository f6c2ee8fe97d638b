import { describe, expect, it } from 'vitest';
import type { Ranged } from '../interval.ts';
import { isRefusal } from '../refusal.ts';
import { kaplanMeier, medianTime, survivalAt, survivalInterval } from './kaplan-meier.ts';
import { restrictedMean } from './restricted-mean.ts';

const freireich = kaplanMeier({
  time: [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35],
  event: [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0],
});
const minutes = kaplanMeier({
  time: [5, 12, 12, 30, 45, 60, 60, 90, 120, 240, 480, 1440, 1440, 1440],
  event: [1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 0],
});

describe('Kaplan-Meier of the 6-MP arm of Freireich et al. (1963), lifelines', () => {
  it.each([
    [6, 0.857142857, 0.0763603548],
    [10, 0.752941176, 0.096349653],
    [23, 0.448179272, 0.1345914568],
  ])('S(%i)', (t, share, se) => {
    const found = survivalInterval(freireich, t) as Ranged;
    expect(found.value).toBeCloseTo(share, 9);
    expect(found.se).toBeCloseTo(se, 9);
  });
  it.each([
    [7, 0.8067226891],
    [13, 0.6901960784],
    [15.9, 0.6901960784],
    [16, 0.6274509804],
    [22, 0.5378151261],
    [0, 1],
  ])('S(%f) without its error', (t, share) => {
    expect(survivalAt(freireich, t)).toBeCloseTo(share, 9);
  });
  it.each([
    [6, 0.619718, 0.951552],
    [10, 0.5032, 0.889362],
    [23, 0.188052, 0.680143],
  ])('log(-log) limits at %i', (t, low, high) => {
    const found = survivalInterval(freireich, t) as Ranged;
    expect(found.low).toBeCloseTo(low, 6);
    expect(found.high).toBeCloseTo(high, 6);
  });
  it('median 23, its lower limit 13, its upper never reached (Brookmeyer and Crowley)', () => {
    expect(medianTime(freireich)).toEqual({ value: 23, low: 13 });
  });
  it.each([
    [10, 9.2773109244, 0.3267691154],
    [24, 18.3574229692, 1.6365563898],
    [35, 23.287394958, 2.8274676234],
  ])('restricted mean up to %i with the survRM2 error', (tau, mean, se) => {
    const found = restrictedMean(freireich, tau) as Ranged;
    expect(found.value).toBeCloseTo(mean, 9);
    expect(found.se).toBeCloseTo(se, 9);
  });
});

describe('Kaplan-Meier of answers in minutes', () => {
  it('counts events before censorings at the same time', () => {
    expect(survivalAt(minutes, 60)).toBeCloseTo(0.5714285714, 9);
    expect(survivalAt(minutes, 90)).toBeCloseTo(0.4897959184, 9);
    expect(survivalAt(minutes, 480)).toBeCloseTo(0.2448979592, 9);
  });
  it('restricted mean', () => {
    const short = restrictedMean(minutes, 240) as Ranged;
    const long = restrictedMean(minutes, 1440) as Ranged;
    expect(short.value).toBeCloseTo(126.8163265306, 9);
    expect(short.se).toBeCloseTo(26.808657951, 9);
    expect(long.value).toBeCloseTo(440.2857142857, 9);
    expect(long.se).toBeCloseTo(162.5802355339, 9);
  });
});

describe('Kaplan-Meier, cases of the lifelines tests', () => {
  it('weights', () => {
    const curve = kaplanMeier({
      time: [0.6, 0.4, 0.8, 0.9],
      event: [0, 1, 1, 0],
      weight: [1.5, 2, 0.8, 0.9],
    });
    expect(survivalAt(curve, 0.3)).toBe(1);
    expect(survivalAt(curve, 0.4)).toBeCloseTo(0.6153846154, 9);
    expect(survivalAt(curve, 0.6)).toBeCloseTo(0.6153846154, 9);
    expect(survivalAt(curve, 0.9)).toBeCloseTo(0.3257918552, 9);
  });
  it('restricted mean of 1, 2, 3, 4, 10', () => {
    const curve = kaplanMeier({ time: [1, 2, 3, 4, 10], event: [1, 1, 1, 1, 1] });
    const mean = (tau: number) => (restrictedMean(curve, tau) as Ranged).value;
    expect(mean(4)).toBeCloseTo(2.8, 12);
    expect(mean(4.1)).toBeCloseTo(2.82, 12);
    expect(mean(10.001)).toBe(mean(10));
  });
  it('g3, the six patients without radioimmunotherapy', () => {
    const curve = kaplanMeier({ time: [9, 19, 32, 34, 40, 50], event: [1, 1, 1, 1, 0, 0] });
    const found = [9, 19, 32, 34].map((t) => survivalInterval(curve, t) as Ranged);
    const rounded = (which: 'value' | 'low' | 'high', digits: number) =>
      found.map((share) => Number(share[which].toFixed(digits)));
    expect(rounded('value', 3)).toEqual([0.833, 0.667, 0.5, 0.333]);
    expect(rounded('low', 4)).toEqual([0.2731, 0.1946, 0.1109, 0.0461]);
    expect(rounded('high', 3)).toEqual([0.975, 0.904, 0.804, 0.676]);
  });
});

describe('at the edges', () => {
  it('refuses a time beyond the follow-up, and a tau', () => {
    expect(survivalAt(freireich, 36)).toMatchObject({ refused: 'beyond-follow-up' });
    expect(restrictedMean(freireich, 36)).toMatchObject({ refused: 'beyond-follow-up' });
    expect(isRefusal(survivalAt(freireich, 35))).toBe(false);
  });
  it('knows a curve that has come down to 0 for ever', () => {
    const gone = kaplanMeier({ time: [1, 2], event: [1, 1] });
    expect(survivalInterval(gone, 99)).toMatchObject({
      value: 0,
      low: 0,
      high: expect.closeTo(1 - Math.sqrt(0.025), 12),
    });
    expect(medianTime(gone)).toMatchObject({ value: 1, low: 1 });
  });
  it('bounds a curve that has not yet moved by those that lasted', () => {
    const still = kaplanMeier({ time: [1, 5, 5, 6], event: [0, 0, 0, 0] });
    expect(survivalInterval(still, 2)).toMatchObject({
      value: 1,
      high: 1,
      low: expect.closeTo(0.025 ** (1 / 3), 12),
    });
    expect(medianTime(still)).toMatchObject({ refused: 'not-reached' });
  });
  it('counts an answer at time 0', () => {
    const curve = kaplanMeier({ time: [0, 0, 4, 8], event: [1, 0, 1, 0] });
    expect(survivalAt(curve, 0)).toBe(0.75);
    expect(survivalAt(curve, 4)).toBe(0.375);
    expect((restrictedMean(curve, 8) as Ranged).value).toBe(4.5);
  });
  it('has nothing to say of nothing', () => {
    const none = kaplanMeier({ time: [], event: [] });
    expect(survivalAt(none, 0)).toMatchObject({ refused: 'no-observations' });
    expect(medianTime(none)).toMatchObject({ refused: 'no-observations' });
    expect(() => kaplanMeier({ time: [-1], event: [1] })).toThrow(RangeError);
    expect(() => kaplanMeier({ time: [Number.NaN], event: [1] })).toThrow(RangeError);
    expect(() => kaplanMeier({ time: [1, 2], event: [1] })).toThrow(RangeError);
  });
});
