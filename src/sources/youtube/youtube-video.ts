import { z } from 'zod';
import type { Author } from '../../model/message.ts';
import { jsonCount } from '../json-count.ts';
import { channelId, videoId } from './youtube-account.ts';

/** A video as far as it is read, whatever shape it came in. */
export interface Video {
  id: string;
  channel: Author;
  title: string;
  at: string;
  unlisted: boolean;
  /** Counts by their canonical names. */
  counts: Record<string, number | undefined>;
}

const snippet = z.object({
  title: z.string(),
  publishedAt: z.string().optional(),
  channelId: z.string(),
  channelTitle: z.string().optional(),
  resourceId: z.object({ videoId: z.string() }).optional(),
});
const item = z.object({
  id: z.union([z.string(), z.object({ videoId: z.string() }).transform((one) => one.videoId)]),
  snippet,
  contentDetails: z
    .object({ videoId: z.string().optional(), videoPublishedAt: z.string().optional() })
    .optional(),
  statistics: z
    .object({ viewCount: jsonCount, likeCount: jsonCount, commentCount: jsonCount })
    .optional()
    .catch(undefined),
  status: z.object({ privacyStatus: z.string().optional() }).optional().catch(undefined),
});
const flat = z.object({
  id: z.string(),
  title: z.string(),
  date: z.string(),
  channelId: z.string(),
  channelName: z.string().nullish(),
  channelUsername: z.string().nullish(),
  viewCount: jsonCount,
  likes: jsonCount,
  commentsCount: jsonCount,
});

/** What an element is by its keys; undefined where it is no video. */
export function videoShape(value: unknown): 'page' | 'item' | 'flat' | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('items' in value && Array.isArray(value.items))
    return value.items.some((one) => videoShape(one) !== undefined) ? 'page' : undefined;
  if ('channelUsername' in value && 'viewCount' in value) return 'flat';
  if (!('snippet' in value) || typeof value.snippet !== 'object' || value.snippet === null) return undefined;
  const named = 'title' in value.snippet && 'channelId' in value.snippet;
  const kind = 'kind' in value ? String(value.kind) : 'youtube#video';
  return named && /^youtube#(video|playlistItem|searchResult)$/.test(kind) ? 'item' : undefined;
}

/** The videos of one element, or why one cannot be read. */
export function videosOf(value: unknown): (Video | string)[] {
  const shape = videoShape(value);
  if (shape === 'page') return (value as { items: unknown[] }).items.flatMap(videosOf);
  if (shape === 'flat') return [ofFlat(value)];
  return [shape === 'item' ? ofItem(value) : 'is no video as YouTube writes them'];
}

function ofItem(value: unknown): Video | string {
  const parsed = item.safeParse(value);
  if (!parsed.success)
    return `is no video as YouTube writes them (${parsed.error.issues[0]?.path.join('.')})`;
  const { id, snippet: it, contentDetails: details, statistics, status } = parsed.data;
  const inList = it.resourceId !== undefined || details?.videoId !== undefined;
  if (status?.privacyStatus === 'private') return notPublic;
  // a list tells when a video was added to it, and only of those that everybody may see when they were published
  const at = inList ? details?.videoPublishedAt : it.publishedAt;
  if (inList && at === undefined && /^(Private|Deleted) video$/.test(it.title)) return notPublic;
  if (at === undefined) return 'has no publish time: ask for part=snippet,contentDetails';
  return checked({
    id: it.resourceId?.videoId ?? details?.videoId ?? id,
    channel: { id: it.channelId, ...(it.channelTitle && { name: it.channelTitle }) },
    title: it.title,
    at,
    unlisted: status?.privacyStatus === 'unlisted',
    counts: {
      views: statistics?.viewCount,
      likes: statistics?.likeCount,
      comments: statistics?.commentCount,
    },
  });
}

function ofFlat(value: unknown): Video | string {
  const parsed = flat.safeParse(value);
  if (!parsed.success)
    return `is no video as YouTube writes them (${parsed.error.issues[0]?.path.join('.')})`;
  const it = parsed.data;
  const handle = it.channelUsername?.replace(/^@/, '');
  return checked({
    id: it.id,
    channel: {
      id: it.channelId,
      ...(handle && { handle }),
      ...(it.channelName && { name: it.channelName }),
    },
    title: it.title,
    at: it.date,
    unlisted: false,
    counts: { views: it.viewCount, likes: it.likes, comments: it.commentsCount },
  });
}

function checked(video: Video): Video | string {
  if (!videoId.test(video.id)) return `"${video.id.slice(0, 40)}" is no id of a video`;
  if (!channelId.test(video.channel.id)) return `"${video.channel.id.slice(0, 40)}" is no id of a channel`;
  return video;
}

/** Why a video that not everybody may see is refused. */
export const notPublic = 'not public: left out on purpose';
