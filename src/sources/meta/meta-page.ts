import type { Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import type { Point } from '../../model/series.ts';
import { isMissing, readAmount } from '../amount.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { dayAfter } from '../linkedin/linkedin-day.ts';
import { accountOf, accountWord } from '../linkedin/linkedin-name.ts';
import { findLayout, type Layout, openSeparated, textOf } from '../separated.ts';
import { tally } from '../tally.ts';

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
  if (days.length > 0 && !days.some((day) => isoDay(day) !== undefined)) return undefined;
  const above = (await textOf(await file.head(4096), layout.encoding)).split(layout.newline, layout.above);
  const title = above.map((line) => line.trim().replace(/^"|"$/g, '')).findLast((line) => line !== '');
  return title === undefined || /^sep=/i.test(title) ? undefined : { layout, title };
}

/** `2025-08-01T00:00:00`: a day of the account's calendar. */
function isoDay(text: string): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?:T00:00:00(?:\.0+)?)?$/.exec(text.trim())?.[1];
  if (day === undefined) return undefined;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day) ? undefined : day;
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
    const { platform, series } = wordsOf(sheet.title);
    const opened = await openSeparated(file, sheet.layout);
    count.encoding(opened.encoding);
    yield* batches(opened.rows, (row) => {
      if ('header' in row) return undefined;
      if ('empty' in row) return row;
      const { line } = row;
      if ('damaged' in row) return { line, rejected: row.damaged, excerpt: row.excerpt };
      const [written = '', counted = ''] = row.fields;
      const refuse = (rejected: string): Row => ({
        line,
        rejected,
        excerpt: excerptOf(row.fields.join(',')),
      });
      const from = isoDay(written);
      if (from === undefined) return refuse(`"${written.slice(0, 40)}" is no date`);
      if (isMissing(counted)) return { line, empty: true };
      const amount = readAmount(counted, '.');
      if (amount === undefined || amount.percent) return refuse(`"${counted.slice(0, 40)}" is no number`);
      const point: Point = {
        is: 'point',
        source: `${platform}-${account}`,
        series,
        label: sheet.title,
        kind: 'platform',
        unit: 'count',
        grain: 'day',
        from,
        to: dayAfter(from),
        value: amount.value,
        dimensions: {},
      };
      return { line, told: [point] };
    });
  }

  return { rows: rows(), summary: () => count.summary('own') };
}
