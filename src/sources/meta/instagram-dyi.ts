import { z } from 'zod';
import type { Detection, InputFile, Reader, ReadOptions } from '../../model/reader.ts';
import { textOf } from '../separated.ts';
import { commentOf } from './instagram-comment.ts';
import { askOwner, ownerOfCopy } from './meta-copy.ts';
import { type CopyEntry, type CopyPart, readCopy } from './meta-copy-reading.ts';

/** What an account wrote, in the copy that Instagram gives (JSON): posts, reels and comments, nothing else of it. */
export const instagramDyi: Reader = {
  word: 'instagram-dyi',
  title: 'Download of your Instagram information (posts_1.json, reels.json, post_comments_1.json)',
  version: 1,
  detect,
  read: (file, options) =>
    readCopy(file, options, {
      source: 'instagram',
      called: 'an Instagram download',
      partOf,
      entry: (part, value) => (part === 'posts' ? postOf(value) : commentOf(value)),
    }),
};

const parts: (CopyPart & { looks: RegExp; name?: RegExp })[] = [
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

async function partOf(file: InputFile): Promise<CopyPart | undefined> {
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

/** Several pictures have one text and time above them; a single one has its own. */
function postOf(value: unknown): CopyEntry {
  const parsed = post.safeParse(value);
  if (!parsed.success) return 'is no post as in an Instagram download';
  const { creation_timestamp, title, media } = parsed.data;
  const at = creation_timestamp ?? media[0]?.creation_timestamp;
  if (at === undefined) return 'has no time';
  return { at, text: title || media.find((one) => one.title)?.title || '' };
}
