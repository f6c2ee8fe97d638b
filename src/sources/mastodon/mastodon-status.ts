import { z } from 'zod';
import type { Author, Message, ReportedMetric } from '../../model/message.ts';
import { htmlText } from '../html-text.ts';
import { tidyText } from '../tidy.ts';
import { timeReader } from '../time/time.ts';

const count = z.number().int().nonnegative().nullish().catch(undefined);
const optional = z.string().nullish();

/** An account as the Mastodon API tells it, as far as it is read. */
export const accountShape = z.object({
  id: z.string().min(1),
  username: z.string().min(1),
  acct: z.string().min(1),
  display_name: optional,
  url: optional,
  /** The ActivityPub address; told by Mastodon since 4.2, in no documentation. */
  uri: optional,
  suspended: z.boolean().nullish(),
  statuses_count: count,
  /** -1 on servers where the account hides it, 0 on others, with `hide_collections`. */
  followers_count: z.unknown().optional(),
  hide_collections: z.boolean().nullish().catch(undefined),
});
export type ApiAccount = z.infer<typeof accountShape>;

const statusShape = z.object({
  id: z.string().min(1),
  uri: z.string().regex(/^\S+$/),
  url: optional,
  created_at: z.string(),
  account: accountShape,
  content: z.string().nullish(),
  visibility: z.string(),
  spoiler_text: optional,
  language: optional,
  mentions: z.array(z.object({ acct: z.string().min(1), url: optional })).nullish(),
  in_reply_to_id: optional,
  in_reply_to_account_id: optional,
  reblog: z.object({ uri: z.string().min(1) }).nullish(),
  favourites_count: count,
  reblogs_count: count,
  replies_count: count,
  quotes_count: count,
});
export type ApiStatus = z.infer<typeof statusShape> & { at: string };

const time = timeReader('iso');

/**
 * A status of the API; undefined where it is not as documented. snac shows a post that was boosted as the boost, under
 * the post's own id: that is the post.
 */
export function readStatus(value: unknown): ApiStatus | undefined {
  const boosted = z
    .object({ id: z.string(), reblog: z.looseObject({ id: z.string() }) })
    .safeParse(value).data;
  const parsed = statusShape.safeParse(
    boosted?.reblog.id === boosted?.id ? (boosted?.reblog ?? value) : value,
  );
  if (!parsed.success) return undefined;
  const stated = time(parsed.data.created_at);
  return 'wrong' in stated ? undefined : { ...parsed.data, at: stated.at };
}

/** Whether everybody may see it; of anything else nothing is kept. */
export function isPublic(status: ApiStatus): boolean {
  return status.visibility === 'public' || status.visibility === 'unlisted';
}

/**
 * The ActivityPub address of an account, by which an archive names it too. A server that does not tell it is one whose
 * addresses of posts begin with it, or whose profile at `/@name` is the actor at `/users/name`.
 */
export function actorOf(account: ApiAccount, post?: string): string {
  if (account.uri) return account.uri;
  const byPost = /^(https?:\/\/[^/]+\/(?:users\/[^/]+|ap\/users\/\d+))\/statuses\//.exec(post ?? '')?.[1];
  if (byPost !== undefined) return byPost;
  const url = account.url || account.acct;
  return url.replace(/^(https?:\/\/[^/]+)\/@([^/@]+)$/, '$1/users/$2');
}

/** `name@host`, with the server's own host where it leaves that out. */
export function handleOf(acct: string, origin: string): string {
  return acct.includes('@') ? acct : `${acct}@${new URL(origin).host}`;
}

/** Whose eyes a status is read with. */
export interface Reading {
  origin: string;
  /** Our account's id on that server and its ActivityPub address. */
  ourId: string;
  ourActor: string;
}

/** A public status as a message, without the one that it answers: that is known here by a local id only. */
export function messageOf(status: ApiStatus, { origin, ourId, ourActor }: Reading): Message {
  const own = status.account.id === ourId;
  const author: Author = {
    id: own ? ourActor : actorOf(status.account, status.uri),
    handle: handleOf(status.account.acct, origin),
  };
  if (status.account.display_name) author.name = status.account.display_name;
  const base = {
    source: 'mastodon',
    nativeId: status.uri,
    author,
    own,
    createdAt: status.at,
    precision: 'instant' as const,
    visibility: status.visibility === 'unlisted' ? ('unlisted' as const) : ('public' as const),
  };
  if (status.reblog) return { ...base, kind: 'repost', text: '', url: status.reblog.uri };
  const parts = [status.spoiler_text ?? '', htmlText(status.content ?? '')].filter((part) => part !== '');
  const { text, repaired } = tidyText(parts.join('\n\n'), 'keep');
  const message: Message = {
    ...base,
    kind: answers(status) ? 'reply' : 'post',
    text,
    mentions: [...new Set((status.mentions ?? []).map(({ acct }) => handleOf(acct, origin)))],
  };
  if (status.language) message.lang = status.language;
  if (status.url) message.url = status.url;
  if (repaired) message.repaired = true;
  const metrics = metricsOf(status, origin);
  if (metrics.length > 0) message.metrics = metrics;
  return message;
}

/** Whether it answers another; where that one was deleted, the server keeps whom it answered and not what. */
function answers(status: ApiStatus): boolean {
  return Boolean(status.in_reply_to_id || status.in_reply_to_account_id);
}

/** Counts of the server's own posts. Of a post from elsewhere it knows only a part, so those are left out. */
function metricsOf(status: ApiStatus, origin: string): ReportedMetric[] {
  const { acct } = status.account;
  if (acct.includes('@') && !acct.endsWith(`@${new URL(origin).host}`)) return [];
  const counts: [string, string, number | null | undefined][] = [
    ['likes', 'favourites', status.favourites_count],
    ['reposts', 'reblogs', status.reblogs_count],
    ['replies', 'replies', status.replies_count],
    ['quotes', 'quotes', status.quotes_count],
  ];
  return counts.flatMap(([metric, theirs, value]) =>
    typeof value === 'number' ? [{ metric, value, definition: `mastodon:${theirs}:1` }] : [],
  );
}
