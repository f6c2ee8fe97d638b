import { z } from 'zod';
import type { Author, Message, Row } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../model/reader.ts';
import { isOneOf } from './accounts.ts';
import { batches } from './batches.ts';
import { excerptOf } from './csv.ts';
import { decode } from './encoding.ts';
import { commentOf } from './instagram-comment.ts';
import { jsonItems } from './json-items.ts';
import { mentionsIn } from './mentions.ts';
import { askOwner, copyText, endOfCopy, noIdsNote, ownerOfCopy } from './meta-copy.ts';
import { textOf } from './separated.ts';
import { tally } from './tally.ts';
import { timeReader } from './time.ts';

/** What an account wrote, in the copy that Instagram gives (JSON): posts, reels and comments, nothing else of it. */
export const instagramDyi: Reader = {
  word: 'instagram-dyi',
  title: 'Download of your Instagram information (posts_1.json, reels.json, post_comments_1.json)',
  version: 1,
  detect,
  read,
};

type Part = 'posts' | 'comments';

const parts: { part: Part; opening: RegExp; looks: RegExp; name?: RegExp }[] = [
  {
    part: 'posts',
    opening: /^\s*\[/,
    looks: /^\s*\[\s*\{\s*"media"\s*:\s*\[[\s\S]*"creation_timestamp"\s*:/,
  },
  {
    part: 'posts',
    opening: /"ig_(?:reels|igtv)_media"\s*:\s*\[/,
    looks: /^\s*\{\s*"ig_(?:reels|igtv)_media"\s*:\s*\[/,
  },
  {
    part: 'comments',
    opening: /"comments_(?:media|reels)_comments"\s*:\s*\[/,
    looks: /^\s*\{\s*"comments_(?:media|reels)_comments"\s*:\s*\[/,
  },
  {
    part: 'comments',
    opening: /^\s*\[/,
    looks: /^\s*\[\s*\{[\s\S]*"(?:string_map_data|label_values)"\s*:/,
    name: /(^|\/)(post|reels)_comments(_\d+)?\.json$/i,
  },
];

async function partOf(file: InputFile): Promise<(typeof parts)[number] | undefined> {
  const head = await textOf(await file.head(65_536), 'utf-8');
  return parts.find(({ looks, name }) => looks.test(head) && (name === undefined || name.test(file.name)));
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const found = await partOf(file);
  if (found === undefined) return undefined;
  const owner = ownerOfCopy(file, 'instagram', options.us);
  return {
    reader: instagramDyi.word,
    confidence: 0.98,
    summary: `Instagram download, ${found.part} of ${owner ? `@${owner.id}` : 'one account'}`,
    questions: owner === undefined ? [askOwner] : [],
  };
}

const media = z.object({ creation_timestamp: z.number().optional(), title: z.string().optional() });
const post = media.extend({ media: z.array(media).default([]) });

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  const time = timeReader('epoch-seconds');

  async function* rows(): AsyncGenerator<Row[]> {
    const found = await partOf(file);
    if (found === undefined)
      throw new Problem(`${file.shown} is no part of an Instagram download that is read.`);
    const author = ownerOfCopy(file, 'instagram', options.us);
    if (author === undefined) throw new Problem(`${file.shown}: ${askOwner.ask}`, askOwner.why);
    const own = options.us === undefined || isOneOf(author, options.us);
    if (own) count.own(author.id);
    count.note(noIdsNote);
    yield* batches(jsonItems(decode(file.stream(), 'utf-8'), found.opening), (item) => {
      const { line } = item;
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const told = found.part === 'posts' ? postOf(item.value) : commentOf(item.value);
      const message = typeof told === 'string' ? told : understand(told, found.part, author, own);
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      return { line, rejected: message, excerpt: excerptOf(typeof told === 'string' ? '' : told.text) };
    });
  }

  function understand(
    told: { at: number; text: string },
    part: Part,
    author: Author,
    own: boolean,
  ): Message | string {
    const stated = time(String(told.at));
    if ('wrong' in stated) return stated.wrong;
    const { text, repaired } = copyText(told.text);
    const message: Message = {
      source: 'instagram',
      kind: part === 'posts' ? 'post' : 'comment',
      author,
      own,
      text,
      createdAt: stated.at,
      precision: 'instant',
      mentions: mentionsIn(text),
    };
    if (repaired) message.repaired = true;
    return message;
  }

  return {
    rows: rows(),
    summary: () => count.summary('own', endOfCopy(file, 'instagram', count.newest())),
  };
}

/** Several pictures have one text and time above them; a single one has its own. */
function postOf(value: unknown): { at: number; text: string } | string {
  const parsed = post.safeParse(value);
  if (!parsed.success) return 'is no post as in an Instagram download';
  const { creation_timestamp, title, media } = parsed.data;
  const at = creation_timestamp ?? media[0]?.creation_timestamp;
  if (at === undefined) return 'has no time';
  return { at, text: title || media.find((one) => one.title)?.title || '' };
}
