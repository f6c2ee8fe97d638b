import type { SeriesColumn, SeriesMapping } from '../../model/mapping.ts';
import type { OpenQuestion } from '../../model/reader.ts';
import { type Decimal, guessDecimal, isMissing, readAmount } from '../amount.ts';
import { sourceWord } from '../source-word.ts';
import { guessStretch, guessStretchFormats } from '../stretch-guess.ts';
import type { TableFile } from '../table/table-file.ts';
import { namedBy, seriesRole } from './series-words.ts';

/** A mapping of values over time drawn from headers and first rows. */
export interface SeriesGuess {
  mapping: SeriesMapping;
  questions: OpenQuestion[];
  /** True where the dates follow each other evenly and no column reads like a text. */
  sure: boolean;
  /** Columns that nothing was made of. */
  leftOut: string[];
}

/** Guesses how values over time are read; a string says why it is no such table. */
export function guessSeries(name: string, table: TableFile, chosen = false): SeriesGuess | string {
  const { header, sample } = table;
  const values = (column: string) => sample.map((row) => row[header.indexOf(column)] ?? '');
  const columns = header.filter((column, at) => column !== '' && header.indexOf(column) === at);
  const atSheet = table.sheet !== undefined;
  const time = timeColumn(columns, values, atSheet);
  if (time === undefined) return 'no column of it holds dates';
  const stretches = guessStretch(time, values(time), atSheet);
  if (stretches === undefined) return 'no column of it holds dates';
  const others = columns.filter((column) => column !== time && !isId(column));
  const things = columns.find((column) => isId(column) && distinctShare(values(column)) > 0.9);
  if (things !== undefined && !chosen && (distinctShare(values(time)) < 0.9 || !stretches.regular))
    return `its rows are things with an id ("${things}"), not times`;
  const decimal = guessDecimal(
    others.flatMap((column) =>
      values(column).filter((value) => readAmount(value, '.') ?? readAmount(value, ',')),
    ),
  );
  const isNumeric = (column: string) => numeric(values(column), decimal ?? '.');
  const texts = others.filter(
    (column) => !isNumeric(column) && values(column).some((value) => !isMissing(value)),
  );
  const wordy = texts.filter((column) => wordyTexts(values(column)));
  if (wordy.length > 0 && !stretches.regular && !chosen) return 'its dates are uneven and it holds texts';
  const mapping: SeriesMapping = {
    rows: 'points',
    source: sourceWord(name, header, sample),
    columns: { time },
    time: stretches.time,
  };
  const questions = [...stretches.questions];
  const n = others.find((column) => seriesRole(column) === 'n' && isNumeric(column));
  const value = others.find((column) => seriesRole(column) === 'value' && isNumeric(column));
  const series = value && others.find((column) => seriesRole(column) === 'series' && !isNumeric(column));
  const numbers = others.filter((column) => isNumeric(column) && column !== n && !isDatePart(column));
  if (numbers.length === 0) return 'no column of it holds numbers';
  if (n !== undefined) mapping.columns.n = n;
  if (series !== undefined && value !== undefined) {
    mapping.columns.series = series;
    mapping.columns.value = value;
  } else {
    mapping.series = wide(numbers, values, decimal ?? '.');
  }
  const dimensions = others.filter(
    (column) => seriesRole(column) === 'utm' && column !== series && !wordy.includes(column),
  );
  const keyed = [time, ...(series === undefined ? [] : [series]), ...dimensions];
  if (repeats(table, keyed)) {
    const groups = texts.filter(
      (column) => !keyed.includes(column) && !wordy.includes(column) && groupsWell(values(column)),
    );
    dimensions.push(...groups);
  }
  if (dimensions.length > 0) mapping.dimensions = dimensions;
  if (decimal === undefined) questions.push(decimalQuestion(others.flatMap(values)));
  else if (decimal === ',') mapping.decimal = ',';
  if (table.layout && table.layout.delimiter !== ',') mapping.delimiter = table.layout.delimiter;
  if (wordy.length > 0 && !chosen) {
    questions.unshift({
      word: 'rows',
      ask: 'Is a row of this file a value over time, or a message?',
      why: `Its dates follow each other evenly, and column "${wordy[0]}" holds texts.`,
      choices: ['points', 'messages'],
      guess: 'points',
    });
  }
  const used = new Set([
    time,
    n,
    value,
    series,
    ...dimensions,
    ...(mapping.series ?? []).map(({ column }) => column),
  ]);
  return {
    mapping,
    questions,
    sure: stretches.regular && wordy.length === 0 && seriesRole(time) === 'time',
    leftOut: columns.filter((column) => !used.has(column)),
  };
}

function timeColumn(
  columns: string[],
  values: (column: string) => string[],
  atSheet: boolean,
): string | undefined {
  const dated = (column: string) => guessStretchFormats(values(column), atSheet).length > 0;
  const byName = columns.find((column) => seriesRole(column) === 'time' && dated(column));
  // a column of numbers is one of years only where its header says so
  return (
    byName ?? columns.find((column) => values(column).some((value) => /[^\d.,]/.test(value)) && dated(column))
  );
}

/** Whether most cells that say anything are numbers. */
function numeric(values: string[], decimal: Decimal): boolean {
  const filled = values.filter((value) => !isMissing(value));
  const read = filled.filter((value) => readAmount(value, decimal) !== undefined);
  return filled.length > 0 && read.length >= filled.length * 0.6;
}

function wide(columns: string[], values: (column: string) => string[], decimal: Decimal): SeriesColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    const amounts = values(column).flatMap((text) => readAmount(text, decimal) ?? []);
    const named = namedBy(column);
    // there are never fewer than no followers: such a column counts who came and left
    if (named.word === 'followers' && amounts.some(({ value }) => value < 0)) named.word = 'new-followers';
    let word = named.word;
    for (let number = 2; taken.has(word); number++) word = `${named.word}-${number}`;
    taken.add(word);
    const said = new Set(amounts.flatMap(({ currency }) => currency ?? []));
    const one: SeriesColumn = { column, ...named, word };
    if (said.size === 1) Object.assign(one, { unit: 'money', currency: [...said][0] });
    if (amounts.some(({ percent }) => percent)) Object.assign(one, { unit: 'share', percent: true });
    else if (one.unit === 'share' && amounts.some(({ value }) => Math.abs(value) > 1)) one.percent = true;
    return one;
  });
}

function decimalQuestion(values: string[]): OpenQuestion {
  const example = values.find((value) => /^\D*\d{1,3}[.,]\d{3}\D*$/.test(value)) ?? '1,234';
  return {
    word: 'decimal',
    ask: 'Which sign stands before the decimals of numbers?',
    why: `"${example.trim()}" can be a thousand and more, or a little more than a few, and so can the others.`,
    choices: ['.', ','],
  };
}

/** Columns of numbers that name things. */
function isId(column: string): boolean {
  return /(^|[^a-z])ids?$|[a-z]I[dD]s?$/.test(column) || /^id$/i.test(column);
}

function distinctShare(values: string[]): number {
  return new Set(values).size / Math.max(1, values.length);
}

/** Whether two of the first rows have the same values in these columns. */
function repeats({ header, sample }: TableFile, columns: string[]): boolean {
  const at = columns.map((column) => header.indexOf(column));
  return new Set(sample.map((row) => JSON.stringify(at.map((index) => row[index])))).size < sample.length;
}

function groupsWell(values: string[]): boolean {
  const distinct = new Set(values);
  return distinct.size > 1 || values.length > 1 ? distinct.size <= Math.max(1, values.length / 2) : false;
}

/** Whether values read like sentences. */
function wordyTexts(values: string[]): boolean {
  const filled = values.filter((value) => !isMissing(value));
  const mean = filled.reduce((sum, value) => sum + value.length, 0) / Math.max(1, filled.length);
  return filled.length > 0 && mean >= 20 && new Set(filled).size > filled.length / 3;
}

/** Columns that only say where in the calendar a row stands. */
function isDatePart(column: string): boolean {
  return /^(cycle|day ?of ?(year|week|month)|week ?(number|no|nr)|month ?(number|no)|year|t|index|jahr|weekday|unnamed: ?\d+)$/i.test(
    column.replace(/_/g, ' ').replace(/([a-z])(of)([a-z])/i, '$1 $2 $3'),
  );
}
