import { z } from 'zod';
import type { Wire } from '../../model/connector.ts';
import type { Missing } from './bluesky-missing.ts';
import { query } from './bluesky-pages.ts';
import { type BlueskyAccount, type BlueskyPost, readPost } from './bluesky-post.ts';

/** A thread as a flat list, and what it says is not there any more. */
export interface BlueskyThread {
  posts: Map<string, BlueskyPost>;
  notFound: string[];
  /** Posts of which at least one reply was shown or named. */
  answered: Set<string>;
}

interface Node {
  value: unknown;
  /** The post that it answers. */
  above?: BlueskyPost;
}

const node = z.object({
  post: z.unknown().optional(),
  parent: z.unknown().optional(),
  replies: z.array(z.unknown()).nullish().catch(undefined),
});
const absent = z.object({ uri: z.string(), notFound: z.literal(true) });
const blocked = z.object({ uri: z.string(), blocked: z.literal(true) });

/** So many branches of a thread that were cut off are asked for by themselves. */
const mostBranches = 30;

/**
 * The thread of a post, downward and upward, with the branches that the host cuts off asked for by themselves. What
 * exists and is not shown (blocked, for signed-in readers alone) stands among the `replyIds` of what it answers.
 */
export async function readThread(
  uri: string,
  account: BlueskyAccount,
  wire: Wire,
  missing: Missing,
): Promise<BlueskyThread> {
  const thread: BlueskyThread = { posts: new Map(), notFound: [], answered: new Set() };
  const asked = new Set<string>();
  let branches = [uri];
  while (branches.length > 0) {
    for (const branch of branches) {
      asked.add(branch);
      const value = await ask(branch, branch === uri ? 1000 : 0, wire, missing);
      if (value !== undefined) walk(value, account, thread, missing);
    }
    const cut = [...thread.posts.values()].filter(({ message, replies }) => {
      return replies > 0 && !asked.has(message.nativeId) && !thread.answered.has(message.nativeId);
    });
    branches = cut.slice(0, mostBranches + 1 - asked.size).map(({ message }) => message.nativeId);
  }
  countUnseen(thread, missing);
  return thread;
}

async function ask(uri: string, above: number, wire: Wire, missing: Missing): Promise<unknown> {
  const parameters = { uri, depth: '1000', parentHeight: String(above) };
  const { status, json } = await wire.get(query('app.bsky.feed.getPostThread', parameters));
  const { error, thread } =
    z.object({ error: z.string().optional(), thread: z.unknown() }).safeParse(json).data ?? {};
  if (status < 400 && thread) return thread;
  if (error === 'NotFound') return { uri, notFound: true };
  missing.add('threads');
  return undefined;
}

/** With a list instead of recursion, since a thread may be a thousand deep. */
function walk(from: unknown, account: BlueskyAccount, thread: BlueskyThread, missing: Missing): void {
  const list: Node[] = [{ value: from }];
  for (let next = list.pop(); next; next = list.pop()) {
    const { value, above } = next;
    if (above) thread.answered.add(above.message.nativeId);
    const gone = absent.safeParse(value).data;
    const closed = blocked.safeParse(value).data;
    if (gone) thread.notFound.push(gone.uri);
    if (closed) {
      missing.add('blocked');
      name(closed.uri, above);
    }
    const it = gone || closed ? undefined : node.safeParse(value).data;
    if (it?.post === undefined) {
      if (!gone && !closed) missing.add('malformed');
      continue;
    }
    const read = readPost(it.post, account);
    if ('wrong' in read) missing.add('malformed');
    else if ('hidden' in read) {
      missing.add('hidden');
      name(read.hidden, above);
    }
    const post = 'message' in read ? (thread.posts.get(read.message.nativeId) ?? read) : undefined;
    if (post) thread.posts.set(post.message.nativeId, post);
    for (const reply of it.replies ?? []) list.push({ value: reply, ...(post && { above: post }) });
    if (it.parent) list.push({ value: it.parent });
  }
}

/** Says that a reply exists although it is not here. */
function name(uri: string, above: BlueskyPost | undefined): void {
  if (above) above.message.replyIds = [...new Set([...(above.message.replyIds ?? []), uri])];
}

/** Bluesky counts direct replies; what it counts and neither shows nor names is unseen. */
function countUnseen({ posts }: BlueskyThread, missing: Missing): void {
  const direct = new Map<string, number>();
  for (const { message } of posts.values()) {
    if (message.parentId) direct.set(message.parentId, (direct.get(message.parentId) ?? 0) + 1);
  }
  for (const { message, replies } of posts.values()) {
    const known = (direct.get(message.nativeId) ?? 0) + (message.replyIds?.length ?? 0);
    missing.add('replies', Math.max(0, replies - known));
  }
}
