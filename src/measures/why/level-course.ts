import type { Random } from '../../stats/random.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type WaveLevels, waveLevels } from '../../stats/waves/level.ts';
import { levelRange, milestoneChance } from '../../stats/waves/milestone.ts';
import { type CoursePoint, daysOf, type Expected } from './course.ts';

/** A point of a share that was sampled, with the wording in which it was asked. */
export type SampledPoint = CoursePoint & { effective: number; wording?: string };

/** The week since 1970 of a day, with its part. */
export const weekOf = (date: string): number => daysOf(date) / 7;

/** The level over sampled shares; points of the same day are joined by their effective numbers. */
export function levelsOf(points: SampledPoint[]) {
  const waves: { week: number; share: number; effective: number; wording?: string }[] = [];
  for (const { at, value, effective, wording } of points) {
    const last = waves.at(-1);
    const week = weekOf(at);
    if (last?.week === week) {
      const sum = last.effective + effective;
      last.share = (last.share * last.effective + value * effective) / sum;
      last.effective = sum;
    } else waves.push({ week, share: value, effective, ...(wording !== undefined && { wording }) });
  }
  return waves.length < enough ? openLevels(waves) : waveLevels(waves);
}

/** From so many points on they tell by themselves how fast a level moves. */
const enough = 10;
/** Half-normal scales of the step, calm and in upheaval, with their prior weights. */
const calm = { scale: 0.02, weight: 3 / 4 };
const upheaval = { scale: 0.1, weight: 1 / 4 };

/**
 * The level by a prior with a long tail: a calm market and one in upheaval, each with its weight times how likely it
 * makes the waves (Bayesian model averaging). A jump that a calm market would not make is then believed.
 */
function openLevels(waves: Parameters<typeof waveLevels>[0]): ReturnType<typeof waveLevels> {
  const kinds = [calm, upheaval].map(({ scale, weight }) => ({
    weight,
    levels: waveLevels(waves, { stepScale: scale }),
  }));
  const [{ levels: first }] = kinds;
  const told = kinds.flatMap(({ weight, levels }) => (isRefusal(levels) ? [] : [{ weight, levels }]));
  if (isRefusal(first) || told.length < kinds.length) return first;
  // both are laid out on the same parts of their scale, so that the prior's weights over the parts are the same
  const top = Math.max(...told.flatMap(({ levels }) => levels.logLikelihood));
  const evidence = told.map(({ weight, levels: { logLikelihood } }) =>
    logLikelihood.reduce((sum, value, at) => {
      const part = (5 * (at + 0.5)) / logLikelihood.length;
      return sum + weight * Math.exp(-0.5 * part * part + value - top);
    }, 0),
  );
  const sum = evidence.reduce((a, b) => a + b, 0);
  return {
    ...first,
    stepScale: undefined,
    steps: told.flatMap(({ levels }, at) =>
      levels.steps.map((step) => ({ ...step, weight: (step.weight * evidence[at]) / sum })),
    ),
    logLikelihood: told.flatMap(({ levels }) => levels.logLikelihood),
  };
}

/** The chance that the true level is at or above a share on a day after the last point, and its range then. */
export function aheadOfLevels(
  levels: ReturnType<typeof levelsOf>,
  level: number,
): (day: string, promised: number, random: Random) => Expected | { because: string } {
  return (day, promised, random) => {
    if (isRefusal(levels)) return { because: levels.because };
    if (!(promised > 0 && promised < 1))
      return { because: 'a level is never quite 0 or 100 %, so its chance cannot be told' };
    const week = weekOf(day);
    const { level: atOrAbove } = milestoneChance(levels, { week, share: promised }, random, { draws: 1 });
    return { atOrAbove, ...levelRange(levels, week, level) };
  };
}

/** The prior behind a chance, in words. */
export function priorOf(levels: ReturnType<typeof levelsOf>): string {
  const wide = isRefusal(levels) ? undefined : (levels as WaveLevels).stepScale;
  const prior =
    wide === undefined
      ? `scale ${calm.scale} (at 25 %, about ${points(calm.scale)} points either way in half a year), or, with a weight of one in four, ${upheaval.scale} (about ${points(upheaval.scale)} points)`
      : `scale ${wide} (at 25 %, about ${points(wide)} points either way in half a year)`;
  return `Between two times the level is taken to wander, no trend is continued. How far it may wander is learnt from what was read, beginning with small steps: the prior of a week's step, on the logit scale, is half-normal with ${prior}.`;
}

/** One standard deviation of the way of 26 weeks, at a share of a quarter and a step of the scale, in points. */
function points(scale: number): number {
  return Math.round(100 * scale * Math.sqrt(26) * 0.25 * 0.75);
}
