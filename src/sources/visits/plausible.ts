import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import type { Dimensions, SeriesKind } from '../../model/series.ts';
import { readAmount } from '../amount.ts';
import { type Addend, dailySums } from '../daily-sums.ts';
import { findLayout, type Layout } from '../separated.ts';
import { summedRows } from '../summed-rows.ts';
import { tally } from '../tally.ts';
import { isoDay } from './ga4-sections.ts';

/** The files of a Plausible export: `imported_visitors_...csv`, `imported_sources_...csv` and their like. */
export const plausible: Reader = {
  word: 'plausible',
  title: 'Plausible export (CSV or .zip)',
  version: 1,
  detect,
  read,
};

interface Kind {
  name: string;
  /** All of these columns are there, and hardly any other. */
  columns: string[];
  reads: boolean;
}

const kinds: Kind[] = [
  kind(
    'sources',
    'date source referrer utm_source utm_medium utm_campaign utm_content utm_term visitors visits',
    true,
  ),
  kind('custom events', 'date name link_url path visitors events', true),
  kind('visitors', 'date visitors pageviews bounces visits visit_duration', true),
  kind('visitors', 'date visitors pageviews visits views_per_visit bounce_rate visit_duration', true),
  kind('pages', 'date hostname page visitors pageviews', false),
  kind('entry pages', 'date entry_page visitors entrances', false),
  kind('exit pages', 'date exit_page visitors exits', false),
  kind('locations', 'date country region city visitors visits', false),
  kind('devices', 'date device visitors visits', false),
  kind('browsers', 'date browser visitors visits', false),
  kind('operating systems', 'date operating_system visitors visits', false),
];
const numbers = 'visitors visits pageviews bounces visit_duration events views_per_visit bounce_rate'.split(
  ' ',
);

function kind(name: string, columns: string, reads: boolean): Kind {
  return { name, columns: columns.split(' '), reads };
}

async function found(file: InputFile): Promise<{ layout: Layout; kind: Kind } | undefined> {
  const layout = await findLayout(file);
  if (layout === undefined || layout.header[0] !== 'date' || layout.above > 0) return undefined;
  const { header } = layout;
  const fits = kinds.find(
    ({ columns }) =>
      columns.every((column) => header.includes(column)) &&
      header.every(
        (column) => columns.includes(column) || numbers.includes(column) || column.endsWith('_version'),
      ),
  );
  return fits && { layout, kind: fits };
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping !== undefined || options.rows !== undefined) return undefined;
  const known = await found(file);
  if (known === undefined) return undefined;
  const { name, reads } = known.kind;
  if (!reads)
    return {
      reader: plausible.word,
      confidence: 0.96,
      summary: `Plausible: ${name}, of which nothing is read`,
      questions: [],
      words: [],
    };
  const what = {
    visitors: 'visits, users, page-views and bounces by day',
    sources: 'visits by day, by source and by UTM',
    'custom events': 'events by day, by their name',
  }[name];
  return {
    reader: plausible.word,
    confidence: 0.96,
    summary: `Plausible: ${what}`,
    questions: [],
    words: [name === 'custom events' ? 'series/events' : 'series/visits'],
  };
}

function read(file: InputFile, _options: ReadOptions): Reading {
  const count = tally();
  async function* rows(): AsyncGenerator<Row[]> {
    const known = await found(file);
    if (!known) throw new Problem(`${file.shown} is no file of Plausible.`);
    if (!known.kind.reads)
      count.note(
        `The ${known.kind.name} of Plausible are not read; visitors, sources and custom events are.`,
      );
    const sums = dailySums(plausible.word);
    yield* summedRows(file, known.layout, count, {
      sums,
      understand: known.kind.reads ? addends(known.kind.name, known.layout.header) : () => 'leave',
      excerpts: 'shown',
      summed: () => {
        if (!sums.fill('told'))
          count.note(
            'There are too many parts to write a 0 for each on days without visits; those days are untold.',
          );
      },
    });
  }
  return { rows: rows(), summary: () => count.summary('own') };
}

const series: Record<string, [word: string, label: string]> = {
  visits: ['visits', 'Visits'],
  visitors: ['users', 'Visitors'],
  pageviews: ['page-views', 'Pageviews'],
  bounces: ['bounces', 'Bounces'],
  events: ['events', 'Events'],
};

function addends(name: string, header: string[]): (fields: string[]) => Addend[] | { wrong: string } {
  return (fields) => {
    const cell = (column: string) => (fields[header.indexOf(column)] ?? '').trim();
    const day = isoDay(cell('date').replaceAll('-', ''));
    if (day === '') return { wrong: `"${cell('date').slice(0, 40)}" is no date` };
    const made: Addend[] = [];
    const add = (column: string, dimensions: Dimensions): string | undefined => {
      const amount = readAmount(cell(column), '.');
      if (amount === undefined) return `"${cell(column).slice(0, 40)}" in column "${column}" is no number`;
      const [word, label] = series[column] ?? [column, column];
      const of: SeriesKind = column === 'events' ? 'outcome' : 'visits';
      made.push({
        series: word,
        label,
        kind: of,
        unit: 'count',
        day,
        value: amount.value,
        dimensions,
        steady: true,
      });
      return undefined;
    };
    const wrong = wanted(name, cell)
      .map(([column, dimensions]) => (header.includes(column) ? add(column, dimensions) : undefined))
      .find((sentence) => sentence !== undefined);
    return wrong === undefined ? made : { wrong };
  };
}

/**
 * What a row adds to. A visit has one source, so visits of sources add up; visitors do not, because somebody can come
 * twice a day.
 */
function wanted(name: string, cell: (column: string) => string): [string, Dimensions][] {
  if (name === 'visitors')
    return ['visits', 'visitors', 'pageviews', 'bounces'].map((column) => [column, {}]);
  if (name === 'custom events') return cell('name') === '' ? [] : [['events', { event: cell('name') }]];
  const made: [string, Dimensions][] = [['visits', { source: cell('source') || '(direct)' }]];
  const utm = Object.fromEntries(
    ['utm_source', 'utm_medium', 'utm_campaign', 'utm_content', 'utm_term'].flatMap((column) =>
      cell(column) === '' ? [] : [[column, cell(column)]],
    ),
  );
  const { utm_source } = utm;
  if (utm_source !== undefined) made.push(['visits', { utm_source }]);
  if (Object.keys(utm).length > (utm_source === undefined ? 0 : 1)) made.push(['visits', utm]);
  return made;
}
