import { dot, times } from '../matrix.ts';
import type { Random } from '../random.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { move } from '../waves/walk.ts';
import { type Explained, explain, type KindWeights } from './dependence.ts';

/** A series at even steps (months, weeks) that is to reach something by a later step. */
export interface Course {
  /** Finished steps only, oldest first; NaN where nothing was measured. */
  values: ArrayLike<number>;
  /** `count` for what cannot fall below 0 (leads, deliveries, money), worked on the square-root scale; `plain` for the rest. */
  kind: 'count' | 'plain';
  /** Steps in a season, 12 for months of a year, 52 for weeks; absent where the series has none. */
  season?: number;
}

/** What was promised. */
export interface Target {
  /** `sum`: total so far and all steps until then; `value`: the last step alone; `level`: what the last step would be without its own noise. */
  of: 'sum' | 'value' | 'level';
  goal: number;
  /** Steps still to come, the last one being the day of the promise. */
  steps: number;
  /** For a sum: what has come already (finished steps that count, and the unfinished one as far as it goes into none of the steps to come). */
  soFar?: number;
}

/** The chance of reaching the target, and the range in which the figure is expected. */
export interface CourseChance {
  reached: number;
  /** Simulation error of it (standard error). */
  error: number;
  value: number;
  low: number;
  high: number;
  /** `modelled` from two full seasons on; `unseen` where a season was named and fewer are there, so that the range does not know of it; `none` where no season was named. */
  season: 'modelled' | 'unseen' | 'none';
  n: number;
}

/** Half for a level that wanders, as a business does over months; a quarter each for the others. */
export const courseKinds: KindWeights = { unrelated: 1 / 4, swings: 1 / 4, wanders: 1 / 2 };

/** With fewer measured steps no chance is told. */
export const fewestSteps = 8;

/**
 * Where a series is heading: a level whose steps hang together in the ways of `explain` (unrelated, swinging, wandering), with
 * a yearly wave (first two harmonics; West and Harrison 1997, chapter 8) once two full seasons are there. Nothing pulls it towards
 * the target and no trend is continued: a level that wanders can go either way. Counts are worked on as sqrt(y + 3/8), on which
 * their noise is even (Anscombe 1948). Draws of the way to come: dependence, variance, level, season and noise are all unsure.
 */
export function courseChance(
  { values, kind, season }: Course,
  { of, goal, steps, soFar = 0 }: Target,
  random: Random,
  { draws = 2000, level = 0.9 } = {},
): CourseChance | Refusal {
  const length = values.length;
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new RangeError(`a target lies at least one step ahead, not ${steps}`);
  const n = Array.from(values).filter(Number.isFinite).length;
  if (n < fewestSteps)
    return refuse(
      'few-points',
      `${n === 1 ? 'one finished step is' : `${n} finished steps are`} too few to say where this is heading; ${fewestSteps} are needed`,
    );
  const below = Array.from(values).find((value) => value < 0);
  if (kind === 'count' && below !== undefined) throw new RangeError(`a count cannot be ${below}`);
  const into = (value: number) => (kind === 'count' ? Math.sqrt(value + 0.375) : value);
  const back = (z: number) => (kind === 'count' ? Math.max(0, Math.max(0, z) ** 2 - 0.375) : z);
  const seen = season !== undefined && n >= 2 * season;
  const wave = (t: number) =>
    seen ? [1, 2].flatMap((k) => [Math.cos, Math.sin].map((f) => f((2 * Math.PI * k * t) / season))) : [];
  const y = Float64Array.from(values, (value) => (Number.isFinite(value) ? into(value) : Number.NaN));
  const rows = Array.from({ length }, (_, t) => [1, ...wave(t)]);
  const columns = rows[0].map((_, c) => rows.map((row) => row[c]));
  const explained = explain(
    y,
    columns,
    courseKinds,
    columns.map((_, c) => (c === 0 ? undefined : { mean: 0, sd: 1.5 })),
  );
  if (!explained)
    return refuse(
      'no-variation',
      'the steps so far are all alike, so nothing tells how far the next ones may differ',
    );
  const ahead = Array.from({ length: steps }, (_, h) => [1, ...wave(length + h)]);
  const found = new Float64Array(draws);
  let at = 0;
  let passed = 0;
  for (let k = 0; k < draws; k++) {
    while (at < explained.length - 1 && (k + 0.5) / draws > passed + explained[at].weight)
      passed += explained[at++].weight;
    const { levels, noisy } = way(explained[at], ahead, random);
    const told = noisy.map(back);
    found[k] =
      of === 'sum'
        ? soFar + told.reduce((sum, value) => sum + value, 0)
        : of === 'value'
          ? told[steps - 1]
          : back(levels[steps - 1]);
  }
  const reached = found.filter((value) => value >= goal).length / draws;
  found.sort();
  const quantile = (p: number) => found[Math.min(draws - 1, Math.max(0, Math.round(p * (draws + 1)) - 1))];
  return {
    reached,
    error: Math.sqrt((reached * (1 - reached)) / draws),
    value: quantile(0.5),
    low: quantile((1 - level) / 2),
    high: quantile((1 + level) / 2),
    season: season === undefined ? 'none' : seen ? 'modelled' : 'unseen',
    n,
  };
}

/** One way to come: variance, coefficients and state drawn, then step by step. */
function way({ walk, fit }: Explained, ahead: readonly (readonly number[])[], random: Random) {
  const k = fit.coefficient.length;
  const sigma = Math.sqrt(fit.squares / chiSquared(random, fit.df));
  const coefficient = correlated(fit.covariance, random).map((x, c) => fit.coefficient[c] + sigma * x);
  const last = fit.points[fit.points.length - 1];
  let r = last.filtered[0] + sigma * Math.sqrt(last.variance) * random.normal();
  for (let c = 0; c < k; c++) r -= last.filtered[c + 1] * coefficient[c];
  const { shrink, gain } = move(walk, 1);
  const levels: number[] = [];
  const noisy: number[] = [];
  for (const row of ahead) {
    r = shrink * r + sigma * Math.sqrt(gain) * random.normal();
    const steady = dot(row, coefficient);
    // what swings back and forth from step to step is noise of the step, what wanders is its level
    const level = steady + (walk.persistence === 1 ? r : 0);
    levels.push(level);
    noisy.push(steady + r + sigma * Math.sqrt(walk.noise[0]) * random.normal());
  }
  return { levels, noisy };
}

function correlated(covariance: readonly Float64Array[], random: Random): Float64Array {
  const k = covariance.length;
  const lower = covariance.map(() => new Float64Array(k));
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      let sum = covariance[i][j];
      for (let m = 0; m < j; m++) sum -= lower[i][m] * lower[j][m];
      lower[i][j] = i === j ? Math.sqrt(Math.max(0, sum)) : lower[j][j] > 0 ? sum / lower[j][j] : 0;
    }
  return times(
    lower,
    Array.from({ length: k }, () => random.normal()),
  );
}

/** Chi-squared by its definition; degrees of freedom here are counts of steps, so a sum of squares is quick enough. */
function chiSquared(random: Random, df: number): number {
  let sum = 0;
  for (let k = 0; k < df; k++) sum += random.normal() ** 2;
  return sum;
}
