import { describe, expect, it } from 'vitest';
import { decomposition, type Forecast } from '../forecast/brier.ts';
import { fifths, reliabilityTable, spiegelhalter } from '../forecast/calibration.ts';
import { type Random, seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { type LevelOptions, type Wave, waveLevels } from './level.ts';
import { milestoneChance } from './milestone.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};
const expit = (x: number) => 1 / (1 + Math.exp(-x));

const waves: Wave[] = [
  [0, 0.18, 800],
  [8, 0.2, 750],
  [16, 0.19, 820],
  [24, 0.23, 790],
  [36, 0.24, 810],
  [48, 0.26, 640],
].map(([week, share, effective]) => ({ week, share, effective }));

describe('milestoneChance', () => {
  const goal = { week: 74, share: 0.28 };
  const known = found(waveLevels(waves, { step: 0.02 }));

  it('with a known step is that of a numpy run: 0.0565 without and 0.2717 with a push', () => {
    const chance = milestoneChance(known, goal, seeded(1));
    expect(chance.level).toBeCloseTo(0.0564540735, 9);
    const pushed = milestoneChance(known, goal, seeded(1), { push: { mean: 0.004, sd: 0.003 } });
    expect(pushed.level).toBeCloseTo(0.27172161, 8);
  });

  it('tells a level from a measured value: sampling noise moves the chance towards one half', () => {
    const { level, measured = 0 } = milestoneChance(known, goal, seeded(1), { answers: 300 });
    expect(measured).toBeGreaterThan(level);
    expect(milestoneChance(known, goal, seeded(1)).measured).toBeUndefined();
  });

  it('has the chances of plain simulation week by week, drift and step unsure', () => {
    const levels = found(waveLevels(waves, { drift: { mean: 0.003, sd: 0.005 } }));
    const chance = milestoneChance(levels, goal, seeded(2), { answers: 400 });
    const plain = simulated(seeded(3), levels, goal, 400);
    expect(Math.abs(chance.level - plain.level)).toBeLessThan(0.015);
    expect(Math.abs((chance.measured ?? 0) - plain.measured)).toBeLessThan(0.015);
    expect(Math.abs(chance.everReached - plain.ever)).toBeLessThan(0.02);
    expect(chance.everReached).toBeGreaterThan(chance.level);
  });

  it('is the same for the same seed, and certain of the day itself for what is far below', () => {
    expect(milestoneChance(known, goal, seeded(4))).toEqual(milestoneChance(known, goal, seeded(4)));
    expect(milestoneChance(known, { week: 48, share: 0.1 }, seeded(4)).level).toBeCloseTo(1, 9);
    expect(() => milestoneChance(known, { week: 40, share: 0.3 }, seeded(4))).toThrow(RangeError);
  });
});

function simulated(
  random: Random,
  levels: Exclude<ReturnType<typeof waveLevels>, { refused: unknown }>,
  goal: { week: number; share: number },
  answers: number,
) {
  const target = Math.log(goal.share / (1 - goal.share));
  const worlds = 8000;
  const parts = 4;
  const count = { level: 0, measured: 0, ever: 0 };
  for (let k = 0; k < worlds; k++) {
    let u = random.uniform();
    const step = levels.steps.find(({ weight }) => {
      u -= weight;
      return u < 0;
    });
    if (!step) continue;
    const first = random.normal();
    let level = step.level + Math.sqrt(step.levelVariance) * first;
    const tied = step.covariance / Math.sqrt(step.levelVariance);
    const drift = step.drift + tied * first + Math.sqrt(step.driftVariance - tied ** 2) * random.normal();
    let ever = level >= target;
    for (let week = 0; week < 26 * parts; week++) {
      level += drift / parts + Math.sqrt(step.rate / parts) * random.normal();
      ever ||= level >= target;
    }
    let yes = 0;
    for (let i = 0; i < answers; i++) yes += +(random.uniform() < expit(level));
    count.level += +(level >= target) / worlds;
    count.measured += +(yes / answers >= goal.share) / worlds;
    count.ever += +ever / worlds;
  }
  return count;
}

/** Replicates of the long runs; the figures in docs/statistics.md are of 20000. */
const replicates = Number(process.env.REPLICATES ?? 500);

/**
 * Worlds in which the level walks by a step from a half-normal of `scale` (and drifts, where told); `count` waves; a
 * promise some way from what was measured last. What was said, and whether it came.
 */
function calibration(
  random: Random,
  count: number,
  worlds: number,
  scale = 0.02,
  options: LevelOptions = {},
) {
  const forecasts = { level: [] as Forecast[], measured: [] as Forecast[], ever: [] as Forecast[] };
  for (let k = 0; k < worlds; k++) {
    const step = scale * Math.abs(random.normal());
    const drift = options.drift ? options.drift.mean + options.drift.sd * random.normal() : 0;
    let logit = Math.log(0.25 / 0.75) + 0.5 * random.normal();
    const made: Wave[] = [];
    const move = (weeks: number) => {
      logit += drift * weeks + step * Math.sqrt(weeks) * random.normal();
    };
    let week = 0;
    for (let i = 0; i < count; i++) {
      if (i > 0) {
        const weeks = random.integer(6, 18);
        week += weeks;
        move(weeks);
      }
      made.push({ week, share: asked(random, logit, 500), effective: 500 });
    }
    // the promise may lean on what was measured, never on the truth
    const last = made[count - 1].share;
    const share = expit(Math.log(last / (1 - last)) + 0.25 * random.normal());
    const levels = found(waveLevels(made, options));
    const chance = milestoneChance(levels, { week: week + 26, share }, random, { answers: 500, draws: 200 });
    const target = Math.log(share / (1 - share));
    let ever = logit >= target;
    for (let part = 0; part < 26 * 5; part++) {
      move(0.2);
      ever ||= logit >= target;
    }
    forecasts.level.push({ probability: chance.level, happened: logit >= target });
    forecasts.measured.push({
      probability: chance.measured ?? 0,
      happened: asked(random, logit, 500) >= share,
    });
    forecasts.ever.push({ probability: Math.min(1, chance.everReached), happened: ever });
  }
  return forecasts;
}

function asked(random: Random, logit: number, people: number): number {
  let yes = 0;
  for (let person = 0; person < people; person++) yes += +(random.uniform() < expit(logit));
  return yes / people;
}

function worst(forecasts: Forecast[]): number {
  const rows = found(reliabilityTable(forecasts));
  return Math.max(...rows.filter(({ n }) => n >= 60).map(({ said, came }) => Math.abs(said - came.value)));
}

describe('stated chances over simulated worlds', () => {
  it('are calibrated with 2, 3 and 6 waves, for the level, the measured value and ever', () => {
    const random = seeded(4242);
    for (const count of [2, 3, 6])
      for (const [name, forecasts] of Object.entries(calibration(random, count, replicates))) {
        if (process.env.REPLICATES) tell(`${count} waves, ${name}`, forecasts);
        expect(worst(forecasts), `${name} after ${count} waves`).toBeLessThan(0.16);
        expect(Math.abs(found(spiegelhalter(forecasts)).z), `${name} after ${count} waves`).toBeLessThan(3.3);
      }
  });

  it('are calibrated with an unsure drift', () => {
    const { level } = calibration(seeded(99), 4, replicates, 0.02, { drift: { mean: 0.004, sd: 0.006 } });
    if (process.env.REPLICATES) tell('drift', level);
    expect(worst(level)).toBeLessThan(0.16);
  });

  it('are too sure where the level walks three times as fast as the prior has it, and less so with nine waves', () => {
    const score = (count: number) => {
      const { level } = calibration(seeded(7), count, replicates, 0.06);
      if (process.env.REPLICATES) tell(`steps of 0.06, ${count} waves`, level);
      return found(decomposition(level, fifths)).reliability;
    };
    const few = score(2);
    const more = score(9);
    expect(few).toBeGreaterThan(0.005);
    expect(more).toBeLessThan(few / 2);
  });
});

function tell(name: string, forecasts: Forecast[]): void {
  const parts = found(decomposition(forecasts, fifths));
  const rows = found(reliabilityTable(forecasts)).map(
    ({ said, came, n }) => `${(100 * said).toFixed(1)}->${(100 * came.value).toFixed(1)} (${n})`,
  );
  console.log(
    name,
    'brier',
    parts.score.toFixed(4),
    'reliability',
    parts.reliability.toFixed(5),
    rows.join('  '),
  );
}
