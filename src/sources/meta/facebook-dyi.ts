import { z } from 'zod';
import type { Detection, InputFile, Reader, ReadOptions } from '../../model/reader.ts';
import { textOf } from '../separated.ts';
import { askOwner, ownerOfCopy } from './meta-copy.ts';
import { type CopyEntry, type CopyPart, inGroup, readCopy } from './meta-copy-reading.ts';

/** What a page or person wrote, in the copy that Facebook gives (JSON): posts and comments, nothing else of it. */
export const facebookDyi: Reader = {
  word: 'facebook-dyi',
  title: 'Download of your Facebook information (your_posts_1.json, comments.json)',
  version: 1,
  detect,
  read: (file, options) =>
    readCopy(file, options, {
      source: 'facebook',
      called: 'a Facebook download',
      partOf,
      entry: (part, value) => (part === 'posts' ? postOf(value) : commentOf(value)),
    }),
};

const parts = {
  posts: { part: 'posts', opening: /^\s*\[/ },
  comments: { part: 'comments', opening: /"comments(?:_v2)?"\s*:\s*\[/ },
} as const;

async function partOf(file: InputFile): Promise<CopyPart | undefined> {
  const head = await textOf(await file.head(65_536), 'utf-8');
  if (/^\s*\{\s*"comments(_v2)?"\s*:\s*\[\s*(\]|\{[\s\S]*"timestamp"\s*:\s*\d{9,10}\b)/.test(head)) {
    return parts.comments;
  }
  if (!/^\s*\[\s*\{[\s\S]*"timestamp"\s*:\s*\d{9,10}\b/.test(head)) return undefined;
  const named = /(^|\/)(your|profile)_posts[^/]*\.json$/i.test(file.name);
  const shaped = /"data"\s*:\s*\[\s*\{\s*"post"\s*:|"external_context"\s*:/.test(head);
  return named || shaped ? parts.posts : undefined;
}

async function detect(file: InputFile, options: ReadOptions): Promise<Detection | undefined> {
  const found = await partOf(file);
  if (found === undefined) return undefined;
  const owner = ownerOfCopy(file, 'facebook', options.us);
  return {
    reader: facebookDyi.word,
    confidence: 0.97,
    summary: `Facebook download, ${found.part} of ${owner?.id ?? 'one account'}`,
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

/** Undefined for an entry without words, picture or link: a changed setting, a visit, a friendship. */
function postOf(value: unknown): CopyEntry {
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

function commentOf(value: unknown): CopyEntry {
  const parsed = comment.safeParse(value);
  if (!parsed.success) return 'is no comment as in a Facebook download';
  const said = parsed.data.data.find((one) => one.comment !== undefined)?.comment;
  if (said?.group !== undefined) return inGroup;
  return said?.comment === undefined ? undefined : { at: parsed.data.timestamp, text: said.comment };
}
