import { z } from 'zod';
import type { Author, Message, Row } from '../model/message.ts';
import { Problem } from '../model/problem.ts';
import type { Detection, InputFile, Reader, Reading, ReadOptions } from '../model/reader.ts';
import { isOneOf } from './accounts.ts';
import { batches } from './batches.ts';
import { excerptOf } from './csv.ts';
import { decode } from './encoding.ts';
import { jsonItems } from './json-items.ts';
import { accountWord } from './linkedin-name.ts';
import { mentionsIn } from './mentions.ts';
import { askOwner, copyText, endOfCopy, noIdsNote, ownerOfCopy } from './meta-copy.ts';
import { textOf } from './separated.ts';
import { tally } from './tally.ts';
import { timeReader } from './time.ts';

/** What a page or person wrote, in the copy that Facebook gives (JSON): posts and comments, nothing else of it. */
export const facebookDyi: Reader = {
  word: 'facebook-dyi',
  title: 'Download of your Facebook information (your_posts_1.json, comments.json)',
  version: 1,
  detect,
  read,
};

type Part = 'posts' | 'comments';

const openings: Record<Part, RegExp> = {
  posts: /^\s*\[/,
  comments: /"comments(?:_v2)?"\s*:\s*\[/,
};

async function partOf(file: InputFile): Promise<Part | undefined> {
  const head = await textOf(await file.head(65_536), 'utf-8');
  if (/^\s*\{\s*"comments(_v2)?"\s*:\s*\[\s*(\]|\{[\s\S]*"timestamp"\s*:\s*\d{9,10}\b)/.test(head)) {
    return 'comments';
  }
  if (!/^\s*\[\s*\{[\s\S]*"timestamp"\s*:\s*\d{9,10}\b/.test(head)) return undefined;
  const named = /(^|\/)(your|profile)_posts[^/]*\.json$/i.test(file.name);
  const shaped = /"data"\s*:\s*\[\s*\{\s*"post"\s*:|"external_context"\s*:/.test(head);
  return named || shaped ? 'posts' : undefined;
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const part = await partOf(file);
  if (part === undefined) return undefined;
  const owner = ownerOfCopy(file, 'facebook', options.us);
  return {
    reader: facebookDyi.word,
    confidence: 0.97,
    summary: `Facebook download, ${part} of ${owner?.id ?? 'one account'}`,
    questions: owner === undefined ? [askOwner] : [],
  };
}

const attached = z.object({
  external_context: z.object({ url: z.string().optional() }).optional(),
  media: z.object({ description: z.string().optional() }).optional(),
});
const post = z.object({
  timestamp: z.number(),
  data: z.array(z.object({ post: z.string().optional() })).default([]),
  attachments: z.array(z.object({ data: z.array(attached).default([]) })).default([]),
});
const comment = z.object({
  timestamp: z.number(),
  data: z
    .array(
      z.object({
        comment: z.object({ comment: z.string().optional(), group: z.string().optional() }).optional(),
      }),
    )
    .default([]),
});

const inGroup = 'in a group, which may be closed: left out on purpose';

function read(file: InputFile, options: ReadOptions): Reading {
  const count = tally();
  const time = timeReader('epoch-seconds');
  let groups = 0;

  async function* rows(): AsyncGenerator<Row[]> {
    const part = await partOf(file);
    if (part === undefined)
      throw new Problem(`${file.shown} is no part of a Facebook download that is read.`);
    const author = ownerOfCopy(file, 'facebook', options.us);
    if (author === undefined) throw new Problem(`${file.shown}: ${askOwner.ask}`, askOwner.why);
    const own =
      options.us === undefined || isOneOf(author, options.us) || isOneOf(author, options.us.map(accountWord));
    if (own) count.own(author.id);
    count.note(noIdsNote);
    yield* batches(jsonItems(decode(file.stream(), 'utf-8'), openings[part]), (item) => {
      const { line } = item;
      if ('damaged' in item) return { line, rejected: item.damaged, excerpt: item.excerpt };
      const told = part === 'posts' ? postOf(item.value) : commentOf(item.value);
      if (told === undefined) return { line, empty: true };
      if (told === inGroup) groups += 1;
      const message = typeof told === 'string' ? told : understand(told, part, author, own);
      if (typeof message !== 'string') return { line, messages: [count.add(message)] };
      return { line, rejected: message, excerpt: excerptOf(typeof told === 'string' ? '' : told.text) };
    });
    if (groups > 0) count.note(`${groups} comments in groups were left out on purpose.`);
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
      source: 'facebook',
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
    summary: () => count.summary('own', endOfCopy(file, 'facebook', count.newest())),
  };
}

/** Undefined for an entry without words, picture or link: a changed setting, a visit, a friendship. */
function postOf(value: unknown): { at: number; text: string } | string | undefined {
  const parsed = post.safeParse(value);
  if (!parsed.success) return 'is no post as in a Facebook download';
  const { timestamp, data, attachments } = parsed.data;
  const written = data.flatMap((one) => one.post ?? [])[0];
  const things = attachments.flatMap((one) => one.data);
  const held = things.some((one) => one.media !== undefined || one.external_context !== undefined);
  if (written === undefined && !held) return undefined;
  return {
    at: timestamp,
    text: written ?? things.find((one) => one.media?.description)?.media?.description ?? '',
  };
}

function commentOf(value: unknown): { at: number; text: string } | string | undefined {
  const parsed = comment.safeParse(value);
  if (!parsed.success) return 'is no comment as in a Facebook download';
  const said = parsed.data.data.find((one) => one.comment !== undefined)?.comment;
  if (said?.group !== undefined) return inGroup;
  return said?.comment === undefined ? undefined : { at: parsed.data.timestamp, text: said.comment };
}
