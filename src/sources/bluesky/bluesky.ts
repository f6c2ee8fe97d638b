import { z } from 'zod';
import type { Connection, Connector, Given, Wire } from '../../model/connector.ts';
import { Problem } from '../../model/problem.ts';
import { typedOrigin } from '../wire/origin.ts';
import { withFollowers } from './bluesky-followers.ts';
import { blueskyGone } from './bluesky-gone.ts';
import { query } from './bluesky-pages.ts';
import { hides } from './bluesky-post.ts';
import { refused } from './bluesky-refused.ts';
import { signIn } from './bluesky-session.ts';
import { noSignInHere, wantsSignIn } from './bluesky-sign-in-problems.ts';
import { syncBluesky } from './bluesky-sync.ts';

/** Everybody may ask this server, and nobody signs in to it. */
const open = 'https://public.api.bsky.app';
/** The entrance to the servers on which Bluesky keeps accounts; it passes on what is asked. */
const entrance = 'https://bsky.social';

/**
 * Posts of a Bluesky account and the conversations around them: read as a stranger, at an AppView; with an app password
 * as the account itself, at its own server (PDS), which asks the AppView in its turn.
 */
export const bluesky: Connector = {
  word: 'bluesky',
  title: 'Bluesky',
  version: 1,
  knows: (typed) => actorOf(typed) !== undefined,
  originOf: (_, { host, token } = {}) =>
    host === undefined ? (token === undefined ? open : entrance) : typedOrigin(host),
  named: actorOf,
  find,
  async signIn({ account, origin }, wire, password) {
    if (origin === open) throw noSignInHere(account, origin);
    return signIn({ who: account, origin, password }, wire);
  },
  gone: blueskyGone,
  sync: (connection, options) => withFollowers(syncBluesky(connection, options), connection, options),
};

const handle = /^@?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)$/i;
const did = /^did:(?:plc|web):[a-z0-9.:%_-]+$/i;
const profile = /^(?:https?:\/\/)?(?:www\.)?bsky\.app\/profile\/([^/?#]+)/i;

/** The handle or DID in what a person typed: `@name.host`, `did:plc:...`, the address of a profile. */
function actorOf(typed: string): string | undefined {
  const bare = typed.trim();
  const named = profile.exec(bare)?.[1] ?? bare;
  return did.test(named) ? named : handle.exec(named)?.[1]?.toLowerCase();
}

const answer = z.object({
  did: z.string().regex(/^did:/),
  handle: z.string(),
  labels: z
    .array(z.object({ val: z.string(), neg: z.boolean().nullish() }))
    .nullish()
    .catch(undefined),
});
const failure = z.object({ error: z.string(), message: z.string().optional() });

async function find(typed: string, wire: Wire, given: Given = {}): Promise<Omit<Connection, 'name'>> {
  const actor = actorOf(typed);
  if (actor === undefined)
    throw new Problem(
      `"${typed}" names no Bluesky account.`,
      'Write it as @name.bsky.social, or copy the address of the profile.',
    );
  const origin = bluesky.originOf(typed, given);
  if (given.token === undefined) return look(actor, origin, wire);
  if (origin === open) throw noSignInHere(actor, origin);
  const visit = await signIn({ who: actor, origin, password: given.token }, wire);
  try {
    return await look(visit.did, origin, visit.wire, visit);
  } finally {
    await visit.leave();
  }
}

/** Looks at the profile; what an account hides from strangers, only the account itself is shown. */
async function look(
  actor: string,
  origin: string,
  wire: Wire,
  self?: { did: string },
): Promise<Omit<Connection, 'name'>> {
  const { status, json } = await wire.get(query('app.bsky.actor.getProfile', { actor }));
  if (status === 401 && !self) throw wantsSignIn(actor, origin);
  if (status === 400 || status === 404) throw nobody(actor, failure.safeParse(json).data?.error);
  const found = answer.safeParse(json).data;
  if (status > 400 || !found) throw refused(`the profile of @${actor}`, status);
  if (found.did !== self?.did && hides(found.labels))
    throw new Problem(
      `@${found.handle} shows its posts to signed-in readers alone.`,
      'If the account is yours, connect it with an app password (--token). Rapport reads no other account that hides from strangers.',
    );
  return {
    connector: bluesky.word,
    origin,
    account: found.did,
    handle: found.handle,
  };
}

function nobody(actor: string, error: string | undefined): Problem {
  if (error === 'AccountTakedown' || error === 'AccountDeactivated')
    return new Problem(
      `The Bluesky account ${actor} is ${error === 'AccountTakedown' ? 'taken down' : 'deactivated'}.`,
      'Nothing of it can be read until it is back.',
    );
  return new Problem(
    `There is no Bluesky account ${actor.startsWith('did:') ? actor : `@${actor}`}.`,
    'Handles are whole names such as @name.bsky.social: look at the profile and copy it from there.',
  );
}
