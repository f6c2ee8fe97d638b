import { z } from 'zod';
import type { Leg } from '../../model/connector.ts';
import { postsNow } from './bluesky-gone.ts';
import { type BlueskyNotice, type BlueskyNotices, dayBefore } from './bluesky-memory.ts';
import { pages } from './bluesky-pages.ts';
import type { BlueskyPost } from './bluesky-post.ts';
import { type BlueskyReading, isCounted } from './bluesky-reading.ts';

/** Notifications of posts; likes, reposts and follows are counted elsewhere. */
const reasons = ['mention', 'reply', 'quote'];
/** The host leaves other kinds out of a page, so that many may be empty: each stands for up to a thousand of those. */
const mostEmpty = 1000;
/** So many stretches without notifications are remembered. */
const mostLacks = 5;

const post = z.string().regex(/^at:\/\/did:[^/]+\/app\.bsky\.feed\.post\/[^/]+$/);
const notice = z.object({
  uri: post,
  reason: z.enum(reasons),
  reasonSubject: post.nullish().catch(undefined),
  indexedAt: z.iso.datetime({ offset: true }).transform((at) => new Date(at).toISOString()),
});

type Notice = z.infer<typeof notice>;

/**
 * Reads the account's notifications (`app.bsky.notification.listNotifications`, signed in) from the newest down to a day
 * before the last reading, a leg for each page: posts that name it, answer it or quote it and that neither its threads
 * nor a search had shown. What the host no longer lists is said, with its dates, by this sync and those after it.
 */
export async function* readNotices(reading: BlueskyReading, posts?: number): AsyncGenerator<Leg> {
  const { memory, missing, now } = reading;
  memory.notices ??= { lacks: [] };
  const known = memory.notices;
  // what broke off is read to its end, and then what came since
  const broken = known.head !== undefined && known.head.started !== now;
  if (broken) yield* readDown(reading, known, posts);
  if (known.head === undefined || !broken) yield* readDown(reading, known, posts);
  for (const { from, to } of known.lacks) missing.noMentions(from, to);
}

async function* readDown(
  reading: BlueskyReading,
  known: BlueskyNotices,
  posts = Number.POSITIVE_INFINITY,
): AsyncGenerator<Leg> {
  const { wire, missing, now } = reading;
  known.head ??= { started: now, read: 0 };
  const { head } = known;
  const { until } = known;
  const back = until === undefined ? undefined : dayBefore(until);
  const parameters = { reasons, priority: 'false', limit: '100' };
  const begin = head.page;
  for await (const page of pages(
    wire,
    'app.bsky.notification.listNotifications',
    'notifications',
    parameters,
    { begin, mostEmpty },
  )) {
    if (page.refused === 400 && begin !== undefined && head.page === begin) {
      // the host does not know that page any more
      known.head = { started: now, read: 0 };
      yield* readDown(reading, known, posts);
      return;
    }
    if (page.refused !== undefined) {
      missing.add('notices');
      return;
    }
    const notices = page.items.flatMap((item) => notice.safeParse(item).data ?? []);
    head.oldest = oldestOf(notices, head.oldest);
    await takeNotices(notices, reading, until !== undefined);
    head.read += page.items.length;
    head.page = page.next;
    reading.progress('reading notifications', head.read);
    if (page.looped) {
      missing.add('notices-loop');
      known.head = undefined;
      return;
    }
    // only a first look may end early: its page is remembered, and the next sync goes on there
    if (until === undefined && head.read >= posts && page.next !== undefined) {
      missing.noMentions(undefined, head.oldest?.at ?? now, false);
      return;
    }
    if (back !== undefined && head.oldest !== undefined && head.oldest.at < back) break;
    if (page.next === undefined) await noteEnd(known, head, reading);
    else yield await reading.leg();
  }
  known.until = head.started;
  known.head = undefined;
  yield await reading.leg();
}

/**
 * The list came to its end. That is too early where the account wrote before, or where what ended it the last time is
 * still there and is not listed any more: only then the host, and no deletion, has shortened it.
 */
async function noteEnd(
  known: BlueskyNotices,
  { started, oldest }: NonNullable<BlueskyNotices['head']>,
  { memory, wire }: BlueskyReading,
): Promise<void> {
  const { until, oldest: before } = known;
  const lacks = { ...(until !== undefined && { from: until }), to: oldest?.at ?? started };
  let early = oldest !== undefined && (memory.first === undefined || memory.first < oldest.at);
  if (until !== undefined) {
    const ends =
      before === undefined || before.at >= dayBefore(until) ? [] : [before.uri, before.of ?? []].flat();
    const there = await postsNow(ends, wire);
    early = ends.length > 0 && ends.every((uri) => there.has(uri));
  }
  if (early) known.lacks = [...known.lacks, lacks].slice(-mostLacks);
  known.oldest = oldest;
}

function oldestOf(notices: Notice[], before: BlueskyNotice | undefined): BlueskyNotice | undefined {
  return notices.reduce<BlueskyNotice | undefined>((oldest, { indexedAt: at, uri, reasonSubject: of }) => {
    return oldest !== undefined && oldest.at <= at ? oldest : { at, uri, ...(of && { of }) };
  }, before);
}

async function takeNotices(notices: Notice[], reading: BlueskyReading, later: boolean): Promise<void> {
  const { account, keep, memory, messages, readPosts, done, take, wire } = reading;
  const quoted = new Set(notices.filter(({ reason }) => reason === 'quote').map(({ uri }) => uri));
  const wanted = new Set(
    notices.map(({ uri }) => uri).filter((uri) => !messages.has(uri) || quoted.has(uri)),
  );
  for (const one of readPosts([...(await postsNow([...wanted], wire)).values()])) {
    // a quote counts as left with us: it is shown under our post
    const ours = quoted.has(one.message.nativeId) && !one.own;
    keep(ours ? { ...one, message: { ...one.message, channel: account.did } } : one);
  }
  // a first reading has read the threads of all posts
  if (!later) return;
  const answered = new Set(
    notices.flatMap(({ reason, reasonSubject: of }) => (reason === 'reply' && of ? of : [])),
  );
  const threads = new Map<string, BlueskyPost[]>();
  for (const one of readPosts([...(await postsNow([...answered], wire)).values()]))
    if (one.own && !done.has(one.root) && !isCounted(one, memory.watch[one.root]))
      threads.set(one.root, [...(threads.get(one.root) ?? []), one]);
  for (const [root, ours] of threads) await take(root, ours);
}
