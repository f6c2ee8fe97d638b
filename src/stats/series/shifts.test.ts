import { describe, expect, it } from 'vitest';
import { stream } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { type ShiftedDifference, shiftedDifference } from './shifts.ts';

function told(...args: Parameters<typeof shiftedDifference>): ShiftedDifference {
  const found = shiftedDifference(...args);
  if (isRefusal(found)) throw new Error(found.because);
  return found;
}

/** A series in which each value keeps a part of the one before, standard normal at each time. */
function swinging(length: number, keeps: number, random: ReturnType<typeof stream>): number[] {
  let state = random.normal();
  return Array.from({ length }, () => {
    state = keeps * state + Math.sqrt(1 - keeps ** 2) * random.normal();
    return state;
  });
}

describe('a difference between marked and unmarked times', () => {
  /*
  Worked by hand. Values 0 2 5 6, marks on the last two: 5.5 - 1 = 4.5. Marks moved by one stand on times 2 and 3 (from 1):
  3.5 - 3 = 0.5, by two on 1 and 2: -4.5, by three on 4 and 1: 3 - 3.5 = -0.5; they overlap with the own by 0, -1 and 0.
  Two of four differ as much as 4.5 (the own, and the one by two), p = 0.5. Under a true difference d the shift by one
  differs by 0.5 - 0 d, as much as 4.5 - d from d = 4 to 5; so does the one by three.
  */
  it('is that of means, with the shifts counted by hand', () => {
    const found = told([0, 2, 5, 6], [false, false, true, true], 0.5);
    expect(found).toMatchObject({ value: 4.5, p: 0.5, marked: { mean: 5.5, n: 2 }, unmarked: { mean: 1 } });
    expect([found.low, found.high]).toEqual([4, 5]);
  });

  // Garthwaite 1996: the range is the set of differences that the test does not reject; here by trying each
  it('has the range that trying every difference finds', () => {
    const random = stream(3, 'shifts');
    const values = swinging(40, 0.6, random);
    const marks = swinging(40, 0.5, random).map((value) => value > 0);
    values[7] = Number.NaN;
    const { low, high } = told(values, marks, 0.9);
    const share = (difference: number) => {
      const level = values.map((value, at) => value - (marks[at] ? difference : 0));
      return told(level, marks, 0.9).p;
    };
    for (const step of [0.001, 0.3, 0.9]) {
      expect(share(low + step)).toBeGreaterThan(0.1);
      expect(share(high - step)).toBeGreaterThan(0.1);
      expect(share(low - step)).toBeLessThanOrEqual(0.1);
      expect(share(high + step)).toBeLessThanOrEqual(0.1);
    }
  });

  it('is covered by its range in 19 of 20 series whose values hang together', () => {
    let covered = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const random = stream(run, 'coverage');
      const marks = swinging(56, 0.5, random).map((value) => value > 0);
      const noise = swinging(60, 0.4, random);
      // the mean of four that follow, so that neighbours share three
      const values = marks.map(
        (mark, at) => (mark ? 0.5 : 0) + (noise[at] + noise[at + 1] + noise[at + 2] + noise[at + 3]) / 4,
      );
      const found = shiftedDifference(values, marks);
      if (isRefusal(found) || (found.low <= 0.5 && 0.5 <= found.high)) covered++;
    }
    expect(covered / runs).toBeGreaterThan(0.93);
    expect(covered / runs).toBeLessThan(0.99);
  });

  it('is refused without two groups, with too few times, and on a fixed beat', () => {
    const values = Array.from({ length: 30 }, (_, at) => at % 7);
    const because = (marks: boolean[], of = values) => {
      const found = shiftedDifference(of, marks);
      return isRefusal(found) ? found.refused : found;
    };
    expect(because(values.map(() => true))).toBe('no-variation');
    expect(because(values.map((_, at) => at % 2 === 0))).toBe('no-variation');
    expect(because([true, false, true, true, false], [1, 2, 3, 4, 5])).toBe('few-points');
  });
});
