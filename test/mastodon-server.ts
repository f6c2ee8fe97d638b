import type { Wire, WireAnswer } from '../src/model/connector.ts';

/** A made-up Mastodon server in the process, written after the documentation of its API (4.5): no recording. */
export interface MastodonServer {
  wire: Wire;
  /** What was asked, as path and query, in its order. */
  asked: string[];
  statuses: Record<string, unknown>[];
  notifications: Record<string, unknown>[];
  /** Overrules what a path answers; undefined leaves it to the server. */
  instead: (path: string, headers: Record<string, string>) => Partial<WireAnswer> | undefined;
}

export const origin = 'https://social.example';
export const actor = `${origin}/users/acme`;

/** An account as the API tells it, with every required field. */
export function account(name: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const [user = name, host] = name.split('@');
  const home = host === undefined ? origin : `https://${host}`;
  return {
    id: `1${[...name].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 0) % 1_000_000}`,
    username: user,
    acct: name,
    display_name: user.toUpperCase(),
    url: `${home}/@${user}`,
    uri: `${home}/users/${user}`,
    locked: false,
    bot: false,
    created_at: '2020-01-01T00:00:00.000Z',
    note: '',
    avatar: `${home}/a.png`,
    avatar_static: `${home}/a.png`,
    header: `${home}/h.png`,
    header_static: `${home}/h.png`,
    followers_count: 3,
    following_count: 3,
    statuses_count: 0,
    last_status_at: null,
    emojis: [],
    fields: [],
    ...fields,
  };
}

/** A status as the API tells it, with every required field; `by` is the name, with @host from elsewhere. */
export function status(id: string, by: string, at: string, fields: Record<string, unknown> = {}) {
  const who = account(by);
  return {
    id,
    uri: `${who.uri}/statuses/${id}`,
    url: `${who.url}/${id}`,
    created_at: at,
    edited_at: null,
    account: who,
    content: `<p>text ${id}</p>`,
    visibility: 'public',
    sensitive: false,
    spoiler_text: '',
    media_attachments: [],
    mentions: [],
    tags: [],
    emojis: [],
    reblogs_count: 0,
    favourites_count: 0,
    replies_count: 0,
    language: 'en',
    in_reply_to_id: null,
    in_reply_to_account_id: null,
    reblog: null,
    application: null,
    card: null,
    poll: null,
    ...fields,
  };
}

export function mastodonServer(
  statuses: Record<string, unknown>[],
  { link = true, page = 40, token }: { link?: boolean; page?: number; token?: string } = {},
): MastodonServer {
  const server: MastodonServer = {
    asked: [],
    statuses,
    notifications: [],
    instead: () => undefined,
    wire: {
      get: async (address, headers = {}) => answer(address, headers),
      post: async () => notFound(),
    },
  };
  const own = () => server.statuses.filter((each) => acctOf(each) === 'acme');

  function answer(address: string, headers: Record<string, string>): WireAnswer {
    const url = new URL(address);
    if (url.origin !== origin) throw new Error(`asked elsewhere: ${address}`);
    const path = url.pathname + url.search;
    server.asked.push(path);
    const instead = server.instead(path, headers);
    if (instead !== undefined) return { status: 200, headers: new Headers(), json: undefined, ...instead };
    const known = token !== undefined && headers.authorization === `Bearer ${token}`;
    if (url.pathname === '/api/v1/accounts/lookup') {
      if (url.searchParams.get('acct') !== 'acme') return notFound();
      return given(account('acme', { statuses_count: own().length }));
    }
    if (url.pathname === '/api/v1/accounts/verify_credentials')
      return known ? given(account('acme')) : refused(401);
    if (url.pathname === '/api/v1/notifications')
      return known ? list(url, server.notifications) : refused(401);
    if (url.pathname === `/api/v1/accounts/${account('acme').id}/statuses`) {
      return list(
        url,
        own().filter(({ visibility }) => visibility === 'public' || visibility === 'unlisted'),
      );
    }
    const [, id, what] = /^\/api\/v1\/statuses\/([^/]+)(\/context)?$/.exec(url.pathname) ?? [];
    const found = server.statuses.find((each) => each.id === id);
    if (found === undefined || found.visibility === 'private' || found.visibility === 'direct')
      return notFound();
    return given(what === undefined ? found : context(found, known));
  }

  function list(url: URL, all: Record<string, unknown>[]): WireAnswer {
    const below = url.searchParams.get('max_id');
    const newest = [...all].sort((a, b) => String(b.created_at).localeCompare(String(a.created_at)));
    const start = below === null ? 0 : newest.findIndex(({ id }) => id === below) + 1;
    const items = newest.slice(start, start + page);
    const headers = new Headers();
    const last = items.at(-1);
    if (link && last !== undefined) {
      const address = `${origin}${url.pathname}?limit=40`;
      const next = start + page < newest.length ? `<${address}&max_id=${last.id}>; rel="next", ` : '';
      headers.set('link', `${next}<${address}&min_id=${items[0]?.id}>; rel="prev"`);
    }
    return { status: 200, headers, json: items };
  }

  function context(of: Record<string, unknown>, known: boolean): unknown {
    const shown = server.statuses.filter(
      (each) => each.visibility === 'public' || each.visibility === 'unlisted',
    );
    const above: Record<string, unknown>[] = [];
    let at = shown.find(({ id }) => id === of.in_reply_to_id);
    while (at !== undefined && (known || above.length < 40)) {
      above.unshift(at);
      const next: unknown = at.in_reply_to_id;
      at = shown.find(({ id }) => id === next);
    }
    const below: Record<string, unknown>[] = [];
    const gather = (id: unknown, level: number) => {
      for (const each of shown) {
        if (each.in_reply_to_id !== id || (!known && (below.length >= 60 || level > 20))) continue;
        below.push(each);
        gather(each.id, level + 1);
      }
    };
    gather(of.id, 1);
    return { ancestors: above, descendants: below };
  }
  return server;
}

function given(json: unknown): WireAnswer {
  return { status: 200, headers: new Headers(), json };
}

function notFound(): WireAnswer {
  return { status: 404, headers: new Headers(), json: { error: 'Record not found' } };
}

/** A refusal as Mastodon writes it. */
export function refused(code: number): WireAnswer {
  return {
    status: code,
    headers: new Headers(),
    json: { error: 'This method requires an authenticated user' },
  };
}

function acctOf(each: Record<string, unknown>): unknown {
  const who = each.account;
  return typeof who === 'object' && who !== null && 'acct' in who ? who.acct : undefined;
}
