import { describe, expect, it } from 'vitest';
import type { CodedItems } from '../correction/items.ts';
import type { Ranged } from '../interval.ts';
import { sample, stream } from '../random.ts';
import { type CoderQuality, coderQuality } from './coder-quality.ts';
import { ratioLimits } from './ratio.ts';

const told = (items: CodedItems) => coderQuality(items) as CoderQuality;
const value = (one: unknown) => (one as Ranged).value;

describe('coderQuality', () => {
  it('worked by hand: 20 right yes, 5 wrong yes, 10 missed, 65 right no', () => {
    const machine = [...Array(25).fill(0.9), ...Array(75).fill(0.2)];
    const human = [...Array(20).fill(1), ...Array(5).fill(0), ...Array(10).fill(1), ...Array(65).fill(0)];
    const found = told({ machine, human });
    expect(found).toMatchObject({ n: 100, hits: 30 });
    expect(value(found.precision)).toBeCloseTo(0.8, 12);
    expect(value(found.recall)).toBeCloseTo(2 / 3, 12);
    expect(value(found.f1)).toBeCloseTo(40 / 55, 12);
    expect(value(found.accuracy)).toBeCloseTo(0.85, 12);
    expect(value(found.brier)).toBeCloseTo((20 * 0.01 + 5 * 0.81 + 10 * 0.64 + 65 * 0.04) / 100, 12);
    expect(found.baseline.accuracy).toBeCloseTo(0.7, 12);
    expect(found.baseline.f1).toBeCloseTo(0.6 / 1.3, 12);
    expect(found.baseline.brier).toBeCloseTo(0.21, 12);
    expect(found.bins.map(({ from, n, said, came }) => [from, n, said, came.value])).toEqual([
      [0.2, 75, expect.closeTo(0.2, 12), expect.closeTo(10 / 75, 12)],
      [0.8, 25, expect.closeTo(0.9, 12), expect.closeTo(0.8, 12)],
    ]);
  });
  it('weighs what was drawn more often back: precision and recall of the whole set, held by their ranges', () => {
    const size = 1500;
    const random = stream(4, 'quality');
    const truth = Float64Array.from({ length: size }, () => +(random.uniform() < 0.1));
    const machine = truth.map((y) =>
      Math.min(1, Math.max(0, (random.uniform() < 0.9 ? y : 1 - y) * 0.8 + 0.1)),
    );
    const said = machine.map((score) => +(score >= 0.5));
    const both = truth.reduce((sum, y, i) => sum + y * said[i], 0);
    const precision = both / said.reduce((a, b) => a + b, 0);
    const recall = both / truth.reduce((a, b) => a + b, 0);
    const places = [0, 1].map((label) => [...said.keys()].filter((i) => said[i] === label));
    let heldPrecision = 0;
    let heldRecall = 0;
    let meanRecall = 0;
    for (let k = 0; k < 120; k++) {
      const own = stream(5, 'draw', k);
      const human = new Float64Array(size).fill(Number.NaN);
      for (const group of places)
        for (const at of sample(own, group.length, 110)) human[group[at]] = truth[group[at]];
      const found = told({ machine, human, stratum: said });
      const holds = (one: unknown, right: number) =>
        +((one as Ranged).low <= right && right <= (one as Ranged).high);
      heldPrecision += holds(found.precision, precision) / 120;
      heldRecall += holds(found.recall, recall) / 120;
      meanRecall += value(found.recall) / 120;
    }
    expect(heldPrecision).toBeGreaterThan(0.9);
    expect(heldRecall).toBeGreaterThan(0.9);
    expect(Math.abs(meanRecall - recall)).toBeLessThan(0.03);
  });
  it('has for a ratio the limits of Fieller where both intervals are the symmetric ones of normal estimates', () => {
    // b = 3 (se 0.4), a = 2 (se 0.3), z = 1.96: the roots of (a^2 - z^2 s^2) r^2 - 2 a b r + (b^2 - z^2 t^2) = 0
    const z = 1.959963984540054;
    const around = (value: number, se: number) => ({ value, low: value - z * se, high: value + z * se });
    const found = ratioLimits(around(3, 0.4), around(2, 0.3));
    const [first, last] = [4 - (z * 0.3) ** 2, 9 - (z * 0.4) ** 2];
    const root = Math.sqrt(36 - first * last);
    expect(found.low).toBeCloseTo((6 - root) / first, 10);
    expect(found.high).toBeCloseTo((6 + root) / first, 10);
  });
  it('refuses few codes, and what cannot be divided by', () => {
    expect(coderQuality({ machine: [0.1], human: [1] })).toMatchObject({ refused: 'few-codes' });
    const none = told({ machine: Array(40).fill(0.1), human: Array(40).fill(0) });
    expect(none.precision).toMatchObject({ because: 'the machine gave the code to none of them' });
    expect(none.recall).toMatchObject({ because: 'people gave the code to none of them' });
    expect(none.f1).toMatchObject({ refused: 'no-observations' });
  });
});
