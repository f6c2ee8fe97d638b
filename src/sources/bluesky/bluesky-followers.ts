import { z } from 'zod';
import type { AccountCount, Connection, Leg, SyncOptions, Wire } from '../../model/connector.ts';
import { followersOf } from '../followers.ts';
import { query } from './bluesky-pages.ts';

const profile = z.object({ did: z.string(), followersCount: z.unknown().optional() });

/** The legs of a sync, the first of which also tells how many follow the account, or that this is missing. */
export async function* withFollowers(
  legs: AsyncIterable<Leg>,
  { account, handle }: Connection,
  { wire, now, progress }: SyncOptions,
): AsyncIterable<Leg> {
  progress('counting followers');
  const followers = await followersNow(account, wire, now);
  const untold = `How many follow @${handle}: Bluesky did not tell it this time.`;
  let first = true;
  for await (const leg of legs) {
    if (!first) yield leg;
    else if (followers) yield { ...leg, values: [followers] };
    else yield { ...leg, missing: [untold, ...leg.missing] };
    first = false;
  }
}

/** As the profile tells it (`app.bsky.actor.getProfile`). Throws a Problem where the host cannot be had after all. */
async function followersNow(did: string, wire: Wire, now: string): Promise<AccountCount | undefined> {
  const { status, json } = await wire.get(query('app.bsky.actor.getProfile', { actor: did }));
  const told = status < 400 ? profile.safeParse(json).data : undefined;
  return told?.did === did ? followersOf(told.followersCount, now) : undefined;
}
