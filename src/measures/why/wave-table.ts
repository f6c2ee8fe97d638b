import type { Cell, TableFigure } from '../../model/figure.ts';
import type { CoursePoint } from './course.ts';
import type { ToldGoal } from './told.ts';
import type { WaveChange } from './wave-change.ts';

/** Of a goal with more waves only the newest and those it is compared with are shown. */
const mostWaves = 6;

const claims = { up: 'up', down: 'down', unclear: 'no clear change' } as const;

/** The waves behind goals that are read on surveys: who was asked, what weighting costs, and what changed since. */
export function waveTable(told: ToldGoal[], locale: string): TableFigure[] {
  const surveyed = told.filter(({ course }) => course.changes !== undefined);
  if (surveyed.length === 0) return [];
  return [
    {
      form: 'table',
      title: 'Waves, and what changed between them',
      note: 'Change: the newest wave less that one, in points with its 95 % range; called up or down after correction for how many are told here (Holm, 5 %). Tells as much as: people drawn at random',
      columns: [
        { label: 'Goal', numeric: false },
        { label: 'Wave', numeric: false },
        { label: 'Read', numeric: true },
        { label: 'Asked', numeric: true },
        { label: 'Kish’s n', numeric: true },
        { label: 'Tells as much as', numeric: true },
        { label: 'Design effect', numeric: true },
        { label: 'Change since', numeric: true },
        { label: 'It is', numeric: false },
      ],
      rows: surveyed.flatMap((one) => rowsOf(one, locale)),
    },
  ];
}

function rowsOf({ goal, course }: ToldGoal, locale: string): TableFigure['rows'] {
  const changes = course.changes ?? [];
  const shown = course.points.filter(
    (point, at) => at >= course.points.length - mostWaves || changes.some(({ earlier }) => earlier === point),
  );
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return shown.reverse().map((point, at) => {
    const { value, low, high, n, kish, effective, designEffect } = point;
    const change = changes.find(({ earlier }) => earlier === point);
    return {
      label: at === 0 ? goal.title : `before, ${goal.title}`,
      ...(at > 0 && { before: true }),
      cells: [
        waveName(point, locale),
        { value, as: 'share', ...(low !== undefined && { low }), ...(high !== undefined && { high }) },
        { value: n, as: 'count' },
        ...[kish, effective].map((each): Cell => (each === undefined ? '' : { value: each, as: 'count' })),
        designEffect === undefined ? '' : number.format(designEffect),
        changeWords(change, locale),
        verdictOf(change),
      ],
    };
  });
}

function waveName({ wave, at }: CoursePoint, locale: string): string {
  const day = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const when = day.format(new Date(`${at}T00:00:00Z`));
  return wave ? `${wave}, ${when}` : when;
}

function changeWords(one: WaveChange | undefined, locale: string): string {
  if (!one?.change) return '';
  const { value, low, high } = one.change;
  return `${points(value, locale)} (${points(low, locale)} to ${points(high, locale)})`;
}

function verdictOf(one: WaveChange | undefined): string {
  if (!one) return '';
  if (!one.claim) return `cannot tell: ${one.because}`;
  return one.shared === undefined
    ? claims[one.claim]
    : `${claims[one.claim]}; ${one.shared} people were in both`;
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
