import type { Connector, Given, Wire } from '../../model/connector.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import { typedOrigin } from '../wire/origin.ts';
import { typedAccount } from './mastodon-address.ts';
import { profileElsewhere } from './mastodon-elsewhere.ts';
import { mastodonGone } from './mastodon-gone.ts';
import { hostOf, lookUp } from './mastodon-host.ts';
import { actorOf, handleOf } from './mastodon-status.ts';
import { mastodonSync } from './mastodon-sync.ts';

/** An account on a Mastodon server, or on one that speaks the same language, over its public API. */
export const mastodon: Connector = {
  word: 'mastodon',
  title: 'Mastodon and the fediverse',
  version: 1,
  knows: (typed) => typedAccount(typed) !== undefined,
  originOf: (typed, given) => account(typed, given).origin,
  named(typed) {
    const { origin, name } = account(typed);
    return handleOf(name, origin);
  },
  find,
  gone: mastodonGone,
  sync: mastodonSync,
};

async function find(typed: string, wire: Wire, given: Given = {}) {
  const { origin, name } = account(typed, given);
  try {
    const found = await lookUp(hostOf(origin, wire, given.token), name);
    return {
      connector: mastodon.word,
      origin,
      account: actorOf(found),
      handle: handleOf(found.acct, origin),
    };
  } catch (error) {
    if (!isProblem(error)) throw error;
    const elsewhere = await profileElsewhere(origin, name, wire);
    if (elsewhere === undefined) throw error;
    throw new Problem(
      `@${name}@${new URL(origin).host} lives on the server ${new URL(elsewhere).host}.`,
      `Give the address of its profile: ${elsewhere}`,
      { cause: error },
    );
  }
}

/** An account here is read at its own server and at no other. */
function account(typed: string, { host }: Given = {}): { origin: string; name: string } {
  const found = typedAccount(typed);
  if (found === undefined)
    throw new Problem(
      `"${typed}" names no account on Mastodon.`,
      'Write @name@host, or the address of its profile, such as https://host.example/@name.',
    );
  if (host !== undefined && typedOrigin(host) !== found.origin)
    throw new Problem(
      `@${found.name}@${new URL(found.origin).host} is read at its own server, ${found.origin}, and not at ${host}.`,
      'Leave --host out.',
    );
  return found;
}
