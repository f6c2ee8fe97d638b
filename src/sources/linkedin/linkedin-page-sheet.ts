import type { Message } from '../../model/message.ts';
import type { Told } from '../../model/series.ts';
import { guessDecimal } from '../amount.ts';
import { type DailyColumn, dailyPoints, type PointsOf } from '../day-points.ts';
import { isOnDay } from '../time/calendar-day.ts';
import { dayReader } from '../time/day-order.ts';
import type { KnownColumns } from './linkedin-columns.ts';
import { linkedinId, linkedinMilliseconds } from './linkedin-id.ts';
import type { PagePlan, PageSheet } from './linkedin-page-plan.ts';
import { breakdownPoint, competitorPoints } from './linkedin-points.ts';
import { type PostCounts, postReader } from './linkedin-post.ts';
import type { ExportSheet } from './linkedin-sheets.ts';

/** What a row came to; a string says why it is refused. */
export type Understood = { message: Message } | { told: Told[] } | string;

/** What the sheets of one file share while it is read. */
export interface PageWorld {
  shown: string;
  withoutIds: boolean;
  counted: PostCounts;
  note(sentence: string): void;
  /** The last day of the daily sheet that was read before. */
  lastDay?: string;
}

/** A reader of the rows of one sheet. */
export function sheetReader(
  plan: PagePlan,
  one: PageSheet,
  world: PageWorld,
): (cells: string[]) => Understood {
  if ('breakdown' in one) {
    const day = plan.at?.slice(0, 10) ?? world.lastDay;
    return told(breakdownPoint(pointsOf(plan, one.sheet, [0]), one.breakdown, one.label, day));
  }
  const { kind, leftOut } = one.columns;
  if (leftOut.length > 0) world.note(`Not read: ${leftOut.join(', ')}.`);
  if (kind === 'posts') return ofPosts(plan, one.sheet, one.columns, world);
  return kind === 'competitors'
    ? ofCompetitors(plan, one.sheet, one.columns, world)
    : ofDays(plan, one.sheet, one.columns, world);
}

/** Columns of *All posts* that hold no number. */
const texts = [
  'title',
  'link',
  'type',
  'campaign',
  'posted-by',
  'created',
  'campaign-start',
  'campaign-end',
].concat(['audience', 'content-type']);

function ofPosts(
  plan: PagePlan,
  { table: { sample } }: ExportSheet,
  { at }: KnownColumns,
  { shown, counted, withoutIds }: PageWorld,
): (cells: string[]) => Understood {
  const column = (word: string) => sample.map((row) => row[at.get(word) ?? -1] ?? '');
  const times = column('link').map((link) => linkedinMilliseconds(linkedinId(link)?.nativeId ?? ''));
  const near = (day: string, row: number) => {
    const time = times[row];
    return time === undefined ? undefined : isOnDay(time, day);
  };
  const day = dayReader(column('created'), plan.from1904, { shown, near });
  const skip = texts.flatMap((word) => at.get(word) ?? []);
  const { decimal } = pointsOf(plan, { table: { sample } }, skip);
  const understand = postReader(at, plan.account ?? { id: '' }, day, decimal, counted, withoutIds);
  return (cells) => {
    const message = understand(cells);
    return typeof message === 'string' ? message : { message };
  };
}

function ofDays(
  plan: PagePlan,
  sheet: ExportSheet,
  { at }: KnownColumns,
  world: PageWorld,
): (cells: string[]) => Understood {
  const dateAt = at.get('date') ?? 0;
  const day = dayReader(
    sheet.table.sample.map((row) => row[dateAt] ?? ''),
    plan.from1904,
  );
  const columns = numbersOf(sheet, at, dateAt);
  const understand = dailyPoints(pointsOf(plan, sheet, [dateAt]), columns, day, dateAt);
  return told((cells) => {
    const found = understand(cells);
    const last = typeof found === 'string' ? undefined : found[0]?.from;
    if (last && (world.lastDay === undefined || last > world.lastDay)) world.lastDay = last;
    return found;
  });
}

function ofCompetitors(
  plan: PagePlan,
  sheet: ExportSheet,
  { at }: KnownColumns,
  { note }: PageWorld,
): (cells: string[]) => Understood {
  const pageAt = at.get('page') ?? 0;
  const period = periodAbove(sheet.above, plan.from1904) ?? madeOn(plan);
  const { read, gains } = competitorPoints(
    pointsOf(plan, sheet, [pageAt]),
    numbersOf(sheet, at, pageAt),
    pageAt,
    period,
  );
  if (period && !gains) {
    note(
      'Gains, engagements and posts of the pages are over a period that is no day, week, month, quarter or year, and are left out; their followers are read.',
    );
  }
  return told(read);
}

function madeOn({ at }: PagePlan): { last: string } | undefined {
  return at === undefined ? undefined : { last: at.slice(0, 10) };
}

/** First and last day, as they stand in the line above the pages. */
function periodAbove(above: string[][], from1904: boolean): { first: string; last: string } | undefined {
  const cells = above.flatMap((row) => row.flatMap((cell) => (cell ?? '').split(/ - | – /)));
  const read = dayReader(cells, from1904);
  const [first, last] = cells.flatMap((cell) => read(cell) ?? []);
  return first !== undefined && last !== undefined && first <= last ? { first, last } : undefined;
}

function numbersOf({ table: { header } }: ExportSheet, at: Map<string, number>, skip: number): DailyColumn[] {
  return [...at]
    .filter(([, place]) => place !== skip)
    .map(([word, place]) => ({ word, label: (header[place] ?? word).slice(0, 500), at: place }));
}

function pointsOf(
  { account }: PagePlan,
  { table: { sample } }: { table: Pick<ExportSheet['table'], 'sample'> },
  skip: number[],
): PointsOf {
  const numbers = sample.flatMap((row) => row.filter((_, place) => !skip.includes(place)));
  return { source: `linkedin-${account?.id}`, decimal: guessDecimal(numbers) ?? '.' };
}

function told(understand: (cells: string[]) => Told[] | string): (cells: string[]) => Understood {
  return (cells) => {
    const found = understand(cells);
    return typeof found === 'string' ? found : { told: found };
  };
}
