import type { Finding, Headline } from '../../model/finding.ts';
import type { Goal } from '../../model/goal.ts';
import type { Asking, Measure } from '../../model/measure.ts';
import type { Sentence } from '../../model/sentence.ts';
import { checkGoal } from '../goal-check.ts';
import { goalSource } from '../goal-source.ts';
import { readableMeasures } from '../readable.ts';
import { happenings } from '../time-marks.ts';
import { listWords } from '../words.ts';
import { aboutWhy, lookedAt, sourcesOf } from './about.ts';
import { type Course, daysOf, type NoCourse } from './course.ts';
import { measureCourse } from './measure-course.ts';
import { seriesCourse } from './series-course.ts';
import { standingsOf } from './standing.ts';
import { surveyCourse } from './survey-course.ts';
import { clauseOf, lastRead, pressingClause, type ToldGoal, type UntoldGoal } from './told.ts';
import { estimatesOf } from './track-estimates.ts';
import { milestoneTable, trajectoryOf } from './track-figures.ts';
import { claimChanges } from './wave-change.ts';
import { waveTables } from './wave-table.ts';

const title = 'On track to what we promised';
const definition = {
  text: 'For each goal of the plan: what it is read on over time, against its baseline, milestones and result. A milestone that has passed is reached or not reached where the whole range of what was read for its day lies beyond it, and cannot be told where the range holds both. One that lies ahead has a chance: the probability that the level is at or above it (at or below, where less is better) on the day. Goals are never added up to one score.',
  decision: 'Serves the decision: go on as we do, do something else, or promise something else.',
};
const mostPictures = 8;

/** Are we on track to the value that we promised, goal by goal? */
export const onTrack: Measure = {
  word: 'on-track',
  title,
  headlines: true,
  readsOfPlan: ['goals', 'surveys', 'margins', 'channels', 'events', 'meant'],
  answer,
  async rows() {
    return { sql: rowsSql, params: {} };
  },
};

/** What goals are read on, as it came from elsewhere: every value of every series and every total of every wave. */
const rowsSql = `SELECT 'series' AS kind, source, series AS word, strftime(starts_at, '%Y-%m-%d') AS "from",
    strftime(ends_at, '%Y-%m-%d') AS "until", dimensions, NULL AS answer, value, n FROM point_now
  UNION ALL SELECT 'wave', survey, question, strftime(fielded_from, '%Y-%m-%d'), strftime(fielded_to, '%Y-%m-%d'),
    dimensions, answer, share, n FROM wave_total_now ORDER BY kind, source, word, "from", answer`;

async function answer(asking: Asking): Promise<Finding> {
  const { plan, store, seed } = asking;
  const until = await lookedAt(asking);
  const readable = plan.goals.length > 0 ? await readableMeasures(store) : [];
  const told: ToldGoal[] = [];
  const untold: UntoldGoal[] = [];
  for (const goal of plan.goals) {
    const fault = checkGoal(goal, { plan, readable }).find(({ kind }) => kind === 'refused');
    const course = fault ? { because: fault.message, help: fault.help } : await courseOf(asking, goal, until);
    if ('because' in course) untold.push({ goal, ...course });
    else told.push({ goal, course, standings: standingsOf(goal, course, until, seed) });
  }
  claimChanges(told.flatMap(({ course }) => course.changes ?? []));
  const channels = plan.goals.flatMap(({ measure = '' }) => {
    const source = goalSource(measure);
    return source?.kind === 'measure' ? [source.channel.toLowerCase()] : [];
  });
  const sources = await sourcesOf(
    asking,
    told.map(({ course }) => course),
    channels,
  );
  const base = aboutWhy(asking, onTrack.word, title, definition, undefined, sources);
  if (told.length === 0) return { ...base, kind: 'no-answer', ...why(untold, plan), caveats: [] };
  const ordered = byUrgency(told, until);
  const beside = await happenings(asking);
  const pictures = ordered.slice(0, mostPictures).map((one) => trajectoryOf(one, beside, plan.locale));
  return {
    ...base,
    kind: 'answer',
    sentence: sentenceOf(ordered, plan.zone),
    n: told.length,
    counts: 'goals',
    estimates: ordered.flatMap(estimatesOf),
    figures: [...pictures, milestoneTable(ordered, untold, plan.locale), ...waveTables(ordered, plan.locale)],
    voices: [],
    openings: [
      { label: 'The plan', href: '/plan' },
      { label: 'Series and waves', href: '/series' },
    ],
    caveats: caveatsOf(ordered, untold),
    headlines: ordered.flatMap((one, at) => headlineOf(one, pictures[at]?.title, plan.zone)),
  };
}

async function courseOf(asking: Asking, goal: Goal, until: string): Promise<Course | NoCourse> {
  const source = goalSource(goal.measure ?? '');
  switch (source?.kind) {
    case 'survey':
      return surveyCourse(asking, source, until, goal.baseline?.on);
    case 'series':
      return seriesCourse(asking, source, until, goal.baseline?.on);
    case 'measure':
      return measureCourse(asking, source, until);
    default:
      return { because: 'It has no measure.', help: 'Choose what is read on the page of the plan.' };
  }
}

/** Of a goal that is over, a miss is news for so many days. */
const halfYear = 184;

/**
 * Goals that missed the last milestone that was read come first, unless that was the result and half a year ago; then
 * those whose next milestone is nearest; those that are over last. The order of the plan where that is alike.
 */
function byUrgency(told: ToldGoal[], until: string): ToldGoal[] {
  const next = ({ standings }: ToldGoal) => standings.find(({ point }) => !point)?.by ?? '9999';
  const place = (one: ToldGoal) => {
    const last = lastRead(one);
    const news = last && (!last.isResult || daysOf(until) - daysOf(last.by) <= halfYear);
    return `${last?.state === 'missed' && news ? 0 : 1} ${next(one)}`;
  };
  const places = new Map(told.map((one) => [one, place(one)]));
  const of = (one: ToldGoal) => places.get(one) as string;
  return [...told].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : 0));
}

/** A single goal in full; of several the most pressing in one clause, and how the others stand as a count. */
function sentenceOf([first, ...others]: ToldGoal[], zone: string): Sentence {
  if (!first) return [];
  if (others.length === 0) return [...clauseOf(first, zone), '.'];
  const missed = others.filter((one) => lastRead(one)?.state === 'missed').length;
  const count = others.length === 1 ? 'The other goal' : `Of ${others.length} other goals`;
  const rest =
    others.length === 1
      ? `${count} ${missed > 0 ? 'missed its last milestone' : 'is in the table'}.`
      : missed > 0
        ? `${count}, ${missed} missed ${missed === 1 ? 'its' : 'their'} last milestone: the table has all.`
        : `${others.length} other goals are in the table.`;
  return [...pressingClause(first, zone), `. ${rest}`];
}

function headlineOf(told: ToldGoal, figure: string | undefined, zone: string): Headline[] {
  if (figure === undefined || told.course.points.length === 0) return [];
  return [
    {
      name: `${told.goal.word}_now`,
      figure,
      sentence: clauseOf(told, zone),
      better: told.goal.direction === 'up' ? 'more' : 'less',
    },
  ];
}

function caveatsOf(told: ToldGoal[], untold: UntoldGoal[]): string[] {
  const methods = new Map<string, string[]>();
  for (const { goal, course } of told)
    methods.set(course.method, [...(methods.get(course.method) ?? []), goal.title]);
  return [
    'Whether social did it is another question: this says where a goal stands, not why.',
    ...told.flatMap(({ course }) => course.caveats),
    ...[...methods].map(([method, titles]) => `${listWords(titles, 4)}: ${method}`),
    ...untold.map(({ goal, because, help }) => `${goal.title} cannot be told. ${because} ${help}`),
  ];
}

function why(untold: UntoldGoal[], { meant }: Asking['plan']) {
  const openings = [
    { label: 'The plan', href: '/plan' },
    { label: 'Series and waves', href: '/series' },
  ];
  const [first] = untold;
  if (!first)
    return {
      reason: ['The plan has no goals yet, so there is nothing to be on track to.'],
      help: [
        ...misnamedGoals(meant),
        'Write down one goal with its purpose, what it is read on, its result and its date, on the page of the plan or by rapport init.',
      ],
      openings,
    };
  return {
    reason: [
      untold.length === 1
        ? 'The only goal cannot be read: '
        : `None of the ${untold.length} goals can be read. ${first.goal.title}: `,
      first.because,
    ],
    help: untold.slice(0, 5).map(({ goal, because, help }, index) => {
      const measure = goal.measure ? ` (${goal.measure})` : '';
      return `${goal.title}${measure}: ${index === 0 ? help : `${because} ${help}`}`;
    }),
    openings,
  };
}

/** A key of the plan that was probably meant to be its goals. */
function misnamedGoals(meant: Asking['plan']['meant'] = {}): string[] {
  return Object.entries(meant).flatMap(([key, words]) =>
    words === 'Did you mean goals?' ? [`plan.yaml has a key “${key}” that is not understood. ${words}`] : [],
  );
}
