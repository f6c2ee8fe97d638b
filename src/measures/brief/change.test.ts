import { describe, expect, it } from 'vitest';
import { numberAt, shareOf } from '../../../test/brief.ts';
import type { NamedEstimate } from '../../model/finding.ts';
import type { Ranged } from '../../stats/interval.ts';
import { proportion } from '../../stats/proportion.ts';
import { type Random, seeded } from '../../stats/random.ts';
import { type Compared, compareAll } from './change.ts';

const at = 'ignoring/waiting-curve/a';
const changed = (numbers: Compared[]) => numbers.map(({ comparison }) => comparison?.changed);

describe('a number with a range', () => {
  it('has changed when the range of the difference leaves out zero', () => {
    const [one] = compareAll([numberAt(at, shareOf(0.4, 0.05), shareOf(0.2, 0.05))]);
    expect(one.comparison).toMatchObject({ changed: true, difference: { value: expect.closeTo(0.2, 12) } });
    expect(one.comparison?.difference?.low).toBeCloseTo(0.2 - Math.hypot(0.05, 0.05), 12);
    expect(changed(compareAll([numberAt(at, shareOf(0.24, 0.05), shareOf(0.2, 0.05))]))).toEqual([false]);
  });

  it('must stand the correction for how many were looked at', () => {
    // the difference is 7.2 points with 7.07 to either side: p = 0.046
    const barely = numberAt(at, shareOf(0.272, 0.05), shareOf(0.2, 0.05));
    const still = numberAt('conversation/exchanges/a', shareOf(0.2, 0.05), shareOf(0.2, 0.05));
    expect(changed(compareAll([barely]))).toEqual([true]);
    const two = compareAll([barely, still]);
    expect(changed(two)).toEqual([false, false]);
    expect(two[0].comparison?.corrected).toBeCloseTo(2 * (two[0].comparison?.p ?? 0), 12);
  });

  it('that shows the same in whole numbers of 100 has not changed, however sure the difference', () => {
    const [one] = compareAll([numberAt(at, shareOf(0.244, 0.0005), shareOf(0.241, 0.0005))]);
    expect(one.comparison?.corrected).toBeLessThan(0.001);
    expect(one.comparison?.changed).toBe(false);
  });

  it('is not compared where there is nothing before', () => {
    expect(compareAll([numberAt(at, shareOf(0.4, 0.05))])[0].comparison).toBeUndefined();
  });
});

describe('a count of all messages', () => {
  const census = (now: NamedEstimate, earlier: (NamedEstimate | undefined)[], before?: NamedEstimate) => ({
    ...numberAt('conversation/two-way/a', now, before),
    earlier,
  });
  const usual = [0.6, 0.62, 0.58, 0.61, 0.59, 0.63, 0.57, 0.6].map((value) => shareOf(value, undefined, 200));

  it('is held against its own eight periods before, not against the one before', () => {
    const [far] = compareAll([census(shareOf(0.4, undefined, 200), usual, shareOf(0.41, undefined, 200))]);
    expect(far.comparison).toMatchObject({
      changed: true,
      usual: { count: 8, mean: expect.closeTo(0.6, 12) },
    });
    expect(far.comparison?.difference).toBeUndefined();
    // mean 0.6, sd 0.02, t of 7 degrees of freedom 2.3646 (tables), n = 8
    expect(far.comparison?.usual?.low).toBeCloseTo(0.6 - 2.3646 * 0.02 * Math.sqrt(9 / 8), 5);
    expect(changed(compareAll([census(shareOf(0.63, undefined, 200), usual)]))).toEqual([false]);
  });

  it('needs five periods before of 30 messages and more, and 30 of its own', () => {
    const few = [...usual.slice(0, 4), ...usual.slice(4).map((one) => ({ ...one, n: 29 }))];
    const compared = (now: NamedEstimate, earlier: (NamedEstimate | undefined)[]) =>
      compareAll([census(now, earlier)])[0].comparison !== undefined;
    expect(compared(shareOf(0.4, undefined, 200), few)).toBe(false);
    expect(compared(shareOf(0.4, undefined, 200), [...usual.slice(0, 5), undefined, undefined])).toBe(true);
    expect(compared(shareOf(0.4, undefined, 29), usual)).toBe(false);
  });

  it('of few messages is not held to the measure of many', () => {
    const [whole] = compareAll([census(shareOf(0.5, undefined, 200), usual)]);
    const [begun] = compareAll([census(shareOf(0.5, undefined, 30), usual)]);
    expect([whole.comparison?.changed, begun.comparison?.changed]).toEqual([true, false]);
  });

  it('where it was always the same, is not compared', () => {
    const same = usual.map((one) => ({ ...one, value: 1 }));
    expect(compareAll([census(shareOf(0.5, undefined, 200), same)])[0].comparison).toBeUndefined();
  });
});

describe('briefs of worlds in which nothing changes', () => {
  const hits = (random: Random, share: number, n: number) =>
    Array.from({ length: n }, () => random.uniform() < share).filter(Boolean).length;
  const ranged = (random: Random, share: number, n: number): NamedEstimate => {
    const { value, low, high } = proportion(hits(random, share, n), n) as Ranged;
    return { ...shareOf(value, 0, n), low, high };
  };
  const counted = (random: Random, share: number, n: number) =>
    shareOf(hits(random, share, n) / n, undefined, n);

  /** How many of 1,500 briefs claim a change: six numbers with ranges, two counts of all in a week that has just begun. */
  function claimed(shift: number): number {
    const random = seeded(20261122);
    const worlds = 1500;
    let claims = 0;
    for (let world = 0; world < worlds; world++) {
      const numbers = [
        ...[0.1, 0.3, 0.5, 0.7, 0.9, 0.4].map((share, at) =>
          numberAt(
            `q/m${at}/a`,
            ranged(random, share + (at === 1 ? shift : 0), 60 + 20 * at),
            ranged(random, share, 100),
          ),
        ),
        ...[0.5, 0.8].map((share, at) => ({
          ...numberAt(`q/two-way/${at}`, counted(random, share, 40)),
          earlier: Array.from({ length: 8 }, () => counted(random, share, 120)),
        })),
      ];
      if (compareAll(numbers).some(({ comparison }) => comparison?.changed)) claims++;
    }
    return claims / worlds;
  }

  it('claim a change in at most 5 of 100, and do find one where there is one', () => {
    const falsely = claimed(0);
    expect(falsely).toBeLessThanOrEqual(0.05);
    expect(falsely).toBeGreaterThan(0.005);
    expect(claimed(0.3)).toBeGreaterThan(0.8);
  }, 60_000);
});
