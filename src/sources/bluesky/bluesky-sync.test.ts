import { describe, expect, it } from 'vitest';
import { at, blueskyHost, origin, us } from '../../../test/bluesky-host.ts';
import { type Answer, conversation, now, sync } from '../../../test/bluesky-sync.ts';
import { madeWorld, said } from '../../../test/wire-world.ts';
import { wire } from '../wire/wire.ts';
import { blueskyGone } from './bluesky-gone.ts';

describe('a reading of Bluesky, page by page,', () => {
  function many(count: number) {
    const host = blueskyHost();
    for (let n = 0; n < count; n++)
      host.write('acme', `p${n}`, new Date(Date.parse('2026-10-01T00:00:00Z') + n * 3_600_000).toISOString());
    return host;
  }

  it('reads all pages, a leg each', async () => {
    const { ids, legs, asked } = await sync(many(250));
    expect(ids).toHaveLength(250);
    expect(asked('getAuthorFeed')).toHaveLength(3);
    expect(legs.slice(0, 3).map((leg) => leg.messages.length)).toEqual([100, 100, 50]);
    expect(legs.filter(({ done }) => done)).toHaveLength(1);
  });

  it('goes on where it broke off, and tells what to do', async () => {
    const host = many(250);
    const broken = await sync(host, {
      instead: (address) => (address.includes('cursor=200') ? said({}, 500) : undefined),
    });
    expect(broken.problem).toMatchObject({ help: expect.stringContaining('What was read before is kept.') });
    expect(broken.ids).toHaveLength(200);
    expect(broken.legs.some(({ done, observedUntil }) => done || observedUntil)).toBe(false);
    const again = await sync(host, { cursor: broken.cursor, now: '2026-11-20T13:00:00.000Z' });
    expect(again.asked('getAuthorFeed')).toHaveLength(1);
    expect(again.asked('getAuthorFeed')[0]).toContain('cursor=200');
    expect(new Set([...broken.ids, ...again.ids]).size).toBe(250);
    // until then the whole account was seen, not until the second attempt
    expect(again.legs.at(-1)?.observedUntil).toBe(now);
  });

  it('begins anew where the host has forgotten the page', async () => {
    const host = many(150);
    const cursor = JSON.stringify({ version: 1, head: { started: now, page: 'old', read: 0 }, watch: {} });
    const { ids } = await sync(host, {
      cursor,
      instead: (address) =>
        address.includes('cursor=old') ? said({ error: 'InvalidRequest' }, 400) : undefined,
    });
    expect(ids).toHaveLength(150);
  });

  it('gets over a 429, a cut line and half a page', async () => {
    const host = many(120);
    const faults: (() => Answer)[] = [
      () => said({}, 429, { 'retry-after': '20' }),
      () => new Error('ECONNRESET'),
      () => new Response('{"feed": [{"po', { headers: { 'content-type': 'application/json' } }),
    ];
    const { ids, world, problem } = await sync(host, { instead: () => faults.shift()?.() });
    expect(problem).toBeUndefined();
    expect(ids).toHaveLength(120);
    expect(world.waited).toEqual([20_500, 1000, 2000]);
  });

  it('notices a cursor that leads in a circle, and pages that repeat under new cursors', async () => {
    const host = many(3);
    const feed = [...host.posts.values()].map((post) => ({ post: host.view(post) }));
    let calls = 0;
    for (const cursor of [() => 'same', () => `new-${calls}`]) {
      calls = 0;
      const { ids, missing, legs } = await sync(host, {
        instead: (address) => {
          if (!address.includes('getAuthorFeed')) return undefined;
          calls += 1;
          return said({ feed, cursor: cursor() });
        },
      });
      expect(calls).toBe(2);
      expect(ids).toHaveLength(3);
      expect(missing.join(' ')).toContain('Bluesky sent the same page again');
      expect(legs.at(-1)).toMatchObject({ done: true });
      expect(legs.at(-1)?.observedUntil).toBeUndefined();
      expect((await sync(host, { cursor: legs.at(-1)?.cursor ?? '' })).legs.at(-1)?.observedUntil).toBe(now);
    }
  });

  it('takes the newest for a first look, and the rest when asked for all', async () => {
    const host = many(250);
    const first = await sync(host, { posts: 120 });
    expect(first.ids).toHaveLength(120);
    expect(first.ids).toContain(at('acme', 'p249'));
    expect(first.missing).toContain('Posts before the newest 120 of @acme.example: they were not asked for.');
    const rest = await sync(host, { cursor: first.cursor });
    expect(new Set([...first.ids, ...rest.ids]).size).toBe(250);
    expect((await sync(host, { cursor: rest.cursor })).asked('getAuthorFeed')).toHaveLength(1);
  });
});

describe('a later reading of Bluesky', () => {
  it('finds a new reply to any of our posts, and reads nothing again that is quiet', async () => {
    const { host, reply } = conversation();
    for (let n = 0; n < 5; n++) host.write('acme', `q${n}`, '2026-11-10T00:00:00.000Z');
    const first = await sync(host);
    const quiet = await sync(host, { cursor: first.cursor, now: '2026-11-20T12:15:00.000Z' });
    expect(quiet.asked('getPostThread')).toEqual([]);
    const more = host.write('bea', 'more', '2026-11-20T12:20:00.000Z', { answers: reply });
    const below = host.write('bea', 'below', '2026-11-20T12:20:00.000Z', { answers: at('acme', 'q1') });
    const next = await sync(host, { cursor: quiet.cursor, now: '2026-11-20T12:30:00.000Z' });
    expect(next.ids).toEqual(expect.arrayContaining([more, below]));
    expect(next.asked('getPostThread')).toHaveLength(2);
  });

  it('reads a thread again on its schedule, for what is said deep in it', async () => {
    const { host, thanks } = conversation();
    const first = await sync(host);
    const deep = host.write('bea', 'deep', '2026-11-20T12:01:00.000Z', { answers: thanks });
    // three days after the last word, which fell on the 19th at 11
    const early = await sync(host, { cursor: first.cursor, now: '2026-11-22T10:00:00.000Z' });
    expect(early.ids).not.toContain(deep);
    const due = await sync(host, { cursor: early.cursor, now: '2026-11-22T11:00:00.000Z' });
    expect(due.ids).toContain(deep);
    const over = await sync(host, { cursor: due.cursor, now: '2027-01-30T00:00:00.000Z' });
    expect(JSON.parse(over.cursor).watch).toEqual({});
  });

  it('tells which of our posts are gone, but not because an answer was short once', async () => {
    const { host, reply } = conversation();
    host.write('acme', 'before', '2026-11-11T00:00:00.000Z');
    const old = host.write('acme', 'old', '2026-11-10T00:00:00.000Z');
    host.setFeedSize(1);
    const first = await sync(host);
    let short = true;
    const spared = await sync(host, {
      cursor: first.cursor,
      instead: (address) => {
        if (!short || !address.includes('getPosts')) return undefined;
        short = false;
        return said({ posts: [] });
      },
    });
    expect(short).toBe(false);
    expect(spared.gone).toEqual([]);
    const [one, two] = [host.posts.get(old), host.posts.get(reply)];
    if (one && two) one.deleted = two.deleted = true;
    expect((await sync(host, { cursor: spared.cursor })).gone.sort()).toEqual([old, reply].sort());
  });

  it('takes no post of a deactivated account for deleted, and those of a deleted one', async () => {
    const host = blueskyHost();
    const away = host.write('ann', 'a1', now);
    const left = host.write('bob', 'b1', now);
    const hers = at('eve', 'e1');
    const found = host.posts.get(left);
    if (found) found.deleted = true;
    host.deactivated.add('ann');
    expect(await blueskyGone([away, left, hers], wire(origin, madeWorld(host.answer)))).toEqual([left, hers]);
  });

  it('takes no post for deleted that a block hides from the account', async () => {
    const host = blueskyHost();
    const ids = ['ann', 'bob', 'cem'].map((who) => host.write(who, `${who}1`, now));
    for (const post of host.posts.values()) post.deleted = true;
    const viewers: Record<string, unknown> = {
      ann: { muted: false, blockedBy: true },
      bob: { blockedBy: false, blocking: `at://${us}/app.bsky.graph.block/1` },
      cem: { muted: true, blockedBy: false },
    };
    const world = madeWorld((address) => {
      const who = /getProfile\?actor=did%3Aplc%3A(\w+)/.exec(address)?.[1];
      if (who === undefined) return host.answer(address);
      return said({ did: `did:plc:${who}`, handle: `${who}.example`, viewer: viewers[who] });
    });
    expect(await blueskyGone(ids, wire(origin, world))).toEqual([at('cem', 'cem1')]);
  });

  it('sweeps 25 at once, and deletes nothing for a host that fails', async () => {
    const host = blueskyHost();
    const ids = Array.from({ length: 60 }, (_, n) => host.write('acme', `p${n}`, now));
    for (const id of [3, 40]) {
      const post = host.posts.get(at('acme', `p${id}`));
      if (post) post.deleted = true;
    }
    const world = madeWorld(host.answer);
    expect(await blueskyGone(ids, wire(origin, world))).toEqual([at('acme', 'p3'), at('acme', 'p40')]);
    expect(world.asked).toHaveLength(5);
    let calls = 0;
    const short = madeWorld((address) => (calls++ === 0 ? said({ posts: [] }) : host.answer(address)));
    expect(await blueskyGone(ids.slice(0, 3), wire(origin, short))).toEqual([]);
    for (const failing of [() => said({}, 403), () => said({ other: 1 }), () => said({}, 502)])
      await expect(blueskyGone(ids, wire(origin, madeWorld(failing)))).rejects.toMatchObject({
        name: 'Problem',
      });
  });

  it('reads mentions where the host lets it', async () => {
    const { host } = conversation();
    const named = host.write('cem', 'named', '2026-11-19T10:00:00.000Z', {
      text: 'Try @acme.example for that',
      mentions: ['acme'],
    });
    const { messages, missing, asked } = await sync(host, {
      instead: (address) =>
        address.includes('searchPosts')
          ? said({ posts: [host.view(host.posts.get(named) as never)] })
          : undefined,
    });
    expect(messages.get(named)).toMatchObject({ mentions: ['acme.example'], own: false });
    expect(missing).toEqual([]);
    expect(asked('searchPosts')[0]).toContain('mentions=did%3Aplc%3Aacme');
  });
});

describe('followers on Bluesky', () => {
  const valuesOf = ({ legs }: Awaited<ReturnType<typeof sync>>) => legs.map(({ values }) => values);
  const untold = 'How many follow @acme.example: Bluesky did not tell it this time.';

  it('are counted once at the start of each reading, and kept with its first leg', async () => {
    const { host } = conversation();
    const first = await sync(host);
    const at = (value: number, when = now) => [{ series: 'followers', label: 'Followers', value, at: when }];
    expect(first.asked('getProfile')).toHaveLength(1);
    expect(valuesOf(first)).toEqual([at(12), ...first.legs.slice(1).map(() => undefined)]);
    expect(first.missing).not.toContain(untold);
    host.setFollowers(0);
    const later = await sync(host, { cursor: first.cursor, now: '2026-11-20T13:00:00.000Z' });
    expect(valuesOf(later)[0]).toEqual(at(0, '2026-11-20T13:00:00.000Z'));
  });

  it.each([undefined, -1, 3.5])('that are told as %s are missing, and no zero', async (told) => {
    const { host } = conversation();
    host.setFollowers(told);
    const read = await sync(host);
    expect(valuesOf(read)).toEqual(read.legs.map(() => undefined));
    expect(read.missing).toContain(untold);
  });

  it('that are refused, or of somebody else, break nothing off', async () => {
    const { host, thanks } = conversation();
    for (const other of [said({ error: 'NotFound' }, 400), said({ did: 'did:plc:bea', followersCount: 9 })]) {
      const read = await sync(host, {
        instead: (address) => (address.includes('getProfile') ? other : undefined),
      });
      expect(read.problem).toBeUndefined();
      expect(read.ids).toContain(thanks);
      expect(valuesOf(read)).toEqual(read.legs.map(() => undefined));
      expect(read.missing).toContain(untold);
    }
  });
});
