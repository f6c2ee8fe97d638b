import { z } from 'zod';
import type { Author } from '../../model/message.ts';

/** One tweet as the API tells it, in its first or its second version. */
export interface ApiTweet {
  id: string;
  author: Author;
  text: string;
  createdAt: string;
  kind: 'post' | 'reply' | 'repost';
  parentId?: string;
  lang?: string;
  /** Counts of the API by canonical metric; none for a repost, whose counts are those of the original. */
  counts: Record<string, number>;
  /** True where the text is known to go on. */
  cut: boolean;
  /** Whole tweets inside this one: what it passes on or quotes. */
  inside: unknown[];
}

/** A tweet, or why it is not read; `notPublic` where nothing of it may be shown either. */
export type ReadTweet = ApiTweet | string;

/** Said of what only some people may see. */
export const notPublic = 'not public: left out on purpose';

const withheld = 'was withheld by X, so that its text is not in the file';
const id = z.string().regex(/^\d+$/, 'is no id');
const text = z.string().max(100_000);
const name = z.string().max(500).nullish();
const number = z.number().nullish();

const first = z.object({
  id_str: id.nullish(),
  id: z.number().nullish(),
  created_at: z.string(),
  full_text: text.nullish(),
  text: text.nullish(),
  truncated: z.boolean().nullish(),
  extended_tweet: z.object({ full_text: text.nullish() }).nullish(),
  user: z.object({
    id_str: name,
    screen_name: name,
    name,
    protected: z.boolean().nullish(),
  }),
  in_reply_to_status_id_str: id.nullish(),
  in_reply_to_status_id: z.number().nullish(),
  lang: name,
  favorite_count: number,
  retweet_count: number,
  reply_count: number,
  quote_count: number,
  retweeted_status: z.unknown().optional(),
  quoted_status: z.unknown().optional(),
  withheld_copyright: z.boolean().nullish(),
  withheld_in_countries: z.array(z.string()).nullish(),
});

/** A tweet of version 1.1, with its author inside. */
export function readFirst(value: unknown): ReadTweet {
  const parsed = first.safeParse(value);
  if (!parsed.success) return wrong(parsed.error);
  const it = parsed.data;
  if (it.user.protected) return notPublic;
  if (it.withheld_copyright || it.withheld_in_countries?.some((code) => /^X[XY]$/.test(code)))
    return withheld;
  const own = it.id_str ?? wholeNumber(it.id);
  if (own === undefined) return 'has no id_str, and the number in its id has lost its last digits';
  const written = it.extended_tweet?.full_text ?? it.full_text ?? it.text;
  if (typeof written !== 'string') return 'has no text';
  const author = authorOf(it.user.id_str, it.user.screen_name, it.user.name);
  if (author === undefined) return 'does not say who wrote it';
  const parentId = it.in_reply_to_status_id_str ?? wholeNumber(it.in_reply_to_status_id);
  const passed = typeof it.retweeted_status === 'object' && it.retweeted_status !== null;
  const answers = parentId !== undefined || typeof it.in_reply_to_status_id === 'number';
  return {
    id: own,
    author,
    text: written,
    createdAt: it.created_at,
    kind: kindOf(passed, answers, written),
    ...(parentId !== undefined && !passed && { parentId }),
    ...(it.lang && { lang: it.lang }),
    counts: passed
      ? {}
      : counted({
          likes: it.favorite_count,
          reposts: it.retweet_count,
          replies: it.reply_count,
          quotes: it.quote_count,
        }),
    cut: it.truncated === true && !it.extended_tweet?.full_text && !passed,
    inside: [it.retweeted_status, it.quoted_status].filter(isObject),
  };
}

const user = z.object({ id, username: name, name, protected: z.boolean().nullish() });
const reference = z.array(z.looseObject({ type: z.string(), id })).nullish();
const metrics = z
  .object({
    like_count: number,
    retweet_count: number,
    repost_count: number,
    reply_count: number,
    quote_count: number,
    bookmark_count: number,
    impression_count: number,
  })
  .nullish();
const second = z.object({
  id,
  text,
  created_at: z.string().optional(),
  author_id: id.nullish(),
  author: user.nullish(),
  conversation_id: id.nullish(),
  in_reply_to_user_id: id.nullish(),
  referenced_tweets: reference,
  referenced_posts: reference,
  note_tweet: z.object({ text: text.nullish() }).nullish(),
  note_post: z.object({ text: text.nullish() }).nullish(),
  public_metrics: metrics,
  lang: name,
  withheld: z.object({ copyright: z.boolean().nullish() }).nullish(),
});

/** People whom an answer of version 2 includes, by id. */
export type Users = ReadonlyMap<string, z.infer<typeof user>>;

/** The users of an answer; those that cannot be read are left out. */
export function usersOf(list: unknown): Users {
  const users = (Array.isArray(list) ? list : []).flatMap((each) => user.safeParse(each).data ?? []);
  return new Map(users.map((one) => [one.id, one]));
}

/** A tweet of version 2, whose author stands among the answer's `users` or inside it. */
export function readSecond(value: unknown, users: Users): ReadTweet {
  const parsed = second.safeParse(value);
  if (!parsed.success) return wrong(parsed.error);
  const it = parsed.data;
  const person = it.author ?? users.get(it.author_id ?? '');
  if (person?.protected) return notPublic;
  if (it.withheld?.copyright) return withheld;
  const author = authorOf(it.author_id ?? person?.id, person?.username, person?.name);
  if (author === undefined) return 'does not say who wrote it: ask the API for tweet.fields=author_id';
  if (it.created_at === undefined)
    return 'does not say when it was written: ask the API for tweet.fields=created_at';
  const references = it.referenced_tweets ?? it.referenced_posts ?? [];
  const passed = references.some(({ type }) => type === 'retweeted' || type === 'reposted');
  const parentId = references.find(({ type }) => type === 'replied_to')?.id;
  const below = it.conversation_id ? it.conversation_id !== it.id : Boolean(it.in_reply_to_user_id);
  return {
    id: it.id,
    author,
    text: it.note_tweet?.text ?? it.note_post?.text ?? it.text,
    createdAt: it.created_at,
    kind: kindOf(passed, parentId !== undefined || (below && references.length === 0), it.text),
    ...(parentId !== undefined && !passed && { parentId }),
    ...(it.lang && { lang: it.lang }),
    counts: passed
      ? {}
      : counted({
          likes: it.public_metrics?.like_count,
          reposts: it.public_metrics?.retweet_count ?? it.public_metrics?.repost_count,
          replies: it.public_metrics?.reply_count,
          quotes: it.public_metrics?.quote_count,
          bookmarks: it.public_metrics?.bookmark_count,
          impressions: it.public_metrics?.impression_count,
        }),
    cut: false,
    inside: references.filter((each) => 'text' in each),
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(passed: boolean, answers: boolean, written: string): ApiTweet['kind'] {
  if (passed) return 'repost';
  if (answers) return 'reply';
  return /^RT @\w/.test(written) ? 'repost' : 'post';
}

/** By the id, which stays when a name changes; by the name where there is no id. */
function authorOf(
  number: string | null | undefined,
  handle: string | null | undefined,
  shown: string | null | undefined,
): Author | undefined {
  const key = number || handle;
  if (!key) return undefined;
  return { id: key, ...(handle && handle !== key && { handle }), ...(shown && { name: shown }) };
}

/** Digits of a number, where it has not lost any. */
function wholeNumber(value: number | null | undefined): string | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

function counted(counts: Record<string, number | null | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(counts).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}

function wrong(error: z.ZodError): string {
  const issue = error.issues[0];
  return `its field ${issue?.path.join('.') || 'tweet'} is not as the API writes it (${issue?.message ?? 'unreadable'})`;
}
