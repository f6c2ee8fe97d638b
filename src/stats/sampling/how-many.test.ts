import { describe, expect, it } from 'vitest';
import { correctedShare } from '../correction/share.ts';
import { stream } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { codesNeeded, expectedRange, whenToStop } from './how-many.ts';
import { inDrawnOrder } from './place.ts';

const width = ({ expected }: ReturnType<typeof expectedRange>) => expected.high - expected.low;

describe('codesNeeded', () => {
  it('is near the textbook (Cochran 1977, section 4.4): 384 for 5 points, 370 of 10,000', () => {
    const endless = codesNeeded({ all: { size: 1e9, guess: 0.5 } }, { halfWidth: 0.05 });
    // 1.96^2 / 4 / 0.05^2 = 384.1; the continuity correction asks for about 1 / 0.05 more (Fleiss, Levin and Paik 2003)
    expect(endless.codes).toBeGreaterThanOrEqual(384);
    expect(endless.codes).toBeLessThan(384 + 20 + 2);
    const finite = codesNeeded({ all: { size: 10_000, guess: 0.5 } }, { halfWidth: 0.05 });
    expect(finite.codes).toBeGreaterThanOrEqual(370);
    expect(finite.codes).toBeLessThan(370 + 20 + 2);
  });
  it('is the smallest number that does, and 30 at least', () => {
    const strata = { yes: { size: 100, guess: 0.7 }, no: { size: 2000, guess: 0.02 } };
    const { codes } = codesNeeded(strata, { halfWidth: 0.02, atLeast: 10 });
    expect(width(expectedRange(strata, codes, { atLeast: 10 })) / 2).toBeLessThanOrEqual(0.02);
    expect(width(expectedRange(strata, codes - 1, { atLeast: 10 })) / 2).toBeGreaterThan(0.02);
    expect(codesNeeded({ all: { size: 5000, guess: 0.5 } }, { halfWidth: 0.5 }).codes).toBe(30);
    expect(codesNeeded({ all: { size: 200, guess: 0.5 } }, { halfWidth: 1e-6 }).codes).toBe(200);
  });
  it('tells what a good machine saves, and what conversations cost', () => {
    const wanted = { halfWidth: 0.02 };
    const alone = codesNeeded({ all: { size: 20_000, guess: 0.1 } }, wanted).codes;
    const machine = { yes: { size: 2000, guess: 0.9 }, no: { size: 18_000, guess: 0.011 } };
    expect(codesNeeded(machine, { ...wanted, byGuess: true }).codes).toBeLessThan(alone / 3);
    const talks = codesNeeded({ all: { size: 20_000, guess: 0.1 } }, { ...wanted, designEffect: 2 }).codes;
    expect(talks / alone).toBeGreaterThan(1.8);
  });
  it('throws on wishes that are none', () => {
    expect(() => codesNeeded({ all: { size: 10, guess: 0.5 } }, { halfWidth: 0 })).toThrow(RangeError);
    expect(() => expectedRange({ all: { size: 10, guess: 2 } }, 5)).toThrow(RangeError);
    expect(() => expectedRange({}, 5)).toThrow(RangeError);
  });
});

describe('whenToStop', () => {
  it('says how many more it takes: four times as many for half the width', () => {
    const now = { low: 0.2, high: 0.4, items: 1e9, coded: 100 };
    expect(whenToStop(now, 0.05)).toEqual({ enough: false, more: 300 });
    expect(whenToStop(now, 0.1)).toEqual({ enough: true, more: 0 });
    expect(whenToStop({ ...now, coded: 12 }, 0.1)).toEqual({ enough: false, more: 18 });
    expect(whenToStop({ ...now, coded: 20, items: 20 }, 0.01)).toEqual({ enough: true, more: 0 });
  });
  it('holds 90 % ranges in 87 % or more where coding stops at it, in batches of 10', () => {
    const size = 2000;
    const random = stream(3, 'stop');
    const truth = Float64Array.from({ length: size }, () => +(random.uniform() < 0.15));
    const machine = truth.map((y) => (random.uniform() < 0.8 ? y : 1 - y));
    const share = truth.reduce((a, b) => a + b, 0) / size;
    let held = 0;
    const codes: number[] = [];
    for (let seed = 0; seed < 200; seed++) {
      const order = inDrawnOrder([...truth.keys()], seed);
      const human = new Float64Array(size).fill(Number.NaN);
      for (let coded = 0; coded < size; ) {
        for (const i of order.slice(coded, coded + 10)) human[i] = truth[i];
        coded += 10;
        const found = correctedShare({ machine, human }, { level: 0.9 });
        if (isRefusal(found) || !whenToStop(found, 0.05).enough) continue;
        held += +(found.low <= share && share <= found.high) / 200;
        codes.push(coded);
        break;
      }
    }
    expect(held).toBeGreaterThan(0.87);
    expect(Math.max(...codes)).toBeGreaterThan(Math.min(...codes) + 20);
  });
});
