import type { Random } from '../../stats/random.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type LevelOptions, type WaveLevels, waveLevels } from '../../stats/waves/level.ts';
import { levelRange, milestoneChance } from '../../stats/waves/milestone.ts';
import { type CoursePoint, daysOf, type Expected } from './course.ts';

/** A point of a share that was sampled, with the wording in which it was asked. */
export type SampledPoint = CoursePoint & { effective: number; wording?: string };

/** The week since 1970 of a day, with its part. */
export const weekOf = (date: string): number => daysOf(date) / 7;

/** The level over sampled shares; points of the same day are joined by their effective numbers. */
export function levelsOf(points: SampledPoint[], options: LevelOptions = {}) {
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
  return waveLevels(waves, options);
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
  const scale = isRefusal(levels) ? undefined : (levels as WaveLevels).stepScale;
  return `Between two times the level is taken to wander, no trend is continued: prior of its step half-normal with scale ${scale ?? 0.02} logits per root of a week (at 25 %, about ${points(scale ?? 0.02)} points either way in half a year). A market in upheaval moves more, and the chances are then too sure.`;
}

/** One standard deviation of the way of 26 weeks, at a share of a quarter and a step of the scale, in points. */
function points(scale: number): number {
  return Math.round(100 * scale * Math.sqrt(26) * 0.25 * 0.75);
}
