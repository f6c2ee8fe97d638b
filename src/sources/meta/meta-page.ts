import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { accountOf, accountWord } from '../accounts.ts';
import { batches } from '../batches.ts';
import { dailyPoints } from '../day-points.ts';
import { fieldsRow } from '../fields-row.ts';
import { findLayout, type Layout, openSeparated, textOf } from '../separated.ts';
import { tally } from '../tally.ts';
import { isoDay } from '../time/calendar-day.ts';
import { toldRow } from '../told-row.ts';

/** One count of a page by day, as Meta Business Suite exports it: `Follows.csv`, `Views.csv`, `Link clicks.csv` ... */
export const metaPage: Reader = {
  word: 'meta-page',
  title: 'Daily counts of a Facebook page or Instagram account from Meta Business Suite (CSV)',
  version: 1,
  detect,
  read,
};

const asked: OpenQuestion = {
  word: 'us',
  ask: 'Of which page or account are these counts? Give its name.',
  why: 'The file does not name it.',
};

interface Sheet {
  layout: Layout;
  /** What is counted, in the language of the account; it stands in the line above the headings alone. */
  title: string;
}

async function sheetIn(file: InputFile): Promise<Sheet | undefined> {
  const layout = await findLayout(file, { delimiter: ',' });
  if (layout === undefined || layout.header[1] !== 'Primary' || layout.above === 0) return undefined;
  const days = layout.sample.map(([day = '']) => day);
  if (days.length > 0 && !days.some((day) => dayOf(day) !== undefined)) return undefined;
  const above = (await textOf(await file.head(4096), layout.encoding)).split(layout.newline, layout.above);
  const title = above.map((line) => line.trim().replace(/^"|"$/g, '')).findLast((line) => line !== '');
  return title === undefined || /^sep=/i.test(title) ? undefined : { layout, title };
}

/** `2025-08-01T00:00:00`: a day of the account's calendar. */
function dayOf(text: string): string | undefined {
  return isoDay(text.trim().replace(/T00:00:00(?:\.0+)?$/, ''));
}

/** Facebook or Instagram, where the title says it, and the rest of the title as a word. */
function wordsOf(title: string): { platform: string; series: string } {
  const platform = /\b(facebook|instagram)\b/i.exec(title)?.[1]?.toLowerCase() ?? 'meta';
  const series = accountWord(title.replace(/\b(facebook|instagram)\b/i, ''));
  return { platform, series: series || accountWord(title) || 'count' };
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const sheet = await sheetIn(file);
  if (sheet === undefined) return undefined;
  const account = accountOf(undefined, options.us)?.id;
  const { platform, series } = wordsOf(sheet.title);
  return {
    reader: metaPage.word,
    confidence: 0.97,
    summary: `"${sheet.title}" by day, of ${account ?? 'one page'}`,
    questions: account === undefined ? [asked] : [],
    words: [`${platform}-${account ?? 'PAGE'}/${series}`],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();

  async function* rows(): AsyncGenerator<Row[]> {
    const sheet = await sheetIn(file);
    if (sheet === undefined) throw new Problem(`${file.shown} holds no daily counts from Meta.`);
    const account = accountOf(undefined, options.us)?.id;
    if (account === undefined) throw new Problem(`${file.shown}: ${asked.ask}`, asked.why);
    const opened = await openSeparated(file, sheet.layout);
    count.encoding(opened.encoding);
    const { platform, series } = wordsOf(sheet.title);
    const understand = dailyPoints(
      { source: `${platform}-${account}`, decimal: '.' },
      [{ word: series, label: sheet.title, at: 1 }],
      dayOf,
      0,
    );
    yield* batches(opened.rows, (row) =>
      fieldsRow(row, (fields, line) => {
        const points = understand(fields);
        return typeof points === 'string' ? points : toldRow(line, points);
      }),
    );
  }

  return { rows: rows(), summary: () => count.summary('own') };
}
