import { z } from 'zod';
import type { Connection, Connector, Wire } from '../../model/connector.ts';
import { Problem } from '../../model/problem.ts';
import { blueskyGone } from './bluesky-gone.ts';
import { query } from './bluesky-pages.ts';
import { hides } from './bluesky-post.ts';
import { refused } from './bluesky-refused.ts';
import { syncBluesky } from './bluesky-sync.ts';

/** Public posts of a Bluesky account and the conversations around them, read without signing in. */
export const bluesky: Connector = {
  word: 'bluesky',
  title: 'Bluesky',
  version: 1,
  knows: (typed) => actorOf(typed) !== undefined,
  originOf: () => 'https://public.api.bsky.app',
  find,
  gone: blueskyGone,
  sync: syncBluesky,
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

async function find(typed: string, wire: Wire, token?: string): Promise<Omit<Connection, 'name'>> {
  if (token !== undefined)
    throw new Problem(
      'Rapport reads Bluesky without signing in, so it has no use for an app password.',
      'Connect the account without one, and revoke the app password if you made it for this.',
    );
  const actor = actorOf(typed);
  if (actor === undefined)
    throw new Problem(
      `"${typed}" names no Bluesky account.`,
      'Write it as @name.bsky.social, or copy the address of the profile.',
    );
  const { status, json } = await wire.get(query('app.bsky.actor.getProfile', { actor }));
  if (status === 400 || status === 404) throw nobody(actor, failure.safeParse(json).data?.error);
  const found = answer.safeParse(json).data;
  if (status > 400 || !found) throw refused(`the profile of @${actor}`, status);
  if (hides(found.labels))
    throw new Problem(
      `@${found.handle} shows its posts to signed-in readers alone, and Rapport reads without signing in.`,
      'If the account is yours: in Bluesky, Settings, Privacy and security, let logged-out people see it, then try again.',
    );
  return {
    connector: bluesky.word,
    origin: bluesky.originOf(typed),
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
