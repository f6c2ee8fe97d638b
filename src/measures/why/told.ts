import { Temporal } from 'temporal-polyfill';
import type { Unit } from '../../model/finding.ts';
import type { Amount, Goal } from '../../model/goal.ts';
import type { NumberRun, Sentence } from '../../model/sentence.ts';
import type { Course, CoursePoint } from './course.ts';
import type { Standing } from './standing.ts';

/** A goal with its course and how it stands at each milestone. */
export interface ToldGoal {
  goal: Goal;
  course: Course;
  standings: Standing[];
}

/** A goal of the plan of which nothing can be told. */
export interface UntoldGoal {
  goal: Goal;
  because: string;
  help: string;
}

const asOf: Record<Unit, NumberRun['as']> = { share: 'of100', seconds: 'duration', count: 'count' };

/** A goal in a clause: where it stands, what became of the last milestone, and the odds of the next. No full stop. */
export function clauseOf({ goal, course, standings }: ToldGoal, zone: string): Sentence {
  const last = course.points.at(-1);
  const now: Sentence = last
    ? [{ value: last.value, as: asOf[course.unit], strong: true }, ...perWords(course, last, zone)]
    : [];
  const past = standings.filter(({ point }) => point).at(-1);
  const next = standings.find(({ point }) => !point);
  return [
    `${goal.title}: `,
    ...now,
    ...changeWords(course),
    ...(past ? pastWords(past, zone) : []),
    ...(next ? nextWords(next, zone, goal) : []),
  ].filter((run) => run !== '');
}

/** Of a measure of finished months, the month: the brief may tell the days after it. */
function perWords({ per }: Course, { from }: CoursePoint, zone: string): Sentence {
  if (per === 'in a month') return [' in ', { ...dayRun(from, zone), as: 'month' }];
  return per ? [` ${per}`] : [];
}

/** Against the wave before, where that can be told. */
function changeWords({ changes = [], unit }: Course): Sentence {
  const one = changes.find(({ since }) => since === 'before');
  if (!one?.claim) return [];
  if (one.claim === 'unclear') return [', no clear change from the wave before'];
  return [`, ${one.claim} from `, { value: one.earlier.value, as: asOf[unit] }, ' in the wave before'];
}

/** The milestone that was read last. */
export function lastRead({ standings }: ToldGoal): Standing | undefined {
  return standings.filter(({ point }) => point).at(-1);
}

/** The same in short: where it stands, and the milestone that was missed, else the odds of the next one. */
export function pressingClause(told: ToldGoal, zone: string): Sentence {
  const { standings } = told;
  const last = lastRead(told);
  const next = standings.find(({ point }) => !point);
  const one = last?.state === 'missed' || !next ? last : next;
  return clauseOf({ ...told, course: { ...told.course, changes: [] }, standings: one ? [one] : [] }, zone);
}

/** "the first milestone", "the result". */
export function nameOf({ order, isResult }: Pick<Standing, 'order' | 'isResult'>): string {
  if (isResult) return 'the result';
  return `the ${['first', 'second', 'third', 'fourth', 'fifth', 'sixth'][order] ?? `${order + 1}th`} milestone`;
}

function pastWords(standing: Standing, zone: string): Sentence {
  const what: Sentence = [
    `${nameOf(standing)} (`,
    promisedRun(standing.promised),
    ' by ',
    dayRun(standing.by, zone),
    ')',
  ];
  if (standing.state === 'reached') return ['; ', ...what, ' was reached'];
  if (standing.state === 'missed') return ['; ', ...what, ' was not reached'];
  return ['; whether ', ...what, ' was reached cannot be told'];
}

function nextWords(standing: Standing, zone: string, { direction }: Goal): Sentence {
  const { promised, by, chance, unread, because } = standing;
  const aim: Sentence = [promisedRun(promised), ...(direction === 'down' ? [' or less'] : [])];
  const day = dayRun(by, zone);
  if (chance === undefined)
    return ['; ', ...aim, ' by ', day, ` cannot be told: ${because ?? ''}`.replace(/: $/, '')];
  if (unread)
    return [
      '; nothing was read since ',
      day,
      ', when it was to be ',
      ...aim,
      ': ',
      ...oddsWords(chance),
      ' that it was',
    ];
  return ['; for ', ...aim, ' by ', day, ' ', ...oddsWords(chance)];
}

/** A chance in words: about even from 45 to 55, else so many in 100. */
export function oddsWords(chance: number): Sentence {
  const whole = Math.round(chance * 100);
  if (whole < 1) return ['the odds are under 1 in 100'];
  if (whole > 99) return ['the odds are over 99 in 100'];
  if (whole >= 45 && whole <= 55) return ['the odds are about even'];
  return ['the odds are ', { value: whole, as: 'count' }, ' in 100'];
}

/** A calendar day of the plan's zone as a run, which pages write in that zone. */
export function dayRun(date: string, zone: string): { at: string; as: 'day' } {
  const at = Temporal.PlainDate.from(date)
    .toZonedDateTime({ timeZone: zone, plainTime: '12:00' })
    .toInstant()
    .toString();
  return { at, as: 'day' };
}

/** An amount as the plan writes it, kept on one line; a bare number as pages write numbers. */
export function promisedRun({ written, value }: Amount): string | { value: number; as: 'count' } {
  if (/^\d+$/.test(written)) return { value, as: 'count' };
  return written.replaceAll(' ', '\u00a0');
}
