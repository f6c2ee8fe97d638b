import { z } from 'zod';
import type { Message } from '../../model/message.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';

/** Whose record it is, where it stands and what else is known of it. */
export interface BlueskyWriter {
  /** The post's address, `at://DID/app.bsky.feed.post/KEY`. */
  uri: string;
  did: string;
  /** The writer's @name without the @, where it is known. */
  handle?: string | undefined;
  name?: string | null | undefined;
  own: boolean;
  /** When somebody other than the writer saw it: it cannot be younger than that. */
  seen?: string | undefined;
  /** The account whose mentions may stand under an older name. */
  account?: { did: string; handle: string } | undefined;
}

/** The address of a record, whose authority is a DID. */
export const atUri = z.string().regex(/^at:\/\/did:\S+\/\S+\/\S+$/);

/** A post as its writer's repository holds it (lexicon `app.bsky.feed.post`). */
export const postRecord = z.object({
  text: z.string().max(100_000),
  createdAt: z.string().nullish().catch(undefined),
  langs: z.array(z.string()).nullish().catch(undefined),
  facets: z.array(z.unknown()).nullish().catch(undefined),
  reply: z.object({ root: z.object({ uri: atUri }), parent: z.object({ uri: atUri }) }).nullish(),
});
export type PostRecord = z.infer<typeof postRecord>;

const repostRecord = z.object({
  createdAt: z.string().nullish().catch(undefined),
  subject: z.object({ uri: atUri }),
});
const mention = z.object({
  index: z.object({ byteStart: z.number(), byteEnd: z.number() }),
  features: z.array(z.looseObject({ $type: z.string(), did: z.string().optional() })),
});

const time = timeReader('iso');

/** A post as a message without counts, or why it is none. */
export function postMessage(
  record: PostRecord,
  { uri, did, handle, name, own, seen, account }: BlueskyWriter,
): (Message & { nativeId: string }) | string {
  const createdAt = earlier(record.createdAt, seen);
  if (createdAt === undefined) return 'does not say when it was written';
  const { text, repaired } = tidyText(record.text, 'keep');
  const known = handle !== undefined && handle !== '' && handle !== 'handle.invalid';
  const [language, ...more] = record.langs ?? [];
  return {
    source: 'bluesky',
    nativeId: uri,
    kind: record.reply ? 'reply' : 'post',
    author: { id: did, ...(known && { handle }), ...(name && { name }) },
    own,
    text,
    createdAt,
    precision: 'instant',
    ...(record.reply && { parentId: record.reply.parent.uri }),
    mentions: mentionsOf(record.text, record.facets ?? [], account),
    url: pageOf(uri, known ? handle : did),
    ...(language && more.length === 0 && { lang: language }),
    visibility: 'public',
    ...(repaired && { repaired }),
  };
}

/** A record of `app.bsky.feed.repost` as a message without text, or why it is none. */
export function repostMessage(value: unknown, writer: BlueskyWriter): Message | string {
  const record = repostRecord.safeParse(value).data;
  if (!record) return 'is not as Bluesky writes a repost';
  const createdAt = earlier(record.createdAt, writer.seen);
  if (createdAt === undefined) return 'does not say when it was written';
  const { did, name, own, uri } = writer;
  const of = record.subject.uri;
  return {
    source: 'bluesky',
    nativeId: uri,
    kind: 'repost',
    author: { id: did, ...(name && { name }) },
    own,
    text: '',
    createdAt,
    precision: 'instant',
    url: pageOf(of, of.split('/')[2] ?? ''),
    visibility: 'public',
  };
}

/** The page of the post at this address, under the writer's handle or DID. */
export function pageOf(at: string, name: string): string {
  return `https://bsky.app/profile/${name}/post/${at.slice(at.lastIndexOf('/') + 1)}`;
}

/**
 * The earlier of what the writer's program claims and when Bluesky saw it, so that nothing is dated into the future
 * (the rule of `sortAt`, atproto's "Timestamps"). Undefined where neither is a time.
 */
function earlier(claimed: string | null | undefined, seen: string | undefined): string | undefined {
  const times = [claimed ?? '', seen ?? ''].map(time).flatMap((read) => ('at' in read ? [read.at] : []));
  return times.sort()[0];
}

/** Facets count in bytes of UTF-8. The account itself is named by its id where the text has an older name of it. */
function mentionsOf(text: string, facets: unknown[], account: BlueskyWriter['account']): string[] {
  if (facets.length === 0) return [];
  const bytes = Buffer.from(text, 'utf8');
  const names = facets.flatMap((facet) => {
    const it = mention.safeParse(facet).data;
    const named = it?.features.find(({ $type }) => $type === 'app.bsky.richtext.facet#mention')?.did;
    if (!it || named === undefined) return [];
    const written = bytes.subarray(it.index.byteStart, it.index.byteEnd).toString('utf8').replace(/^@/, '');
    const usable = /^[a-z0-9.-]+$/i.test(written);
    const ours = named === account?.did && written.toLowerCase() !== account.handle.toLowerCase();
    return [usable && !ours ? written : named];
  });
  return [...new Set(names)];
}
