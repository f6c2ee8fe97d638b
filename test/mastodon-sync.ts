import type { Connection, Leg, SyncOptions } from '../src/model/connector.ts';
import type { Message } from '../src/model/message.ts';
import { mastodon } from '../src/sources/mastodon/mastodon.ts';
import { actor, type MastodonServer, origin, status } from './mastodon-server.ts';

/** When every sync takes place that is told nothing else. */
export const now = '2026-03-01T12:00:00.000Z';
/** Our account. */
export const connection: Connection = {
  name: 'mastodon',
  connector: 'mastodon',
  origin,
  account: actor,
  handle: 'acme@social.example',
};
/** The id of a post. */
export const uri = (id: string, by = actor) => `${by}/statuses/${id}`;
/** Somebody on another server. */
export const ann = 'https://other.example/users/ann';
/** Days before `now`. */
export const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();

/** The legs of a sync of our account with a server. */
export async function legsOf(server: MastodonServer, options: Partial<SyncOptions> = {}): Promise<Leg[]> {
  const legs: Leg[] = [];
  const given = { wire: server.wire, now, progress: () => {}, ...options };
  for await (const leg of mastodon.sync(connection, given)) legs.push(leg);
  return legs;
}

/** What a sync gave in all. */
export async function sync(server: MastodonServer, options: Partial<SyncOptions> = {}) {
  const legs = await legsOf(server, options);
  const messages = new Map<string, Message>();
  for (const each of legs.flatMap((leg) => leg.messages)) messages.set(each.nativeId ?? '', each);
  const last = legs.at(-1);
  return {
    messages,
    ids: [...messages.keys()].sort(),
    gone: legs.flatMap((leg) => leg.gone.map(({ nativeId }) => nativeId)),
    missing: legs.flatMap((leg) => leg.missing),
    cursor: last?.cursor ?? '',
    last,
    legs,
  };
}

/** Posts of ours, one a day from the given day back, without replies. */
export const daily = (count: number, from = 1) =>
  Array.from({ length: count }, (_, place) =>
    status(String(1000 - place), 'acme', ago(from + place), { replies_count: 0 }),
  );
