import type { Cell, TableFigure, TrajectoryFigure } from '../../model/figure.ts';
import type { Unit } from '../../model/finding.ts';
import { goalSource } from '../goal-source.ts';
import { type Happening, marksOf } from '../time-marks.ts';
import type { CoursePoint } from './course.ts';
import type { Standing } from './standing.ts';
import { nameOf, promisedRun, type ToldGoal, type UntoldGoal } from './told.ts';

/** Of more points than these only the first and the last have their day under the axis. */
const mostTicks = 12;

/** The picture of a goal: what was read, what was promised, where it is expected. */
export function trajectoryOf(
  { goal, course, standings }: ToldGoal,
  beside: Happening[],
  locale: string,
): TrajectoryFigure {
  const points = course.points.map(({ at, value, low, high }) => ({
    at,
    value,
    ...(low !== undefined && { low }),
    ...(high !== undefined && { high }),
  }));
  const { baseline } = goal;
  const promised = [
    ...(baseline?.value && baseline.on ? [{ at: baseline.on, value: baseline.value.value }] : []),
    ...standings.map(({ by, promised }) => ({ at: by, value: promised.value })),
  ];
  const expected = standings.flatMap(({ by, expected }) =>
    expected ? [{ at: by, value: expected.value, low: expected.low, high: expected.high }] : [],
  );
  const kept = standings.filter(({ point }) => point).at(-1);
  const days = [
    ...[...promised].reverse(),
    ...points.slice(-1),
    ...points.slice(0, 1),
    ...(points.length > mostTicks ? [] : points.slice(1, -1).reverse()),
  ].map(({ at }) => at);
  const ranged = points.some(({ low }) => low !== undefined);
  const newest = course.points.at(-1);
  const counted =
    course.of === 'people' && newest
      ? ` The last wave asked ${newest.n} people${effectWords(newest, locale)}.`
      : '';
  const drawn = [...points, ...promised, ...expected].map(({ at }) => at).sort();
  const source = goalSource(goal.measure ?? '');
  const marks = marksOf(
    beside,
    {
      from: drawn[0] ?? '',
      to: drawn.at(-1) ?? '',
      ...(source?.kind === 'measure' && { channel: source.channel }),
    },
    locale,
  );
  return {
    form: 'trajectory',
    title: goal.title,
    caption: `${goal.title}${course.per ? ` (${course.per})` : ''}: dots are what was read${ranged ? ', with 95 % ranges' : ''}; rings on the dashed line are what was promised${expected.length > 0 ? '; the band is where it is expected, 95 %' : ''}.${counted}`,
    unit: course.unit,
    tone: kept?.state === 'missed' ? 'alert' : 'steady',
    max: topOf(course.unit, [
      ...points.map(({ value, high }) => high ?? value),
      ...promised.map(({ value }) => value),
      ...expected.map(({ high }) => high),
    ]),
    points,
    promised,
    expected,
    ticks: [...new Set(days)].map((at) => ({ at, ...tickWords(at, locale) })),
    ...(marks.length > 0 && { marks }),
  };
}

/** What weighting and design cost, where they cost something. */
function effectWords({ designEffect = 1, effective = 0 }: CoursePoint, locale: string): string {
  if (Math.abs(designEffect - 1) < 0.05) return '';
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const worth = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(effective);
  return ` (design effect ${format.format(designEffect)}: they tell as much as ${worth} drawn at random)`;
}

function tickWords(at: string, locale: string) {
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${at}T00:00:00Z`));
  return {
    label: words({ month: 'short', year: 'numeric' }),
    short: words({ month: 'short', year: '2-digit' }),
  };
}

const tops = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1];

function topOf(unit: Unit, values: number[]): number {
  const highest = Math.max(0, ...values);
  if (unit === 'share') return tops.find((top) => top >= highest) ?? 1;
  return highest > 0 ? 1.1 * highest : 1;
}

const verdicts: Record<Standing['state'], string> = {
  reached: 'reached',
  missed: 'not reached',
  unclear: 'cannot tell',
  ahead: 'ahead',
  unknown: 'cannot tell',
};

/** Every milestone of every goal, with what was read for it, or its chance and where it is expected. */
export function milestoneTable(told: ToldGoal[], untold: UntoldGoal[], locale: string): TableFigure {
  return {
    form: 'table',
    title: 'Milestones',
    note: 'Read: the value for that day with its 95 % range. Chance: that it is kept on the day. Expected: 95 % range',
    columns: [
      { label: 'Goal', numeric: false },
      { label: 'By', numeric: false },
      { label: 'Promised', numeric: true },
      { label: 'State', numeric: false },
      { label: 'Read', numeric: true },
      { label: 'Chance', numeric: true },
      { label: 'Expected', numeric: true },
    ],
    rows: [
      ...told.flatMap(({ goal, course, standings }) =>
        standings.map((standing, at) => ({
          label: at === 0 ? goal.title : nameOf(standing),
          ...(at === 0 ? { href: `/plan/goals/${encodeURIComponent(goal.word)}` } : { before: true }),
          cells: [
            dayWords(standing.by, locale),
            promisedRun(standing.promised),
            standing.unread && standing.state === 'ahead' ? 'not read' : verdicts[standing.state],
            cellOf(standing.point, course.unit),
            standing.chance === undefined
              ? ''
              : ({ value: standing.chance, as: 'share', strong: true } as const),
            cellOf(standing.expected, course.unit),
          ],
        })),
      ),
      ...untold.map(({ goal }) => ({
        label: goal.title,
        href: `/plan/goals/${encodeURIComponent(goal.word)}`,
        cells: ['', goal.result?.written ?? '', 'cannot tell', '', '', ''],
      })),
    ],
  };
}

function dayWords(date: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

function cellOf(one: { value: number; low?: number; high?: number } | undefined, unit: Unit): Cell {
  if (!one) return '';
  const as = unit === 'seconds' ? 'duration' : unit;
  const { value, low, high } = one;
  return { value, as, ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}
