import type { Message, Row } from '../../model/message.ts';
import { Problem } from '../../model/problem.ts';
import type { Detection, InputFile, OpenQuestion, Reader, Reading, ReadOptions } from '../../model/reader.ts';
import { bareName, isOneOf } from '../accounts.ts';
import { batches } from '../batches.ts';
import { excerptOf } from '../csv.ts';
import type { JsonItem } from '../json-items.ts';
import { type JsonHead, jsonHead, jsonValues } from '../json-values.ts';
import { mentionsIn } from '../mentions.ts';
import { tally, withoutIdsNote } from '../tally.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';
import { snowflakeTime } from './snowflake.ts';
import { type ApiPart, isFailure, partsOf, privateMessage } from './x-api-answer.ts';
import type { ApiTweet } from './x-api-tweet.ts';

/** Tweets as the API of X returned them, version 1.1 or 2: a file each, in lists, one a line, or as whole answers. */
export const xApi: Reader = {
  word: 'x-api',
  title: 'JSON of the X API (version 1.1 or 2)',
  version: 1,
  detect,
  read,
};

const asked: OpenQuestion = {
  word: 'us',
  ask: 'Which accounts are yours? Give their @names.',
  why: 'The API says who wrote a post, not who works for you. If none is yours, name the account whose conversations you want to look at.',
};

/** One of these stands in everything that is read; what has none of them is not parsed. */
const mark =
  /"(id_str|in_reply_to_status_id_str|author_id|edit_history_(tweet|post)_ids|referenced_(tweets|posts)|conversation_id|dm_conversation_id|message_create|result_count|statuses|errors|delete|limit)"\s*:/;
const looked = 20;

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const head = await jsonHead(file);
  if (head === undefined || !mark.test(head.text)) return undefined;
  const parts: ApiPart[] = [];
  for (const item of await firstItems(file, head)) {
    parts.push(...(('value' in item ? partsOf(item.value) : undefined) ?? []));
  }
  if (parts.length === 0) return undefined;
  const tweets = parts.flatMap((part) => ('tweet' in part && part.asked ? part.tweet : []));
  if (tweets.length === 0) refuseWithout(file, parts);
  const names = [...new Set(tweets.map(({ author }) => author.handle ?? author.id))];
  const by = names.slice(0, 2).map((name) => `@${name}`);
  return {
    reader: xApi.word,
    confidence: 0.97,
    summary: `X API, posts${by.length > 0 ? ` of ${by.join(', ')}${names.length > 2 ? ' and others' : ''}` : ''}`,
    questions: options.us === undefined ? [asked] : [],
  };
}

async function firstItems(file: InputFile, head: JsonHead): Promise<JsonItem[]> {
  const items: JsonItem[] = [];
  for await (const batch of jsonValues(file, head)) {
    items.push(...batch);
    if (items.length >= looked) break;
  }
  return items.slice(0, looked);
}

/** @throws Problem where the first parts are private messages, or nothing but what the API could not give. */
function refuseWithout(file: InputFile, parts: ApiPart[]): void {
  const refused = parts.flatMap((part) => ('refused' in part ? part.refused : []));
  if (refused.includes(privateMessage)) {
    throw new Problem(`${file.shown} holds private messages, which Rapport does not read.`);
  }
  const [first] = refused;
  if (first !== undefined && refused.length === parts.length && refused.every(isFailure)) {
    throw new Problem(`${file.shown} holds no tweet: ${first}.`, 'Ask the API again.');
  }
}

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  if (options.withoutIds) count.note(withoutIdsNote);
  const classic = timeReader('x');
  const iso = timeReader('iso');
  const counts = { cut: 0, nameless: 0, astray: 0, others: 0 };

  async function* rows(): AsyncGenerator<Row[]> {
    const head = await jsonHead(file);
    if (head === undefined) throw new Problem(`${file.shown} holds no JSON of the X API.`);
    yield* batches(located(jsonValues(file, head)), ({ line, part }): Row => {
      if ('empty' in part) return { line, empty: true };
      if ('refused' in part) return { line, rejected: part.refused, excerpt: part.excerpt };
      const message = understand(part.tweet);
      if (typeof message === 'string') {
        return { line, rejected: message, excerpt: excerptOf(`${part.tweet.id} ${part.tweet.text}`) };
      }
      if (part.asked && message.own !== true) counts.others += 1;
      const inside = part.inside.map(understand).filter((each) => typeof each !== 'string');
      return { line, messages: [message, ...inside].map(count.add) };
    });
    for (const note of notes(counts)) count.note(note);
  }

  function understand(tweet: ApiTweet): Message | string {
    const { id, author, kind, parentId, lang } = tweet;
    const stated = /^\d{4}-/.test(tweet.createdAt) ? iso(tweet.createdAt) : classic(tweet.createdAt);
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = tidyText(tweet.text, 'decode');
    const mentions = mentionsIn(text);
    const named = new Set(mentions.map(bareName));
    for (const name of options.us ?? []) if (named.has(bareName(name))) count.own(bareName(name));
    if (tweet.cut) counts.cut += 1;
    if (author.handle === undefined) counts.nameless += 1;
    if (kind === 'reply' && parentId === undefined) counts.astray += 1;
    const message: Message = {
      source: 'x',
      kind,
      author: author.name ? { ...author, name: tidyText(author.name, 'keep').text } : author,
      text,
      createdAt: snowflakeTime(id, stated.at, 1) ?? stated.at,
      precision: stated.precision,
      mentions,
      url: `https://twitter.com/${author.handle ?? 'i/web'}/status/${id}`,
      metrics: Object.entries(tweet.counts).map(([metric, value]) => ({
        metric,
        value,
        definition: `x-api:${metric}:1`,
      })),
    };
    if (options.us !== undefined) message.own = isOneOf(author, options.us);
    if (lang !== undefined && lang !== 'und') message.lang = lang;
    if (repaired) message.repaired = true;
    if (options.withoutIds) return message;
    message.nativeId = id;
    if (parentId !== undefined) message.parentId = parentId;
    return message;
  }

  const onlyOwn = () => count.messages() > 0 && counts.others === 0;
  return { rows: rows(), summary: () => count.summary(onlyOwn() ? 'own' : 'both') };
}

/** Every part of the values with the line of the value that holds it. */
async function* located(
  values: AsyncIterable<JsonItem[]>,
): AsyncGenerator<{ line: number; part: ApiPart }[]> {
  for await (const items of values) {
    yield items.flatMap((item) => {
      const { line } = item;
      if ('damaged' in item) return [{ line, part: { refused: item.damaged, excerpt: item.excerpt } }];
      const unknown = {
        refused: 'holds no tweet as the X API returns it',
        excerpt: excerptOf(JSON.stringify(item.value)),
      };
      return (partsOf(item.value) ?? [unknown]).map((part) => ({ line, part }));
    });
  }
}

function notes({ cut, nameless, astray }: { cut: number; nameless: number; astray: number }): string[] {
  const said: string[] = [];
  if (cut > 0) said.push(`${cut} cut short: the API gives whole texts with tweet_mode=extended.`);
  if (nameless > 0) {
    said.push(
      `${nameless} with their author as a number alone, which matches no @name: the API gives names with expansions=author_id.`,
    );
  }
  if (astray > 0) {
    said.push(
      `${astray} without what it answers, though it is a reply: the API says it with tweet.fields=referenced_tweets.`,
    );
  }
  return said;
}
