import type { Leg } from '../src/model/connector.ts';
import { bluesky } from '../src/sources/bluesky/bluesky.ts';
import { wire } from '../src/sources/wire/wire.ts';
import { type blueskyHost, us } from './bluesky-host.ts';
import { type Answer, now } from './bluesky-sync.ts';
import { madeWorld, said } from './wire-world.ts';

/** What a person could have made in Bluesky; no account has it. */
export const appPassword = 'abcd-efgh-2345-mnop';
export const entrance = 'https://bsky.social';

/** A notification on the made-up network; `on` is the post of ours that it is of. */
export interface MadeNotice {
  uri: string;
  reason: string;
  at: string;
  on?: string;
}

interface Sent {
  authorization?: string | undefined;
  method?: string;
  body?: string | undefined;
}

/**
 * The account's own server before a made-up network, written after the lexicons of com.atproto.server and what the
 * reference server answers: it knows one account and its app password, passes on what its session asks, and lists
 * notifications by pages, the newest first. `calls` are procedures in their order.
 */
export function blueskyPds(host: ReturnType<typeof blueskyHost>) {
  const notices: MadeNotice[] = [];
  const calls: string[] = [];
  const passwords = new Set([appPassword]);
  const fresh = new Set<string>();
  const refreshes = new Set<string>();
  const state = { status: 'active', pageSize: 100, made: 0, listed: true };

  function session(): Response {
    state.made += 1;
    const [accessJwt, refreshJwt] = [`access-${state.made}`, `refresh-${state.made}`];
    fresh.add(accessJwt);
    refreshes.add(refreshJwt);
    const active = state.status === 'active';
    const status = active ? {} : { status: state.status };
    return said({ did: us, handle: 'acme.example', accessJwt, refreshJwt, active, ...status });
  }

  function procedure(name: string, { authorization, body }: Sent): Response {
    calls.push(name);
    const token = authorization?.replace('Bearer ', '') ?? '';
    if (name === 'createSession') {
      const { identifier, password } = JSON.parse(body ?? '{}');
      const known = [us, 'acme.example'].includes(identifier) && passwords.has(password);
      return known
        ? session()
        : said({ error: 'AuthenticationRequired', message: 'Invalid identifier or password' }, 401);
    }
    if (!refreshes.delete(token))
      return said({ error: 'ExpiredToken', message: 'Token has been revoked' }, 400);
    return name === 'refreshSession' ? session() : new Response(null, { status: 200 });
  }

  function list(url: URL): Response {
    const wanted = url.searchParams.getAll('reasons');
    const sorted = notices.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const begin = Number(url.searchParams.get('cursor') ?? 0);
    const page = sorted.slice(begin, begin + state.pageSize);
    const end = begin + page.length;
    return said({
      notifications: page
        .filter(({ reason }) => wanted.length === 0 || wanted.includes(reason))
        .map(({ uri, reason, at, on }) => ({
          uri,
          cid: 'bafymade',
          author: { did: uri.split('/')[2], handle: 'somebody.example' },
          reason,
          ...(on && { reasonSubject: on }),
          record: {},
          isRead: false,
          indexedAt: at,
        })),
      ...(end < sorted.length && { cursor: String(end) }),
    });
  }

  return {
    host,
    notices,
    calls,
    passwords,
    state,
    /** Sessions run out; `refreshable` says whether they can be renewed. */
    expire(refreshable = true) {
      fresh.clear();
      if (!refreshable) refreshes.clear();
    },
    answer(address: string, sent: Sent): Response {
      const url = new URL(address);
      const name = /^\/xrpc\/com\.atproto\.server\.(\w+)$/.exec(url.pathname)?.[1];
      if (name) return procedure(name, sent);
      if (!sent.authorization) return said({ error: 'AuthMissing', message: 'Authentication Required' }, 401);
      if (!fresh.has(sent.authorization.replace('Bearer ', '')))
        return said({ error: 'ExpiredToken', message: 'Token has expired' }, 400);
      if (url.pathname === '/xrpc/app.bsky.notification.listNotifications')
        return state.listed ? list(url) : said({ error: 'MethodNotImplemented' }, 501);
      return host.answer(address);
    },
  };
}

/** Signs in and syncs to the end as `sync` does as a stranger; `instead` answers in place of the server. */
export async function signedSync(
  pds: ReturnType<typeof blueskyPds>,
  more: {
    cursor?: string;
    now?: string;
    posts?: number;
    instead?: (address: string, sent: Sent) => Answer;
  } = {},
) {
  const { instead, ...options } = more;
  const headersSeen: Record<string, string>[] = [];
  const world = madeWorld(
    (address, headers, _, sent) => {
      headersSeen.push(headers);
      const whole = { authorization: headers.authorization, ...sent };
      return instead?.(address, whole) ?? pds.answer(address, whole);
    },
    { now: Date.parse(more.now ?? now) },
  );
  const connection = {
    name: 'bluesky',
    connector: 'bluesky',
    origin: entrance,
    account: us,
    handle: 'acme.example',
  };
  const legs: Leg[] = [];
  let problem: unknown;
  try {
    const visit = await bluesky.signIn?.(connection, wire(entrance, world), appPassword);
    if (!visit) throw new Error('Bluesky can be signed in to.');
    const given = { now, ...options, wire: visit.wire, token: appPassword, progress: () => {} };
    try {
      for await (const leg of bluesky.sync(connection, given)) legs.push(leg);
    } finally {
      await visit.leave();
    }
  } catch (error) {
    problem = error;
  }
  const messages = new Map(legs.flatMap((leg) => leg.messages).map((one) => [one.nativeId, one]));
  return {
    legs,
    messages,
    problem,
    world,
    headersSeen,
    asked: (nsid: string) => world.asked.filter((address) => address.includes(`.${nsid}?`)),
    ids: [...messages.keys()].sort(),
    missing: legs.flatMap((leg) => leg.missing),
    cursor: legs.at(-1)?.cursor ?? '',
  };
}
