import type { Message, ReportedMetric, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { fieldsRow } from '../fields-row.ts';
import { mentionsIn } from '../mentions.ts';
import { findTables, openTable, type TableFile } from '../table/table-file.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { tiktokMetric, tiktokValue } from './tiktok-metrics.ts';
import { postTimes } from './tiktok-time.ts';

/** The posts of an account with their counts, as TikTok Studio exports them: `Content.csv`. */
export const tiktokStudio: Reader = {
  word: 'tiktok-studio',
  title: 'TikTok Studio, posts with their counts (Content.csv)',
  version: 1,
  detect,
  read,
};

interface Sheet {
  table: TableFile;
  titleAt: number;
  linkAt: number;
  timeAt: number;
}

async function sheetIn(file: InputFile): Promise<Sheet | undefined> {
  for (const table of await findTables(file, {})) {
    const header = table.header.map((name) => name.trim().toLowerCase());
    const [titleAt, linkAt, timeAt] = ['video title', 'video link', 'post time'].map((name) =>
      header.indexOf(name),
    ) as [number, number, number];
    const counted = header.some((name) => tiktokMetric(name) !== undefined);
    if (titleAt >= 0 && linkAt >= 0 && timeAt >= 0 && counted) return { table, titleAt, linkAt, timeAt };
  }
  return undefined;
}

/** `https://www.tiktok.com/@acme/video/7412345678901234567`, as `/photo/` too. */
const address = /tiktok\.com\/@([\w.-]{1,60})\/(?:video|photo)\/(\d{5,25})/i;

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const sheet = await sheetIn(file);
  if (sheet === undefined) return undefined;
  const names = sheet.table.sample.flatMap((row) => address.exec(row[sheet.linkAt] ?? '')?.[1] ?? []);
  return {
    reader: tiktokStudio.word,
    confidence: 0.97,
    summary: `TikTok Studio, posts of ${names[0] === undefined ? 'one account' : `@${names[0]}`}`,
    questions: [],
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  let rounded = false;

  async function* rows(): AsyncGenerator<Row[]> {
    const sheet = await sheetIn(file);
    if (sheet === undefined) throw new Problem(`${file.shown} holds no posts of TikTok Studio.`);
    const { table, titleAt, linkAt, timeAt } = sheet;
    const timeOf = postTimes(table.sample.map((row) => row[timeAt] ?? ''));
    const opened = await openTable(file, table, {});
    count.encoding(opened.encoding);
    const ofRow = (fields: string[], line: number): Row | string => {
      if (fields.every((field) => (field ?? '').trim() === '')) return { line, empty: true };
      const link = (fields[linkAt] ?? '').trim();
      const [, name, id] = address.exec(link) ?? [];
      if (name === undefined || id === undefined) return 'its link names no post of TikTok';
      const stated = timeOf(fields[timeAt] ?? '', id);
      if ('wrong' in stated) return stated.wrong;
      const { text, repaired } = tidyText(fields[titleAt] ?? '', 'keep');
      const message: Message = {
        source: 'tiktok',
        kind: 'post',
        author: { id: name.toLowerCase() },
        own: isOurs({ id: name }, options.us),
        text,
        createdAt: stated.at,
        precision: stated.precision,
        mentions: mentionsIn(text),
        visibility: 'public',
        url: link.replace(/\?.*$/, ''),
        metrics: metricsOf(table.header, fields),
      };
      if (repaired) message.repaired = true;
      if (!options.withoutIds) message.nativeId = id;
      return { line, messages: [count.add(message)] };
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
    if (rounded) count.note('Counts that TikTok writes as 1.2K are rounded, and are kept as 1200.');
    const about = [titleAt, linkAt, timeAt];
    const unread = table.header.filter(
      (name, at) => name.trim() !== '' && !about.includes(at) && tiktokMetric(name) === undefined,
    );
    if (unread.length > 0) count.note(`Not read: ${unread.join(', ')}.`);
  }

  function metricsOf(header: string[], fields: string[]): ReportedMetric[] {
    const metrics: ReportedMetric[] = [];
    header.forEach((column, at) => {
      const metric = tiktokMetric(column);
      const told = tiktokValue(column, fields[at] ?? '');
      if (metric === undefined || told === undefined || metrics.some((one) => one.metric === metric)) return;
      rounded ||= told.rounded;
      metrics.push({ metric, value: told.value, definition: `tiktok-studio:${metric}:1` });
    });
    return metrics;
  }

  return { rows: rows(), summary: () => count.summary('own') };
}
