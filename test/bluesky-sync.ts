import type { Connection, Leg } from '../src/model/connector.ts';
import { bluesky } from '../src/sources/bluesky/bluesky.ts';
import { wire } from '../src/sources/wire/wire.ts';
import { blueskyHost, origin, us } from './bluesky-host.ts';
import { madeWorld } from './wire-world.ts';

const connection: Connection = {
  name: 'bluesky',
  connector: 'bluesky',
  origin,
  account: us,
  handle: 'acme.example',
};
export const now = '2026-11-20T12:00:00.000Z';

type Host = ReturnType<typeof blueskyHost>;
/** Nothing lets the host answer. */
export type Answer = Response | Error | undefined;

/** Syncs to the end; `instead` answers in place of the host. */
export async function sync(
  host: Host,
  more: { cursor?: string; now?: string; posts?: number; instead?: (address: string) => Answer } = {},
) {
  const { instead, ...options } = more;
  const world = madeWorld((address) => instead?.(address) ?? host.answer(address), {
    now: Date.parse(more.now ?? now),
  });
  const legs: Leg[] = [];
  let problem: unknown;
  try {
    const reading = bluesky.sync(connection, {
      now,
      ...options,
      wire: wire(origin, world),
      progress: () => {},
    });
    for await (const leg of reading) legs.push(leg);
  } catch (error) {
    problem = error;
  }
  const messages = new Map(legs.flatMap((leg) => leg.messages).map((one) => [one.nativeId, one]));
  const asked = (nsid: string) => world.asked.filter((address) => address.includes(`.${nsid}?`));
  return {
    legs,
    messages,
    problem,
    asked,
    world,
    ids: [...messages.keys()].sort(),
    gone: legs.flatMap((leg) => leg.gone.map(({ nativeId }) => nativeId)),
    missing: legs.flatMap((leg) => leg.missing),
    cursor: legs.at(-1)?.cursor ?? '',
  };
}

/** Our post with a question below, our answer to it, and a thank-you. */
export function conversation() {
  const host = blueskyHost();
  const post = host.write('acme', 'post', '2026-11-19T08:00:00.000Z');
  const ask = host.write('ann', 'ask', '2026-11-19T09:00:00.000Z', { answers: post });
  const reply = host.write('acme', 'reply', '2026-11-19T10:00:00.000Z', { answers: ask });
  const thanks = host.write('ann', 'thanks', '2026-11-19T11:00:00.000Z', { answers: reply });
  return { host, post, ask, reply, thanks };
}
