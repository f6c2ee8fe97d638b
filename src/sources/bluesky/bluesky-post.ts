import { z } from 'zod';
import type { Message, ReportedMetric } from '../../model/message.ts';
import { timeReader } from '../time/time.ts';
import { atUri, pageOf, postMessage, postRecord } from './bluesky-record.ts';

/** The account that is read. */
export interface BlueskyAccount {
  did: string;
  handle: string;
}

/** A post as a message, with what the reading of its thread needs. */
export interface BlueskyPost {
  message: Message & { nativeId: string };
  own: boolean;
  /** The post that began its thread; itself where it begins one. */
  root: string;
  replies: number;
  quotes: number;
}

/** A post; or why it is none; or the id of one that its author shows to signed-in readers alone. */
export type ReadPost = BlueskyPost | { wrong: string } | { hidden: string };

const count = z.number().int().nonnegative().nullish().catch(undefined);
const label = z.object({ val: z.string(), neg: z.boolean().nullish() });
const labels = z.array(label).nullish().catch(undefined);
const did = z.string().regex(/^did:[a-z]+:\S+$/);
const person = z.object({ did, handle: z.string(), displayName: z.string().nullish(), labels });
const view = z.object({
  uri: atUri,
  author: person,
  record: postRecord,
  indexedAt: z.string(),
  labels,
  likeCount: count,
  replyCount: count,
  repostCount: count,
  quoteCount: count,
  bookmarkCount: count,
});
const time = timeReader('iso');

/** A post as the AppView shows it (`app.bsky.feed.defs#postView`). */
export function readPost(value: unknown, account: BlueskyAccount): ReadPost {
  const parsed = view.safeParse(value);
  if (!parsed.success) return { wrong: 'is not as Bluesky writes a post' };
  const it = parsed.data;
  const own = it.author.did === account.did;
  if (!own && (hides(it.author.labels) || hides(it.labels))) return { hidden: it.uri };
  const { did, handle, displayName } = it.author;
  const { record, uri, indexedAt: seen } = it;
  const post = postMessage(record, { uri, did, handle, name: displayName, own, seen, account });
  if (typeof post === 'string') return { wrong: post };
  const message: BlueskyPost['message'] = {
    ...post,
    metrics: metricsOf({
      likes: it.likeCount,
      replies: it.replyCount,
      reposts: it.repostCount,
      quotes: it.quoteCount,
      bookmarks: it.bookmarkCount,
    }),
  };
  const root = it.record.reply?.root.uri ?? it.uri;
  return { message, own, root, replies: it.replyCount ?? 0, quotes: it.quoteCount ?? 0 };
}

const reason = z.object({ by: person, uri: atUri, indexedAt: z.string() });

/** The account's own repost of something (`reasonRepost`), as a message without text and counts. */
export function readRepost(value: unknown, post: unknown, account: BlueskyAccount): Message | undefined {
  const it = reason.safeParse(value).data;
  const of = z.object({ uri: atUri, author: z.object({ handle: z.string() }) }).safeParse(post).data;
  const at = time(it?.indexedAt ?? '');
  if (!it || !of || it.by.did !== account.did || 'wrong' in at) return undefined;
  return {
    source: 'bluesky',
    nativeId: it.uri,
    kind: 'repost',
    author: { id: account.did, handle: it.by.handle },
    own: true,
    text: '',
    createdAt: at.at,
    precision: 'instant',
    url: pageOf(of.uri, of.author.handle),
    visibility: 'public',
  };
}

/** Whether labels ask to show something to signed-in readers alone. */
export function hides(list: z.infer<typeof labels>): boolean {
  return (list ?? []).some(({ val, neg }) => val === '!no-unauthenticated' && !neg);
}

function metricsOf(counts: Record<string, number | null | undefined>): ReportedMetric[] {
  return Object.entries(counts).flatMap(([metric, value]) =>
    typeof value === 'number' ? [{ metric, value, definition: `bluesky:${metric}:1` }] : [],
  );
}
