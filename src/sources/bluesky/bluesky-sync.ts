import { z } from 'zod';
import type { Connection, Leg, SyncOptions } from '../../model/connector.ts';
import type { Message } from '../../model/message.ts';
import { postsNow } from './bluesky-gone.ts';
import { type BlueskyMemory, dayBefore, isDue, isOver, readMemory } from './bluesky-memory.ts';
import { missingOf } from './bluesky-missing.ts';
import { readNotices } from './bluesky-notices.ts';
import { type Page, pages } from './bluesky-pages.ts';
import { type BlueskyPost, readRepost } from './bluesky-post.ts';
import { beginReading, isCounted } from './bluesky-reading.ts';
import { refused } from './bluesky-refused.ts';
import { passwordMissing } from './bluesky-sign-in-problems.ts';

/** So many threads go into one leg of those that are read again. */
const threadsInLeg = 50;

/**
 * Reads the account's posts from the newest down to what is known, a leg for each page with the threads of its posts;
 * then what a first look left out; then the threads of the last 30 days in which something was counted since, or whose
 * time has come; then, signed in, notifications; then mentions by search. A leg's cursor is the whole memory, so that a
 * reading that broke off goes on behind it.
 */
export async function* syncBluesky(connection: Connection, options: SyncOptions): AsyncIterable<Leg> {
  const { wire, now, progress } = options;
  const account = { did: connection.account, handle: connection.handle };
  const memory = readMemory(options.cursor);
  const missing = missingOf(connection.handle);
  const reading = beginReading(account, memory, missing, { wire, now, progress });
  const { done, keep, leg, messages, met, notFound, readPosts, take } = reading;
  const started = memory.head?.started ?? now;
  const signedIn = options.token !== undefined;
  /** Whether the feed ended before its end. */
  let broken = false;

  /** Takes a page of the account's feed with its threads; returns our posts and reposts in it. */
  async function takeFeed(items: unknown[]): Promise<Message[]> {
    const threads = new Map<string, BlueskyPost[]>();
    const own: Message[] = [];
    for (const item of items) {
      const it = z.object({ post: z.unknown(), reason: z.unknown().optional() }).safeParse(item).data;
      if (isRepost(it?.reason)) {
        const repost = readRepost(it?.reason, it?.post, account);
        if (!repost?.nativeId) missing.add('malformed');
        else {
          messages.set(repost.nativeId, repost);
          own.push(repost);
        }
        continue;
      }
      for (const post of readPosts([it?.post])) {
        if (!post.own) continue;
        keep(post);
        own.push(post.message);
        threads.set(post.root, [...(threads.get(post.root) ?? []), post]);
      }
    }
    for (const [root, ours] of threads) {
      const known = memory.watch[root];
      const counted = ours.every((post) => isCounted(post, known));
      if (!(known && counted && !isDue(known, now))) await take(root, ours);
    }
    return own;
  }

  /** From a page on; from the top where the host does not know that page any more. */
  async function* readFeed(
    begin: string | undefined,
    most: number,
  ): AsyncGenerator<Page & { own: Message[] }> {
    const parameters = { actor: account.did, filter: 'posts_with_replies', limit: limitOf(most) };
    let left = most;
    for await (const page of pages(wire, 'app.bsky.feed.getAuthorFeed', 'feed', parameters, { begin })) {
      if (page.refused === 400 && begin !== undefined) {
        yield* readFeed(undefined, most);
        return;
      }
      if (page.refused === 401 && !signedIn) throw passwordMissing(account.handle, connection.origin);
      if (page.refused !== undefined) throw refused(`the posts of @${account.handle}`, page.refused);
      if (page.looped) {
        missing.add('loop');
        broken = true;
      }
      const own = await takeFeed(page.items);
      left -= own.length;
      // read by the generator for the next page
      parameters.limit = limitOf(left);
      yield { ...page, own };
    }
  }

  memory.head ??= { started, read: 0 };
  const back = memory.newest === undefined ? undefined : dayBefore(memory.newest);
  // only a first look may end early: later ones would leave a gap
  const most = back === undefined ? (options.posts ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  for await (const { own, next } of readFeed(memory.head.page, most - memory.head.read)) {
    const head: NonNullable<BlueskyMemory['head']> = memory.head ?? { started, read: 0 };
    const times = own.map(({ createdAt }) => createdAt).sort();
    head.read += own.length;
    head.top ??= times.at(-1);
    head.page = next;
    if (back === undefined) memory.first = earliest(memory.first, times[0]);
    progress('reading posts', head.read);
    const known = back !== undefined && times[0] !== undefined && times[0] < back;
    const full = head.read >= most && next !== undefined;
    if (full) {
      memory.older = next;
      missing.add('limited', head.read);
    }
    if (next === undefined || known || full) break;
    yield await leg();
  }
  // what was not read to its end is read again by the next sync
  if (!broken) memory.newest = memory.head.top ?? memory.newest;
  memory.head = undefined;
  yield await leg();

  if (memory.older !== undefined && options.posts === undefined) {
    let read = 0;
    for await (const { own, next } of readFeed(memory.older, Number.POSITIVE_INFINITY)) {
      read += own.length;
      memory.older = next;
      for (const { createdAt } of own) memory.first = earliest(memory.first, createdAt);
      progress('reading older posts', read);
      yield await leg();
    }
    memory.older = undefined;
  }

  const watched = Object.entries(memory.watch).filter(([root]) => !done.has(root));
  for (let at = 0; at < watched.length; at += threadsInLeg) {
    progress('looking for new replies', at, watched.length);
    const some = watched.slice(at, at + threadsInLeg);
    const ids = some.flatMap(([, { own }]) => Object.keys(own)).filter((id) => !met.has(id));
    const current = await postsNow(ids, wire);
    for (const id of ids) if (!current.has(id)) notFound.add(id);
    for (const [root, watch] of some) {
      const ours = readPosts(Object.keys(watch.own).flatMap((id) => current.get(id) ?? []));
      if (ours.some((post) => !isCounted(post, watch)) || isDue(watch, now)) await take(root, ours);
      else if (isOver(watch, now) || Object.keys(watch.own).length === 0) delete memory.watch[root];
    }
    yield await leg();
  }

  if (signedIn) yield* readNotices(reading, options.posts);

  progress('looking for mentions');
  const since = memory.searched ?? memory.newest;
  const parameters = { q: account.handle, mentions: account.did, sort: 'latest', limit: '100' };
  const search = since === undefined ? parameters : { ...parameters, since: dayBefore(since) };
  for await (const page of pages(wire, 'app.bsky.feed.searchPosts', 'posts', search)) {
    if (page.refused !== undefined && !signedIn) missing.add('mentions');
    if (page.refused === undefined) memory.searched = started;
    if (page.looped) missing.add('loop');
    for (const post of readPosts(page.items)) if (!messages.has(post.message.nativeId)) keep(post);
  }
  yield await leg({ done: true, ...(!broken && { observedUntil: started }) });
}

/** At most a page holds 100 (lexicon of `app.bsky.feed.getAuthorFeed`). */
function limitOf(posts: number): string {
  return String(Math.max(1, Math.min(100, posts)));
}

function earliest(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || (other !== undefined && other < one) ? other : one;
}

function isRepost(reason: unknown): boolean {
  return /#reasonRepost$/.test(z.object({ $type: z.string() }).safeParse(reason).data?.$type ?? '');
}
