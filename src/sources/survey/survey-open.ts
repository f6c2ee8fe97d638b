import type { SurveyMapping } from '../../model/mapping.ts';
import type { OpenQuestion } from '../../model/reader.ts';
import { isMissing } from '../amount.ts';
import { columnReader } from '../column.ts';
import { percentQuestion } from '../series/series-open.ts';
import { seriesRole } from '../series/series-words.ts';
import type { TableFile } from '../table/table-file.ts';
import { timeReader } from '../time/time.ts';
import { guessTimeFormats } from '../time/time-guess.ts';

/** What a mapping of a survey must say and does not, given or guessed. */
export function openSurvey(mapping: SurveyMapping, table: TableFile): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  const { columns, wave } = mapping;
  if (columns.from === undefined && columns.to === undefined) {
    const dates = datesOf(table);
    const seen =
      dates &&
      `The dates in column "${dates.column}" go from ${dates.first} to ${dates.last} in the first rows.`;
    if (wave?.from === undefined)
      questions.push({
        word: 'wave.from',
        ask: 'On which day did this wave begin? Write it as 2026-03-31.',
        why:
          columns.wave === undefined
            ? (seen ?? 'No column says when people were asked.')
            : `No column says when people were asked. Waves of different days in one file need a column each for the first and last day.`,
        ...(dates && { guess: dates.first }),
      });
    if (wave?.to === undefined)
      questions.push({
        word: 'wave.to',
        ask: 'On which day did this wave end? Write it as 2026-03-31.',
        why: seen ?? 'No column says when people were asked.',
        ...(dates && { guess: dates.last }),
      });
  }
  if (mapping.rows === 'totals' && columns.question === undefined && mapping.question === undefined) {
    questions.push({
      word: 'question',
      ask: 'Which question was asked? Give it one word, such as awareness.',
      why: 'No column names it. The same word in another file is the same question.',
    });
  }
  if (mapping.selfSelected === undefined) {
    questions.push({
      word: 'selfSelected',
      ask: 'Did people choose by themselves to take part (an open link, a call to followers)?',
      why: 'Then a range covers the luck of the draw only, and no file says it.',
      choices: ['yes', 'no'],
    });
  }
  questions.push(...percentQuestions(mapping, table));
  return questions;
}

/** The first and last day in a lone column of dates, on which each row was given. */
function datesOf(table: TableFile): { column: string; first: string; last: string } | undefined {
  const named = table.header.filter((header) => seriesRole(header) === 'time');
  const [column] = named;
  if (column === undefined || named.length > 1) return undefined;
  const values = table.sample
    .map(columnReader(table.header, column) ?? (() => ''))
    .filter((text) => !isMissing(text));
  const formats = guessTimeFormats(values);
  if (formats.length !== 1) return undefined;
  const read = timeReader(formats[0] ?? 'iso', 'UTC');
  const days = values.flatMap((value) => {
    const parsed = read(value);
    return 'wrong' in parsed ? [] : [parsed.at.slice(0, 10)];
  });
  const [first] = days.sort();
  return first === undefined ? undefined : { column, first, last: days.at(-1) ?? first };
}

function percentQuestions(mapping: SurveyMapping, table: TableFile): OpenQuestion[] {
  if (mapping.rows !== 'totals' || mapping.percent !== undefined) return [];
  const shares =
    mapping.columns.share !== undefined
      ? [mapping.columns.share]
      : (mapping.answers ?? []).map(({ column }) => column);
  const values = shares.flatMap((column) =>
    table.sample.map(columnReader(table.header, column) ?? (() => '')).filter((text) => !isMissing(text)),
  );
  const [first] = shares;
  if (first === undefined || values.every((text) => text.trim().endsWith('%'))) return [];
  return [percentQuestion('percent', shares.join('", "'), values, mapping.decimal ?? '.')];
}
