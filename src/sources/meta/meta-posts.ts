import type { Author, Message, ReportedMetric, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { accountWord, isOurs } from '../accounts.ts';
import { readAmount } from '../amount.ts';
import { batches } from '../batches.ts';
import { fieldsRow } from '../fields-row.ts';
import { mentionsIn } from '../mentions.ts';
import { openSeparated } from '../separated.ts';
import { isScientific, spoiltExample, spoiltHelp, spoiltSentence } from '../spoilt-ids.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { dayAfter } from '../time/calendar-day.ts';
import { timeReader } from '../time/time.ts';
import { type MetaPlan, planMetaPosts } from './meta-posts-plan.ts';

/** Posts with their counts, as Meta Business Suite and the older page insights export them. */
export const metaPosts: Reader = {
  word: 'meta-posts',
  title: 'Posts of Facebook or Instagram from Meta Business Suite (CSV)',
  version: 1,
  detect,
  read,
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  if (options.mapping || options.rows) return undefined;
  const plan = await planMetaPosts(file);
  if (plan === undefined) return undefined;
  const { at, layout } = plan;
  const spoilt = spoiltExample(layout.sample.map((row) => row[at.id] ?? ''));
  if (spoilt !== undefined && !options.withoutIds) {
    throw new Problem(spoiltSentence(file.shown, layout.header[at.id] ?? 'Post ID', spoilt), spoiltHelp);
  }
  const first = layout.sample.find((row) => !plan.isNote(row));
  const author = first && authorOf(first, plan, options);
  const questions: OpenQuestion[] = [];
  if (author === undefined) questions.push(whose);
  if (options.zone === undefined) questions.push(zoneQuestion(first?.[at.time] ?? ''));
  return {
    reader: metaPosts.word,
    confidence: 0.98,
    summary: `${plan.source === 'facebook' ? 'Facebook' : 'Instagram'} posts with their counts, of ${author?.name ?? author?.id ?? 'one account'}`,
    questions,
  };
}

const whose: OpenQuestion = {
  word: 'us',
  ask: 'Whose posts are these? Give the name of the page.',
  why: 'No column names the page.',
};

function zoneQuestion(seen: string): OpenQuestion {
  return {
    word: 'zone',
    ask: 'In which time zone are the publish times?',
    why: `They read like "${seen}", which names none; Meta writes them in the zone of the account, often that of California.`,
  };
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  let until: string | undefined;

  async function* rows(): AsyncGenerator<Row[]> {
    const plan = await planMetaPosts(file);
    if (plan === undefined) throw new Problem(`${file.shown} is no export of posts from Meta.`);
    if (options.zone === undefined) {
      const { ask, why } = zoneQuestion(plan.layout.sample.at(-1)?.[plan.at.time] ?? '');
      throw new Problem(`${file.shown}: ${ask} ${why}`, 'Give it with --zone, such as --zone Europe/Vienna.');
    }
    const time = timeReader(plan.format, options.zone);
    until = endInName(file.name, options.zone);
    const opened = await openSeparated(file, plan.layout);
    count.encoding(opened.encoding);
    const seen = new Set<string>();
    let byDay = 0;
    const ofRow = (fields: string[], line: number): Row | string => {
      if (plan.isNote(fields)) return { line, empty: true };
      const id = (fields[plan.at.id] ?? '').trim();
      if (!options.withoutIds && isScientific(id)) return `its id "${id}" was spoilt by a spreadsheet`;
      if (!options.withoutIds && !/^\d+(_\d+)?$/.test(id)) return 'has no post id';
      const author = authorOf(fields, plan, options);
      if (author === undefined) return 'does not name its page';
      const stated = time(fields[plan.at.time] ?? '');
      if ('wrong' in stated) return stated.wrong;
      if (plan.isOfOneDay(fields)) {
        byDay += 1;
        if (seen.has(id)) return { line, messages: [] };
      }
      seen.add(id);
      const message = post(fields, plan, author, stated);
      if (!options.withoutIds) {
        message.nativeId = id;
        message.aliases = otherIds(id, plan.source, author);
      }
      return { line, messages: [count.add(message)] };
    };
    yield* batches(opened.rows, (row) => fieldsRow(row, ofRow));
    if (byDay > 0) {
      count.note(
        `${byDay} rows count single days of a post. Their counts were left out: export with the metrics of the whole lifetime.`,
      );
    }
    if (plan.unread.length > 0) count.note(`Not read: ${plan.unread.join(', ')}.`);
  }

  function post(
    fields: string[],
    plan: MetaPlan,
    author: Author,
    { at, precision }: Pick<Message, 'precision'> & { at: string },
  ): Message {
    const written = plan.at.texts.map((place) => fields[place] ?? '');
    const longest = written.reduce((a, b) => (b.length > a.length ? b : a), '');
    const { text, repaired } = tidyText(longest, 'keep');
    const shared = /^(1|true|yes)$/i.test((fields[plan.at.share] ?? '').trim());
    const message: Message = {
      source: plan.source,
      kind: shared && text.trim() === '' ? 'repost' : 'post',
      author,
      own: isOurs(author, options.us),
      text,
      createdAt: at,
      precision,
      mentions: mentionsIn(text),
      visibility: 'public',
      metrics: plan.isOfOneDay(fields) ? [] : metricsOf(fields, plan),
    };
    const url = (fields[plan.at.url] ?? '').trim();
    if (/^https?:\/\//.test(url)) message.url = url;
    if (repaired) message.repaired = true;
    return message;
  }

  return {
    rows: rows(),
    summary: () => {
      const newest = count.newest();
      return count.summary('own', until && newest && newest > until ? newest : until);
    },
  };
}

function metricsOf(fields: string[], { metrics, source }: MetaPlan): ReportedMetric[] {
  return metrics.flatMap(({ metric, at }) => {
    const value = readAmount(fields[at] ?? '', '.')?.value;
    return value === undefined ? [] : [{ metric, value, definition: `meta-${source}:${metric}:1` }];
  });
}

/** Facebook's API and the older page insights write a post's id as `PAGE_POST`, Business Suite as `POST`. */
function otherIds(id: string, source: MetaPlan['source'], author: Author): string[] {
  if (source === 'instagram') return [];
  const [, post] = /^\d+_(\d+)$/.exec(id) ?? [];
  if (post !== undefined) return [post];
  return /^\d+$/.test(author.id) ? [`${author.id}_${id}`] : [];
}

/** The account by its @name (Instagram) or number (Facebook), which older page insights name in a post's id alone. */
function authorOf(fields: string[], { at, source }: MetaPlan, { us = [] }: ReadOptions): Author | undefined {
  const cell = (place: number) => (fields[place] ?? '').trim();
  const name = cell(at.name);
  const handle = cell(at.handle);
  const number = /^\d+$/.exec(cell(at.account))?.[0] ?? /^(\d+)_\d/.exec(cell(at.id))?.[1] ?? '';
  if (source === 'instagram' && handle !== '') return name ? { id: handle, name } : { id: handle };
  const word = accountWord(name);
  const id = number || word;
  if (id === '') return us[0] !== undefined && us.length === 1 ? { id: accountWord(us[0]) } : undefined;
  return { id, ...(word !== '' && word !== id && { handle: word }), ...(name !== '' && { name }) };
}

/** `Aug-01-2025_Aug-31-2025_123.csv`: the end of the second day. */
function endInName(name: string, zone: string): string | undefined {
  const written = /[A-Z][a-z]{2}-\d{2}-\d{4}_([A-Z][a-z]{2}-\d{2}-\d{4})_/.exec(name)?.[1];
  if (written === undefined) return undefined;
  const day = timeReader(
    'MMM d, yyyy',
    'UTC',
  )(written.replace(/^(\w+)-(\d+)-(\d+)$/, (_, month, date, year) => `${month} ${Number(date)}, ${year}`));
  if ('wrong' in day) return undefined;
  const end = timeReader('iso', zone)(dayAfter(day.at.slice(0, 10)));
  return 'wrong' in end ? undefined : end.at;
}
