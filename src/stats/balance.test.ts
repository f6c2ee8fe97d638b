import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balance } from './balance.ts';

describe('balance', () => {
  it('of 10, 6, 3 and 1 turns, worked with numpy', () => {
    const found = balance([10, 6, 3, 1]);
    expect(found?.evenness).toBeCloseTo(0.8238654611, 10);
    expect(found?.gini).toBeCloseTo(0.375, 12);
    // 0.25 + 0.09 + 0.0225 + 0.0025
    expect(found?.concentration).toBeCloseTo(0.365, 12);
    expect(found?.effectiveSpeakers).toBeCloseTo(2.7397260274, 10);
  });

  it('is none for one speaker, and leaves out who said nothing', () => {
    expect(balance([])).toBeUndefined();
    expect(balance([7, 0])).toBeUndefined();
    expect(balance([10, 6, 3, 1, 0])).toEqual(balance([10, 6, 3, 1]));
  });

  const counts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 20 });

  it('stays within its limits, whatever the order and the size', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 2, max: 9 }), (turns, times) => {
        const found = balance(turns);
        const other = balance([...turns].reverse().map((count) => count * times));
        if (!found || !other) throw new Error('no balance');
        expect(found.evenness).toBeGreaterThan(0);
        expect(found.evenness).toBeLessThanOrEqual(1);
        expect(found.gini).toBeGreaterThanOrEqual(-1e-12);
        expect(found.gini).toBeLessThan(1);
        expect(found.effectiveSpeakers).toBeGreaterThanOrEqual(1);
        expect(found.effectiveSpeakers).toBeLessThanOrEqual(turns.length + 1e-9);
        expect(other.evenness).toBeCloseTo(found.evenness, 10);
        expect(other.gini).toBeCloseTo(found.gini, 10);
      }),
    );
  });

  it('is full only when all said equally much', () => {
    fc.assert(
      fc.property(counts, (turns) => {
        const even = balance(turns.map(() => 4));
        expect(even?.evenness).toBeCloseTo(1, 12);
        expect(even?.gini).toBeCloseTo(0, 12);
        expect(even?.effectiveSpeakers).toBeCloseTo(turns.length, 9);
      }),
    );
  });
});
