import type { SeriesColumn, SeriesMapping } from '../../model/mapping.ts';
import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { columnReader } from '../column.ts';
import { grainOf } from '../stretch.ts';
import { chooseTable } from '../table/sheet-choice.ts';
import { findTables, type TableFile } from '../table/table-file.ts';
import { tally } from '../tally.ts';
import { checkZone } from '../time/time.ts';
import { toldRows, unanswered } from '../told-rows.ts';
import { guessSeries } from './series-guess.ts';
import { openSeries } from './series-open.ts';
import { pointReader } from './series-row.ts';
import { seriesWord } from './series-words.ts';

/** Values over time from elsewhere: sales, leads, visits by UTM, market share, a platform's own counts. */
export const series: Reader = {
  word: 'series',
  title: 'Series from elsewhere, such as sales, leads or visits (CSV, XLSX, JSONL)',
  version: 1,
  detect,
  read,
};

interface SeriesPlan {
  table: TableFile;
  mapping: SeriesMapping;
  questions: OpenQuestion[];
  confidence: number;
  leftOut: string[];
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const plan = await planSeries(file, options);
  if (plan === undefined) return undefined;
  return {
    reader: series.word,
    confidence: plan.confidence,
    summary: describe(plan),
    questions: plan.questions,
    mapping: plan.mapping,
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planSeries(file, options);
    if (plan === undefined) throw new Problem(`${file.shown} holds no values over time that can be read.`);
    if (plan.questions.length > 0) throw unanswered(file, plan.questions);
    const understand = pointReader(plan.mapping, plan.table.header);
    yield* toldRows(file, plan.table, plan.mapping, count, (cells) => understand(cells), 'shown');
  }
  return { rows: rows(), summary: () => count.summary('own') };
}

/** @throws Problem for a column or a sheet that is not there, or a zone that is none. */
async function planSeries(file: InputFile, options: ReadOptions): Promise<SeriesPlan | undefined> {
  const given = options.mapping;
  if (given ? given.rows !== 'points' : options.rows !== undefined && options.rows !== 'points')
    return undefined;
  const tables = await findTables(file, { delimiter: given?.delimiter, encoding: given?.encoding });
  const sheet = given?.sheet ?? options.sheet;
  const chosen = chooseTable(file, tables, sheet, (table) =>
    given?.rows === 'points'
      ? (missingColumns(given, table) ?? { mapping: given, questions: [], sure: true, leftOut: [] })
      : guessSeries(file.name, table, options.rows === 'points'),
  );
  if (chosen === undefined) return undefined;
  if (typeof chosen === 'string') {
    if (!given && options.rows === undefined) return undefined;
    throw new Problem(
      `${file.shown} cannot be read as values over time: ${chosen}.`,
      'It needs a column of dates, weeks, months or quarters, and numbers.',
    );
  }
  const { table, made } = chosen;
  const mapping: SeriesMapping = { ...made.mapping, time: { ...made.mapping.time } };
  if (table.sheet && (tables.length > 1 || sheet !== undefined)) mapping.sheet = table.sheet.name;
  if (options.zone !== undefined) mapping.time.zone ??= options.zone;
  if (mapping.time.zone !== undefined) checkZone(mapping.time.zone);
  const questions = [...(chosen.question ? [chosen.question] : []), ...made.questions];
  for (const question of openSeries(mapping, table))
    if (!questions.some(({ word }) => word === question.word)) questions.push(question);
  return {
    table,
    mapping,
    questions,
    confidence: given || options.rows ? 1 : confidenceOf(made),
    leftOut: made.leftOut,
  };
}

/** Above a table of which the texts were only guessed where it asks what the rows are, else below it. */
function confidenceOf({ sure, questions }: { sure: boolean; questions: OpenQuestion[] }): number {
  if (sure) return 0.65;
  return questions.some(({ word }) => word === 'rows') ? 0.55 : 0.45;
}

function missingColumns(mapping: SeriesMapping, table: TableFile): string | undefined {
  const named = [
    ...Object.values(mapping.columns),
    ...(mapping.series ?? []).map(({ column }) => column),
    ...(mapping.dimensions ?? []),
  ];
  const missing = named.filter((name) => columnReader(table.header, name) === undefined);
  if (missing.length === 0) return undefined;
  return `it has no column ${missing.map((name) => `"${name}"`).join(', ')}; its columns: ${table.header.join(', ')}`;
}

/** The word of a series, and its column where that is called otherwise. */
function named({ column, word }: SeriesColumn): string {
  return seriesWord(column)
    .split('-')
    .includes(word.split('-')[0] ?? '')
    ? word
    : `${word} ("${column}")`;
}

function describe({ mapping, leftOut }: SeriesPlan): string {
  const { series: wide, columns, time, dimensions = [] } = mapping;
  const grain = time.stretch ?? grainOf(time.format) ?? 'day';
  const what = wide
    ? `${wide.length} series of ${mapping.source}: ${wide.map(named).join(', ')}`
    : `Series of ${mapping.source}, named in "${columns.series ?? columns.value}"`;
  const by = dimensions.length > 0 ? `, by ${dimensions.join(', ')}` : '';
  const out = leftOut.length > 0 ? `. Not read: ${leftOut.join(', ')}` : '';
  const each = grain === 'instant' ? 'values at their moments' : `one value a ${grain}`;
  return `${what}; ${each}${by}${out}`;
}
