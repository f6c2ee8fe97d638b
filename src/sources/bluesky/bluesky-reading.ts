import type { Leg, SyncOptions, Wire } from '../../model/connector.ts';
import type { Message } from '../../model/message.ts';
import { blueskyGone } from './bluesky-gone.ts';
import { type BlueskyMemory, isOver, type Watched } from './bluesky-memory.ts';
import type { Missing } from './bluesky-missing.ts';
import { pages } from './bluesky-pages.ts';
import { type BlueskyAccount, type BlueskyPost, readPost } from './bluesky-post.ts';
import { readThread } from './bluesky-thread.ts';

/** What a sync has read so far, and the ways to read more. */
export interface BlueskyReading {
  account: BlueskyAccount;
  memory: BlueskyMemory;
  missing: Missing;
  wire: Wire;
  now: string;
  progress: SyncOptions['progress'];
  /** The messages of the next leg, by id. */
  messages: Map<string, Message>;
  /** Posts that were not there; whether they are gone is asked before the next leg. */
  notFound: Set<string>;
  /** Threads that were read in this sync, and our posts that were seen in it. */
  done: Set<string>;
  met: Set<string>;
  keep(post: BlueskyPost): void;
  /** Posts as messages; what is none is counted as missing. */
  readPosts(items: unknown[]): BlueskyPost[];
  /** Reads a thread and remembers what was counted in it. `ours` are our posts in it, which it may show no way to. */
  take(root: string, ours: BlueskyPost[]): Promise<void>;
  /** What was read since the last leg. */
  leg(last?: Pick<Leg, 'done' | 'observedUntil'>): Promise<Leg>;
}

/** Begins to read an account, behind what the memory holds. */
export function beginReading(
  account: BlueskyAccount,
  memory: BlueskyMemory,
  missing: Missing,
  { wire, now, progress }: Pick<SyncOptions, 'wire' | 'now' | 'progress'>,
): BlueskyReading {
  const messages = new Map<string, Message>();
  const notFound = new Set<string>();
  const gone = new Set<string>();
  const done = new Set<string>();
  const met = new Set<string>();

  function keep(post: BlueskyPost): void {
    const { nativeId } = post.message;
    const before = messages.get(nativeId);
    messages.set(nativeId, { ...before, ...post.message });
    if (post.own) met.add(nativeId);
  }

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
      ...last,
    };
    messages.clear();
    notFound.clear();
    gone.clear();
    return made;
  }

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

  return {
    account,
    memory,
    missing,
    wire,
    now,
    progress,
    messages,
    notFound,
    done,
    met,
    keep,
    readPosts,
    take,
    leg,
  };
}

/** Whether what Bluesky counts of a post is what was counted when its thread was read. */
export function isCounted({ message, replies, quotes }: BlueskyPost, watch: Watched | undefined): boolean {
  const [answers, cited] = watch?.own[message.nativeId] ?? [];
  return answers === replies && cited === quotes;
}
