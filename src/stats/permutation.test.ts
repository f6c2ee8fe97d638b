import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answers,
  againstChance,
  reciprocityCounter,
  rowsOfStrata,
  targetShuffler,
} from './permutation.ts';
import { type Random, seeded } from './random.ts';

function answersOf(strata: [from: number, to: number][][], people: number): Answers {
  const rows = strata.flat();
  return {
    from: Int32Array.from(rows, ([from]) => from),
    to: Int32Array.from(rows, ([, to]) => to),
    strata: Int32Array.from([0, ...strata.map((_, k) => strata.slice(0, k + 1).flat().length)]),
    people,
  };
}

const people = 6;
const answer = fc
  .tuple(fc.nat(people - 1), fc.integer({ min: 1, max: people - 1 }))
  .map(([from, step]): [number, number] => [from, (from + step) % people]);
const anyAnswers = fc
  .array(fc.array(answer, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .map((strata) => answersOf(strata, people));

describe('reciprocityCounter', () => {
  // networkx.overall_reciprocity of the edges AB, BA, AC, BC, CB: 4 of 5 go both ways
  it('counts ordered pairs that go both ways', () => {
    const rows: [number, number][] = [
      [0, 1],
      [1, 0],
      [0, 2],
      [1, 2],
      [2, 1],
      [0, 1],
    ];
    const { from, to } = answersOf([rows], 3);
    const count = reciprocityCounter({ from, people: 3 });
    expect(count(to)).toEqual({ pairs: 5, returned: 4 });
    expect(count(to)).toEqual({ pairs: 5, returned: 4 });
  });

  it('agrees with sets of pairs, call after call', () => {
    fc.assert(
      fc.property(anyAnswers, fc.nat(), ({ from, to, strata }, seed) => {
        const count = reciprocityCounter({ from, people });
        const draw = targetShuffler({ from, to, strata, people }, seeded(seed));
        for (const targets of [to, draw(), draw(), to]) {
          const pairs = new Set(Array.from(from, (a, row) => `${a} ${targets[row]}`));
          const returned = [...pairs].filter((pair) => pairs.has(pair.split(' ').reverse().join(' ')));
          expect(count(targets)).toEqual({ pairs: pairs.size, returned: returned.length });
        }
      }),
    );
  });
});

describe('targetShuffler', () => {
  it('keeps who was answered how often in each stratum, and lets nobody answer themselves', () => {
    fc.assert(
      fc.property(anyAnswers, fc.nat(), (answers, seed) => {
        const before = Array.from(answers.to);
        const draw = targetShuffler(answers, seeded(seed));
        for (let k = 0; k < 3; k++) {
          const targets = draw();
          for (let s = 0; s + 1 < answers.strata.length; s++) {
            const [start, end] = [answers.strata[s], answers.strata[s + 1]];
            expect([...targets.subarray(start, end)].sort()).toEqual(before.slice(start, end).sort());
          }
          expect(Array.from(targets).some((to, row) => to === answers.from[row])).toBe(false);
        }
        expect(Array.from(answers.to)).toEqual(before);
      }),
    );
  });

  it('draws the same for the same seed', () => {
    const answers = strangers(40, 12, 4, seeded(3));
    const draws = (seed: number) => {
      const draw = targetShuffler(answers, seeded(seed));
      return [Array.from(draw()), Array.from(draw())];
    };
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
  });

  // 0, 1, 2, 3 each answer one of 4, 5, 6, 7: all 24 orders are allowed, each with probability 1/24
  it('draws every order equally often where all are allowed', () => {
    const rows = [0, 1, 2, 3].map((person): [number, number] => [person, person + 4]);
    const random = seeded(11);
    const counts = new Map<string, number>();
    for (let k = 0; k < 6000; k++) {
      const order = targetShuffler(answersOf([rows], 8), random)().join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    // 250 expected, standard deviation 15.5
    for (const count of counts.values()) expect(Math.abs(count - 250)).toBeLessThan(65);
  });
});

/** Answers in which it is chance who is answered. */
function strangers(rows: number, persons: number, weeks: number, random: Random): Answers {
  const strata = Array.from({ length: weeks }, () =>
    Array.from({ length: rows / weeks }, (): [number, number] => {
      const from = random.integer(0, persons - 1);
      return [from, (from + random.integer(1, persons - 1)) % persons];
    }),
  );
  return answersOf(strata, persons);
}

function test(answers: Answers, random: Random, draws: number) {
  const count = reciprocityCounter(answers);
  const share = (to: Int32Array) => {
    const { pairs, returned } = count(to);
    return returned / pairs;
  };
  const draw = targetShuffler(answers, random);
  return againstChance(
    share(answers.to),
    Array.from({ length: draws }, () => share(draw())),
  );
}

describe('the test against chance', () => {
  it('gives p evenly spread where it is chance who is answered', () => {
    const random = seeded(5);
    const ps = Array.from({ length: 400 }, () => test(strangers(80, 20, 4, random), random, 39).p);
    for (const level of [0.05, 0.1, 0.25, 0.5, 0.75]) {
      const below = ps.filter((p) => p <= level + 1e-9).length / ps.length;
      // ties between draws make p a little too large, never too small; four standard errors either side
      const spread = 4 * Math.sqrt((level * (1 - level)) / ps.length);
      expect(below).toBeLessThan(level + spread);
      expect(below).toBeGreaterThan(level - spread - 0.05);
    }
  });

  it('finds people who answer back', () => {
    const rows = Array.from({ length: 20 }, (_, k): [number, number][] => [
      [2 * k, 2 * k + 1],
      [2 * k + 1, 2 * k],
    ]).flat();
    const found = test(answersOf([rows], 40), seeded(1), 199);
    // all 40 pairs go both ways; by chance a pair does with a probability of about 1 in 39
    expect(found.p).toBe(1 / 200);
    expect(found.mean).toBeLessThan(0.06);
    expect(found.high).toBeLessThan(0.25);
  });

  it('tells nothing where only one arrangement is allowed', () => {
    // each answers the other: any exchange would make both answer themselves
    const rows: [number, number][] = [
      [0, 1],
      [1, 0],
    ];
    expect(test(answersOf([rows], 2), seeded(1), 19)).toEqual({ mean: 1, low: 1, high: 1, p: 1 });
  });

  it('counts draws as high as the observed, and takes the 25th and 975th of 999', () => {
    const draws = Array.from({ length: 999 }, (_, k) => (k + 1) / 1000);
    // 0.95 to 0.999: 50 draws at or above it
    expect(againstChance(0.95, draws)).toEqual({
      mean: expect.closeTo(0.5, 12),
      low: 0.025,
      high: 0.975,
      p: 51 / 1000,
    });
    expect(againstChance(2, draws).p).toBe(1 / 1000);
    expect(() => againstChance(0, [])).toThrow(RangeError);
  });
});

describe('rowsOfStrata', () => {
  const strata = Int32Array.from([0, 3, 10, 12, 17]);

  it('keeps all rows where they fit', () => {
    expect(Array.from(rowsOfStrata(strata, 17, seeded(1)))).toEqual([...Array(17).keys()]);
  });

  it('keeps whole strata below the limit, or rows of one that alone is beyond it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.nat(), (most, seed) => {
        const rows = Array.from(rowsOfStrata(strata, most, seeded(seed)));
        expect(rows.length).toBeGreaterThan(0);
        expect(rows.length).toBeLessThanOrEqual(most);
        expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
        const touched = [0, 1, 2, 3].filter((s) => rows.some((r) => r >= strata[s] && r < strata[s + 1]));
        const whole = touched.reduce((sum, s) => sum + strata[s + 1] - strata[s], 0);
        expect(rows.length === whole || (touched.length === 1 && rows.length === most)).toBe(true);
      }),
    );
  });

  it('takes every stratum sometimes', () => {
    const random = seeded(2);
    const seen = new Set<number>();
    for (let k = 0; k < 100; k++) for (const row of rowsOfStrata(strata, 7, random)) seen.add(row);
    expect(seen.size).toBe(17);
  });
});
