import { describe, expect, it } from 'vitest';
import { decomposition, type Forecast } from '../forecast/brier.ts';
import { fifths, reliabilityTable, spiegelhalter } from '../forecast/calibration.ts';
import { mixtureCdf } from '../mixture.ts';
import { type Random, seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { studentCdf } from '../student.ts';
import { explain, predict } from './dependence.ts';
import { courseChance, courseKinds, type Target } from './trajectory.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};
/** Replicates of the long runs; the figures in docs/statistics.md are of 8000. */
const replicates = Number(process.env.REPLICATES ?? 250);

describe('courseChance', () => {
  const values = [12, 9, 11, 14, 10, 8, 13, 11, 12, 10];

  it('has the chances of the exact mixture of t that the same model predicts', () => {
    const random = seeded(1);
    const explained = explain(values, [values.map(() => 1)], courseKinds) ?? [];
    const parts = predict(
      explained,
      [1, 2, 3].map((steps) => ({ steps, weight: 1, columns: [1] })),
    );
    for (const goal of [28, 33, 38]) {
      const chance = found(
        courseChance({ values, kind: 'plain' }, { of: 'sum', goal, steps: 3 }, random, { draws: 20_000 }),
      );
      expect(Math.abs(chance.reached - (1 - mixtureCdf(parts, goal)))).toBeLessThan(0.012);
    }
  });

  it('of the next value of an unrelated series is near the textbook t: mean 11, s sqrt(1 + 1/n), 9 df', () => {
    const s = Math.sqrt(values.reduce((sum, x) => sum + (x - 11) ** 2, 0) / 9);
    const exact = 1 - studentCdf(2 / (s * Math.sqrt(1.1)), 9);
    const chance = found(
      courseChance({ values, kind: 'plain' }, { of: 'value', goal: 13, steps: 1 }, seeded(2)),
    );
    expect(Math.abs(chance.reached - exact)).toBeLessThan(0.05);
    expect(chance.season).toBe('none');
  });

  it('counts what has come: certain of what is reached already, the same as a lower goal', () => {
    const target: Target = { of: 'sum', goal: 100, steps: 2, soFar: 100 };
    expect(found(courseChance({ values, kind: 'count' }, target, seeded(3))).reached).toBe(1);
    const far = { ...target, soFar: 78 };
    const near = { ...target, goal: 22, soFar: 0 };
    expect(found(courseChance({ values, kind: 'count' }, far, seeded(4))).reached).toBe(
      found(courseChance({ values, kind: 'count' }, near, seeded(4))).reached,
    );
  });

  it('refuses fewer than eight steps and steps all alike, and takes months without a single lead', () => {
    const target: Target = { of: 'sum', goal: 10, steps: 2 };
    expect(courseChance({ values: values.slice(0, 7), kind: 'count' }, target, seeded(5))).toMatchObject({
      refused: 'few-points',
    });
    expect(courseChance({ values: values.map(() => 4), kind: 'count' }, target, seeded(5))).toMatchObject({
      refused: 'no-variation',
    });
    const rare = found(
      courseChance({ values: [0, 0, 1, 0, 0, 0, 2, 0, 1, 0], kind: 'count' }, target, seeded(5)),
    );
    expect(rare.low).toBeGreaterThanOrEqual(0);
    expect(rare.reached).toBeLessThan(0.1);
    expect(() => courseChance({ values: [-1, ...values], kind: 'count' }, target, seeded(5))).toThrow(
      RangeError,
    );
  });

  it('knows a season after two of them, and says when it cannot', () => {
    const random = seeded(6);
    const month = (t: number) => 30 + 12 * Math.cos((2 * Math.PI * t) / 12) + 2 * random.normal();
    const at = (length: number) =>
      found(
        courseChance(
          { values: Array.from({ length }, (_, t) => month(t)), kind: 'plain', season: 12 },
          { of: 'value', goal: 36, steps: 6 },
          seeded(7),
        ),
      );
    const winter = at(30);
    expect(winter.season).toBe('modelled');
    // six steps after 30 is month 35, near the top of the wave
    expect(winter.reached).toBeGreaterThan(0.8);
    expect(at(18).season).toBe('unseen');
  });
});

/** Months of leads: a level that wanders on the log scale by `step` a month, Poisson with a little more spread. */
function leads(random: Random, months: number, step: number, start = 25): number[] {
  let log = Math.log(start) + 0.4 * random.normal();
  return Array.from({ length: months }, () => {
    log += step * random.normal();
    return poisson(random, Math.exp(log + 0.1 * random.normal()));
  });
}

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}

function calibration(random: Random, past: number, steps: number, step: number, worlds: number) {
  const sums: Forecast[] = [];
  let held = 0;
  for (let k = 0; k < worlds; k++) {
    const all = leads(random, past + steps, step);
    const values = all.slice(0, past);
    const recent = values.slice(-6).reduce((a, b) => a + b, 0) / 6;
    const goal = Math.round(recent * steps * Math.exp(0.2 * random.normal())) + 0.5;
    const chance = found(
      courseChance({ values, kind: 'count' }, { of: 'sum', goal, steps }, random, { draws: 300 }),
    );
    const came = all.slice(past).reduce((a, b) => a + b, 0);
    sums.push({ probability: chance.reached, happened: came >= goal });
    held += +(chance.low <= came && came <= chance.high) / worlds;
  }
  return { sums, held };
}

describe('stated chances of a total over simulated companies', () => {
  it.each([
    ['a steady level, 12 months', 12, 6, 0],
    ['a level that wanders by 5 % a month, 12 months', 12, 6, 0.05],
    ['the same, 36 months', 36, 6, 0.05],
    ['a level that wanders by 15 % a month, 24 months', 24, 3, 0.15],
  ])('are calibrated with %s', (name, past, steps, step) => {
    const { sums, held } = calibration(seeded(50 + past), past, steps, step, replicates);
    const rows = found(reliabilityTable(sums));
    if (process.env.REPLICATES) {
      const parts = found(decomposition(sums, fifths));
      const table = rows.map(
        ({ said, came, n }) => `${(100 * said).toFixed(1)}->${(100 * came.value).toFixed(1)} (${n})`,
      );
      console.log(
        name,
        'held',
        held.toFixed(4),
        'brier',
        parts.score.toFixed(4),
        'reliability',
        parts.reliability.toFixed(5),
        table.join('  '),
      );
    }
    expect(held).toBeGreaterThan(0.83);
    expect(held).toBeLessThan(0.975);
    const sure = sums.filter(({ probability }) => probability > 0.005 && probability < 0.995);
    expect(Math.abs(found(spiegelhalter(sure)).z)).toBeLessThan(process.env.REPLICATES ? 12 : 3.5);
    const far = rows.filter(({ n }) => n >= 25).map(({ said, came }) => Math.abs(said - came.value));
    expect(Math.max(...far)).toBeLessThan(0.2);
  });
});
