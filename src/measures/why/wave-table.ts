import type { Cell, TableFigure } from '../../model/figure.ts';
import type { CoursePoint } from './course.ts';
import type { ToldGoal } from './told.ts';
import type { WaveChange } from './wave-change.ts';

/** Of a goal with more waves only the newest and those it is compared with are shown. */
const mostWaves = 6;

const claims = { up: 'up', down: 'down', unclear: 'no clear change' } as const;

/** The waves behind goals that are read on surveys: who was asked, what weighting costs, and what changed since. */
export function waveTables(told: ToldGoal[], locale: string): TableFigure[] {
  const surveyed = told.filter(({ course }) => course.changes !== undefined);
  const changed = surveyed.filter(({ course }) => course.changes?.length);
  return [
    ...(surveyed.length > 0 ? [wavesTable(surveyed, locale)] : []),
    ...(changed.length > 0 ? [changesTable(changed, locale)] : []),
  ];
}

function wavesTable(told: ToldGoal[], locale: string): TableFigure {
  return {
    form: 'table',
    title: 'Waves',
    note: 'Kish’s n: as many people with equal weights would tell as much. At random: as many people drawn at random would. Design effect: people asked for each of these',
    columns: [
      { label: 'Goal', numeric: false },
      { label: 'Wave', numeric: false },
      { label: 'Read', numeric: true },
      { label: 'Asked', numeric: true },
      { label: 'Kish’s n', numeric: true },
      { label: 'At random', numeric: true },
      { label: 'Design effect', numeric: true },
    ],
    rows: told.flatMap((one) => waveRows(one, locale)),
  };
}

function waveRows({ goal, course }: ToldGoal, locale: string): TableFigure['rows'] {
  const changes = course.changes ?? [];
  const shown = course.points.filter(
    (point, at) => at >= course.points.length - mostWaves || changes.some(({ earlier }) => earlier === point),
  );
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return shown.reverse().map((point, at) => {
    const { value, low, high, n, kish, effective, designEffect } = point;
    return {
      label: at === 0 ? goal.title : 'before that',
      ...(at > 0 && { before: true }),
      cells: [
        waveName(point, locale),
        { value, as: 'share', ...(low !== undefined && { low }), ...(high !== undefined && { high }) },
        { value: n, as: 'count' },
        ...[kish, effective].map((each): Cell => (each === undefined ? '' : { value: each, as: 'count' })),
        designEffect === undefined ? '' : number.format(designEffect),
      ],
    };
  });
}

function changesTable(told: ToldGoal[], locale: string): TableFigure {
  return {
    form: 'table',
    title: 'What changed between waves',
    note: 'In points, with 95 % ranges. Called up or down after correction for how many are told here (Holm, 5 %)',
    columns: [
      { label: 'Goal', numeric: false },
      { label: 'From wave', numeric: false },
      { label: 'To wave', numeric: false },
      { label: 'Change', numeric: true },
      { label: 'It is', numeric: false },
    ],
    rows: told.flatMap(({ goal, course }) =>
      (course.changes ?? []).map((one, at) => ({
        label: at === 0 ? goal.title : 'since the baseline',
        ...(at > 0 && { before: true }),
        cells: [
          waveName(one.earlier, locale),
          waveName(one.later, locale),
          one.change && one.claim ? changeWords(one.change, locale) : '',
          verdictOf(one),
        ],
      })),
    ),
  };
}

function changeWords({ value, low, high }: NonNullable<WaveChange['change']>, locale: string): string {
  return `${points(value, locale)} (${points(low, locale)} to ${points(high, locale)})`;
}

function verdictOf({ claim, shared, because }: WaveChange): string {
  if (!claim) return `cannot tell: ${because}`;
  return shared === undefined ? claims[claim] : `${claims[claim]}; ${shared} people were in both`;
}

function waveName({ wave, at }: CoursePoint, locale: string): string {
  const day = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const when = day.format(new Date(`${at}T00:00:00Z`));
  return wave ? `${wave}, ${when}` : when;
}

/** "+4.1", "-0.3": points of a share. */
function points(share: number, locale: string): string {
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  return format.format(100 * share).replace('-', '\u2212');
}
