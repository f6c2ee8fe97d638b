import { describe, expect, it } from 'vitest';
import { mastodonServer, origin, refused, status } from '../../../test/mastodon-server.ts';
import { ago, ann, daily, now, sync, uri } from '../../../test/mastodon-sync.ts';

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
