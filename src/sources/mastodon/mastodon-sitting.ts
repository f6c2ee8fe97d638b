import type { Connection, Leg, SyncOptions } from '../../model/connector.ts';
import { Problem } from '../../model/problem.ts';
import { type Cursor, isYoung, overlap, readCursor } from './mastodon-cursor.ts';
import { mastodonFollowers } from './mastodon-followers.ts';
import { type Host, hostOf, lookUp } from './mastodon-host.ts';
import { type Draft, draftLeg } from './mastodon-leg.ts';
import { type Missed, nothingMissed } from './mastodon-missing.ts';
import { parentsAt } from './mastodon-parents.ts';
import { type ApiAccount, type ApiStatus, actorOf } from './mastodon-status.ts';
import { type Threads, threadsAt } from './mastodon-threads.ts';

/** Messages after which a leg is handed over. */
const legSize = 1000;

/** One sync under way: what its stages share. */
export interface Sitting {
  host: Host;
  account: ApiAccount;
  cursor: Cursor;
  /** When this sync began, ISO UTC: in an earlier sitting where that one broke off. */
  began: string;
  now: number;
  missed: Missed;
  threads: Threads;
  draft: Draft;
  options: SyncOptions;
  /** Reads a status with the thread that it is in. */
  take(status: ApiStatus): Promise<void>;
  /** Whether enough is gathered for a leg. */
  full(): boolean;
  leg(): Leg;
}

/** @throws Problem where the account is not there, is another one now, or is closed to strangers. */
export async function sitDown(connection: Connection, options: SyncOptions): Promise<Sitting> {
  const { origin, handle } = connection;
  const host = hostOf(origin, options.wire, options.token);
  const account = await lookUp(host, handle.split('@')[0] ?? handle);
  if (actorOf(account).toLowerCase() !== connection.account.toLowerCase())
    throw new Problem(
      `@${handle} is another account now than the one that was connected (${connection.account}).`,
      'Disconnect it and connect it anew.',
    );
  const cursor = readCursor(options.cursor);
  if (cursor.began === undefined) {
    cursor.began = options.now;
    cursor.stage = 'posts';
    cursor.done = [];
    cursor.read = 0;
    delete cursor.page;
  }
  const now = Date.parse(options.now);
  const missed = nothingMissed();
  const followers = mastodonFollowers(account, options.now);
  if (typeof followers !== 'object') missed.followers = followers ?? 'untold';
  let values = typeof followers === 'object' ? [followers] : [];
  const threads = threadsAt(host, cursor, missed, account.id, now);
  const draft = draftLeg(
    { origin, ourId: account.id, ourActor: connection.account },
    parentsAt(host, missed),
  );
  return {
    host,
    account,
    cursor,
    began: cursor.began,
    now,
    missed,
    threads,
    draft,
    options,
    take: async (status) => {
      const others = status.reblog ? [] : await threads.around(status);
      if (others === 'gone') draft.gone(status.uri);
      else await draft.add([...others, status]);
    },
    full: () => draft.size() >= legSize,
    leg: () => {
      cursor.threads = cursor.threads.filter((thread) => isYoung(thread, now));
      cursor.answers = cursor.answers.filter(({ at }) => at > now - 3 * overlap);
      for (const uri of threads.gone()) draft.gone(uri);
      const leg = draft.take(JSON.stringify(cursor));
      if (values.length > 0) leg.values = values;
      values = [];
      return leg;
    },
  };
}
