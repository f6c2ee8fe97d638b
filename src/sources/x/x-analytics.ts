import type { Message, ReportedMetric, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { fieldsRow } from '../fields-row.ts';
import { mentionsIn } from '../mentions.ts';
import { findLayout, openSeparated } from '../separated.ts';
import { isScientific, spoiltExample, spoiltHelp, spoiltSentence } from '../spoilt-ids.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { type ParsedTime, timeReader } from '../time/time.ts';
import { writtenDays } from '../time/written-day.ts';
import { snowflakeTime } from './snowflake.ts';
import { analyticsMetric } from './x-metrics.ts';

interface Generation {
  /** Headings of id, address, text, time and one count, in lower case. */
  columns: string[];
  /** Version of the definitions of its counts. */
  version: number;
}

/** The monthly CSV of analytics.twitter.com (until 2024), and the one that X Premium gives since. */
const generations: Generation[] = [
  { columns: ['tweet id', 'tweet permalink', 'tweet text', 'time', 'impressions'], version: 1 },
  { columns: ['post id', 'post link', 'post text', 'date', 'impressions'], version: 2 },
];

function generationOf(header: string[]): Generation | undefined {
  return generations.find(({ columns }) => columns.every((column) => header.includes(column)));
}

/** One row a post of one's own account, with its counts. */
export const xAnalytics: Reader = {
  word: 'x-analytics',
  title: 'X analytics, posts of an account (CSV)',
  version: 1,
  detect,
  read,
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const layout = await findLayout(file);
  const header = layout?.header.map((name) => name.toLowerCase()) ?? [];
  const generation = generationOf(header);
  if (layout === undefined || generation === undefined) return undefined;
  const [id = 0, link = 0] = generation.columns.map((column) => header.indexOf(column));
  const spoilt = spoiltExample(layout.sample.map((row) => row[id] ?? ''));
  if (spoilt !== undefined && !options.withoutIds) {
    throw new Problem(spoiltSentence(file.shown, layout.header[id] ?? 'Tweet id', spoilt), spoiltHelp);
  }
  const name = authorOf(layout.sample[0]?.[link] ?? '');
  const until = exportEnd(file.name);
  const summary = `X analytics, posts of ${name ? `@${name}` : 'one account'}${until ? ` until ${until.slice(0, 10)}` : ''}`;
  return { reader: xAnalytics.word, confidence: 0.98, summary, questions: [] };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  async function* rows(): AsyncGenerator<Row[]> {
    const layout = await findLayout(file);
    const header = layout?.header.map((name) => name.toLowerCase()) ?? [];
    const generation = generationOf(header);
    if (layout === undefined || generation === undefined)
      throw new Problem(`${file.shown} is no X analytics file.`);
    const { columns, version } = generation;
    const [idAt = 0, linkAt = 0, textAt = 0, timeAt = 0] = columns.map((column) => header.indexOf(column));
    const timeOf = version === 1 ? minuteOf : dayOf(layout.sample.map((row) => row[timeAt] ?? ''));
    const opened = await openSeparated(file, layout);
    count.encoding(opened.encoding);
    const ofRow = (fields: string[], line: number): Row | string => {
      const id = (fields[idAt] ?? '').trim();
      if (!options.withoutIds && isScientific(id)) return `its id "${id}" was spoilt by a spreadsheet`;
      if (!options.withoutIds && !/^\d+$/.test(id)) return 'has no tweet id';
      const link = (fields[linkAt] ?? '').trim();
      const name = authorOf(link);
      if (name === undefined) return 'its permalink does not name the account';
      const stated = timeOf(fields[timeAt] ?? '', id);
      if ('wrong' in stated) return stated.wrong;
      const { text, repaired } = tidyText(fields[textAt] ?? '', 'decode');
      const message: Message = {
        source: 'x',
        kind: 'post',
        author: { id: name },
        own: isOurs({ id: name }, options.us),
        text,
        createdAt: stated.at,
        precision: stated.precision,
        mentions: mentionsIn(text),
        url: link,
        metrics: metricsOf(header, fields, version),
      };
      if (repaired) message.repaired = true;
      if (!options.withoutIds) message.nativeId = id;
      return { line, messages: [count.add(message)] };
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
  }

  return { rows: rows(), summary: () => count.summary('own', observedUntil()) };

  function observedUntil(): string | undefined {
    const end = exportEnd(file.name);
    const newest = count.newest();
    return end !== undefined && newest !== undefined && newest > end ? newest : end;
  }
}

function metricsOf(header: string[], fields: string[], version: number): ReportedMetric[] {
  const metrics: ReportedMetric[] = [];
  header.forEach((column, at) => {
    const metric = analyticsMetric(column);
    const written = (fields[at] ?? '').trim();
    if (metric === undefined || !/^\d+(\.\d+)?$/.test(written)) return;
    const value = Number(written);
    if (Number.isFinite(value))
      metrics.push({ metric, value, definition: `x-analytics:${metric}:${version}` });
  });
  return metrics;
}

function authorOf(link: string): string | undefined {
  return /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/([A-Za-z0-9_]{1,20})\/status\/\d/.exec(
    link,
  )?.[1];
}

const minutes = timeReader('yyyy-MM-dd HH:mm xx');

/** The minute that the file tells, to the millisecond where the id agrees with it. */
function minuteOf(written: string, id: string): ParsedTime {
  const stated = minutes(written);
  if ('wrong' in stated) return stated;
  const exact = snowflakeTime(id, stated.at, 60);
  return exact ? { ...stated, at: exact, precision: 'instant' } : stated;
}

/** The day that the file tells, of no zone that it names; the instant where the id lies on that day somewhere on earth. */
function dayOf(sample: string[]): (written: string, id: string) => ParsedTime {
  const days = writtenDays(sample);
  return (written, id) => {
    const day = days(written.replace(/^\p{L}+\.?,\s*/u, ''));
    if (day === undefined) return { wrong: `"${written.slice(0, 40)}" is no date` };
    const begins = new Date(Date.parse(`${day}T00:00:00Z`) - 14 * 3_600_000).toISOString();
    const exact = snowflakeTime(id, begins, 50 * 3600);
    return { at: exact ?? `${day}T00:00:00.000Z`, precision: exact ? 'instant' : 'day' };
  };
}

/** The end that the file's name gives, `..._20161201_20170101_en.csv`: midnight UTC at its second date. */
function exportEnd(name: string): string | undefined {
  const [, year, month, day] = /_\d{4}-?\d{2}-?\d{2}_(\d{4})-?(\d{2})-?(\d{2})(?=[_. (])/.exec(name) ?? [];
  if (year === undefined) return undefined;
  const end = timeReader('iso', 'UTC')(`${year}-${month}-${day}`);
  return 'wrong' in end ? undefined : end.at;
}
