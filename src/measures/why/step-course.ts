import type { Random } from '../../stats/random.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { courseChance, fewestSteps } from '../../stats/series/trajectory.ts';
import type { Expected } from './course.ts';

/** Numbers at even steps, the first at step `first`. */
export interface Steps {
  first: number;
  /** NaN where nothing was told. */
  values: number[];
  /** `count` for what cannot fall below 0. */
  kind: 'count' | 'plain';
  season?: number;
}

/** Spreads values over their steps; what was not told is NaN. */
export function stepsOf(
  told: { step: number; value: number }[],
  kind: Steps['kind'],
  season?: number,
): Steps {
  const first = told[0]?.step ?? 0;
  const values = new Array<number>((told.at(-1)?.step ?? first) - first + 1).fill(Number.NaN);
  for (const { step, value } of told) values[step - first] = value;
  return { first, values, kind, ...(season !== undefined && { season }) };
}

/** What none of the 2,000 draws showed may still come: half a draw's chance. */
const unseen = 1 / 4000;

/** The chance that the value of a step to come, or the total until then, is at or above what was promised. */
export function aheadOfSteps(
  { first, values, kind, season }: Steps,
  { step, promised, soFar }: { step: number; promised: number; soFar?: number },
  random: Random,
  level: number,
): Expected | { because: string } {
  const steps = step - (first + values.length - 1);
  if (steps < 1) return { because: 'nothing was told of that time, which is over' };
  const found = courseChance(
    { values, kind, ...(season !== undefined && { season }) },
    soFar === undefined
      ? { of: 'value', goal: promised, steps }
      : { of: 'sum', goal: promised, steps, soFar },
    random,
    { level },
  );
  return isRefusal(found)
    ? { because: found.because }
    : {
        atOrAbove: Math.min(1 - unseen, Math.max(unseen, found.reached)),
        value: found.value,
        low: found.low,
        high: found.high,
      };
}

/** What is not in a chance because there are fewer than two seasons, or nothing to tell it from. */
export function seasonCaveat({ values, season }: Steps, what: string): string[] {
  const n = values.filter(Number.isFinite).length;
  if (season === undefined || n < fewestSteps || n >= 2 * season) return [];
  return [
    `Of ${what} fewer than two full seasons are there (${n} of ${2 * season} stretches), so a season is unseen: the expected range does not know of it.`,
  ];
}

/** How chances of steps are made, in words. */
export const stepMethod =
  'The steps so far hang together in ways weighed by the data (prior: a quarter unrelated, a quarter swinging, half wandering); no trend is continued, nothing pulls towards the goal.';
