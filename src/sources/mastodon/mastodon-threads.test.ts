import { describe, expect, it } from 'vitest';
import { mastodonServer, origin, refused, status } from '../../../test/mastodon-server.ts';
import { ago, ann, daily, sync, uri } from '../../../test/mastodon-sync.ts';

describe('The threads of a Mastodon sync', () => {
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
});
