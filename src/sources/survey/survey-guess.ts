import type { SurveyMapping } from '../../model/mapping.ts';
import type { OpenQuestion } from '../../model/reader.ts';
import { type Decimal, guessDecimal, isMissing, readAmount } from '../amount.ts';
import { seriesWord } from '../series/series-words.ts';
import type { TableFile } from '../table/table-file.ts';
import { guessTimeFormats } from '../time/time-guess.ts';
import {
  columnsAs,
  customersAmong,
  isMargin,
  isPersonal,
  looksLikeSurvey,
  type SurveyRole,
} from './survey-words.ts';

/** A mapping of a survey drawn from headers and first rows. */
export interface SurveyGuess {
  mapping: SurveyMapping;
  /** What is unsure of it; what is missing altogether is asked elsewhere. */
  questions: OpenQuestion[];
  sure: boolean;
}

/** More different texts than this in the first rows are free words, not answers to choose from. */
const mostAnswers = 20;

/**
 * Guesses how totals of survey waves are read; a string says why it is no such table.
 * @param chosen true where a person said that it is one: then columns that no header names are asked for.
 */
export function guessTotals(name: string, table: TableFile, chosen = false): SurveyGuess | string {
  const look = lookAt(table);
  const n = look.take('n', look.numeric);
  if (n === undefined && !chosen) return 'no column of it says how many were asked';
  const columns: SurveyMapping['columns'] = n === undefined ? {} : { n };
  const dates = takeDates(look, columns);
  take(look, columns, 'answer');
  take(look, columns, 'k', look.numeric);
  take(look, columns, 'share', look.numeric);
  take(look, columns, 'wave');
  take(look, columns, 'question');
  take(look, columns, 'wording');
  if (
    !chosen &&
    columns.wave === undefined &&
    columns.from === undefined &&
    columns.question === undefined &&
    columns.answer === undefined
  )
    return 'no column of it names a wave, when it was in the field, a question or an answer';
  const mapping = draft(name, 'totals', table, columns, look.decimal, dates);
  const questions = chosen ? openColumns(look, columns) : [];
  if (columns.k === undefined && columns.share === undefined && questions.length === 0) {
    const shares = look.rest().filter((column) => look.shares(column));
    if (shares.length === 0) return 'no column of it holds counts or shares of answers';
    mapping.answers = shares.map((column) => ({ column, word: seriesWord(column) }));
    questions.push({
      word: 'answers',
      ask: 'Which columns hold the shares of answers? Write them with commas.',
      why: 'No column is called share, percent or count, and these hold numbers from 0 to 100.',
      guess: shares.join(', '),
    });
  }
  const told = columns.k !== undefined || columns.share !== undefined;
  const sure = told ? columns.answer !== undefined : columns.from !== undefined && columns.to !== undefined;
  return { mapping, questions, sure };
}

/** What is asked of totals whose columns no header names. */
function openColumns(look: Look, columns: SurveyMapping['columns']): OpenQuestion[] {
  const why = 'No header says so.';
  const rest = look.rest();
  const numbers = rest.filter((column) => look.numeric(column));
  const texts = rest.filter((column) => !numbers.includes(column) && !look.dated(column));
  const asked: [role: SurveyRole, ask: string, choices: string[]][] = [
    ['n', 'Which column says how many were asked?', numbers],
    ...(columns.share === undefined
      ? [['k', 'Which column says how many gave the answer?', numbers] as [SurveyRole, string, string[]]]
      : []),
    ['answer', 'Which column names the answer?', texts],
  ];
  return asked
    .filter(([role, , choices]) => columns[role] === undefined && choices.length > 0)
    .map(([role, ask, choices]) => ({ word: `columns.${role}`, ask, why, choices }));
}

/**
 * Guesses how respondents are read; a string says why it is no such table.
 * @param chosen true where a person said that it is one: then ids and weights may be missing.
 */
export function guessRespondents(name: string, table: TableFile, chosen = false): SurveyGuess | string {
  const look = lookAt(table);
  const columns: SurveyMapping['columns'] = {};
  take(look, columns, 'weight', look.numeric);
  take(look, columns, 'id');
  take(look, columns, 'panel');
  if (columns.id === undefined && (chosen || looksLikeSurvey(name, table.header))) {
    const [customer] = customersAmong(look.rest());
    if (customer !== undefined) columns.id = look.takeAs(customer);
  }
  if (!chosen && columns.weight === undefined && columns.id === undefined && columns.panel === undefined)
    return 'no column of it holds respondents or weights';
  take(look, columns, 'population', look.numeric);
  take(look, columns, 'stratum');
  take(look, columns, 'wave');
  const dates = takeDates(look, columns);
  const readable = look
    .rest()
    .filter((column) => !isPersonal(column) && !look.dated(column) && look.answers(column));
  const margins = readable.filter(isMargin);
  const asked = readable.filter((column) => !margins.includes(column));
  if (asked.length === 0) return 'no column of it holds answers';
  const mapping = draft(name, 'respondents', table, columns, look.decimal, dates);
  mapping.questions = asked.map((column) => ({ column, word: seriesWord(column) }));
  if (margins.length > 0) mapping.margins = margins;
  const questions: OpenQuestion[] = [
    {
      word: 'questions',
      ask: 'Which columns hold answers? Write them with commas; no other column is read.',
      why: `Only what is needed is kept of people.${shorter(asked)}`,
      guess: asked.join(', '),
    },
  ];
  if (columns.panel === undefined && columns.id !== undefined && look.repeats(columns.id)) {
    questions.push({
      word: 'columns.panel',
      ask: `Is the same "${columns.id}" in another wave the same person?`,
      why: 'Ids come back in the first rows. If they are counted anew in each wave, choose none.',
      choices: [columns.id],
    });
  }
  return { mapping, questions, sure: columns.weight !== undefined && columns.id !== undefined };
}

/** Says how to give a short word to a question, where one has a long one; a goal writes it. */
function shorter(columns: string[]): string {
  const long = columns.find((column) => seriesWord(column).length > 16 && !column.includes(','));
  return long === undefined
    ? ''
    : ` A goal writes "survey/${seriesWord(long)}" for one of them; for a shorter word write "${long} = known".`;
}

function draft(
  name: string,
  rows: SurveyMapping['rows'],
  table: TableFile,
  columns: SurveyMapping['columns'],
  decimal: Decimal,
  format: string | undefined,
): SurveyMapping {
  const base = name.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '');
  const mapping: SurveyMapping = {
    rows,
    source: seriesWord(base.replace(/\d{2,}/g, ' ')) || 'survey',
    columns,
    time: { format: format ?? 'iso' },
  };
  if (columns.from === undefined && columns.to === undefined) mapping.wave = {};
  if (decimal === ',') mapping.decimal = ',';
  if (table.layout && table.layout.delimiter !== ',') mapping.delimiter = table.layout.delimiter;
  return mapping;
}

type Look = ReturnType<typeof lookAt>;

function take(
  look: Look,
  columns: SurveyMapping['columns'],
  role: SurveyRole,
  fits?: (column: string) => boolean,
) {
  const column = look.take(role, fits);
  if (column !== undefined) columns[role] = column;
}

/** When a wave was in the field; the format of its days comes back. */
function takeDates(look: Look, columns: SurveyMapping['columns']): string | undefined {
  take(look, columns, 'from', look.dated);
  take(look, columns, 'to', look.dated);
  const values = [columns.from, columns.to].flatMap((column) =>
    column === undefined ? [] : look.values(column),
  );
  return values.length > 0 ? guessTimeFormats(values)[0] : undefined;
}

function lookAt({ header, sample }: TableFile) {
  const taken = new Set<string>();
  const columns = header.filter((column, at) => column !== '' && header.indexOf(column) === at);
  const values = (column: string) => sample.map((row) => row[header.indexOf(column)] ?? '');
  const filled = (column: string) => values(column).filter((value) => !isMissing(value));
  const decimal =
    guessDecimal(
      columns.flatMap((column) =>
        filled(column).filter((value) => readAmount(value, '.') ?? readAmount(value, ',')),
      ),
    ) ?? '.';
  const amounts = (column: string) => filled(column).flatMap((value) => readAmount(value, decimal) ?? []);
  const numeric = (column: string) =>
    filled(column).length > 0 && amounts(column).length >= filled(column).length * 0.9;
  return {
    values,
    decimal,
    numeric,
    dated: (column: string) => guessTimeFormats(values(column)).length > 0,
    take: (role: SurveyRole, fits: (column: string) => boolean = (column) => filled(column).length > 0) => {
      const column = columnsAs(role, columns).find((each) => !taken.has(each) && fits(each));
      if (column !== undefined) taken.add(column);
      return column;
    },
    takeAs: (column: string) => {
      taken.add(column);
      return column;
    },
    rest: () => columns.filter((column) => !taken.has(column)),
    shares: (column: string) => {
      const found = amounts(column).map(({ value }) => value);
      return (
        numeric(column) &&
        !/ids?$|year|cycle|number/i.test(column) &&
        found.every((value) => value >= 0 && value <= 100) &&
        found.some((value) => value > 0)
      );
    },
    answers: (column: string) =>
      filled(column).length > 0 &&
      (numeric(column)
        ? !/^\d{8,}$/.test(filled(column)[0] ?? '')
        : new Set(filled(column)).size <= mostAnswers),
    repeats: (column: string) => new Set(filled(column)).size < filled(column).length,
  };
}
