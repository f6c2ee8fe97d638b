import type { Author, Message, ReportedMetric, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { isOurs } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import { decode } from '../encoding/encoding.ts';
import { jsonItems } from '../json-items.ts';
import { mentionsIn } from '../mentions.ts';
import { textOf } from '../separated.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import { snowflakeTime } from './snowflake.ts';
import { findExportTime, findOwner } from './x-owner.ts';
import { readTweet, type Tweet, tweetsOpening } from './x-tweet.ts';

/** The posts in the archive that X lets one download: `tweets.js`, in parts where there are many. */
export const xArchive: Reader = {
  word: 'x-archive',
  title: 'X archive (tweets.js)',
  version: 1,
  detect,
  read,
};

const asked: OpenQuestion = {
  word: 'us',
  ask: 'Whose archive is this? Give the @name of the account.',
  why: 'Neither manifest.js nor account.js lies beside the posts, and no post names its own author for certain.',
};

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const head = await textOf(await file.head(512), 'utf-8');
  if (!tweetsOpening.test(head)) return undefined;
  const author = await authorOf(file, options);
  return {
    reader: xArchive.word,
    confidence: 0.99,
    summary: author ? `X archive, posts of @${author.id}` : 'X archive, posts of one account',
    questions: author ? [] : [asked],
  };
}

async function authorOf(file: InputFile, options: ReadOptions): Promise<Author | undefined> {
  const owner = await findOwner(file);
  if (owner !== undefined) return owner.name ? { id: owner.handle, name: owner.name } : { id: owner.handle };
  const [only, ...others] = options.us ?? [];
  return only !== undefined && others.length === 0 ? { id: only.trim().replace(/^@/, '') } : undefined;
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const time = timeReader('x');
  let until: string | undefined;

  async function* rows(): AsyncGenerator<Row[]> {
    const author = await authorOf(file, options);
    if (author === undefined) throw new Problem(`${file.shown}: ${asked.ask}`, asked.why);
    const own = isOurs(author, options.us);
    if (own) count.own(author.id);
    until = await findExportTime(file);
    yield* batches(jsonItems(decode(file.stream(), 'utf-8'), tweetsOpening), (item) => {
      const { line } = item;
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const tweet = readTweet(item.value);
      const message = typeof tweet === 'string' ? tweet : understand(tweet, author, own);
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      return { line, rejected: message, excerpt: excerptOf(JSON.stringify(item.value)) };
    });
  }

  function understand(tweet: Tweet, author: Author, own: boolean): Message | string {
    const raw = tweet.full_text ?? tweet.text;
    if (raw === undefined) return 'has no text';
    const stated = time(tweet.created_at);
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = tidyText(raw, 'decode');
    const parent = tweet.in_reply_to_status_id_str;
    const message: Message = {
      source: 'x',
      kind: parent ? 'reply' : /^RT @\w/.test(raw) ? 'repost' : 'post',
      author,
      own,
      text,
      createdAt: snowflakeTime(tweet.id_str, stated.at, 1) ?? stated.at,
      precision: 'instant',
      mentions: mentionsIn(text),
      url: `https://twitter.com/${author.id}/status/${tweet.id_str}`,
      metrics: metricsOf(tweet),
    };
    if (tweet.lang !== undefined && tweet.lang !== 'und') message.lang = tweet.lang;
    if (repaired) message.repaired = true;
    if (options.withoutIds) return message;
    message.nativeId = tweet.id_str;
    if (parent) message.parentId = parent;
    return message;
  }

  return { rows: rows(), summary: () => count.summary('own', until) };
}

function metricsOf(tweet: Tweet): ReportedMetric[] {
  const counts: [string, number | undefined][] = [
    ['likes', tweet.favorite_count],
    ['reposts', tweet.retweet_count],
  ];
  return counts.flatMap(([metric, value]) =>
    value === undefined ? [] : [{ metric, value, definition: `x-archive:${metric}:1` }],
  );
}
