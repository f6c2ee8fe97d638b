import type { Connection, Leg, SyncOptions } from '../../model/connector.ts';
import { dueThreads } from './mastodon-due.ts';
import { mentions } from './mastodon-mentions.ts';
import { missingSentences } from './mastodon-missing.ts';
import { ownPosts } from './mastodon-own.ts';
import { sitDown } from './mastodon-sitting.ts';

/** Reads an account of a Mastodon server: its new posts with their threads, known threads that are due, mentions. */
export async function* mastodonSync(connection: Connection, options: SyncOptions): AsyncGenerator<Leg> {
  const sitting = await sitDown(connection, options);
  const { cursor, missed, began } = sitting;
  yield* ownPosts(sitting);
  if (cursor.stage === 'threads') {
    yield* dueThreads(sitting);
    cursor.stage = 'mentions';
  }
  yield* mentions(sitting);
  cursor.through = began;
  delete cursor.began;
  cursor.stage = 'posts';
  cursor.done = [];
  const last: Leg = { ...sitting.leg(), done: true };
  // where threads are closed, what others wrote is missing at every time
  if (!missed.closed) last.observedUntil = began;
  if (cursor.older !== undefined)
    last.missing.push(
      'A first look: older posts were not read; a sync without a number of posts goes on with them.',
    );
  last.missing.push(...missingSentences(missed, new URL(connection.origin).host, cursor.capped.length));
  yield last;
}
