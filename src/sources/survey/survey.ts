import type { SurveyMapping } from '../../model/mapping.ts';
import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { columnReader } from '../column.ts';
import { chooseTable } from '../table/sheet-choice.ts';
import { findTables, type TableFile } from '../table/table-file.ts';
import { tally } from '../tally.ts';
import { toldRows, unanswered } from '../told-rows.ts';
import { guessRespondents, guessTotals, type SurveyGuess } from './survey-guess.ts';
import { openSurvey } from './survey-open.ts';
import { respondentReader, totalReader } from './survey-row.ts';

/** Waves of a survey: totals as they were published, or one respondent a row. */
export const survey: Reader = {
  word: 'survey',
  title: 'Survey waves, as totals or respondents (CSV, XLSX, JSONL)',
  version: 1,
  detect,
  read,
};

interface SurveyPlan {
  table: TableFile;
  mapping: SurveyMapping;
  questions: OpenQuestion[];
  confidence: number;
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const plan = await planSurvey(file, options);
  if (plan === undefined) return undefined;
  const { confidence, questions, mapping } = plan;
  return { reader: survey.word, confidence, summary: describe(mapping), questions, mapping };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planSurvey(file, options);
    if (plan === undefined) throw new Problem(`${file.shown} holds no survey that can be read.`);
    if (plan.questions.length > 0) throw unanswered(file, plan.questions);
    const { mapping, table } = plan;
    const people = mapping.rows === 'respondents';
    if (people && mapping.columns.id === undefined && mapping.columns.panel === undefined)
      count.note(withoutIds);
    const understand = people ? respondentReader(mapping, table.header) : totalReader(mapping, table.header);
    yield* toldRows(file, table, mapping, count, understand, people ? 'hidden' : 'shown');
  }
  return { rows: rows(), summary: () => count.summary('own') };
}

const withoutIds =
  'Respondents have no ids: the same file again changes nothing, but a corrected row counts as another person.';

/** @throws Problem for a column or a sheet that is not there. */
async function planSurvey(file: InputFile, options: ReadOptions): Promise<SurveyPlan | undefined> {
  const { mapping: given, rows } = options;
  if (given ? !isSurvey(given.rows) : rows !== undefined && rows !== 'survey' && !isSurvey(rows))
    return undefined;
  const tables = await findTables(file, { delimiter: given?.delimiter, encoding: given?.encoding });
  const sheet = given?.sheet ?? options.sheet;
  const chosen = chooseTable(file, tables, sheet, (table) => made(file, table, options));
  if (chosen === undefined) return undefined;
  if (typeof chosen === 'string') {
    if (!given && rows === undefined) return undefined;
    throw new Problem(
      `${file.shown} cannot be read as ${given?.rows ?? rows} of a survey: ${chosen}.`,
      'docs/sources/survey.md has the columns, and a mapping file can name them.',
    );
  }
  const { table, made: guess } = chosen;
  const mapping: SurveyMapping = { ...guess.mapping };
  if (table.sheet && (tables.length > 1 || sheet !== undefined)) mapping.sheet = table.sheet.name;
  const questions = [
    ...(chosen.question ? [chosen.question] : []),
    ...guess.questions,
    ...openSurvey(mapping, table),
  ];
  return { table, mapping, questions, confidence: given || rows ? 1 : guess.sure ? 0.68 : 0.46 };
}

function isSurvey(rows: string | undefined): rows is SurveyMapping['rows'] {
  return rows === 'totals' || rows === 'respondents';
}

function made(file: InputFile, table: TableFile, { mapping, rows }: ReadOptions): SurveyGuess | string {
  if (mapping && isSurvey(mapping.rows)) {
    const given = mapping as SurveyMapping;
    return missingColumns(given, table) ?? { mapping: given, questions: [], sure: true };
  }
  if (rows === 'respondents') return guessRespondents(file.name, table, true);
  const totals = guessTotals(file.name, table, rows === 'totals');
  if (rows === 'totals' || (typeof totals !== 'string' && totals.sure)) return totals;
  const respondents = guessRespondents(file.name, table);
  if (rows === 'survey' && typeof totals === 'string' && typeof respondents === 'string')
    return either(file.name, table);
  return typeof respondents === 'string' ? (typeof totals === 'string' ? respondents : totals) : respondents;
}

/** A draft of either form, for a survey that is known as one by a person's word only. */
function either(name: string, table: TableFile): SurveyGuess | string {
  const totals = guessTotals(name, table, true);
  const guess = typeof totals === 'string' ? guessRespondents(name, table, true) : totals;
  if (typeof guess === 'string') return guess;
  const rows: OpenQuestion = {
    word: 'rows',
    ask: 'What is a row of this table?',
    why: 'A row of totals says how many gave an answer, one of respondents is a person.',
    choices: ['totals', 'respondents'],
    guess: guess.mapping.rows,
  };
  return { ...guess, questions: [rows, ...guess.questions] };
}

function missingColumns(mapping: SurveyMapping, table: TableFile): string | undefined {
  const named = [
    ...Object.values(mapping.columns),
    ...(mapping.answers ?? []).map(({ column }) => column),
    ...(mapping.questions ?? []).map(({ column }) => column),
    ...(mapping.margins ?? []),
    ...(mapping.dimensions ?? []),
  ];
  const missing = named.filter((name) => columnReader(table.header, name) === undefined);
  if (missing.length > 0)
    return `it has no column ${missing.map((name) => `"${name}"`).join(', ')}; its columns: ${table.header.join(', ')}`;
  if (mapping.rows === 'respondents' && (mapping.questions ?? []).length === 0)
    return 'no column is named that holds answers (questions)';
  if (mapping.rows === 'totals' && mapping.columns.n === undefined)
    return 'it is not said in which column it stands how many were asked (columns.n)';
  const { k, share } = mapping.columns;
  if (mapping.rows === 'totals' && !k && !share && !mapping.answers?.length)
    return 'it is not said in which column it stands how many gave the answer (columns.k, or columns.share)';
  return undefined;
}

function describe({ rows, source, columns, answers, questions = [], margins = [] }: SurveyMapping): string {
  if (rows === 'totals') {
    const what = answers
      ? answers.map(({ word }) => word).join(', ')
      : `"${columns.answer ?? columns.question}"`;
    return `Totals of the survey ${source}: ${what}, with the number asked in "${columns.n}"`;
  }
  const by = margins.length > 0 ? `, with ${margins.join(', ')}` : '';
  const weight = columns.weight === undefined ? '' : `, weighted by "${columns.weight}"`;
  return `Respondents of the survey ${source}: ${questions.length} ${questions.length === 1 ? 'question' : 'questions'}${by}${weight}; their ids are kept under a key of this workspace only`;
}
