import type { Row } from '../model/message.ts';
import type { InputFile } from '../model/reader.ts';
import { batches } from './batches.ts';
import { excerptOf } from './csv.ts';
import type { Addend, DailySums } from './daily-sums.ts';
import { type Layout, openSeparated } from './separated.ts';
import type { Tally } from './tally.ts';

/** How the rows of a file become sums of days. */
export interface SummedRows {
  sums: DailySums;
  /** What a row adds; `leave` for one that is none, such as a total; a sentence says why it is refused. */
  understand(fields: string[], line: number): Addend[] | 'leave' | { wrong: string };
  /** Whether excerpts of refused rows may be shown, which they may not where rows name people. */
  excerpts: 'shown' | 'hidden';
  /** Called between the two passes, when every row has been added. */
  summed?(): void;
  /** Whether a line of another width, behind good rows, is a note at the end of the report. */
  footer?: boolean;
}

/** Reads the file twice: first to add up, then to give every row out with the sums that begin in it. */
export async function* summedRows(
  file: InputFile,
  layout: Layout,
  count: Tally,
  how: SummedRows,
): AsyncGenerator<Row[]> {
  const { sums, understand } = how;
  const first = await openSeparated(file, layout);
  for await (const rows of first.rows)
    for (const row of rows) {
      if (!('fields' in row)) continue;
      const made = understand(row.fields, row.line);
      if (Array.isArray(made)) sums.add(row.line, made);
    }
  how.summed?.();
  const excerpt = (text: string) => (how.excerpts === 'shown' ? excerptOf(text) : '');
  let good = 0;
  let atFoot = false;
  const opened = await openSeparated(file, layout);
  count.encoding(opened.encoding);
  yield* batches(opened.rows, (row): Row | undefined => {
    if ('header' in row) return undefined;
    if ('empty' in row) return row;
    const { line } = row;
    if ('damaged' in row) {
      atFoot ||= how.footer === true && good > 0 && /^has 1 fields/.test(row.damaged);
      if (atFoot) {
        count.note('The lines at the foot of the report are not read.');
        return { line, empty: true };
      }
      return { line, rejected: row.damaged, excerpt: excerpt(row.excerpt) };
    }
    const made = understand(row.fields, row.line);
    if (made === 'leave') return { line, empty: true };
    if ('wrong' in made) return { line, rejected: made.wrong, excerpt: excerpt(row.fields.join(', ')) };
    good += 1;
    return { line, told: sums.at(line) };
  });
}
