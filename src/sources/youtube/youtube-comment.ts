import { z } from 'zod';
import type { Author } from '../../model/message.ts';
import { htmlText } from '../html-text.ts';
import { jsonCount } from '../json-count.ts';

/** A comment as far as it is read, whatever shape it came in. */
export interface VideoComment {
  id: string;
  /** The comment above, of which there is one level only. */
  parent?: string;
  video?: string;
  author: Author;
  /** The channel whose video it is, where the file tells it. */
  channel?: string;
  byOwner: boolean;
  text: string;
  at: string;
  likes?: number | undefined;
  replies?: number | undefined;
}

const snippet = z.object({
  textOriginal: z.string().optional(),
  textDisplay: z.string().optional(),
  authorDisplayName: z.string().optional(),
  authorChannelId: z.object({ value: z.string() }).optional(),
  channelId: z.string().optional(),
  videoId: z.string().optional(),
  parentId: z.string().optional(),
  likeCount: jsonCount,
  publishedAt: z.string(),
});
const comment = z.object({ id: z.string().min(1), snippet });
const thread = z.object({
  snippet: z.object({
    channelId: z.string().optional(),
    videoId: z.string().optional(),
    topLevelComment: z.unknown(),
    totalReplyCount: jsonCount,
  }),
  replies: z.object({ comments: z.array(z.unknown()) }).optional(),
});
const flat = z.object({
  cid: z.string().min(1),
  replyToCid: z.string().nullish(),
  comment: z.string(),
  author: z.string(),
  authorChannelId: z.string().nullish(),
  authorIsChannelOwner: z.boolean().nullish(),
  voteCount: jsonCount,
  replyCount: jsonCount,
  videoId: z.string().nullish(),
  publishedAt: z.string().nullish(),
  date: z.string().nullish(),
  publishedTimeText: z.string().nullish(),
});

/** What an element is by its keys; undefined where it is nothing of YouTube's comments. */
export function shapeOf(value: unknown): 'page' | 'thread' | 'comment' | 'flat' | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('items' in value && Array.isArray(value.items)) return 'page';
  if ('cid' in value && 'comment' in value) return 'flat';
  if (!('snippet' in value) || typeof value.snippet !== 'object' || value.snippet === null) return undefined;
  if ('topLevelComment' in value.snippet) return 'thread';
  const known = ['textDisplay', 'textOriginal'].some((key) => key in (value.snippet as object));
  return known && 'publishedAt' in value.snippet ? 'comment' : undefined;
}

/** The comments of one element, the first above the others, or why one cannot be read. */
export function commentsOf(value: unknown): (VideoComment | string)[] {
  const shape = shapeOf(value);
  if (shape === 'page') return (value as { items: unknown[] }).items.flatMap(commentsOf);
  if (shape === 'flat') return [ofFlat(value)];
  if (shape === 'comment') return [ofComment(value, {})];
  if (shape === undefined) return ['is no comment as YouTube writes them'];
  const parsed = thread.safeParse(value);
  if (!parsed.success) return ['is no thread as YouTube writes them'];
  const { channelId, videoId, topLevelComment, totalReplyCount } = parsed.data.snippet;
  const of = { ...(channelId && { channelId }), ...(videoId && { videoId }) };
  const top = ofComment(topLevelComment, of);
  if (typeof top !== 'string') top.replies = totalReplyCount;
  const below = (parsed.data.replies?.comments ?? []).map((one) =>
    ofComment(one, typeof top === 'string' ? of : { ...of, parentId: top.id }),
  );
  return [top, ...below];
}

function ofComment(
  value: unknown,
  above: { channelId?: string; videoId?: string; parentId?: string },
): VideoComment | string {
  const parsed = comment.safeParse(value);
  if (!parsed.success)
    return `is no comment as YouTube writes them (${parsed.error.issues[0]?.path.join('.')})`;
  const { id, snippet: it } = parsed.data;
  const who = it.authorChannelId?.value || it.authorDisplayName?.trim() || gone;
  const channel = it.channelId ?? above.channelId;
  const parent = it.parentId ?? above.parentId;
  const video = it.videoId ?? above.videoId;
  return {
    id,
    ...(parent && { parent }),
    ...(video && { video }),
    ...(channel && { channel }),
    author: authorOf(who, it.authorDisplayName),
    byOwner: channel !== undefined && it.authorChannelId?.value === channel,
    text: it.textOriginal ?? htmlText(it.textDisplay ?? ''),
    at: it.publishedAt,
    likes: it.likeCount,
  };
}

function ofFlat(value: unknown): VideoComment | string {
  const parsed = flat.safeParse(value);
  if (!parsed.success)
    return `is no comment as YouTube writes them (${parsed.error.issues[0]?.path.join('.')})`;
  const it = parsed.data;
  const at = it.publishedAt ?? it.date;
  if (!at) {
    return it.publishedTimeText
      ? `says only "${it.publishedTimeText.slice(0, 30)}", ${onlyAge}`
      : 'has no time';
  }
  const who = it.authorChannelId || it.author.trim() || gone;
  return {
    id: it.cid,
    ...(it.replyToCid && { parent: it.replyToCid }),
    ...(it.videoId && { video: it.videoId }),
    author: authorOf(who, it.author),
    byOwner: it.authorIsChannelOwner === true,
    text: it.comment,
    at,
    likes: it.voteCount,
    replies: it.replyToCid ? undefined : it.replyCount,
  };
}

/** YouTube leaves the name of an account that is no more empty. */
const gone = '[deleted user]';

/** Since 2022 the display name is the @handle. */
function authorOf(id: string, shown: string | undefined): Author {
  const author: Author = { id: id.replace(/^@/, '') };
  if (shown?.startsWith('@')) {
    if (shown.slice(1) !== author.id) author.handle = shown.slice(1);
  } else if (shown && shown !== id) author.name = shown;
  return author;
}

/** The end of a reason. */
export const onlyAge = 'which is no date';
