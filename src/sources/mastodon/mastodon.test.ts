import { describe, expect, it } from 'vitest';
import { account, actor, mastodonServer, origin, refused, status } from '../../../test/mastodon-server.ts';
import { memoryFile } from '../../../test/memory-file.ts';
import type { Connection, Leg, SyncOptions, Wire } from '../../model/connector.ts';
import type { Message } from '../../model/message.ts';
import { readAll } from '../read-all.ts';
import { mastodon } from './mastodon.ts';
import { mastodonGone } from './mastodon-gone.ts';
import { mastodonOutbox } from './mastodon-outbox.ts';

type Server = ReturnType<typeof mastodonServer>;
const now = '2026-03-01T12:00:00.000Z';
const connection: Connection = {
  name: 'mastodon',
  connector: 'mastodon',
  origin,
  account: actor,
  handle: 'acme@social.example',
};
const uri = (id: string, by = actor) => `${by}/statuses/${id}`;
const ann = 'https://other.example/users/ann';
/** Days before `now`. */
const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();

async function legsOf(server: Server, options: Partial<SyncOptions> = {}): Promise<Leg[]> {
  const legs: Leg[] = [];
  const given = { wire: server.wire, now, progress: () => {}, ...options };
  for await (const leg of mastodon.sync(connection, given)) legs.push(leg);
  return legs;
}

async function sync(server: Server, options: Partial<SyncOptions> = {}) {
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
const daily = (count: number, from = 1) =>
  Array.from({ length: count }, (_, place) =>
    status(String(1000 - place), 'acme', ago(from + place), { replies_count: 0 }),
  );

describe('A Mastodon account that a person types', () => {
  it.each([
    ['@acme@social.example', origin],
    ['acme@social.example', origin],
    ['https://social.example/@acme', origin],
    ['https://social.example/users/acme/', origin],
    ['https://here.example/@acme@social.example', origin],
    ['http://social.example/@acme', origin],
    ['http://127.0.0.1:8001/@acme', 'http://127.0.0.1:8001'],
    ['@acme@social.example:8443', 'https://social.example:8443'],
  ])('is known as %s', (typed, host) => {
    expect(mastodon.knows(typed)).toBe(true);
    expect(mastodon.originOf(typed)).toBe(host);
    expect(mastodon.named?.(typed)).toBe(`acme@${new URL(host).host}`);
  });

  it.each(['@acme.bsky.social', '@acme', 'acme', 'https://www.youtube.com/@acme', 'https://x.com/acme', ''])(
    'is not %j',
    (typed) => {
      expect(mastodon.knows(typed)).toBe(false);
      expect(() => mastodon.originOf(typed)).toThrow(/names no account on Mastodon/);
    },
  );

  it('is found by name, with its ActivityPub address', async () => {
    const server = mastodonServer([]);
    expect(await mastodon.find('@acme@social.example', server.wire)).toEqual({
      connector: 'mastodon',
      origin,
      account: actor,
      handle: 'acme@social.example',
    });
    await expect(mastodon.find('@nobody@social.example', server.wire)).rejects.toThrow(
      /has no account nobody/,
    );
  });

  it('has the same address where an older server does not tell it', async () => {
    const server = mastodonServer([]);
    server.instead = (path) =>
      path.includes('lookup') ? { json: account('acme', { uri: undefined }) } : undefined;
    expect(await mastodon.find('@acme@social.example', server.wire)).toMatchObject({ account: actor });
  });

  it.each([401, 403, 422])('is refused with how to get a token where the server says %i', async (code) => {
    const server = mastodonServer([]);
    server.instead = () => refused(code);
    await expect(mastodon.find('@acme@social.example', server.wire)).rejects.toMatchObject({
      message: expect.stringContaining('this server wants a token'),
      help: expect.stringContaining('Preferences, Development'),
    });
  });

  it('is read at its own server and at no other', () => {
    const typed = '@acme@social.example';
    expect(mastodon.originOf(typed, { host: 'https://social.example/' })).toBe('https://social.example');
    expect(() => mastodon.originOf(typed, { host: 'https://elsewhere.example' })).toThrow(
      '@acme@social.example is read at its own server, https://social.example, and not at https://elsewhere.example.',
    );
    expect(() => mastodon.originOf(typed, { host: 'elsewhere' })).toThrow('no address of a server');
  });

  it('is found with a token where the server is closed to strangers', async () => {
    const server = mastodonServer([]);
    const { wire } = server;
    const closed: Wire = {
      ...wire,
      get: async (address, headers = {}) =>
        headers.authorization === 'Bearer secret'
          ? wire.get(address, headers)
          : { status: 401, headers: new Headers(), json: {} },
    };
    await expect(mastodon.find('@acme@social.example', closed)).rejects.toThrow('this server wants a token');
    expect(await mastodon.find('@acme@social.example', closed, { token: 'secret' })).toMatchObject({
      account: actor,
    });
    await expect(mastodon.find('@acme@social.example', closed, { token: 'old' })).rejects.toThrow(
      'although a token was given',
    );
  });

  it('is looked for under its own server where the domain is another', async () => {
    const server = mastodonServer([]);
    server.instead = (path) =>
      path.startsWith('/.well-known/webfinger')
        ? {
            json: {
              subject: 'acct:acme@social.example',
              links: [
                { rel: 'self', href: 'https://m.social.example/users/acme' },
                { rel: 'http://webfinger.net/rel/profile-page', href: 'https://m.social.example/@acme' },
              ],
            },
          }
        : { status: 404 };
    await expect(mastodon.find('@acme@social.example', server.wire)).rejects.toMatchObject({
      help: 'Give the address of its profile: https://m.social.example/@acme',
    });
    server.instead = () => ({ status: 200 });
    await expect(mastodon.find('@acme@social.example', server.wire)).rejects.toThrow(
      /does not answer as a Mastodon/,
    );
  });
});

describe('A Mastodon sync', () => {
  it('reads all posts by the Link header and says until when', async () => {
    const server = mastodonServer(daily(95));
    const { ids, last, missing, legs } = await sync(server);
    expect(ids).toHaveLength(95);
    expect(last).toMatchObject({ done: true, observedUntil: now, ownAccounts: [actor] });
    expect(legs.slice(0, -1).every((leg) => !leg.done && leg.observedUntil === undefined)).toBe(true);
    expect(missing).toEqual([expect.stringMatching(/^Without a token, mentions of us/)]);
    expect(server.asked.filter((path) => path.includes('/context'))).toEqual([]);
  });

  it('reads all posts of a server without Link by the last id of a page', async () => {
    const server = mastodonServer(daily(95), { link: false });
    expect((await sync(server)).ids).toHaveLength(95);
  });

  it('tells the post of an archive in the same words', async () => {
    const fields = {
      content:
        '<p>Hi <span class="h-card"><a href="https://other.example/@ann">@<span>ann</span></a></span> &amp; all<br>two</p>',
      spoiler_text: 'Careful',
      visibility: 'unlisted',
      mentions: [{ id: '7', username: 'ann', acct: 'ann@other.example', url: 'https://other.example/@ann' }],
      favourites_count: 4,
      reblogs_count: 2,
      quotes_count: 1,
    };
    const boosted = { uri: uri('9', ann) };
    const server = mastodonServer([
      status('1', 'acme', ago(2), fields),
      status('2', 'acme', ago(1), { uri: `${uri('2')}/activity`, url: null, reblog: boosted, content: '' }),
    ]);
    const { messages } = await sync(server);
    const everyone = 'https://www.w3.org/ns/activitystreams#Public';
    const archive = memoryFile(
      'outbox.json',
      JSON.stringify({
        type: 'OrderedCollection',
        orderedItems: [
          {
            id: `${uri('1')}/activity`,
            type: 'Create',
            actor,
            published: ago(2),
            object: {
              id: uri('1'),
              type: 'Note',
              summary: 'Careful',
              published: ago(2),
              url: `${origin}/@acme/1`,
              to: [`${actor}/followers`],
              cc: [everyone],
              content: fields.content,
              contentMap: { en: fields.content },
              tag: [{ type: 'Mention', href: ann, name: '@ann@other.example' }],
            },
          },
          {
            id: `${uri('2')}/activity`,
            type: 'Announce',
            actor,
            published: ago(1),
            to: [everyone],
            cc: [],
            object: boosted.uri,
          },
        ],
      }),
      100,
      { 'actor.json': JSON.stringify({ id: actor, name: 'ACME' }) },
    );
    const [post, boost] = (await readAll(mastodonOutbox.read(archive, {}))).messages;
    const { metrics, ...live } = messages.get(uri('1')) as Message;
    expect(live).toEqual(post);
    expect(metrics).toEqual([
      { metric: 'likes', value: 4, definition: 'mastodon:favourites:1' },
      { metric: 'reposts', value: 2, definition: 'mastodon:reblogs:1' },
      { metric: 'replies', value: 0, definition: 'mastodon:replies:1' },
      { metric: 'quotes', value: 1, definition: 'mastodon:quotes:1' },
    ]);
    const { author, ...repost } = messages.get(`${uri('2')}/activity`) as Message;
    expect(repost).toEqual({ ...repost, kind: 'repost', url: boosted.uri });
    expect({ ...repost, author: { ...author, handle: boost?.author.handle } }).toEqual(boost);
  });

  it('joins replies of others and of ours by addresses, and leaves out what is not public', async () => {
    const server = mastodonServer([
      status('1', 'acme', ago(9), { replies_count: 2 }),
      status('2', 'ann@other.example', ago(8.9), {
        in_reply_to_id: '1',
        replies_count: 1,
        favourites_count: 9,
      }),
      status('3', 'acme', ago(8.8), { in_reply_to_id: '2', visibility: 'unlisted' }),
      status('4', 'bob', ago(8.7), { in_reply_to_id: '1', visibility: 'private' }),
      status('5', 'bob', ago(8.6), { in_reply_to_id: '1', visibility: 'direct' }),
    ]);
    server.instead = (path) =>
      path === '/api/v1/statuses/1/context'
        ? { json: { ancestors: [], descendants: server.statuses.slice(1) } }
        : undefined;
    const { messages, ids } = await sync(server);
    expect(ids).toEqual([uri('1'), uri('3'), uri('2', ann)].sort());
    expect(messages.get(uri('2', ann))).toMatchObject({
      kind: 'reply',
      own: false,
      author: { id: ann, handle: 'ann@other.example', name: 'ANN' },
      parentId: uri('1'),
    });
    expect(messages.get(uri('2', ann))).not.toHaveProperty('metrics');
    expect(messages.get(uri('3'))).toMatchObject({
      own: true,
      visibility: 'unlisted',
      parentId: uri('2', ann),
    });
    expect(server.asked.filter((path) => path.includes('/context'))).toEqual(['/api/v1/statuses/1/context']);
  });

  it('reads the whole thread of somebody else in which we answered', async () => {
    const server = mastodonServer([
      status('1', 'ann@other.example', ago(5), { replies_count: 2 }),
      status('2', 'bob', ago(4.9), { in_reply_to_id: '1' }),
      status('3', 'cleo', ago(4.8), { in_reply_to_id: '1', replies_count: 1 }),
      status('4', 'acme', ago(4.7), { in_reply_to_id: '3' }),
    ]);
    const { ids, messages } = await sync(server);
    expect(ids).toHaveLength(4);
    expect(messages.get(uri('4'))?.parentId).toBe(`${origin}/users/cleo/statuses/3`);
  });

  it('keeps a reply to what nobody shows as a reply to something unseen, and asks once', async () => {
    const server = mastodonServer([
      status('8', 'acme', ago(2), { in_reply_to_id: '7' }),
      status('9', 'acme', ago(1), { in_reply_to_id: '7' }),
      status('10', 'acme', ago(0.5), { in_reply_to_id: null, in_reply_to_account_id: '77' }),
    ]);
    const { messages, missing } = await sync(server);
    expect(messages.get(uri('8'))).toMatchObject({ kind: 'reply', parentId: `${origin}/api/v1/statuses/7` });
    expect(messages.get(uri('10'))).toMatchObject({ kind: 'reply' });
    expect(messages.get(uri('10'))).not.toHaveProperty('parentId');
    expect(server.asked.filter((path) => path === '/api/v1/statuses/7')).toHaveLength(1);
    expect(missing.join('\n')).toMatch(/1 reply answers a post that social.example does not show/);
  });

  it('says in how many threads a stranger gets a part only, and reads them whole with a token', async () => {
    const many = Array.from({ length: 80 }, (_, place) =>
      status(`r${place}`, 'ann@other.example', ago(3), { in_reply_to_id: '1' }),
    );
    const server = mastodonServer([status('1', 'acme', ago(4), { replies_count: 80 }), ...many], {
      token: 'secret',
    });
    const stranger = await sync(server);
    expect(stranger.ids).toHaveLength(61);
    expect(stranger.missing.join('\n')).toMatch(/^In 1 thread replies may be missing/m);
    const known = await sync(server, { token: 'secret' });
    expect(known.ids).toHaveLength(81);
    expect(known.missing).toEqual([]);
  });

  it('says that a deep thread is cut, too', async () => {
    const chain = Array.from({ length: 30 }, (_, place) =>
      status(String(place + 2), 'ann@other.example', ago(3), { in_reply_to_id: String(place + 1) }),
    );
    const server = mastodonServer([status('1', 'acme', ago(4), { replies_count: 1 }), ...chain]);
    expect((await sync(server)).missing.join('\n')).toMatch(/^In 1 thread replies may be missing/m);
  });

  it('counts replies that a server holds back', async () => {
    const server = mastodonServer([status('1', 'acme', ago(4), { replies_count: 3 })]);
    expect((await sync(server)).missing.join('\n')).toMatch(
      /counts 3 more replies to our posts than it shows/,
    );
  });

  it('says how many posts the server counts and does not give', async () => {
    const server = mastodonServer([...daily(3), status('9', 'acme', ago(2), { visibility: 'private' })]);
    expect((await sync(server)).missing[0]).toMatch(/counts 4 posts of this account and gave 3/);
  });

  it('goes on without threads where they are closed to strangers, and leaves the end of the data open', async () => {
    const server = mastodonServer(
      daily(5).map((each) => ({ ...each, replies_count: 1 })),
      { link: false },
    );
    server.instead = (path) => (path.includes('/context') ? refused(401) : undefined);
    const { ids, missing, last } = await sync(server);
    expect(ids).toHaveLength(5);
    expect(missing[0]).toMatch(/shows no threads to strangers/);
    expect(last?.observedUntil).toBeUndefined();
    expect(server.asked.filter((path) => path.includes('/context'))).toHaveLength(1);
  });

  it('refuses in words where posts are closed to strangers', async () => {
    const server = mastodonServer(daily(2));
    server.instead = (path) => (path.includes('lookup') ? undefined : refused(422));
    await expect(sync(server)).rejects.toMatchObject({
      message:
        'social.example does not show the posts of @acme to strangers (422): this server wants a token.',
    });
    await expect(sync(server, { token: 'old' })).rejects.toThrow(/although a token was given/);
  });

  it('refuses an account that is another one now', async () => {
    const server = mastodonServer([]);
    server.instead = () => ({ json: account('acme', { uri: 'https://social.example/ap/users/99' }) });
    await expect(sync(server)).rejects.toThrow(/is another account now/);
  });

  it('lets go what is deleted in the middle', async () => {
    const server = mastodonServer([
      status('1', 'acme', ago(4), { replies_count: 1 }),
      status('2', 'acme', ago(3), { replies_count: 0 }),
    ]);
    server.instead = (path) =>
      path.includes('/1/context') ? { status: 404, json: { error: 'x' } } : undefined;
    const { ids, gone } = await sync(server);
    expect(ids).toEqual([uri('2')]);
    expect(gone).toEqual([uri('1')]);
  });

  it('counts a 404 without JSON as a fault of the host', async () => {
    const server = mastodonServer([status('1', 'acme', ago(4), { replies_count: 1 })]);
    server.instead = (path) => (path.includes('/context') ? { status: 404 } : undefined);
    const { ids, gone, missing } = await sync(server);
    expect([ids, gone]).toEqual([[uri('1')], []]);
    expect(missing.join('\n')).toMatch(/1 thread could not be read; the next sync asks again/);
  });

  it('skips and counts what is not as documented', async () => {
    const server = mastodonServer([
      ...daily(3),
      status('5', 'acme', 'yesterday'),
      status('6', 'acme', ago(0.2), { account: undefined }),
    ]);
    const damaged = { ...status('7', 'acme', ago(0.1)), content: 7 };
    server.instead = (path) =>
      path.includes('/statuses?limit=40') ? { json: [damaged, 'x', ...server.statuses] } : undefined;
    const { ids, missing } = await sync(server);
    expect(ids).toHaveLength(3);
    expect(missing.join('\n')).toMatch(/4 posts of social.example could not be understood and were left out/);
  });

  it('leaves a list that leads in a circle, and says so', async () => {
    const server = mastodonServer(daily(95));
    const next = (below: string) =>
      new Headers({ link: `<${origin}/api/v1/accounts/1/statuses?max_id=${below}>; rel="next"` });
    server.instead = (path) => {
      if (path.endsWith('max_id=961')) return { json: server.statuses.slice(40, 80), headers: next('921') };
      if (path.endsWith('max_id=921')) return { json: server.statuses.slice(80, 90), headers: next('961') };
      return path.includes('/statuses?')
        ? { json: server.statuses.slice(0, 40), headers: next('961') }
        : undefined;
    };
    const { ids, missing } = await sync(server);
    expect(ids).toHaveLength(90);
    expect(missing.join('\n')).toMatch(/leads nowhere below 2025-12-01; older posts may be missing/);
    expect(server.asked.filter((path) => path.includes('/statuses?'))).toHaveLength(3);
  });

  it('takes a list that begins anew for ended where the server counts no more posts', async () => {
    const server = mastodonServer(daily(5), { link: false });
    server.instead = (path) => (path.includes('/statuses?') ? { json: server.statuses } : undefined);
    expect((await sync(server)).missing).toEqual([expect.stringMatching(/^Without a token/)]);
  });

  it('leaves a list that gives the same posts under new addresses', async () => {
    const server = mastodonServer(daily(95), { link: false });
    server.instead = (path) =>
      path.includes('/statuses?') ? { json: server.statuses.slice(0, 40) } : undefined;
    const { ids, missing } = await sync(server);
    expect(ids).toHaveLength(40);
    expect(missing.join('\n')).toMatch(/leads nowhere/);
    expect(server.asked.filter((path) => path.includes('/statuses?'))).toHaveLength(2);
  });

  it('follows no list off the server', async () => {
    const server = mastodonServer(daily(95));
    server.instead = (path) =>
      path.includes('/statuses?limit=40')
        ? {
            json: server.statuses.slice(0, 40),
            headers: new Headers({ link: '<https://evil.example/?max_id=1>; rel="next"' }),
          }
        : undefined;
    const { ids, missing } = await sync(server);
    expect(ids).toHaveLength(40);
    expect(missing.join('\n')).toMatch(/leads nowhere/);
  });

  it('asks a thread again where the server was still fetching, once', async () => {
    const server = mastodonServer([status('1', 'acme', ago(4), { replies_count: 1 })]);
    const reply = status('2', 'ann@other.example', ago(3), { in_reply_to_id: '1' });
    let times = 0;
    server.instead = (path) => {
      if (!path.includes('/1/context')) return undefined;
      times += 1;
      return {
        json: { ancestors: [], descendants: times === 1 ? [] : [reply] },
        headers: new Headers(times < 3 ? { 'mastodon-async-refresh': 'id="abc", retry=3' } : {}),
      };
    };
    const first = await sync(server);
    expect(times).toBe(2);
    expect(first.ids).toHaveLength(2);
    expect(first.missing.join('\n')).toMatch(/still asking other servers for replies in 1 thread/);
    const second = await sync(server, { cursor: first.cursor });
    expect(times).toBe(3);
    expect(second.missing.join('\n')).not.toMatch(/still asking/);
  });

  it('is content where the second asking finds all', async () => {
    const server = mastodonServer([status('1', 'acme', ago(4), { replies_count: 0 })]);
    let times = 0;
    server.instead = (path) => {
      if (path.includes('/accounts/') && path.includes('/statuses'))
        return { json: [status('1', 'acme', ago(4), { replies_count: undefined })] };
      if (!path.includes('/context')) return undefined;
      times += 1;
      const headers = new Headers(times === 1 ? { 'mastodon-async-refresh': 'id="abc", retry=3' } : {});
      return { json: { ancestors: [], descendants: [] }, headers };
    };
    const { missing } = await sync(server);
    expect(times).toBe(2);
    expect(missing.join('\n')).not.toMatch(/still asking/);
  });

  it('adds what one of ours answers where the thread does not hold it, public posts alone', async () => {
    const parent = status('7', 'ann@other.example', ago(3));
    const server = mastodonServer([status('8', 'acme', ago(2), { in_reply_to_id: '7' })]);
    const parentIs = (visibility: string) => {
      server.instead = (path) =>
        path === '/api/v1/statuses/7' ? { json: { ...parent, visibility } } : undefined;
    };
    parentIs('public');
    const shown = await sync(server);
    expect(shown.ids).toEqual([uri('8'), uri('7', ann)].sort());
    parentIs('private');
    const hidden = await sync(server);
    expect(hidden.ids).toEqual([uri('8')]);
    expect(hidden.messages.get(uri('8'))?.parentId).toBe(uri('7', ann));
  });

  it('lets go the first post of a thread that is deleted while it is read', async () => {
    const server = mastodonServer([
      status('1', 'ann@other.example', ago(3)),
      status('2', 'acme', ago(2), { in_reply_to_id: '1' }),
    ]);
    server.instead = (path) =>
      path.includes('/1/context') ? { status: 404, json: { error: 'x' } } : undefined;
    const { ids, gone } = await sync(server);
    expect(ids).toEqual([uri('2')]);
    expect(gone).toEqual([uri('1', ann)]);
  });

  it('hands over a page with long threads in parts, and asks for none of them twice', async () => {
    const replies = (to: string) =>
      Array.from({ length: 700 }, (_, place) =>
        status(`${to}r${place}`, 'ann@other.example', ago(3), { in_reply_to_id: to }),
      );
    const server = mastodonServer(
      [
        status('1', 'acme', ago(5), { replies_count: 700 }),
        status('2', 'acme', ago(4), { replies_count: 700 }),
        ...replies('1'),
        ...replies('2'),
        status('3', 'acme', ago(3), { replies_count: 1 }),
      ],
      { token: 'secret' },
    );
    const { legs } = await sync(server, { token: 'secret' });
    expect(legs[0]?.messages.length).toBe(1402);
    server.asked.length = 0;
    const rest = await sync(server, { token: 'secret', cursor: legs[0]?.cursor as string });
    expect(server.asked.filter((path) => path.includes('/context'))).toEqual(['/api/v1/statuses/3/context']);
    expect(rest.ids).toEqual([uri('3')]);
  });

  it('tells an edited text', async () => {
    const server = mastodonServer([status('1', 'acme', ago(0.5))]);
    const { cursor } = await sync(server);
    server.statuses[0] = { ...status('1', 'acme', ago(0.5)), content: '<p>new</p>', edited_at: now };
    expect((await sync(server, { cursor })).messages.get(uri('1'))?.text).toBe('new');
  });
});

describe('A Mastodon sync after another', () => {
  it('goes back a day before the last and asks threads again an hour, ... , 30 days after their newest message', async () => {
    const server = mastodonServer([
      ...daily(95, 3),
      status('2000', 'acme', ago(2), { replies_count: 1 }),
      status('2001', 'ann@other.example', ago(1.9), { in_reply_to_id: '2000' }),
    ]);
    let { cursor } = await sync(server);
    const later = async (days: number) => {
      server.asked.length = 0;
      const at = new Date(Date.parse(now) + days * 86_400_000).toISOString();
      const done = await sync(server, { cursor, now: at });
      cursor = done.cursor;
      return {
        pages: server.asked.filter((path) => path.includes('/accounts/') && path.includes('/statuses'))
          .length,
        asked: server.asked.filter((path) => path.includes('/2000/context')).length,
        ...done,
      };
    };
    expect(await later(0.1)).toMatchObject({ pages: 1, asked: 0 });
    // three days after its newest message, 1.9 days before the first sync
    expect(await later(1.2)).toMatchObject({ asked: 1 });
    expect(await later(1.3)).toMatchObject({ asked: 0 });
    server.statuses.push(status('2002', 'ann@other.example', ago(-5), { in_reply_to_id: '2001' }));
    const found = await later(5.2);
    expect(found).toMatchObject({ asked: 1 });
    expect(found.messages.get(uri('2002', ann))?.parentId).toBe(uri('2001', ann));
    // the schedule begins anew with what was found
    expect(await later(5.3)).toMatchObject({ asked: 1 });
    expect(await later(36)).toMatchObject({ asked: 1 });
    expect(await later(90)).toMatchObject({ asked: 0 });
    expect(JSON.parse(cursor).threads).toEqual([]);
  });

  it('finds the first reply to a post that had none, and what was deleted', async () => {
    const server = mastodonServer([status('1', 'acme', ago(3)), status('2', 'acme', ago(4))]);
    const { cursor } = await sync(server);
    server.statuses = [
      status('1', 'acme', ago(3), { replies_count: 1 }),
      status('3', 'ann@other.example', ago(-4), { in_reply_to_id: '1' }),
    ];
    const at = new Date(Date.parse(now) + 5 * 86_400_000).toISOString();
    const { ids, gone } = await sync(server, { cursor, now: at });
    expect(ids).toEqual([uri('1'), uri('3', ann)].sort());
    expect(gone).toEqual([uri('2')]);
  });

  it('asks at once for a thread whose number of replies has changed, and for no other', async () => {
    const server = mastodonServer([
      status('1', 'acme', ago(0.5), { replies_count: 1 }),
      status('2', 'ann@other.example', ago(0.4), { in_reply_to_id: '1', replies_count: 1 }),
      status('3', 'acme', ago(0.3), { in_reply_to_id: '2' }),
    ]);
    let { cursor } = await sync(server);
    const soon = async (minutes: number) => {
      server.asked.length = 0;
      const at = new Date(Date.parse(now) + minutes * 60_000).toISOString();
      const done = await sync(server, { cursor, now: at });
      cursor = done.cursor;
      return { ...done, contexts: server.asked.filter((path) => path.includes('/context')) };
    };
    expect(await soon(1)).toMatchObject({
      contexts: [],
      missing: [expect.stringMatching(/^Without a token/)],
    });
    server.statuses[0] = status('1', 'acme', ago(0.5), { replies_count: 2 });
    server.statuses.push(status('4', 'bob', ago(-0.001), { in_reply_to_id: '1' }));
    const found = await soon(2);
    expect(found.contexts).toEqual(['/api/v1/statuses/1/context']);
    expect(found.ids).toContain(`${origin}/users/bob/statuses/4`);
    expect((await soon(3)).contexts).toEqual([]);
  });

  it('reads the thread of a post that turns up with an earlier time, as clocks differ', async () => {
    const server = mastodonServer(daily(3, 5));
    const { cursor } = await sync(server);
    server.statuses.push(
      status('2000', 'acme', ago(0.1), { replies_count: 1 }),
      status('2001', 'ann@other.example', ago(0.05), { in_reply_to_id: '2000' }),
    );
    const at = new Date(Date.parse(now) + 60_000).toISOString();
    expect((await sync(server, { cursor, now: at })).ids).toContain(uri('2001', ann));
  });

  it('asks a server that has closed itself only once', async () => {
    const server = mastodonServer(daily(10, 3));
    const { cursor } = await sync(server);
    server.asked.length = 0;
    server.instead = (path) => (/\/statuses\/\d/.test(path) ? refused(401) : undefined);
    const at = new Date(Date.parse(now) + 20 * 86_400_000).toISOString();
    const { missing } = await sync(server, { cursor, now: at });
    expect(server.asked.filter((path) => /\/statuses\/\d/.test(path))).toHaveLength(1);
    expect(missing.join('\n')).toMatch(/shows no threads to strangers/);
  });

  it('is taken up after any leg at which it broke off: nothing lost', async () => {
    const server = mastodonServer(
      [
        ...daily(95, 3).map((each, place) => ({ ...each, replies_count: place % 3 === 0 ? 1 : 0 })),
        ...daily(95, 3).flatMap((each, place) =>
          place % 3 === 0
            ? [status(`r${place}`, 'ann@other.example', String(each.created_at), { in_reply_to_id: each.id })]
            : [],
        ),
      ],
      { page: 20 },
    );
    const whole = await sync(server);
    expect(whole.legs.length).toBeGreaterThan(3);
    for (const [place, leg] of whole.legs.slice(0, -1).entries()) {
      const rest = await sync(server, { cursor: leg.cursor, now: ago(-0.01) });
      const before = whole.legs.slice(0, place + 1).flatMap(({ messages }) => messages);
      const ids = new Set([...before.map(({ nativeId }) => nativeId), ...rest.ids]);
      expect([...ids].sort()).toEqual(whole.ids);
      expect(rest.last).toMatchObject({ done: true, observedUntil: now });
    }
  });

  it('keeps the place of a first look and goes on from there', async () => {
    const server = mastodonServer(daily(95));
    const look = await sync(server, { posts: 50 });
    expect(look.ids).toHaveLength(50);
    expect(look.ids).toContain(uri('1000'));
    expect(look.missing.join('\n')).toMatch(/A first look: older posts were not read/);
    const rest = await sync(server, { cursor: look.cursor });
    expect(new Set([...look.ids, ...rest.ids]).size).toBe(95);
    expect(rest.missing.join('\n')).not.toMatch(/A first look/);
  });

  it('begins anew with a cursor that cannot be read', async () => {
    expect((await sync(mastodonServer(daily(3)), { cursor: '{"v":9' })).ids).toHaveLength(3);
  });
});

describe('Mentions of a Mastodon account', () => {
  const named = status('50', 'ann@other.example', ago(1), { replies_count: 0 });
  const told = (id: string, of: unknown, at = ago(1)) => ({
    id,
    type: 'mention',
    created_at: at,
    account: {},
    status: of,
  });

  it('are read with a token, each with its thread, public ones alone', async () => {
    const server = mastodonServer([named, status('40', 'bob', ago(3), { replies_count: 1 })], {
      token: 'secret',
    });
    const reply = status('41', 'cleo', ago(2), { in_reply_to_id: '40' });
    server.statuses.push(reply);
    server.notifications = [
      told('n1', named),
      told('n2', reply),
      told('n3', status('60', 'dan', ago(1), { visibility: 'direct' })),
      { id: 'n4', type: 'follow', created_at: ago(1), account: {} },
    ];
    const { ids, missing } = await sync(server, { token: 'secret' });
    expect(ids).toEqual(
      [uri('50', ann), `${origin}/users/bob/statuses/40`, `${origin}/users/cleo/statuses/41`].sort(),
    );
    expect(missing).toEqual([]);
    expect(server.asked.some((path) => path.startsWith('/api/v1/notifications?types[]=mention'))).toBe(true);
  });

  it('are not read with the token of somebody else or without the scope', async () => {
    const server = mastodonServer([], { token: 'secret' });
    server.notifications = [told('n1', named)];
    server.instead = (path) => (path.includes('verify_') ? { json: account('bob') } : undefined);
    const other = await sync(server, { token: 'secret' });
    expect([other.ids, other.missing]).toEqual([[], [expect.stringMatching(/belongs to another account/)]]);
    server.instead = (path) => (path.includes('/notifications') ? refused(403) : undefined);
    expect((await sync(server, { token: 'secret' })).missing[0]).toMatch(
      /does not allow to read notifications/,
    );
  });
});

describe('Deletions at a Mastodon server', () => {
  it('are what answers 404, 410 or a Tombstone, and nothing else', async () => {
    const server = mastodonServer([]);
    const answers: Record<string, { status: number; json?: unknown }> = {
      a: { status: 404, json: { error: 'Record not found' } },
      b: { status: 410 },
      c: { status: 200, json: { type: 'Tombstone' } },
      d: { status: 200, json: { type: 'Note' } },
      e: { status: 401, json: {} },
      f: { status: 403, json: {} },
      g: { status: 503, json: {} },
      h: { status: 404 },
    };
    server.instead = (path) => answers[path.slice(1)];
    const ids = Object.keys(answers).map((name) => `${origin}/${name}`);
    expect(await mastodonGone(ids, server.wire)).toEqual(['a', 'b', 'c'].map((name) => `${origin}/${name}`));
  });
});

/** Required by the OpenAPI description of the Mastodon API 4.7 (abraham/mastodon-openapi, component Status). */
const required =
  'id uri created_at account content visibility sensitive spoiler_text media_attachments mentions tags emojis reblogs_count favourites_count replies_count';

it('The made-up statuses have every field that the API requires', () => {
  expect(Object.keys(status('1', 'acme', now))).toEqual(expect.arrayContaining(required.split(' ')));
});

describe('Followers at a Mastodon server', () => {
  const one = status('40', 'acme', ago(3));
  async function told(fields: Record<string, unknown>) {
    const server = mastodonServer([one]);
    const lookup = account('acme', { statuses_count: 1, ...fields });
    server.instead = (path) => (path.includes('/lookup') ? { json: lookup } : undefined);
    const { legs, missing, ids } = await sync(server, { token: undefined });
    expect(ids).toEqual([uri('40')]);
    const [first, ...more] = legs.map(({ values }) => values);
    expect(more).toEqual(more.map(() => undefined));
    return { values: first, missing: missing.filter((sentence) => sentence.includes('follow this account')) };
  }
  const counted = (value: number) => [{ series: 'followers', label: 'Followers', value, at: now }];

  it.each([
    [3, {}],
    [0, {}],
    // Mastodon itself hides who follows, and shows how many
    [1200, { hide_collections: true }],
  ])('are %i, kept with the first leg', async (value, more) => {
    expect(await told({ followers_count: value, ...more })).toEqual({ values: counted(value), missing: [] });
  });

  it.each([
    [-1, {}, 'hides how many follow this account'],
    [0, { hide_collections: true }, 'hides how many follow this account'],
    [undefined, {}, 'does not tell how many follow this account'],
    ['12', {}, 'does not tell how many follow this account'],
    [0, { statuses_count: 0 }, 'does not tell how many follow this account'],
  ])('told as %s with %j are missing, and no zero', async (value, more, sentence) => {
    const { values, missing } = await told({ followers_count: value, ...more });
    expect(values).toBeUndefined();
    expect(missing).toEqual([expect.stringContaining(sentence)]);
  });
});
