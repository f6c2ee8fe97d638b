import { describe, expect, it } from 'vitest';
import { proportion } from '../proportion.ts';
import { seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { answersNeeded, peopleToAsk, surveyPower } from './size.ts';

describe('a planned survey', () => {
  it('has the sizes of R power.prop.test: 0.5 against 0.75 with 90 % power 76.7 each, 50 each give 0.740', () => {
    const plan = { hit: 0.75, miss: 0.5, sides: 2 as const, againstWave: true };
    expect(answersNeeded({ ...plan, power: 0.9 })).toBeCloseTo(76.7, 1);
    expect(surveyPower(plan, 50)).toBeCloseTo(0.74, 3);
  });

  it('asks 1178 to tell 2 % from 1 % at 5 % one-sided with 90 % power (table in Penn State STAT 507, 10.2, after Woodward)', () => {
    expect(peopleToAsk({ hit: 0.02, miss: 0.01, power: 0.9 })).toBe(1178);
  });

  it('multiplies by the design effect and divides by the response', () => {
    const plan = { hit: 0.3, miss: 0.25 };
    const plain = answersNeeded(plan);
    expect(peopleToAsk({ ...plan, designEffect: 1.5, response: 0.2 })).toBe(Math.ceil((plain * 1.5) / 0.2));
    expect(surveyPower({ ...plan, designEffect: 1.5, response: 0.2 }, (plain * 1.5) / 0.2)).toBeCloseTo(
      0.8,
      9,
    );
  });

  it('tells the hit in 80 % of simulated surveys and the miss in 5 % at most, about', () => {
    const plan = { hit: 0.3, miss: 0.22 };
    const n = peopleToAsk(plan);
    const random = seeded(11);
    const told = (share: number) => {
      let hits = 0;
      for (let k = 0; k < 2000; k++) {
        let yes = 0;
        for (let i = 0; i < n; i++) yes += +(random.uniform() < share);
        const range = proportion(yes, n, 0.9);
        if (isRefusal(range)) throw new Error(range.because);
        hits += +(range.low > plan.miss) / 2000;
      }
      return hits;
    };
    expect(Math.abs(told(0.3) - 0.8)).toBeLessThan(0.04);
    expect(told(0.22)).toBeLessThan(0.07);
  });

  it('needs two different shares', () => {
    expect(() => peopleToAsk({ hit: 0.3, miss: 0.3 })).toThrow(RangeError);
    expect(() => peopleToAsk({ hit: 1.3, miss: 0.3 })).toThrow(RangeError);
  });
});
