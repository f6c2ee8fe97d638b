import { z } from 'zod';
import type { Connection, Leg, SyncOptions } from '../../model/connector.ts';
import type { Message } from '../../model/message.ts';
import { blueskyFollowers } from './bluesky-followers.ts';
import { blueskyGone, postsNow } from './bluesky-gone.ts';
import { type BlueskyMemory, dayBefore, isDue, isOver, readMemory, type Watched } from './bluesky-memory.ts';
import { missingOf } from './bluesky-missing.ts';
import { type Page, pages } from './bluesky-pages.ts';
import { type BlueskyPost, readPost, readRepost } from './bluesky-post.ts';
import { refused } from './bluesky-refused.ts';
import { readThread } from './bluesky-thread.ts';

/** So many threads go into one leg of those that are read again. */
const threadsInLeg = 50;

/**
 * Reads the account's posts from the newest down to what is known, a leg for each page with the threads of its posts;
 * then what a first look left out; then the threads of the last 30 days in which something was counted since, or whose
 * time has come; then mentions. A leg's cursor is the whole memory, so that a reading that broke off goes on behind it.
 */
export async function* syncBluesky(connection: Connection, options: SyncOptions): AsyncIterable<Leg> {
  const { wire, now, progress } = options;
  const account = { did: connection.account, handle: connection.handle };
  const memory = readMemory(options.cursor);
  const missing = missingOf(connection.handle);
  const messages = new Map<string, Message>();
  const notFound = new Set<string>();
  const gone = new Set<string>();
  /** Threads that were read in this sync, and our posts that were seen in it. */
  const done = new Set<string>();
  const met = new Set<string>();
  const started = memory.head?.started ?? now;
  /** Whether the feed ended before its end. */
  let broken = false;

  function keep(post: BlueskyPost): void {
    const { nativeId } = post.message;
    const before = messages.get(nativeId);
    messages.set(nativeId, { ...before, ...post.message });
    if (post.own) met.add(nativeId);
  }

  progress('counting followers');
  let followers = await blueskyFollowers(account.did, wire, now);
  if (!followers) missing.add('followers');

  async function leg(last?: Pick<Leg, 'done' | 'observedUntil'>): Promise<Leg> {
    for (const id of await blueskyGone([...notFound], wire)) {
      gone.add(id);
      for (const watch of Object.values(memory.watch)) delete watch.own[id];
    }
    const made: Leg = {
      messages: [...messages.values()],
      gone: [...gone].map((nativeId) => ({ source: 'bluesky', nativeId })),
      ownAccounts: [account.did],
      cursor: JSON.stringify(memory),
      done: false,
      missing: missing.take(),
      ...(followers && { values: [followers] }),
      ...last,
    };
    followers = undefined;
    messages.clear();
    notFound.clear();
    gone.clear();
    return made;
  }

  /** Reads a thread and remembers what was counted in it. `ours` are our posts in it, which it may show no way to. */
  async function take(root: string, ours: BlueskyPost[]): Promise<void> {
    done.add(root);
    const found = new Map(ours.map((post) => [post.message.nativeId, post]));
    const below = ours.some(({ message, replies }) => message.parentId !== undefined || replies > 0);
    const starts = below ? new Set([root, ...ours.map(({ message }) => message.nativeId)]) : [];
    for (const uri of starts) {
      if (uri !== root && found.get(uri) !== ours.find((post) => post.message.nativeId === uri)) continue;
      const thread = await readThread(uri, account, wire, missing);
      for (const [id, post] of thread.posts) found.set(id, post);
      for (const id of thread.notFound) notFound.add(id);
    }
    const before = memory.watch[root];
    const watch: Watched = { last: before?.last ?? '', asked: now, own: {} };
    for (const post of found.values()) {
      keep(post);
      if (post.message.createdAt > watch.last) watch.last = post.message.createdAt;
      if (!post.own) continue;
      const id = post.message.nativeId;
      if (post.quotes > 0 && post.quotes !== before?.own[id]?.[1]) await takeQuotes(id);
      watch.own[id] = [post.replies, post.quotes];
    }
    if (isOver(watch, now)) delete memory.watch[root];
    else memory.watch[root] = watch;
  }

  /** Quotes of a post count as left with us: they are shown under it, and its writer is told of them. */
  async function takeQuotes(uri: string): Promise<void> {
    for await (const page of pages(wire, 'app.bsky.feed.getQuotes', 'posts', { uri, limit: '100' })) {
      if (page.refused !== undefined) missing.add('quotes');
      if (page.looped) missing.add('loop');
      for (const post of readPosts(page.items))
        keep(post.own ? post : { ...post, message: { ...post.message, channel: account.did } });
    }
  }

  function readPosts(items: unknown[]): BlueskyPost[] {
    return items.flatMap((item) => {
      const read = readPost(item, account);
      if ('wrong' in read) missing.add('malformed');
      if ('hidden' in read) missing.add('hidden');
      return 'message' in read ? [read] : [];
    });
  }

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
    for await (const page of pages(wire, 'app.bsky.feed.getAuthorFeed', 'feed', parameters, begin)) {
      if (page.refused === 400 && begin !== undefined) {
        yield* readFeed(undefined, most);
        return;
      }
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

  progress('looking for mentions');
  const since = memory.searched ?? memory.newest;
  const parameters = { q: account.handle, mentions: account.did, sort: 'latest', limit: '100' };
  const search = since === undefined ? parameters : { ...parameters, since: dayBefore(since) };
  for await (const page of pages(wire, 'app.bsky.feed.searchPosts', 'posts', search)) {
    if (page.refused !== undefined) missing.add('mentions');
    else memory.searched = started;
    if (page.looped) missing.add('loop');
    for (const post of readPosts(page.items)) if (!messages.has(post.message.nativeId)) keep(post);
  }
  yield await leg({ done: true, ...(!broken && { observedUntil: started }) });
}

/** At most a page holds 100 (lexicon of `app.bsky.feed.getAuthorFeed`). */
function limitOf(posts: number): string {
  return String(Math.max(1, Math.min(100, posts)));
}

function isRepost(reason: unknown): boolean {
  return /#reasonRepost$/.test(z.object({ $type: z.string() }).safeParse(reason).data?.$type ?? '');
}

/** Whether what Bluesky counts of a post is what was counted when its thread was read. */
function isCounted({ message, replies, quotes }: BlueskyPost, watch: Watched | undefined): boolean {
  const [answers, cited] = watch?.own[message.nativeId] ?? [];
  return answers === replies && cited === quotes;
}
