import type { Leg } from '../../model/connector.ts';
import { isDue, overlap } from './mastodon-cursor.ts';
import { pagesFrom } from './mastodon-pages.ts';
import { refusal } from './mastodon-refusal.ts';
import type { Sitting } from './mastodon-sitting.ts';
import { type ApiStatus, isPublic, readStatus } from './mastodon-status.ts';

/**
 * Our own posts with their threads, from the newest back: as far as the last sync reached, and a day more. A first look
 * stops after its number of posts and keeps the place; a later sync without such a number goes on from there.
 */
export async function* ownPosts(sitting: Sitting): AsyncGenerator<Leg> {
  const { host, account, cursor, options } = sitting;
  const first = `/api/v1/accounts/${encodeURIComponent(account.id)}/statuses?limit=40`;
  if (cursor.stage === 'posts') {
    const until = cursor.through === undefined ? undefined : Date.parse(cursor.through) - overlap;
    yield* walk(sitting, cursor.page ?? new URL(first, host.origin).href, until);
    cursor.stage = 'older';
    delete cursor.page;
  }
  if (cursor.stage !== 'older') return;
  const from = cursor.page ?? cursor.older;
  if (from !== undefined && options.posts === undefined) {
    delete cursor.older;
    yield* walk(sitting, from, undefined);
  }
  cursor.stage = 'threads';
  delete cursor.page;
}

async function* walk(sitting: Sitting, from: string, until: number | undefined): AsyncGenerator<Leg> {
  const { host, account, cursor, missed, options, began } = sitting;
  const most = options.posts ?? Number.POSITIVE_INFINITY;
  const whole = until === undefined && cursor.stage === 'posts';
  let oldest = began;
  const refused = ({ status }: { status: number }) =>
    refusal(status, host.origin, `the posts of @${account.username}`, host.token);
  const pages = pagesFrom(host, from, refused, () => {
    missed.looped = oldest;
  });
  for await (const { address, items, next } of pages) {
    if (cursor.page !== address) {
      cursor.page = address;
      cursor.done = [];
    }
    const posts = items.flatMap((item) => readStatus(item) ?? []);
    missed.malformed += items.length - posts.length;
    const fresh = posts.filter(({ id }) => !cursor.done.includes(id));
    const taken = fresh.slice(0, Math.max(0, most - cursor.read));
    // from the oldest on, so that the thread of a post is read before our own answers in it are met
    for (const status of taken.reverse()) {
      if (isPublic(status)) {
        await readAgain(sitting, status, until);
        cursor.read += 1;
      }
      cursor.done.push(status.id);
      options.progress('reading posts', cursor.read, account.statuses_count ?? undefined);
      if (sitting.full()) yield sitting.leg();
    }
    oldest = oldestOf(posts) ?? oldest;
    const passed = until !== undefined && Date.parse(oldest) < until;
    if (!passed && cursor.read >= most && (next !== undefined || taken.length < fresh.length)) {
      cursor.older = taken.length < fresh.length ? address : (next ?? address);
      return;
    }
    if (passed) break;
    if (next === undefined) continue;
    cursor.page = next;
    cursor.done = [];
    yield sitting.leg();
  }
  const counted = account.statuses_count ?? 0;
  if (whole && missed.looped === undefined && counted > cursor.read)
    missed.counted = { posts: counted, given: cursor.read };
  if (counted > 0 && cursor.read >= counted) delete missed.looped;
}

/**
 * Reads a post that may have been read before: its words and counts come with the list and cost nothing, its thread is
 * asked for when the schedule says so or the server counts another number of replies.
 */
async function readAgain(sitting: Sitting, status: ApiStatus, until: number | undefined): Promise<void> {
  const { cursor, threads, draft, now } = sitting;
  const at = Date.parse(status.at);
  const answers = Boolean(status.in_reply_to_id) && !status.reblog;
  const old = until !== undefined && at < until;
  if (answers && (old || cursor.answers.some(({ id }) => id === status.id))) return;
  const known = cursor.threads.find(({ id }) => id === status.id);
  const settled =
    known !== undefined && !isDue(known, now) && known.replies === (status.replies_count ?? undefined);
  if (!answers && (settled || old)) await draft.add([status]);
  else await sitting.take(status);
  if (answers && threads.has(status.id) && at > now - 3 * overlap) cursor.answers.push({ id: status.id, at });
}

function oldestOf(posts: ApiStatus[]): string | undefined {
  return posts.map(({ at }) => at).sort()[0];
}
