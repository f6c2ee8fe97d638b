import type { Leg } from '../../model/connector.ts';
import { isDue } from './mastodon-cursor.ts';
import { saysGone } from './mastodon-host.ts';
import { wantsToken } from './mastodon-refusal.ts';
import type { Sitting } from './mastodon-sitting.ts';
import { readStatus } from './mastodon-status.ts';

/** Threads after which the cursor is handed over. */
const legThreads = 50;

/**
 * Threads that were read before and may have grown: an hour, six hours, one, three, seven and thirty days after their
 * newest message. Then once more those for which the server was still asking others.
 */
export async function* dueThreads(sitting: Sitting): AsyncGenerator<Leg> {
  const { host, cursor, missed, threads, draft, now, options } = sitting;
  const due = cursor.threads.filter((thread) => !threads.has(thread.id) && isDue(thread, now));
  for (const [place, thread] of due.entries()) {
    if (missed.closed) break;
    options.progress('asking for new replies', place, due.length);
    const answer = await host.try(`/api/v1/statuses/${encodeURIComponent(thread.id)}`);
    if (answer === undefined) missed.failed += 1;
    else if (saysGone(answer)) {
      draft.gone(thread.uri);
      cursor.threads = cursor.threads.filter(({ id }) => id !== thread.id);
    } else {
      if (wantsToken(answer.status)) missed.closed = true;
      const first = readStatus(answer.json);
      if (first !== undefined) await sitting.take(first);
    }
    if (sitting.full() || (place + 1) % legThreads === 0) yield sitting.leg();
  }
  for (const first of threads.refreshing()) await draft.add(await threads.again(first));
  missed.refreshing = threads.refreshing().length;
}
