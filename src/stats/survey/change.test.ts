import { describe, expect, it } from 'vitest';
import { difference, type Ranged } from '../interval.ts';
import { proportion } from '../proportion.ts';
import { seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { panelChange, waveChange } from './change.ts';

const share = (hits: number, n: number) => proportion(hits, n) as Ranged;
const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};

describe('waveChange', () => {
  it('of other people has the limits that Newcombe 1998 prints for method 10 in table II', () => {
    for (const [a, m, b, n, low, high] of [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [6, 7, 2, 7, 0.0582, 0.8062],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [0, 10, 0, 20, -0.1611, 0.2775],
      [0, 10, 0, 10, -0.2775, 0.2775],
      [10, 10, 0, 20, 0.6791, 1],
      [10, 10, 0, 10, 0.6075, 1],
    ]) {
      const change = found(waveChange(share(a, m), share(b, n), { people: 'different' }));
      expect(change.low).toBeCloseTo(low, 4);
      expect(change.high).toBeCloseTo(high, 4);
      expect(change.low).toBeCloseTo(difference(share(a, m), share(b, n)).low, 12);
    }
  });

  it('is refused where people overlap and nobody knows by how much', () => {
    expect(waveChange(share(3, 10), share(2, 10), { people: 'unknown' })).toMatchObject({
      refused: 'unstated-dependence',
    });
    const bond = { people: 'shared', shared: 30, earlier: 20, later: 40, alike: 1 } as const;
    expect(() => waveChange(share(3, 10), share(2, 10), bond)).toThrow(RangeError);
  });

  it('of windows that overlap holds the truth in about 95 %; taken as other people it is too wide', () => {
    const random = seeded(31);
    const sizes = { earlier: 300, later: 300, shared: 200 };
    let held = 0;
    let naive = 0;
    for (let k = 0; k < 3000; k++) {
      const draw = (n: number) =>
        Array.from({ length: n }, () => +(random.uniform() < 0.3)).reduce((a, b) => a + b, 0);
      const kept = draw(200);
      const earlier = share(kept + draw(100), 300);
      const later = share(kept + draw(100), 300);
      const change = found(waveChange(later, earlier, { people: 'shared', ...sizes, alike: 1 }));
      held += +(change.low <= 0 && 0 <= change.high) / 3000;
      const apart = found(waveChange(later, earlier, { people: 'different' }));
      naive += +(apart.low <= 0 && 0 <= apart.high) / 3000;
    }
    expect(Math.abs(held - 0.95)).toBeLessThan(0.015);
    expect(naive).toBeGreaterThan(0.99);
  });
});

describe('panelChange', () => {
  it('has the limits of Altman et al. 2000, table 6.2: 0.12, 0.011 to 0.226', () => {
    const change = found(panelChange({ both: 14, laterOnly: 5, earlierOnly: 0, neither: 22 }));
    expect(change.value).toBeCloseTo(0.122, 3);
    expect(change.low).toBeCloseTo(0.011, 3);
    expect(change.high).toBeCloseTo(0.226, 3);
    // five changes, all one way: 2 / 2^5
    expect(change.p).toBeCloseTo(0.0625, 12);
  });

  it('has those of Fagerland, Lydersen and Laake 2014 for airway hyper-responsiveness: -0.507 to -0.026', () => {
    const change = found(panelChange({ both: 1, laterOnly: 1, earlierOnly: 7, neither: 12 }));
    expect(change.low).toBeCloseTo(-0.507, 3);
    expect(change.high).toBeCloseTo(-0.026, 3);
    expect(change.p).toBeCloseTo(0.0703, 4);
  });

  it('covers 94 to 98 % of panels of 80, and is narrower than for other people', () => {
    const random = seeded(5);
    let held = 0;
    let width = 0;
    let apart = 0;
    for (let k = 0; k < 2000; k++) {
      const panel = { both: 0, laterOnly: 0, earlierOnly: 0, neither: 0 };
      for (let i = 0; i < 80; i++) {
        const u = random.uniform();
        panel[u < 0.25 ? 'both' : u < 0.4 ? 'laterOnly' : u < 0.45 ? 'earlierOnly' : 'neither']++;
      }
      const change = found(panelChange(panel));
      held += +(change.low <= 0.1 && 0.1 <= change.high) / 2000;
      width += change.high - change.low;
      const free = difference(
        share(panel.both + panel.laterOnly, 80),
        share(panel.both + panel.earlierOnly, 80),
      );
      apart += free.high - free.low;
    }
    expect(held).toBeGreaterThan(0.94);
    expect(held).toBeLessThan(0.98);
    expect(width).toBeLessThan(0.75 * apart);
  });

  it('refuses an empty panel and is not certain where nobody changed', () => {
    expect(panelChange({ both: 0, laterOnly: 0, earlierOnly: 0, neither: 0 })).toMatchObject({
      refused: 'no-observations',
    });
    const still = found(panelChange({ both: 10, laterOnly: 0, earlierOnly: 0, neither: 10 }));
    expect(still).toMatchObject({ value: 0, p: 1 });
    expect(still.high).toBeGreaterThan(0.05);
  });
});
