import type { Row } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import type { InputFile, Mapping, OpenQuestion } from '../model/reader.ts';
import type { Told } from '../model/series.ts';
import { batches } from './batches.ts';
import { excerptOf } from './csv.ts';
import { openTable, type TableFile } from './table/table-file.ts';
import type { Tally } from './tally.ts';
import { toldRow } from './told-row.ts';

/**
 * Rows of a table as values from elsewhere. Where rows are people, a refused one is named by its line alone and nothing of it is shown.
 */
export async function* toldRows(
  file: InputFile,
  table: TableFile,
  mapping: Mapping,
  count: Tally,
  understand: (cells: string[], line: number) => Told[] | string,
  excerpts: 'shown' | 'hidden',
): AsyncGenerator<Row[]> {
  const opened = await openTable(file, table, { delimiter: mapping.delimiter, encoding: mapping.encoding });
  count.encoding(opened.encoding);
  noteAbove(table, count);
  const excerpt = (text: string) => (excerpts === 'shown' ? excerptOf(text) : '');
  yield* batches(opened.rows, (row): Row | undefined => {
    if ('header' in row) return undefined;
    if ('empty' in row) return row;
    if ('damaged' in row) return { line: row.line, rejected: row.damaged, excerpt: excerpt(row.excerpt) };
    const { line, fields } = row;
    if (fields.every((field) => field.trim() === '')) return { line, empty: true };
    const told = understand(fields, line);
    if (typeof told === 'string') return { line, rejected: told, excerpt: excerpt(fields.join(', ')) };
    return toldRow(line, told);
  });
}

/** Says that lines above the headings were left out. */
export function noteAbove({ layout }: TableFile, count: Tally): void {
  if (!layout?.above) return;
  count.note(
    layout.above === 1
      ? 'The line above the headings is not read.'
      : `The ${layout.above} lines above the headings are not read.`,
  );
}

/** Why a file is not read: something that only a person can know is open. */
export function unanswered(file: InputFile, questions: OpenQuestion[]): Problem {
  const asked = questions.map(({ word, ask, why }) => `${word}: ${ask} ${why}`).join('\n');
  return new Problem(
    `${file.shown} cannot be read while this is open:\n${asked}`,
    'Answer in a mapping file.',
  );
}
