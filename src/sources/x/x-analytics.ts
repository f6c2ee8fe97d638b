import type { Message, ReportedMetric, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOneOf } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { mentionsIn } from '../mentions.ts';
import { findLayout, openSeparated } from '../separated.ts';
import { isScientific, spoiltExample, spoiltHelp, spoiltSentence } from '../spoilt-ids.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import { snowflakeTime } from './snowflake.ts';
import { analyticsMetric } from './x-metrics.ts';

const columns = ['tweet id', 'tweet permalink', 'tweet text', 'time', 'impressions'];

/** The monthly CSV of analytics.twitter.com (until 2024): one row a post of one's own account, with its counts. */
export const xAnalytics: Reader = {
  word: 'x-analytics',
  title: 'X analytics, posts by month (CSV)',
  version: 1,
  detect,
  read,
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const layout = await findLayout(file);
  const header = layout?.header.map((name) => name.toLowerCase()) ?? [];
  if (layout === undefined || columns.some((column) => !header.includes(column))) return undefined;
  const id = header.indexOf('tweet id');
  const spoilt = spoiltExample(layout.sample.map((row) => row[id] ?? ''));
  if (spoilt !== undefined && !options.withoutIds) {
    throw new Problem(spoiltSentence(file.shown, layout.header[id] ?? 'Tweet id', spoilt), spoiltHelp);
  }
  const link = header.indexOf('tweet permalink');
  const name = authorOf(layout.sample[0]?.[link] ?? '');
  const until = exportEnd(file.name);
  const summary = `X analytics, posts of ${name ? `@${name}` : 'one account'}${until ? ` until ${until.slice(0, 10)}` : ''}`;
  return { reader: xAnalytics.word, confidence: 0.98, summary, questions: [] };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('yyyy-MM-dd HH:mm xx');

  async function* rows(): AsyncGenerator<Row[]> {
    const layout = await findLayout(file);
    if (layout === undefined) throw new Problem(`${file.shown} is no X analytics file.`);
    const header = layout.header.map((name) => name.toLowerCase());
    const [idAt = 0, linkAt = 0, textAt = 0, timeAt = 0] = columns.map((column) => header.indexOf(column));
    const opened = await openSeparated(file, layout);
    count.encoding(opened.encoding);
    yield* batches(opened.rows, (row) => {
      if ('header' in row) return undefined;
      if ('empty' in row) return row;
      if ('damaged' in row) return { line: row.line, rejected: row.damaged, excerpt: row.excerpt };
      const { line, fields } = row;
      const refuse = (rejected: string): Row => ({ line, rejected, excerpt: excerptOf(fields.join(',')) });
      const id = (fields[idAt] ?? '').trim();
      if (!options.withoutIds && isScientific(id))
        return refuse(`its id "${id}" was spoilt by a spreadsheet`);
      if (!options.withoutIds && !/^\d+$/.test(id)) return refuse('has no tweet id');
      const link = (fields[linkAt] ?? '').trim();
      const name = authorOf(link);
      if (name === undefined) return refuse('its permalink does not name the account');
      const stated = time(fields[timeAt] ?? '');
      if ('wrong' in stated) return refuse(stated.wrong);
      const exact = snowflakeTime(id, stated.at, 60);
      const { text, repaired } = tidyText(fields[textAt] ?? '', 'decode');
      const message: Message = {
        source: 'x',
        kind: 'post',
        author: { id: name },
        own: options.us === undefined || isOneOf({ id: name }, options.us),
        text,
        createdAt: exact ?? stated.at,
        precision: exact ? 'instant' : stated.precision,
        mentions: mentionsIn(text),
        url: link,
        metrics: metricsOf(header, fields),
      };
      if (repaired) message.repaired = true;
      if (!options.withoutIds) message.nativeId = id;
      return { line, messages: [count.add(message)] };
    });
  }

  return { rows: rows(), summary: () => count.summary('own', observedUntil()) };

  function observedUntil(): string | undefined {
    const end = exportEnd(file.name);
    const newest = count.newest();
    return end !== undefined && newest !== undefined && newest > end ? newest : end;
  }
}

function metricsOf(header: string[], fields: string[]): ReportedMetric[] {
  const metrics: ReportedMetric[] = [];
  header.forEach((column, at) => {
    const metric = analyticsMetric(column);
    const written = (fields[at] ?? '').trim();
    if (metric === undefined || !/^\d+(\.\d+)?$/.test(written)) return;
    const value = Number(written);
    if (Number.isFinite(value)) metrics.push({ metric, value, definition: `x-analytics:${metric}:1` });
  });
  return metrics;
}

function authorOf(link: string): string | undefined {
  return /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/([A-Za-z0-9_]{1,20})\/status\/\d/.exec(
    link,
  )?.[1];
}

/** The end that the file's name gives, `..._20161201_20170101_en.csv`: midnight UTC at its second date. */
function exportEnd(name: string): string | undefined {
  const [, year, month, day] = /_\d{8}_(\d{4})(\d{2})(\d{2})(?=[_. (])/.exec(name) ?? [];
  if (year === undefined) return undefined;
  const end = timeReader('iso', 'UTC')(`${year}-${month}-${day}`);
  return 'wrong' in end ? undefined : end.at;
}
