import { mixtureCdf, mixtureQuantile, type Part } from '../mixture.ts';
import { normalCdf } from '../normal.ts';
import type { Random } from '../random.ts';
import type { WaveLevels } from './level.ts';

/** What was promised: the level at or above `share` by `week`. */
export interface Milestone {
  week: number;
  share: number;
}

export interface MilestoneOptions {
  /** Effective answers of the wave that will measure it; without it the chance of the measured value is not told. */
  answers?: number;
  /** A change a week in logits expected from now on, on top of what the waves say, and how unsure it is. */
  push?: { mean: number; sd: number };
  /** Draws for `everReached`. */
  draws?: number;
}

/** Three different chances of one promise. */
export interface MilestoneChance {
  /** The true level is at or above the promise on the day. */
  level: number;
  /** A survey with `answers` people on the day measures at or above it. */
  measured?: number;
  /** The true level is at or above it at some time between the last wave and the day: never less than `level`. */
  everReached: number;
  /** Simulation error of `everReached` (standard error). */
  error: number;
}

/** The level at a week from the last wave on (logits), as a mixture over step sizes. */
export function futureLevel(levels: WaveLevels, week: number, push = { mean: 0, sd: 0 }): Part[] {
  const last = levels.waves[levels.waves.length - 1].week;
  const h = week - last;
  if (!(h >= 0)) throw new RangeError(`week ${week} lies before the last wave, in week ${last}`);
  return levels.steps.map((step) => ({
    weight: step.weight,
    mean: step.level + h * (step.drift + push.mean),
    sd: Math.sqrt(
      step.levelVariance +
        2 * h * step.covariance +
        h * h * (step.driftVariance + push.sd ** 2) +
        h * step.rate,
    ),
    df: Number.POSITIVE_INFINITY,
  }));
}

/** Middle and limits of the level as a share: at a week from the last wave on, by default in the last wave's. */
export function levelRange(levels: WaveLevels, week?: number, level = 0.9) {
  const parts = futureLevel(levels, week ?? levels.waves[levels.waves.length - 1].week);
  const share = (p: number) => expit(mixtureQuantile(parts, p));
  return { value: share(0.5), low: share((1 - level) / 2), high: share((1 + level) / 2) };
}

/**
 * Chances of a milestone from the posterior of `waveLevels`: step size, level now, drift and the walk until then are all
 * unsure. `level` and `measured` are exact mixtures of normal distributions (what simulation would give without its error);
 * `everReached` is drawn: both ends of the way, and the chance that a Brownian bridge between them touches the
 * promise, exp(-2 (g - x)(g - y) / (q h)).
 */
export function milestoneChance(
  levels: WaveLevels,
  { week, share }: Milestone,
  random: Random,
  options: MilestoneOptions = {},
): MilestoneChance {
  if (!(share > 0 && share < 1)) throw new RangeError(`a milestone is a share between 0 and 1, not ${share}`);
  const { push = { mean: 0, sd: 0 }, draws = 4000, answers } = options;
  const goal = Math.log(share / (1 - share));
  const parts = futureLevel(levels, week, push);
  const level = 1 - mixtureCdf(parts, goal);
  const noise = answers === undefined ? undefined : 1 / (answers * share * (1 - share));
  const measured =
    noise === undefined
      ? undefined
      : parts.reduce(
          (sum, { weight, mean, sd }) =>
            sum + weight * normalCdf((mean - goal) / Math.hypot(sd, Math.sqrt(noise))),
          0,
        );
  const h = week - levels.waves[levels.waves.length - 1].week;
  const { mean, error } = reached(levels, goal, h, push, random, draws);
  return { level, ...(measured !== undefined && { measured }), everReached: Math.max(level, mean), error };
}

function reached(
  { steps }: WaveLevels,
  goal: number,
  h: number,
  push: { mean: number; sd: number },
  random: Random,
  draws: number,
) {
  let sum = 0;
  let squares = 0;
  let at = 0;
  let passed = 0;
  for (let k = 0; k < draws; k++) {
    // systematic draws of the step, so that each has its share of them
    while (at < steps.length - 1 && (k + 0.5) / draws > passed + steps[at].weight)
      passed += steps[at++].weight;
    const step = steps[at];
    const { rate, level, levelVariance, drift, driftVariance, covariance } = step;
    const first = random.normal();
    const sd = Math.sqrt(levelVariance);
    const now = level + sd * first;
    const rest = driftVariance - (sd > 0 ? covariance ** 2 / levelVariance : 0);
    const slope =
      drift + (sd > 0 ? (covariance / sd) * first : 0) + Math.sqrt(Math.max(0, rest)) * random.normal();
    const end =
      now + h * (slope + push.mean + push.sd * random.normal()) + Math.sqrt(rate * h) * random.normal();
    const touched =
      now >= goal || end >= goal
        ? 1
        : rate * h > 0
          ? Math.exp((-2 * (goal - now) * (goal - end)) / (rate * h))
          : 0;
    sum += touched;
    squares += touched * touched;
  }
  const mean = sum / draws;
  return { mean, error: Math.sqrt(Math.max(0, squares / draws - mean * mean) / draws) };
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
