import { isOfMessages, type MessageMapping } from '../../model/mapping.ts';
import { Problem } from '../../model/problem.ts';
import type { InputFile, OpenQuestion, ReadOptions } from '../../model/reader.ts';
import { columnReader } from '../column.ts';
import { spoiltExample, spoiltHelp, spoiltSentence } from '../spoilt-ids.ts';
import { checkZone } from '../time/time.ts';
import { needsZone } from '../time/time-guess.ts';
import { chooseTable } from './sheet-choice.ts';
import { findTables, type TableFile } from './table-file.ts';
import { type Guess, guessMapping, isPrivateTable } from './table-guess.ts';

/** How a table will be read: what was given, else guessed, and what is still open. */
export interface TablePlan {
  table: TableFile;
  mapping: MessageMapping;
  questions: OpenQuestion[];
  given: boolean;
  sure: boolean;
}

/**
 * Joins the given mapping, or a guess, with the other answers.
 * @throws Problem where the table cannot be read: a column that is not there, ids spoilt by a spreadsheet,
 * private messages, no texts or times.
 */
export async function planTable(file: InputFile, options: ReadOptions): Promise<TablePlan | undefined> {
  const { mapping, rows } = options;
  const given = mapping && isOfMessages(mapping) ? mapping : undefined;
  if (mapping ? given === undefined : rows !== undefined && rows !== 'messages') return undefined;
  const tables = await findTables(file, { delimiter: given?.delimiter, encoding: given?.encoding });
  const [table] = tables;
  if (table === undefined) return undefined;
  if (tables.some(({ header }) => isPrivateTable(header))) {
    throw new Problem(`${file.shown} holds private messages, which Rapport does not read.`);
  }
  const sheet = given?.sheet ?? options.sheet;
  const chosen = chooseTable(file, tables, sheet, (each) =>
    given ? givenFor(given, each, tables) : guessMapping(file.name, each),
  );
  if (chosen === undefined || typeof chosen === 'string') {
    throw new Problem(
      `${file.shown} is a table, but ${chosen}. Its columns: ${table.header.join(', ')}.`,
      kindsOfTables,
    );
  }
  return planOf(file, chosen.table, chosen.made, options, chosen.question, tables.length);
}

const kindsOfTables =
  'Three kinds of tables are read: messages (a text and a time in each row, docs/sources/table.md), series (a date and numbers, docs/sources/series.md), and surveys (totals of answers, or a row a person, docs/sources/survey.md). Where it is one of them, say which (rapport import FILE --rows messages, series or survey); a mapping file can name the columns.';

/** A given mapping with the sheets that it can be meant for; of a lone table the columns are looked at later. */
function givenFor(mapping: MessageMapping, table: TableFile, tables: TableFile[]): Guess | string {
  const fits = tables.length < 2 || missingIn(table, mapping).length === 0;
  return fits
    ? { mapping, questions: [], sure: true }
    : 'no sheet has all the columns that the mapping names';
}

function planOf(
  file: InputFile,
  table: TableFile,
  guess: Guess,
  options: ReadOptions,
  whichSheet: OpenQuestion | undefined,
  sheets: number,
): TablePlan {
  const mapping: MessageMapping = { ...guess.mapping, time: { ...guess.mapping.time } };
  if (table.sheet && (sheets > 1 || options.sheet !== undefined)) mapping.sheet = table.sheet.name;
  if (options.zone !== undefined) mapping.time.zone ??= options.zone;
  if (options.withoutIds) mapping.withoutIds = true;
  if (options.us !== undefined) mapping.us = options.us;
  const { author, reply } = mapping.columns;
  if (
    author === undefined &&
    reply === undefined &&
    mapping.author === undefined &&
    mapping.us?.length === 1
  ) {
    mapping.author = mapping.us[0]?.trim().replace(/^@/, '') ?? '';
  }
  checkColumns(file, table, mapping);
  refuseSpoilt(file, table, mapping);
  if (mapping.time.zone !== undefined) checkZone(mapping.time.zone);
  const questions = [...(whichSheet ? [whichSheet] : []), ...guess.questions];
  if (mapping.withoutIds) remove(questions, 'columns.id');
  questions.push(...open(table, mapping));
  return { table, mapping, questions, given: options.mapping !== undefined, sure: guess.sure };
}

function open(table: TableFile, mapping: MessageMapping): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  const { columns } = mapping;
  const times = valuesOf(table, columns.time);
  const replyTimes = columns.replyTime === undefined ? [] : valuesOf(table, columns.replyTime);
  if (mapping.time.zone === undefined && needsZone(mapping.time.format, [...times, ...replyTimes])) {
    const seen = times.find((value) => value.trim() !== '') ?? '';
    questions.push({
      word: 'zone',
      ask: `In which time zone are the times of column "${columns.time}"?`,
      why: `They read like "${seen}", which names none.`,
    });
  }
  if (columns.id === undefined && !mapping.withoutIds) {
    questions.push({
      word: 'withoutIds',
      ask: 'Shall the file be imported without ids?',
      why: 'No column holds ids. Then no reply is joined to what it answers, and the same message in another file is not recognised.',
      choices: ['true'],
    });
  }
  const us = whoIsUs(table, mapping);
  if (us !== undefined) questions.push(us);
  return questions;
}

function whoIsUs(table: TableFile, mapping: MessageMapping): OpenQuestion | undefined {
  const { columns } = mapping;
  if (columns.author === undefined && mapping.author === undefined) {
    if (columns.reply !== undefined) {
      return {
        word: 'columns.author',
        ask: `Which column names who wrote "${columns.text}"?`,
        why: 'No header says so, and the replies are by somebody else.',
        choices: table.header.filter((name) => !Object.values(columns).includes(name)),
      };
    }
    return {
      word: 'us',
      ask: 'Whose posts are these? Give the name of your account.',
      why: 'No column names the author, so every row must be by one account. Posts of other people cannot be read without their names.',
    };
  }
  if (mapping.us !== undefined || mapping.author !== undefined) return undefined;
  if (columns.own !== undefined || columns.inbound !== undefined) return undefined;
  if (columns.reply !== undefined) {
    if (columns.channel !== undefined || columns.replyAuthor !== undefined) return undefined;
    return {
      word: 'us',
      ask: `Who writes the replies in column "${columns.reply}"? Give the name of your account.`,
      why: 'No column names the company.',
    };
  }
  const frequency = new Map<string, number>();
  for (const author of valuesOf(table, columns.author ?? ''))
    frequency.set(author, (frequency.get(author) ?? 0) + 1);
  const frequent = [...frequency].filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1]);
  const question: OpenQuestion = {
    word: 'us',
    ask: `Which names in column "${columns.author}" are your own accounts?`,
    why: "No column tells our messages from other people's.",
  };
  if (frequent.length > 0) question.choices = frequent.slice(0, 8).map(([author]) => author);
  // a tool that publishes has posts of nobody else
  if (/^profile( ?name)?$/i.test(columns.author ?? ''))
    question.guess = [...frequency.keys()].slice(0, 8).join(', ');
  return question;
}

function checkColumns(file: InputFile, table: TableFile, mapping: MessageMapping): void {
  const named = [...Object.values(mapping.columns), ...Object.keys(mapping.metrics ?? {})];
  const missing = missingIn(table, mapping);
  // A JSON line may leave a key out, so a column that the first lines lack may still come.
  if (table.layout === undefined && table.sheet === undefined && missing.length < named.length) {
    for (const name of missing) table.header.push(name);
    return;
  }
  if (missing.length === 0) return;
  throw new Problem(
    `${file.shown} has no column ${missing.map((name) => `"${name}"`).join(', ')}. Its columns: ${table.header.join(', ')}.`,
    'Take one of these names.',
  );
}

function missingIn(table: TableFile, mapping: MessageMapping): string[] {
  const named = [...Object.values(mapping.columns), ...Object.keys(mapping.metrics ?? {})];
  return named.filter((name) => columnReader(table.header, name) === undefined);
}

function refuseSpoilt(file: InputFile, table: TableFile, mapping: MessageMapping): void {
  if (mapping.withoutIds) return;
  for (const name of [mapping.columns.id, mapping.columns.parent]) {
    const example = name === undefined ? undefined : spoiltExample(valuesOf(table, name));
    if (example !== undefined) throw new Problem(spoiltSentence(file.shown, name ?? '', example), spoiltHelp);
  }
}

function valuesOf(table: TableFile, name: string): string[] {
  const read = columnReader(table.header, name);
  return read === undefined ? [] : table.sample.map(read);
}

function remove(questions: OpenQuestion[], word: string): void {
  const at = questions.findIndex((question) => question.word === word);
  if (at >= 0) questions.splice(at, 1);
}
