import type { Author, Message, ReportedMetric, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { fieldsRow } from '../fields-row.ts';
import { mentionsIn } from '../mentions.ts';
import { openSeparated } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { dayAfter, isoDay } from '../time/calendar-day.ts';
import { writtenDays } from '../time/written-day.ts';
import { toldRow } from '../told-row.ts';
import { askChannel, channelOf, videoId } from './youtube-account.ts';
import { studioMetric, studioValue } from './youtube-studio-metrics.ts';
import { planStudio, type StudioPlan } from './youtube-studio-plan.ts';

/** What YouTube Studio exports in its advanced mode: videos with their counts, and counts by day. */
export const youtubeStudio: Reader = {
  word: 'youtube-studio',
  title: 'YouTube Studio (Table data.csv, Chart data.csv, Totals.csv)',
  version: 1,
  detect,
  read,
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const plan = await planStudio(file);
  if (plan === undefined) return undefined;
  const author = ownerOf(file, options);
  const what = plan.part === 'videos' ? 'videos with their counts' : 'counts by day';
  return {
    reader: youtubeStudio.word,
    confidence: plan.english ? 0.98 : 0.9,
    summary: `YouTube Studio, ${what}, of ${author?.name ?? author?.id ?? 'one channel'}`,
    questions: author === undefined ? [askChannel] : [],
  };
}

/** `Content 2024-01-01_2024-02-01 Acme Pumps.zip`: the channel and the days within which was counted. */
function saidByName({ shown }: InputFile): { channel?: string; from?: string; until?: string } {
  const [, from, until, channel] =
    /(\d{4}-\d{2}-\d{2})_(\d{4}-\d{2}-\d{2})[ _]([^/]+?)(?:\.zip)?(?:\/|$)/i.exec(shown) ?? [];
  const real = [from, until].every((day) => isoDay(day ?? '') !== undefined);
  return {
    ...(channel && !/\.csv$/i.test(channel) && { channel }),
    ...(real && from && until && { from, until }),
  };
}

function ownerOf(file: InputFile, { us = [] }: ReadOptions): Author | undefined {
  return us.length === 1 ? channelOf(us[0]) : channelOf(saidByName(file).channel);
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const { from, until } = saidByName(file);

  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planStudio(file);
    if (plan === undefined) throw new Problem(`${file.shown} is no export of YouTube Studio.`);
    const author = ownerOf(file, options);
    if (author === undefined) throw new Problem(`${file.shown}: ${askChannel.ask}`, askChannel.why);
    const own = isOurs(author, options.us);
    if (own) count.own(author.id);
    const { at, layout } = plan;
    const day = writtenDays(layout.sample.map((row) => row[at.time] ?? ''));
    const opened = await openSeparated(file, layout);
    count.encoding(opened.encoding);
    const ofRow = (fields: string[], line: number): Row | string => {
      const read =
        plan.part === 'videos' ? video(fields, plan, day, author, own) : points(fields, plan, day, author);
      if (read === undefined) return { line, empty: true };
      if (typeof read === 'string') return read;
      return Array.isArray(read) ? toldRow(line, read) : { line, messages: [count.add(read)] };
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
    if (plan.part === 'videos') {
      const when = from && until ? `from ${from} to ${until}` : 'that was chosen in Studio';
      count.note(`The counts are of the period ${when}, which need not be a video's whole life.`);
    }
    const unread = plan.values.filter((name) => studioMetric(name) === undefined);
    if (unread.length > 0) count.note(`Not read: ${unread.join(', ')}.`);
  }

  /** Undefined for the row of totals, which names no video. */
  function video(
    fields: string[],
    { at, layout }: StudioPlan,
    day: (text: string) => string | undefined,
    author: Author,
    own: boolean,
  ): Message | string | undefined {
    const id = (fields[at.video] ?? '').trim();
    const title = (fields[at.title] ?? '').trim();
    const written = (fields[at.time] ?? '').trim();
    if (title === '' && written === '' && !videoId.test(id)) return undefined;
    if (!videoId.test(id)) return `"${id.slice(0, 40)}" is no id of a video`;
    const on = day(written);
    if (on === undefined)
      return written === '' ? 'has no publish time' : `"${written.slice(0, 40)}" is no date`;
    const { text, repaired } = tidyText(title, 'keep');
    const message: Message = {
      source: 'youtube',
      kind: 'post',
      author,
      own,
      text,
      createdAt: `${on}T00:00:00.000Z`,
      precision: 'day',
      mentions: mentionsIn(text),
      url: `https://www.youtube.com/watch?v=${id}`,
      metrics: metricsOf(layout.header, fields),
    };
    if (repaired) message.repaired = true;
    if (!options.withoutIds) message.nativeId = id;
    return message;
  }

  return {
    rows: rows(),
    summary: () => count.summary('own', until && `${until}T00:00:00.000Z`),
  };
}

function metricsOf(header: string[], fields: string[]): ReportedMetric[] {
  const metrics: ReportedMetric[] = [];
  header.forEach((column, at) => {
    const metric = studioMetric(column);
    const value = studioValue(column, fields[at] ?? '');
    if (metric === undefined || value === undefined || metrics.some((one) => one.metric === metric)) return;
    metrics.push({ metric, value, definition: `youtube-studio:${metric}:1` });
  });
  return metrics;
}

/** The counts of a day, of one video (chart) or of the channel (totals). */
function points(
  fields: string[],
  { at, layout }: StudioPlan,
  day: (text: string) => string | undefined,
  author: Author,
) {
  const written = (fields[at.time] ?? '').trim();
  const on = day(written);
  if (on === undefined) return `"${written.slice(0, 40)}" is no date`;
  const id = at.video < 0 ? undefined : (fields[at.video] ?? '').trim();
  if (id !== undefined && !videoId.test(id))
    return id === 'Total' ? undefined : `"${id.slice(0, 40)}" is no id of a video`;
  return layout.header.flatMap((label, place) => {
    const metric = studioMetric(label);
    const value = studioValue(label, fields[place] ?? '');
    if (metric === undefined || value === undefined) return [];
    return [
      {
        is: 'point' as const,
        source: `youtube-${author.id.toLowerCase()}`,
        series: metric.replaceAll('_', '-'),
        label,
        kind: 'platform' as const,
        unit:
          /_per_|share/.test(metric) && metric !== 'views_per_viewer'
            ? ('share' as const)
            : ('count' as const),
        grain: 'day' as const,
        from: on,
        to: dayAfter(on),
        value,
        dimensions: (id === undefined ? {} : { video: id }) as Record<string, string>,
      },
    ];
  });
}
