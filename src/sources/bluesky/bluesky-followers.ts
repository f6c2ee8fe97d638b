import { z } from 'zod';
import type { AccountCount, Wire } from '../../model/connector.ts';
import { followersOf } from '../followers.ts';
import { query } from './bluesky-pages.ts';

const profile = z.object({ did: z.string(), followersCount: z.unknown().optional() });

/**
 * How many follow the account, as its profile tells now (`app.bsky.actor.getProfile`); undefined where it does not.
 * Throws a Problem where the host cannot be had after all.
 */
export async function blueskyFollowers(
  did: string,
  wire: Wire,
  now: string,
): Promise<AccountCount | undefined> {
  const { status, json } = await wire.get(query('app.bsky.actor.getProfile', { actor: did }));
  const told = status < 400 ? profile.safeParse(json).data : undefined;
  return told?.did === did ? followersOf(told.followersCount, now) : undefined;
}
