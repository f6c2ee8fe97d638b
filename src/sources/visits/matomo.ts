import { Temporal } from 'temporal-polyfill';
import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import type { Grain, Point, SeriesKind } from '../../model/series.ts';
import { isMissing, readAmount } from '../amount.ts';
import { batches } from '../batches.ts';
import { fieldsRow } from '../fields-row.ts';
import { findLayout, type Layout, openSeparated } from '../separated.ts';
import { periods, stretch } from '../stretch.ts';
import { tally } from '../tally.ts';
import { toldRow } from '../told-row.ts';

/** A report of Matomo as CSV or TSV, by its own names of columns (`nb_visits`) or the English ones of its pages. */
export const matomo: Reader = {
  word: 'matomo',
  title: 'Matomo reports by day (CSV)',
  version: 1,
  detect,
  read,
};

const metrics: [word: string, kind: SeriesKind, columns: string[]][] = [
  ['visits', 'visits', ['nb_visits', 'Visits']],
  ['users', 'visits', ['nb_uniq_visitors', 'Unique visitors']],
  ['actions', 'visits', ['nb_actions', 'Actions']],
  ['page-views', 'visits', ['nb_pageviews', 'Pageviews']],
  ['bounces', 'visits', ['bounce_count', 'Bounces']],
  ['conversions', 'outcome', ['nb_conversions', 'Conversions']],
];
const revenue = ['revenue', 'Revenue', 'Total revenue'];
/** Names that only Matomo gives; two of them make a file known. */
const marks =
  /^(nb_visits|nb_uniq_visitors|nb_actions|nb_visits_converted|nb_conversions|bounce_count|sum_visit_length|max_actions|nb_users|metadata_.+|goals_idgoal=.+)$/;
const pageMarks = [
  'Unique visitors',
  'Actions',
  'Maximum actions in one visit',
  'Bounces',
  'Total time spent by visitors (in seconds)',
];

interface Columns {
  layout: Layout;
  date: number;
  label: number;
  /** What `label` holds, by the report that the file's name names. */
  part: string;
  values: { at: number; word: string; kind: SeriesKind; column: string }[];
  revenue: number;
}

async function found(file: InputFile): Promise<Columns | undefined> {
  const layout = await findLayout(file);
  if (layout === undefined) return undefined;
  const { header } = layout;
  const count = header.filter((column) => marks.test(column)).length;
  const onPages =
    header.includes('Visits') && header.filter((column) => pageMarks.includes(column)).length >= 2;
  if (count < 2 && !onPages) return undefined;
  const place = (names: string[]) => header.findIndex((column) => names.includes(column));
  return {
    layout,
    date: place(['date', 'Date']),
    label: place(['label', 'Label']),
    part: partOf(file.name),
    values: metrics.flatMap(([word, kind, columns]) => {
      const at = place(columns);
      return at < 0 ? [] : [{ at, word, kind, column: header[at] ?? word }];
    }),
    revenue: place(revenue),
  };
}

const reports: [RegExp, string][] = [
  [/campaign/i, 'utm_campaign'],
  [/social/i, 'social_network'],
  [/search ?engine/i, 'search_engine'],
  [/keyword/i, 'keyword'],
  [/website/i, 'website'],
  [/referrer ?types?|channel/i, 'channel'],
  [/countr/i, 'country'],
];

function partOf(name: string): string {
  return reports.find(([pattern]) => pattern.test(name.replaceAll('_', ' ')))?.[1] ?? 'label';
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping !== undefined || options.rows !== undefined) return undefined;
  const columns = await found(file);
  if (columns === undefined) return undefined;
  const { date, label, part, values } = columns;
  if (date < 0)
    throw new Problem(
      `${file.shown} is a report of Matomo without days: it has no column “date”.`,
      'Export it with the period "day" and a range of dates (…&period=day&date=2026-01-01,2026-01-31&format=CSV), so that each row has its day.',
    );
  if (values.length === 0)
    throw new Problem(`${file.shown} is a report of Matomo without visits or conversions.`);
  return {
    reader: matomo.word,
    confidence: 0.96,
    summary: `Matomo: ${values.map(({ word }) => word).join(', ')}${label < 0 ? '' : `, by ${part}`}`,
    questions: [],
    words: values.map(({ word }) => `series/${word}`),
  };
}

function read(file: InputFile, _options: ReadOptions): Reading {
  const count = tally();
  async function* rows(): AsyncGenerator<Row[]> {
    const columns = await found(file);
    if (columns === undefined) throw new Problem(`${file.shown} is no report of Matomo.`);
    const opened = await openSeparated(file, columns.layout);
    count.encoding(opened.encoding);
    const ofRow = (fields: string[], line: number): Row | string => {
      const points = pointsOf(columns, fields, count.note);
      return typeof points === 'string' ? points : toldRow(line, points);
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
  }
  return { rows: rows(), summary: () => count.summary('own') };
}

function pointsOf(columns: Columns, fields: string[], note: (sentence: string) => void): Point[] | string {
  const cell = (at: number) => (at < 0 ? '' : (fields[at] ?? '').trim());
  const when = stretchOf(cell(columns.date));
  if (when === undefined) return `"${cell(columns.date).slice(0, 40)}" is no day, week, month or year`;
  const label = cell(columns.label);
  if (columns.label >= 0 && label === '') return 'its "label" is empty';
  if (label.length > 500) return 'its "label" is longer than 500 characters';
  const base = {
    is: 'point' as const,
    source: matomo.word,
    ...when,
    dimensions: label === '' ? {} : { [columns.part]: label },
  };
  const points: Point[] = [];
  for (const { at, word, kind, column } of columns.values) {
    const text = cell(at);
    if (isMissing(text)) continue;
    const amount = readAmount(text, '.');
    if (amount === undefined || amount.percent)
      return `"${text.slice(0, 40)}" in column "${column}" is no number`;
    points.push({ ...base, series: word, label: column, kind, unit: 'count', value: amount.value });
  }
  const money = readAmount(cell(columns.revenue), '.');
  if (money?.currency !== undefined)
    points.push({
      ...base,
      series: 'revenue',
      label: 'Revenue',
      kind: 'outcome',
      unit: 'money',
      currency: money.currency,
      value: money.value,
    });
  else if (money !== undefined && money.value !== 0)
    note('Revenue is not read, because the file does not name its currency.');
  return points;
}

/** `2026-01-31`, `2026-01-05,2026-01-11` (also `From ... to ...`), `2026-01`, `2026`, as Matomo writes periods. */
function stretchOf(text: string): { from: string; to: string; grain: Grain } | undefined {
  const period = periods['yyyy-MM']?.read(text) ?? periods.yyyy?.read(text);
  const grain: Grain = /^\d{4}$/.test(text) ? 'year' : period !== undefined ? 'month' : 'day';
  const [first, last] = text.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  const from = period ?? first;
  if (from === undefined) return undefined;
  try {
    const made = stretch(from, last === undefined ? grain : 'week', 'first');
    if ('wrong' in made) return undefined;
    if (last !== undefined && Temporal.PlainDate.from(last).add({ days: 1 }).toString() !== made.to)
      return undefined;
    return made;
  } catch {
    return undefined;
  }
}
