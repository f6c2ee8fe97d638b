import type { Amount, Goal } from '../../model/goal.ts';
import { stream } from '../../stats/random.ts';
import type { Course, CoursePoint, Expected } from './course.ts';

/** How a goal stands at one of its milestones, or at its result. */
export interface Standing {
  by: string;
  promised: Amount;
  /** Its place among the milestones, from 0; the result is the last. */
  order: number;
  isResult: boolean;
  /**
   * `reached` and `missed` where what was read for that day lies beyond it with its whole range, `unclear` where the
   * range holds both; `ahead` where it has a chance; `unknown` where nothing can be told.
   */
  state: 'reached' | 'missed' | 'unclear' | 'ahead' | 'unknown';
  /** What was read for that day. */
  point?: CoursePoint;
  /** Chance that it is kept on the day: at or above it, or at or below where less is better. */
  chance?: number;
  expected?: Expected;
  /** True where the day has passed and nothing was read since. */
  unread?: true;
  because?: string;
}

/** What was promised by when, in order: milestones with date and value, then the result. */
export function promisedBy({
  milestones,
  by,
  result,
}: Goal): { by: string; promised: Amount; isResult: boolean }[] {
  return [
    ...milestones.map((one) => ({ by: one.by, promised: one.value, isResult: false })),
    { by, promised: result, isResult: true },
  ]
    .filter((one): one is { by: string; promised: Amount; isResult: boolean } => !!one.by && !!one.promised)
    .sort((a, b) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
}

/** Each milestone of a goal and its result: kept or not where it was read, its chance where it lies ahead. */
export function standingsOf(goal: Goal, course: Course, until: string, seed: number): Standing[] {
  return promisedBy(goal).map(({ by, promised, isResult }, order): Standing => {
    const base = { by, promised, order, isResult };
    const point = course.covering(by);
    if (point) return { ...base, state: verdict(point, promised.value, goal.direction), point };
    if (by <= (course.points.at(-1)?.at ?? '')) {
      return { ...base, state: 'unknown', because: 'nothing was read near that day' };
    }
    const unread = by < until ? { unread: true as const } : {};
    const expected = course.ahead(by, promised.value, stream(seed, 'on-track', goal.word, by));
    if ('because' in expected) return { ...base, ...unread, state: 'unknown', because: expected.because };
    const chance = goal.direction === 'up' ? expected.atOrAbove : 1 - expected.atOrAbove;
    return { ...base, ...unread, state: 'ahead', chance, expected };
  });
}

function verdict(
  { value, low, high }: CoursePoint,
  promised: number,
  direction: Goal['direction'],
): Standing['state'] {
  const [worst, best] =
    direction === 'up' ? [low ?? value, high ?? value] : [-(high ?? value), -(low ?? value)];
  const wanted = direction === 'up' ? promised : -promised;
  return worst >= wanted ? 'reached' : best < wanted ? 'missed' : 'unclear';
}
