import { z } from 'zod';
import type { Wire } from '../../model/connector.ts';
import { query } from './bluesky-pages.ts';
import { refused } from './bluesky-refused.ts';

/** So many posts are asked for in one request at most (lexicon of `app.bsky.feed.getPosts`). */
const atOnce = 25;

/** Posts by at-uri, as the AppView shows them now; those that it does not know are absent. */
export async function postsNow(ids: readonly string[], wire: Wire): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const list of lists(ids)) {
    for (const post of await ask(list, wire)) {
      const { uri } = z.object({ uri: z.string() }).safeParse(post).data ?? {};
      if (uri !== undefined) found.set(uri, post);
    }
  }
  return found;
}

/**
 * Those of the posts (at-uris) that are no longer at Bluesky: the AppView leaves them out of its answer, twice. Posts of
 * an account that is deactivated or taken down are hidden, perhaps for a while, and not gone; so are, signed in, those of
 * people who block the account or whom it blocks. A host that does not answer deletes nothing.
 * @throws Problem where the host refuses the question.
 */
export async function blueskyGone(ids: readonly string[], wire: Wire): Promise<string[]> {
  const once = await postsNow(ids, wire);
  const absent = ids.filter((id) => !once.has(id));
  if (absent.length === 0) return [];
  const twice = await postsNow(absent, wire);
  const missing = absent.filter((id) => !twice.has(id));
  const authors = new Map<string, boolean>();
  for (const id of missing) {
    const author = authorOf(id);
    if (!authors.has(author)) authors.set(author, await isHidden(author, wire));
  }
  return missing.filter((id) => !authors.get(authorOf(id)));
}

function authorOf(uri: string): string {
  return uri.split('/')[2] ?? '';
}

/** What there is between the account that is signed in and another one. */
const profile = z.object({
  viewer: z.object({ blocking: z.string().nullish(), blockedBy: z.boolean().nullish() }).nullish(),
});

async function isHidden(author: string, wire: Wire): Promise<boolean> {
  const { status, json } = await wire.get(query('app.bsky.actor.getProfile', { actor: author }));
  if (status < 400) {
    const { blocking, blockedBy } = profile.safeParse(json).data?.viewer ?? {};
    return Boolean(blocking) || blockedBy === true;
  }
  const { error, message } =
    z.object({ error: z.string(), message: z.string().catch('') }).safeParse(json).data ?? {};
  if (/^Account(Deactivated|Takedown|Suspended)$/.test(error ?? '')) return true;
  if (error === 'InvalidRequest' && /not found/i.test(message ?? '')) return false;
  throw refused(`whether the account ${author} is still there`, status);
}

async function ask(list: string[], wire: Wire): Promise<unknown[]> {
  const parameters = new URLSearchParams(list.map((uri) => ['uris', uri]));
  const { status, json } = await wire.get(`${query('app.bsky.feed.getPosts', {})}${parameters}`);
  const answer = z.object({ posts: z.array(z.unknown()) }).safeParse(json).data;
  if (status >= 400 || !answer) throw refused('posts by their ids', status);
  return answer.posts;
}

function lists(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, at) =>
    ids.slice(at * atOnce, (at + 1) * atOnce),
  );
}
