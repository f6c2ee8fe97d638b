import { describe, expect, it } from 'vitest';
import { clustersOf } from './cluster.ts';
import { difference, type Ranged } from './interval.ts';
import { clopperPearson, clusteredProportion, proportion, weightedProportion } from './proportion.ts';
import { isRefusal } from './refusal.ts';

const close = (found: number, expected: number, digits = 9) => expect(found).toBeCloseTo(expected, digits);

describe('proportion', () => {
  it('of 37 in 120 has the Wilson and Clopper-Pearson limits of statsmodels', () => {
    const wilson = proportion(37, 120) as Ranged;
    close(wilson.low, 0.2327273699);
    close(wilson.high, 0.3958299772);
    const exact = clopperPearson(37, 120);
    close(exact.low, 0.2272551196);
    close(exact.high, 0.3991367645);
  });
  it('is never of zero width', () => {
    expect(proportion(0, 5)).toMatchObject({ value: 0, low: 0 });
    expect((proportion(0, 5) as Ranged).high).toBeGreaterThan(0.4);
    expect((proportion(5, 5) as Ranged).low).toBeLessThan(0.6);
    expect(clopperPearson(0, 5)).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** (1 / 5), 12) });
  });
  it('refuses an empty sample', () => {
    expect(proportion(0, 0)).toMatchObject({ refused: 'no-observations' });
    expect(() => proportion(3, 2)).toThrow(RangeError);
  });
});

describe('difference', () => {
  it('of 56/70 and 48/80 is that of Newcombe 1998 (Stat. Med. 17), method 10', () => {
    const found = difference(proportion(56, 70) as Ranged, proportion(48, 80) as Ranged);
    close(found.value, 0.2);
    close(found.low, 0.0524, 4);
    close(found.high, 0.3339, 4);
  });
});

describe('weightedProportion', () => {
  it('is plain Wilson where all weigh the same', () => {
    const hit = [1, 0, 0, 1, 1];
    const found = weightedProportion(hit, [2, 2, 2, 2, 2]) as Ranged;
    const plain = proportion(3, 5) as Ranged;
    close(found.low, plain.low);
    close(found.high, plain.high);
  });
  it('counts Kish 1965 effective observations', () => {
    expect(weightedProportion([1, 0], [3, 1])).toMatchObject({ value: 0.75, effective: 16 / 10 });
  });
});

describe('clusteredProportion', () => {
  it('worked by hand: two of two hits in one person, none of two in the other', () => {
    const found = clusteredProportion([1, 1, 0, 0], clustersOf(['a', 'a', 'b', 'b'])) as Ranged;
    // Influences +-1/8, sums +-1/4, variance 2/1 x 2/16.
    close(found.se, 0.5);
  });
  it('never takes clusters to help', () => {
    const found = clusteredProportion([1, 0, 1, 0], clustersOf(['a', 'a', 'b', 'b']));
    expect(found).toMatchObject({ value: 0.5, se: 0.25, effective: 4 });
  });
  it('counts clusters where all are hits, and refuses one cluster', () => {
    expect(clusteredProportion([1, 1, 1], clustersOf([5, 5, 6]))).toMatchObject({ effective: 2, high: 1 });
    expect(isRefusal(clusteredProportion([1, 0], clustersOf([5, 5])))).toBe(true);
  });
});
