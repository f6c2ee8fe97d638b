import { z } from 'zod';
import type { Message, ReportedMetric } from '../model/message.ts';
import { tidyText } from './tidy.ts';
import { timeReader } from './time.ts';

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
const uri = z.string().regex(/^at:\/\/did:\S+\/\S+\/\S+$/);
const record = z.object({
  text: z.string().max(100_000),
  createdAt: z.string().nullish().catch(undefined),
  langs: z.array(z.string()).nullish().catch(undefined),
  facets: z.array(z.unknown()).nullish().catch(undefined),
  reply: z.object({ root: z.object({ uri }), parent: z.object({ uri }) }).nullish(),
});
const view = z.object({
  uri,
  author: person,
  record,
  indexedAt: z.string(),
  labels,
  likeCount: count,
  replyCount: count,
  repostCount: count,
  quoteCount: count,
  bookmarkCount: count,
});
const mention = z.object({
  index: z.object({ byteStart: z.number(), byteEnd: z.number() }),
  features: z.array(z.looseObject({ $type: z.string(), did: z.string().optional() })),
});

const time = timeReader('iso');

/** A post as the AppView shows it (`app.bsky.feed.defs#postView`). */
export function readPost(value: unknown, account: BlueskyAccount): ReadPost {
  const parsed = view.safeParse(value);
  if (!parsed.success) return { wrong: 'is not as Bluesky writes a post' };
  const it = parsed.data;
  const own = it.author.did === account.did;
  if (!own && (hides(it.author.labels) || hides(it.labels))) return { hidden: it.uri };
  const createdAt = earlier(it.record.createdAt, it.indexedAt);
  if (createdAt === undefined) return { wrong: 'does not say when it was written' };
  const { text, repaired } = tidyText(it.record.text, 'keep');
  const { handle, displayName } = it.author;
  const known = handle !== '' && handle !== 'handle.invalid';
  const [language, ...more] = it.record.langs ?? [];
  const message: BlueskyPost['message'] = {
    source: 'bluesky',
    nativeId: it.uri,
    kind: it.record.reply ? 'reply' : 'post',
    author: { id: it.author.did, ...(known && { handle }), ...(displayName && { name: displayName }) },
    own,
    text,
    createdAt,
    precision: 'instant',
    ...(it.record.reply && { parentId: it.record.reply.parent.uri }),
    mentions: mentionsOf(it.record.text, it.record.facets ?? [], account),
    url: pageOf(it.uri, known ? handle : it.author.did),
    ...(language && more.length === 0 && { lang: language }),
    visibility: 'public',
    metrics: metricsOf({
      likes: it.likeCount,
      replies: it.replyCount,
      reposts: it.repostCount,
      quotes: it.quoteCount,
      bookmarks: it.bookmarkCount,
    }),
    ...(repaired && { repaired }),
  };
  const root = it.record.reply?.root.uri ?? it.uri;
  return { message, own, root, replies: it.replyCount ?? 0, quotes: it.quoteCount ?? 0 };
}

const reason = z.object({ by: person, uri, indexedAt: z.string() });

/** The account's own repost of something (`reasonRepost`), as a message without text and counts. */
export function readRepost(value: unknown, post: unknown, account: BlueskyAccount): Message | undefined {
  const it = reason.safeParse(value).data;
  const of = z.object({ uri, author: z.object({ handle: z.string() }) }).safeParse(post).data;
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

/**
 * The earlier of what the writer's program claims and when Bluesky saw it, so that nothing is dated into the future
 * (the rule of `sortAt`, atproto's "Timestamps"). Undefined where neither is a time.
 */
function earlier(claimed: string | null | undefined, indexed: string): string | undefined {
  const times = [claimed ?? '', indexed].map(time).flatMap((read) => ('at' in read ? [read.at] : []));
  return times.sort()[0];
}

function pageOf(at: string, name: string): string {
  return `https://bsky.app/profile/${name}/post/${at.slice(at.lastIndexOf('/') + 1)}`;
}

/** Facets count in bytes of UTF-8. The account itself is named by its id where the text has an older name of it. */
function mentionsOf(text: string, facets: unknown[], account: BlueskyAccount): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const names = facets.flatMap((facet) => {
    const it = mention.safeParse(facet).data;
    const named = it?.features.find(({ $type }) => $type === 'app.bsky.richtext.facet#mention')?.did;
    if (!it || named === undefined) return [];
    const written = bytes.subarray(it.index.byteStart, it.index.byteEnd).toString('utf8').replace(/^@/, '');
    const usable = /^[a-z0-9.-]+$/i.test(written);
    const ours = named === account.did && written.toLowerCase() !== account.handle.toLowerCase();
    return [usable && !ours ? written : named];
  });
  return [...new Set(names)];
}

function metricsOf(counts: Record<string, number | null | undefined>): ReportedMetric[] {
  return Object.entries(counts).flatMap(([metric, value]) =>
    typeof value === 'number' ? [{ metric, value, definition: `bluesky:${metric}:1` }] : [],
  );
}
