import { describe, expect, it } from 'vitest';
import { at, blueskyHost, origin, us } from '../../test/bluesky-host.ts';
import { madeWorld, said } from '../../test/wire-world.ts';
import type { Connection, Leg } from '../model/connector.ts';
import { bluesky } from './bluesky.ts';
import { blueskyGone } from './bluesky-gone.ts';
import { wire } from './wire/wire.ts';

const connection: Connection = {
  name: 'bluesky',
  connector: 'bluesky',
  origin,
  account: us,
  handle: 'acme.example',
};
const now = '2026-11-20T12:00:00.000Z';

type Host = ReturnType<typeof blueskyHost>;
type Answer = Response | Error | undefined;

/** Syncs to the end; `instead` answers in place of the host. */
async function sync(
  host: Host,
  more: { cursor?: string; now?: string; posts?: number; instead?: (address: string) => Answer } = {},
) {
  const { instead, ...options } = more;
  const world = madeWorld((address) => instead?.(address) ?? host.answer(address), {
    now: Date.parse(more.now ?? now),
  });
  const legs: Leg[] = [];
  let problem: unknown;
  try {
    const reading = bluesky.sync(connection, {
      now,
      ...options,
      wire: wire(origin, world),
      progress: () => {},
    });
    for await (const leg of reading) legs.push(leg);
  } catch (error) {
    problem = error;
  }
  const messages = new Map(legs.flatMap((leg) => leg.messages).map((one) => [one.nativeId, one]));
  const asked = (nsid: string) => world.asked.filter((address) => address.includes(`.${nsid}?`));
  return {
    legs,
    messages,
    problem,
    asked,
    world,
    ids: [...messages.keys()].sort(),
    gone: legs.flatMap((leg) => leg.gone.map(({ nativeId }) => nativeId)),
    missing: legs.flatMap((leg) => leg.missing),
    cursor: legs.at(-1)?.cursor ?? '',
  };
}

/** Our post with a question below, our answer to it, and a thank-you. */
function conversation() {
  const host = blueskyHost();
  const post = host.write('acme', 'post', '2026-11-19T08:00:00.000Z');
  const ask = host.write('ann', 'ask', '2026-11-19T09:00:00.000Z', { answers: post });
  const reply = host.write('acme', 'reply', '2026-11-19T10:00:00.000Z', { answers: ask });
  const thanks = host.write('ann', 'thanks', '2026-11-19T11:00:00.000Z', { answers: reply });
  return { host, post, ask, reply, thanks };
}

describe('bluesky', () => {
  it.each([
    '@acme.example',
    'acme.bsky.social',
    'did:plc:acme',
    'did:web:acme.example',
    'https://bsky.app/profile/acme.example',
    'bsky.app/profile/did:plc:acme/post/3k',
  ])('knows %s', (typed) => {
    expect(bluesky.knows(typed)).toBe(true);
  });

  it.each(['@acme', '@acme@social.example', 'acme@example.com', 'https://social.example/@acme', ''])(
    'leaves "%s" to others',
    (typed) => {
      expect(bluesky.knows(typed)).toBe(false);
    },
  );

  it('finds an account, and says so where there is none or it is closed to strangers', async () => {
    const { host } = conversation();
    const way = wire(origin, madeWorld(host.answer));
    expect(await bluesky.find('@Acme.example', way)).toEqual({
      connector: 'bluesky',
      origin,
      account: us,
      handle: 'acme.example',
    });
    await expect(bluesky.find('@nobody.example', way)).rejects.toThrow('no Bluesky account @nobody.example');
    host.hidden.add('ann');
    await expect(bluesky.find('@ann.example', way)).rejects.toThrow('signed-in readers alone');
  });

  it('reads our posts with whole threads, counts, language and address', async () => {
    const { host, post, ask, reply, thanks } = conversation();
    const { messages, ids, legs, missing } = await sync(host);
    expect(ids).toEqual([ask, post, reply, thanks].sort());
    expect(messages.get(reply)).toEqual({
      source: 'bluesky',
      nativeId: reply,
      kind: 'reply',
      author: { id: us, handle: 'acme.example', name: 'The acme' },
      own: true,
      text: 'acme says reply',
      createdAt: '2026-11-19T10:00:00.000Z',
      precision: 'instant',
      parentId: ask,
      mentions: [],
      url: 'https://bsky.app/profile/acme.example/post/reply',
      lang: 'en',
      visibility: 'public',
      metrics: [
        { metric: 'likes', value: 3, definition: 'bluesky:likes:1' },
        { metric: 'replies', value: 1, definition: 'bluesky:replies:1' },
        { metric: 'reposts', value: 1, definition: 'bluesky:reposts:1' },
        { metric: 'quotes', value: 0, definition: 'bluesky:quotes:1' },
        { metric: 'bookmarks', value: 0, definition: 'bluesky:bookmarks:1' },
      ],
    });
    expect(messages.get(thanks)).toMatchObject({ own: false, parentId: reply });
    expect(legs.at(-1)).toMatchObject({ done: true, observedUntil: now, ownAccounts: [us] });
    expect(missing).toEqual([
      'Mentions of @acme.example outside its own conversations: Bluesky lets only signed-in readers search, and Rapport reads without signing in.',
    ]);
  });

  it('reads whole the threads of others in which we replied', async () => {
    const host = blueskyHost();
    const root = host.write('ann', 'root', '2026-11-01T08:00:00.000Z');
    const side = host.write('bea', 'side', '2026-11-01T09:00:00.000Z', { answers: root });
    const ours = host.write('acme', 'ours', '2026-11-01T10:00:00.000Z', { answers: root });
    expect((await sync(host)).ids).toEqual([ours, root, side].sort());
  });

  it('reads a thread that is a thousand deep and what hangs below it', async () => {
    const host = blueskyHost();
    let last = host.write('acme', 'k0', '2026-11-01T08:00:00.000Z');
    for (let depth = 1; depth <= 1100; depth++)
      last = host.write('ann', `k${depth}`, '2026-11-01T08:00:00.000Z', { answers: last });
    const { ids, missing } = await sync(host);
    expect(ids).toHaveLength(1101);
    expect(missing.filter((told) => told.includes('counted'))).toEqual([]);
  });

  it('dates by the earlier of claimed and seen', async () => {
    const host = blueskyHost();
    const ahead = host.write('acme', 'ahead', '2030-01-01T00:00:00Z', { indexedAt: '2026-11-02T00:00:00Z' });
    const late = host.write('acme', 'late', '2026-11-01T00:00:00Z', { indexedAt: '2026-11-02T00:00:00Z' });
    const { messages } = await sync(host);
    expect(messages.get(ahead)?.createdAt).toBe('2026-11-02T00:00:00.000Z');
    expect(messages.get(late)?.createdAt).toBe('2026-11-01T00:00:00.000Z');
  });

  it('names who is mentioned, by bytes of UTF-8', async () => {
    const host = blueskyHost();
    const post = host.write('acme', 'post', '2026-11-01T00:00:00Z', {
      text: 'Grüße 👋 @ann.example and you',
      mentions: ['ann'],
    });
    expect((await sync(host)).messages.get(post)?.mentions).toEqual(['ann.example']);
  });

  it('keeps quotes of our posts as left with us, and our reposts without text', async () => {
    const { host, post, thanks } = conversation();
    const quote = host.write('bea', 'quote', '2026-11-19T12:00:00.000Z', { quotes: post });
    host.reposts.push({ key: 'r1', of: thanks, at: '2026-11-19T13:00:00.000Z' });
    const { messages } = await sync(host);
    expect(messages.get(quote)).toMatchObject({ kind: 'post', channel: us, own: false });
    expect(messages.get(`at://${us}/app.bsky.feed.repost/r1`)).toMatchObject({
      kind: 'repost',
      text: '',
      author: { id: us },
      url: 'https://bsky.app/profile/ann.example/post/thanks',
    });
  });

  it('finds our answer below a deleted question, which is gone', async () => {
    const { host, post, ask, reply, thanks } = conversation();
    const whole = host.posts.get(ask);
    if (whole) whole.deleted = true;
    const { ids, gone, messages } = await sync(host);
    expect(ids).toEqual([post, reply, thanks].sort());
    expect(messages.get(reply)?.parentId).toBe(ask);
    expect(gone).toEqual([ask]);
  });

  it('counts what is hidden or blocked, and names it as a reply that exists', async () => {
    const { host, post, ask } = conversation();
    const shy = host.write('shy', 'shy', '2026-11-19T09:00:00.000Z', { answers: post });
    const shut = host.write('shut', 'shut', '2026-11-19T09:00:00.000Z', { answers: post });
    host.hidden.add('shy');
    host.blocked.add('shut');
    const { messages, missing } = await sync(host);
    expect(messages.has(shy) || messages.has(shut)).toBe(false);
    expect(messages.get(post)?.replyIds?.sort()).toEqual([shut, shy].sort());
    expect(messages.get(ask)?.replyIds).toBeUndefined();
    expect(missing.join(' ')).toContain('1 post is by people who show theirs to signed-in readers alone');
    expect(missing.join(' ')).toContain('1 post is hidden by Bluesky');
  });

  it('skips and counts what is malformed', async () => {
    const { host, thanks } = conversation();
    const { ids, missing } = await sync(host, {
      instead: (address) => {
        if (!address.includes('getAuthorFeed')) return undefined;
        const feed = [
          { post: { uri: 7 } },
          null,
          { post: host.view(host.posts.get(at('acme', 'reply')) as never) },
        ];
        return said({ feed });
      },
    });
    expect(ids).toContain(thanks);
    expect(missing).toContain('2 posts are not as Bluesky writes them, and left out.');
  });
});

describe('bluesky page by page', () => {
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
      const { ids, missing } = await sync(host, {
        instead: (address) => {
          if (!address.includes('getAuthorFeed')) return undefined;
          calls += 1;
          return said({ feed, cursor: cursor() });
        },
      });
      expect(calls).toBe(2);
      expect(ids).toHaveLength(3);
      expect(missing.join(' ')).toContain('Bluesky sent the same page again');
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

describe('bluesky later', () => {
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

  it('sweeps 25 at once, and deletes nothing for a host that fails', async () => {
    const host = blueskyHost();
    const ids = Array.from({ length: 60 }, (_, n) => host.write('acme', `p${n}`, now));
    for (const id of [3, 40]) {
      const post = host.posts.get(at('acme', `p${id}`));
      if (post) post.deleted = true;
    }
    const world = madeWorld(host.answer);
    expect(await blueskyGone(ids, wire(origin, world))).toEqual([at('acme', 'p3'), at('acme', 'p40')]);
    expect(world.asked).toHaveLength(4);
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
