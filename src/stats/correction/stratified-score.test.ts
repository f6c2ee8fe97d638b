import { describe, expect, it } from 'vitest';
import { seeded } from '../random.ts';
import { stratifiedScore } from './stratified-score.ts';

const many = 1e9;

describe('stratifiedScore', () => {
  it('of one cell is the score interval with continuity correction of Newcombe 1998, table I, method 4', () => {
    for (const [hits, n, low, high] of [
      [81, 263, 0.2535, 0.3682],
      [0, 20, 0, 0.2005],
      [1, 29, 0.0018, 0.1963],
      [29, 29, 0.8544, 1],
    ]) {
      const found = stratifiedScore([{ size: many, coded: n, share: hits / n }]);
      expect(found.low).toBeCloseTo(low, 4);
      expect(found.high).toBeCloseTo(high, 4);
    }
  });
  it('is the same however a cell is cut into cells alike', () => {
    const whole = stratifiedScore([{ size: 4000, coded: 200, share: 0.1 }]);
    const parts = stratifiedScore([0, 1].map(() => ({ size: 2000, coded: 100, share: 0.1 })));
    expect(parts.value).toBeCloseTo(whole.value, 12);
    expect(parts.low).toBeCloseTo(whole.low, 3);
    expect(parts.high).toBeCloseTo(whole.high, 3);
  });
  it('turns over with hits and misses', () => {
    const cells = [
      { size: 900, coded: 90, share: 0.1 },
      { size: 100, coded: 30, share: 0.8 },
    ];
    const found = stratifiedScore(cells);
    const turned = stratifiedScore(cells.map((cell) => ({ ...cell, share: 1 - cell.share })));
    expect(turned.low).toBeCloseTo(1 - found.high, 10);
    expect(turned.high).toBeCloseTo(1 - found.low, 10);
    // worked by hand: 0.9 * 0.1 + 0.1 * 0.8, and the variance of each cell with its finite-population correction
    expect(found.value).toBeCloseTo(0.17, 12);
    const variance = (0.81 * 0.09 * (810 / 899)) / 90 + (0.01 * 0.16 * (70 / 99)) / 30;
    expect(found.se).toBeCloseTo(Math.sqrt(variance), 12);
  });
  it('is certain where all are coded, and never leaves what is already known', () => {
    const all = stratifiedScore([{ size: 50, coded: 50, share: 0.3 }]);
    expect(all.low).toBeCloseTo(0.3, 12);
    expect(all.high).toBeCloseTo(0.3, 12);
    const nearly = stratifiedScore([{ size: 40, coded: 38, share: 0.5 }]);
    expect(nearly.low).toBeGreaterThanOrEqual(19 / 40);
    expect(nearly.high).toBeLessThanOrEqual(21 / 40);
    expect(() => stratifiedScore([{ size: 5, coded: 6, share: 0 }])).toThrow(RangeError);
  });
  it('holds rare shares where a normal interval does not, with cells of unequal chances', () => {
    const random = seeded(3);
    const cells = [
      { size: 5000, coded: 120, p: 0.004 },
      { size: 150, coded: 60, p: 0.5 },
    ];
    const hits = cells.map(({ size, p }) => Math.round(size * p));
    const truth = (hits[0] + hits[1]) / 5150;
    let held = 0;
    let normal = 0;
    for (let k = 0; k < 1000; k++) {
      const drawn = cells.map(({ size, coded }, c) => {
        let found = 0;
        for (let i = 0; i < coded; i++) found += +(random.uniform() < (hits[c] - found) / (size - i));
        return { size, coded, share: found / coded };
      });
      const { value, se, low, high } = stratifiedScore(drawn);
      held += +(low <= truth && truth <= high) / 1000;
      normal += +(Math.abs(value - truth) <= 1.96 * se) / 1000;
    }
    expect(held).toBeGreaterThan(0.93);
    expect(normal).toBeLessThan(0.85);
  });
});
