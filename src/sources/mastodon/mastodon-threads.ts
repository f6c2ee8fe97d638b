import { type Context, contextOf } from './mastodon-context.ts';
import { type Cursor, isYoung, type KnownThread } from './mastodon-cursor.ts';
import type { Host } from './mastodon-host.ts';
import type { Missed } from './mastodon-missing.ts';
import type { ApiStatus } from './mastodon-status.ts';

/** The threads of a sync, each asked for once. */
export interface Threads {
  /** Everybody's posts around a post, without itself; `gone` where the post itself is no longer there. */
  around(status: ApiStatus): Promise<ApiStatus[] | 'gone'>;
  /** Whether the post was in a thread that was read already. */
  has(id: string): boolean;
  /** Hands over the first posts that were gone when asked for since the last call, by ActivityPub address. */
  gone(): string[];
  /** First posts for which the server was still asking others: each to be asked for once more. */
  refreshing(): ApiStatus[];
  /** Asks once more for such a one. */
  again(first: ApiStatus): Promise<ApiStatus[]>;
}

/** Reads threads and remembers in the cursor when each was asked for. */
export function threadsAt(host: Host, cursor: Cursor, missed: Missed, ourId: string, now: number): Threads {
  const threadOf = new Map<string, string>();
  const late = new Map<string, ApiStatus>();
  const gone: string[] = [];

  const remember = (first: ApiStatus, posts: ApiStatus[], whole: boolean) => {
    const old = cursor.threads.find(({ id }) => id === first.id);
    const newest = Math.max(...[first, ...posts].map(({ at }) => Date.parse(at)), old?.newest ?? 0);
    const thread: KnownThread = old ?? { id: first.id, uri: first.uri, newest, asked: 0 };
    thread.newest = newest;
    thread.asked = whole ? now : 0;
    if (typeof first.replies_count === 'number') thread.replies = first.replies_count;
    if (old === undefined && isYoung(thread, now)) cursor.threads.push(thread);
    for (const { id } of [first, ...posts]) threadOf.set(id, first.id);
  };
  const cap = (id: string) => {
    if (!cursor.capped.includes(id)) cursor.capped.push(id);
  };
  const note = (first: ApiStatus, context: Context, posts: ApiStatus[]) => {
    cursor.capped = cursor.capped.filter((id) => id !== first.id);
    if (context.capped) cap(first.id);
    else if (!context.refreshing) missed.withheld += notShown([first, ...posts], ourId);
    if (context.refreshing) late.set(first.id, first);
  };

  async function below(first: ApiStatus, others: ApiStatus[]): Promise<ApiStatus[] | 'gone'> {
    const context = await contextOf(host, first.id, missed);
    if (context === 'gone') return 'gone';
    const posts = distinct([...others, ...(context?.above ?? []), ...(context?.below ?? [])], first.id);
    remember(first, posts, context !== undefined && !context.refreshing);
    if (context !== undefined) note(first, context, posts);
    return posts;
  }

  return {
    has: (id) => threadOf.has(id),
    gone: () => gone.splice(0),
    refreshing: () => [...late.values()],
    again: async (first) => {
      late.delete(first.id);
      const posts = await below(first, []);
      return posts === 'gone' ? [] : posts;
    },
    around: async (status) => {
      if (threadOf.has(status.id)) return [];
      if (!status.in_reply_to_id) {
        if (status.replies_count !== 0) return below(status, []);
        remember(status, [], true);
        return [];
      }
      const context = await contextOf(host, status.id, missed);
      if (context === 'gone') return 'gone';
      if (context === undefined) return [];
      const first = topOf(context.above) ?? status;
      const near = distinct([...context.above, ...context.below], status.id);
      if (first === status) {
        remember(status, near, !context.refreshing);
        note(status, context, near);
        return near;
      }
      if (threadOf.has(first.id)) {
        remember(first, [status, ...near], !late.has(first.id));
        if (context.capped) cap(first.id);
        return near;
      }
      const all = await below(first, distinct([status, ...near], first.id));
      if (all !== 'gone') {
        if (context.capped) cap(first.id);
        return distinct([first, ...all], status.id);
      }
      gone.push(first.uri);
      remember(status, near, true);
      return near;
    },
  };
}

/** The one among posts above that answers none of them. */
function topOf(above: ApiStatus[]): ApiStatus | undefined {
  const ids = new Set(above.map(({ id }) => id));
  return above.find(({ in_reply_to_id: id }) => !id || !ids.has(id));
}

function distinct(posts: ApiStatus[], without: string): ApiStatus[] {
  return [...new Map(posts.map((post) => [post.id, post])).values()].filter(({ id }) => id !== without);
}

/** Replies to our posts that are counted and not among them. */
function notShown(posts: ApiStatus[], ourId: string): number {
  const shown = new Map<string, number>();
  for (const { in_reply_to_id: id } of posts) if (id) shown.set(id, (shown.get(id) ?? 0) + 1);
  let short = 0;
  for (const post of posts) {
    if (post.account.id === ourId)
      short += Math.max(0, (post.replies_count ?? 0) - (shown.get(post.id) ?? 0));
  }
  return short;
}
