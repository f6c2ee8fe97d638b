import type { Row } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../model/reader.ts';
import { accountOf } from './accounts.ts';
import { guessDecimal } from './amount.ts';
import { batches } from './batches.ts';
import { type DailyColumn, dailyPoints } from './day-points.ts';
import { fieldsRow } from './fields-row.ts';
import { findTables, openTable, type TableFile } from './table/table-file.ts';
import { tally } from './tally.ts';
import { writtenDays } from './time/written-day.ts';
import { toldRow } from './told-row.ts';
import { noteAbove } from './told-rows.ts';

/** A platform's table of an account's counts, a row for each day. */
export interface AccountDays {
  word: string;
  title: string;
  /** Series come from `PLATFORM-ACCOUNT`. */
  platform: string;
  /** In words: "X account overview". */
  called: string;
  /** Headings in lower case, each with the series that it becomes. */
  columns: Record<string, string>;
  /** Without these headings it is another table. */
  needs: string[];
  /** What may stand before a date, such as the day of the week. */
  beforeDate?: RegExp;
}

const asked: OpenQuestion = {
  word: 'us',
  ask: 'Of which account are these counts? Give its @name.',
  why: 'The file does not name it.',
};

interface Found {
  table: TableFile;
  dateAt: number;
  columns: DailyColumn[];
  unread: string[];
}

/** A reader of such a table, from CSV or a workbook. Whose it is has to be said, because the file does not. */
export function accountDays(kind: AccountDays): Reader {
  return {
    word: kind.word,
    title: kind.title,
    version: 1,
    detect: (file, options) => detect(kind, file, options),
    read: (file, options) => read(kind, file, options),
  };
}

async function found({ columns, needs }: AccountDays, file: InputFile): Promise<Found | undefined> {
  for (const table of await findTables(file, {})) {
    const header = table.header.map((name) => name.trim().toLowerCase());
    const dateAt = header.indexOf('date');
    if (dateAt < 0 || needs.some((name) => !header.includes(name))) continue;
    const series = new Map(Object.entries(columns));
    const known = header.flatMap((name, at): DailyColumn[] => {
      const word = series.get(name);
      if (word === undefined) return [];
      series.delete(name);
      return [{ word, label: table.header[at] ?? word, at }];
    });
    const used = new Set([dateAt, ...known.map(({ at }) => at)]);
    const unread = table.header.filter((name, at) => name.trim() !== '' && !used.has(at));
    return { table, dateAt, columns: known, unread };
  }
  return undefined;
}

async function detect(
  kind: AccountDays,
  file: InputFile,
  options: ReadOptions,
): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  if ((await found(kind, file)) === undefined) return undefined;
  const account = accountOf(undefined, options.us);
  return {
    reader: kind.word,
    confidence: 0.97,
    summary: `${kind.called}, counts by day, of ${account?.id ?? 'one account'}`,
    questions: account === undefined ? [asked] : [],
  };
}

function read(kind: AccountDays, file: InputFile, options: ReadOptions): Reading {
  const count = tally();

  async function* rows(): AsyncGenerator<Row[]> {
    const sheet = await found(kind, file);
    if (sheet === undefined) throw new Problem(`${file.shown} is no ${kind.called}.`);
    const account = accountOf(undefined, options.us);
    if (account === undefined) throw new Problem(`${file.shown}: ${asked.ask}`, asked.why);
    const { table, dateAt, columns, unread } = sheet;
    const written = (text: string) => text.replace(kind.beforeDate ?? /^/, '');
    const day = writtenDays(table.sample.map((row) => written(row[dateAt] ?? '')));
    const numbers = table.sample.flatMap((row) => columns.map(({ at }) => row[at] ?? ''));
    const of = { source: `${kind.platform}-${account.id}`, decimal: guessDecimal(numbers) ?? '.' };
    const understand = dailyPoints(of, columns, (text) => day(written(text)), dateAt);
    const opened = await openTable(file, table, {});
    count.encoding(opened.encoding);
    noteAbove(table, count);
    yield* batches(opened.rows, (row) =>
      fieldsRow(row, (fields, line) => {
        if (fields.every((field) => (field ?? '').trim() === '')) return { line, empty: true };
        const points = understand(fields);
        return typeof points === 'string' ? points : toldRow(line, points);
      }),
    );
    if (unread.length > 0) count.note(`Not read: ${unread.join(', ')}.`);
  }

  return { rows: rows(), summary: () => count.summary('own') };
}
