import { type Refusal, refuse } from '../../stats/refusal.ts';
import { type ShiftedDifference, shiftedDifference } from '../../stats/series/shifts.ts';
import type { DayLooks } from '../../store/looks.ts';
import { daysOf } from '../why/course.ts';
import { type Stepped, stepFrom } from '../why/weekly.ts';

/** With fewer weeks nothing is told. */
export const fewestWeeks = 26;
/** So many of them there must be with few and with more looks. */
const fewestOfEach = 8;
const ahead = 4;
/** Of the four weeks that follow so many must be told. */
const fewestAhead = 3;

/** Whole weeks from the first counted look on, each with what came in the four weeks after it. */
export interface LookWeeks {
  looks: number[];
  /** The share over the four weeks after; NaN where too few of them are told. */
  after: number[];
  /** A week with at most so many looks is one with few. */
  atMost: number;
}

/** What is told of one number of one channel. */
export interface Compared {
  channel: string;
  name: Stepped['name'];
  label: string;
  weeks: LookWeeks;
  difference: ShiftedDifference;
}

/** True where the range of the difference holds no 0. */
export function isClear({ difference: { low, high } }: Compared): boolean {
  return low > 0 || high < 0;
}

/** The weeks that have four after them in the data. */
export function followed(weekly: Stepped, days: DayLooks[]): LookWeeks {
  const first = days[0] ? Math.max(0, stepFrom(weekly, days[0].day)) : weekly.values.length;
  const count = Math.max(0, weekly.values.length - ahead - first);
  const looks = new Array<number>(count).fill(0);
  const zero = daysOf(weekly.from) + 7 * first;
  for (const { day, looks: counted } of days) {
    const week = Math.floor((daysOf(day) - zero) / 7);
    if (week >= 0 && week < count) looks[week] += counted;
  }
  const after = looks.map((_, at) => shareAfter(weekly, first + at));
  return { looks, after, atMost: middleOf(looks) };
}

function shareAfter({ values, n }: Stepped, week: number): number {
  let hits = 0;
  let all = 0;
  let told = 0;
  for (let at = week + 1; at <= week + ahead; at++) {
    if (!Number.isFinite(values[at])) continue;
    told++;
    hits += values[at] * n[at];
    all += n[at];
  }
  return told >= fewestAhead ? hits / all : Number.NaN;
}

/** The number of looks that parts the weeks most nearly into halves: those with at most so many, and the others. */
function middleOf(looks: number[]): number {
  const uneven = (most: number) => Math.abs(looks.length - 2 * looks.filter((count) => count <= most).length);
  const [best = 0] = [...new Set(looks)].sort((a, b) => uneven(a) - uneven(b) || a - b);
  return best;
}

/** What followed weeks with few looks less what followed weeks with more. */
export function compareWeeks(
  { looks, after, atMost }: LookWeeks,
  level?: number,
): ShiftedDifference | Refusal {
  const told = after.filter(Number.isFinite).length;
  if (told < fewestWeeks)
    return refuse(
      'few-points',
      `${told} weeks with the four after them are told, and ${fewestWeeks} are needed`,
    );
  const few = looks.map((count) => count <= atMost);
  const size = few.filter((one, at) => one && Number.isFinite(after[at])).length;
  if (Math.min(size, told - size) < fewestOfEach)
    return refuse(
      'no-variation',
      `nearly every week had as many looks (${size} of ${told} had at most ${atMost}), so there is nothing to compare`,
    );
  return shiftedDifference(after, few, level);
}
