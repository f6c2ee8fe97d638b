import { describe, expect, it } from 'vitest';
import { at, blueskyHost, us } from '../../../test/bluesky-host.ts';
import { blueskyPds, signedSync } from '../../../test/bluesky-pds.ts';
import { conversation, now } from '../../../test/bluesky-sync.ts';
import { said } from '../../../test/wire-world.ts';

const later = '2026-11-20T12:15:00.000Z';
const before = 'Mentions of @acme.example outside its own conversations before';

/** Our conversation, and a stranger who names us somewhere else. */
function named() {
  const made = conversation();
  const mention = made.host.write('cem', 'named', '2026-11-19T08:30:00.000Z', {
    text: 'Ask @acme.example',
    mentions: ['acme'],
  });
  const pds = blueskyPds(made.host);
  pds.notices.push({ uri: mention, reason: 'mention', at: '2026-11-19T08:30:00.000Z' });
  return { ...made, pds, mention };
}

describe('the notifications of Bluesky', () => {
  it('show a mention by a stranger, and leave likes, reposts and follows out', async () => {
    const { pds, mention, post, ask } = named();
    pds.notices.push(
      { uri: `at://did:plc:ann/app.bsky.feed.like/l1`, reason: 'like', at: now, on: post },
      { uri: `at://did:plc:ann/app.bsky.graph.follow/f1`, reason: 'follow', at: now },
      { uri: ask, reason: 'reply', at: '2026-11-19T09:00:00.000Z', on: post },
    );
    const { messages, ids, missing, legs, asked } = await signedSync(pds);
    expect(messages.get(mention)).toMatchObject({ own: false, mentions: ['acme.example'], kind: 'post' });
    expect(messages.get(mention)?.metrics).toHaveLength(5);
    expect(ids).toHaveLength(5);
    // our first post is of 08:00, and the list begins at 08:30
    expect(missing).toEqual([
      `${before} 2026-11-19 may be missing: Bluesky's list of notifications ends there.`,
    ]);
    expect(legs.at(-1)).toMatchObject({ done: true, observedUntil: now });
    const [page] = asked('listNotifications');
    expect(page).toContain('reasons=mention&reasons=reply&reasons=quote&priority=false&limit=100');
  });

  it('say nothing of missing mentions where they reach further back than our posts', async () => {
    const { pds, host } = named();
    const early = host.write('bea', 'early', '2026-11-18T08:00:00.000Z', {
      mentions: ['acme'],
      text: '@acme.example',
    });
    pds.notices.push({ uri: early, reason: 'mention', at: '2026-11-18T08:00:00.000Z' });
    expect((await signedSync(pds)).missing).toEqual([]);
  });

  it('are read down to a day before the last sync', async () => {
    const { pds, host } = named();
    for (let n = 0; n < 250; n++) {
      const when = new Date(Date.parse('2026-11-10T00:00:00Z') + n * 60_000).toISOString();
      const uri = host.write('bea', `m${n}`, when);
      pds.notices.push({ uri, reason: 'mention', at: when });
    }
    const first = await signedSync(pds);
    expect(first.asked('listNotifications')).toHaveLength(3);
    expect(first.ids).toHaveLength(255);
    const fresh = host.write('dan', 'fresh', '2026-11-20T12:10:00.000Z', {
      mentions: ['acme'],
      text: '@acme.example',
    });
    pds.notices.push({ uri: fresh, reason: 'mention', at: '2026-11-20T12:10:00.000Z' });
    const next = await signedSync(pds, { cursor: first.cursor, now: later });
    expect(next.asked('listNotifications')).toHaveLength(1);
    expect(next.messages.has(fresh)).toBe(true);
    expect(next.missing).toEqual([]);
  });

  it('lead to a thread that had long been quiet, and read it once', async () => {
    const host = blueskyHost();
    const post = host.write('acme', 'old', '2026-01-01T08:00:00.000Z');
    // the feed ends before it
    for (const day of ['02', '03']) host.write('acme', `d${day}`, `2026-02-${day}T08:00:00.000Z`);
    for (const day of ['10', '19']) host.write('acme', `e${day}`, `2026-11-${day}T08:00:00.000Z`);
    host.setFeedSize(1);
    host.write('ann', 'then', '2026-01-01T09:00:00.000Z', { answers: post });
    const pds = blueskyPds(host);
    const first = await signedSync(pds);
    const ask = host.write('eve', 'ask', '2026-11-20T12:05:00.000Z', { answers: post });
    const side = host.write('ann', 'side', '2026-11-20T12:06:00.000Z', { answers: ask });
    pds.notices.push({ uri: ask, reason: 'reply', at: '2026-11-20T12:05:00.000Z', on: post });
    const next = await signedSync(pds, { cursor: first.cursor, now: later });
    expect(next.ids).toEqual(expect.arrayContaining([ask, side]));
    expect(next.asked('getPostThread')).toHaveLength(1);
    const quiet = await signedSync(pds, { cursor: next.cursor, now: '2026-11-20T12:30:00.000Z' });
    expect(quiet.asked('getPostThread')).toEqual([]);
  });

  it('lead to no thread in a first reading, which has read all', async () => {
    const host = blueskyHost();
    const post = host.write('acme', 'old', '2026-01-01T08:00:00.000Z');
    const ask = host.write('ann', 'ask', '2026-01-01T09:00:00.000Z', { answers: post });
    host.setFeedSize(1);
    for (const day of ['02', '10']) host.write('acme', `d${day}`, `2026-02-${day}T08:00:00.000Z`);
    const pds = blueskyPds(host);
    pds.notices.push({ uri: ask, reason: 'reply', at: '2026-01-01T09:00:00.000Z', on: post });
    const broken = await signedSync(pds, {
      instead: (address) => (address.includes('listNotifications') ? said({}, 500) : undefined),
    });
    const again = await signedSync(pds, { cursor: broken.cursor, now: later });
    expect(again.ids).toContain(ask);
    expect(again.asked('getPostThread')).toEqual([]);
  });

  it('put a quote on our side as a post that was left with us', async () => {
    const { pds, host, post } = named();
    const quote = host.write('bea', 'quote', '2026-11-19T12:00:00.000Z', { quotes: post });
    pds.notices.push({ uri: quote, reason: 'quote', at: '2026-11-19T12:00:00.000Z', on: post });
    const { messages } = await signedSync(pds, {
      instead: (address) => (address.includes('getQuotes') ? said({ posts: [] }) : undefined),
    });
    expect(messages.get(quote)).toMatchObject({ channel: us, own: false });
  });

  it('are taken up at the page where a sync broke off, and then read from the top', async () => {
    const { pds, host } = named();
    for (let n = 0; n < 250; n++) {
      const when = new Date(Date.parse('2026-11-10T00:00:00Z') + n * 60_000).toISOString();
      pds.notices.push({ uri: host.write('bea', `m${n}`, when), reason: 'mention', at: when });
    }
    const broken = await signedSync(pds, {
      instead: (address) => (/listNotif.*cursor=200/.test(address) ? said({}, 500) : undefined),
    });
    expect(broken.problem).toMatchObject({ name: 'Problem' });
    const fresh = host.write('dan', 'fresh', '2026-11-20T12:10:00.000Z');
    pds.notices.push({ uri: fresh, reason: 'mention', at: '2026-11-20T12:10:00.000Z' });
    const again = await signedSync(pds, { cursor: broken.cursor, now: later });
    const pages = again.asked('listNotifications').map((one) => /cursor=\d+/.exec(one)?.[0]);
    expect(pages).toEqual(['cursor=200', undefined]);
    expect(new Set([...broken.ids, ...again.ids]).size).toBe(256);
    expect(again.legs.at(-1)?.done).toBe(true);
  });

  it('begin anew where the host has forgotten the page', async () => {
    const { pds, mention } = named();
    const cursor = JSON.stringify({
      version: 1,
      watch: {},
      notices: { lacks: [], head: { started: '2026-11-20T11:00:00.000Z', page: 'old', read: 100 } },
    });
    const { messages, problem } = await signedSync(pds, {
      cursor,
      instead: (address) =>
        address.includes('cursor=old') ? said({ error: 'InvalidRequest' }, 400) : undefined,
    });
    expect(problem).toBeUndefined();
    expect(messages.has(mention)).toBe(true);
  });

  it('notice a cursor that leads in a circle, and read all again the next time', async () => {
    const { pds, mention } = named();
    let calls = 0;
    const { missing, cursor, legs } = await signedSync(pds, {
      instead: (address) => {
        if (!address.includes('listNotifications')) return undefined;
        calls += 1;
        return said({ notifications: [], cursor: 'same' });
      },
    });
    expect(calls).toBe(2);
    expect(missing.join(' ')).toContain('the same page of notifications again');
    expect(legs.at(-1)?.done).toBe(true);
    expect((await signedSync(pds, { cursor, now: later })).messages.has(mention)).toBe(true);
  });

  it('go on past many pages of nothing but likes', async () => {
    const { pds, mention, post } = named();
    pds.state.pageSize = 10;
    for (let n = 0; n < 200; n++)
      pds.notices.push({
        uri: `at://did:plc:ann/app.bsky.feed.like/l${n}`,
        reason: 'like',
        at: now,
        on: post,
      });
    const { messages, missing } = await signedSync(pds);
    expect(messages.has(mention)).toBe(true);
    expect(missing.join(' ')).not.toContain('same page');
  });

  it('say from when they lack what the host lists no more, and not where it was deleted', async () => {
    const { pds, host, mention } = named();
    const first = await signedSync(pds);
    pds.notices.length = 0;
    const much = '2026-12-20T12:00:00.000Z';
    const fresh = host.write('dan', 'fresh', '2026-12-15T00:00:00.000Z');
    pds.notices.push({ uri: fresh, reason: 'mention', at: '2026-12-15T00:00:00.000Z' });
    const gap = await signedSync(pds, { cursor: first.cursor, now: much });
    const sentence = 'own conversations from 2026-11-20 to 2026-12-15 may be missing';
    expect(gap.missing.join(' ')).toContain(sentence);
    // it stays true
    const next = await signedSync(pds, { cursor: gap.cursor, now: '2026-12-20T12:15:00.000Z' });
    expect(next.missing.join(' ')).toContain(sentence);
    const deleted = host.posts.get(mention);
    if (deleted) deleted.deleted = true;
    const spared = await signedSync(pds, { cursor: first.cursor, now: much });
    expect(spared.missing.join(' ')).not.toContain('from 2026-11-20');
  });

  it('are named as missing where the host gives none', async () => {
    const { pds } = named();
    pds.state.listed = false;
    const { missing, legs } = await signedSync(pds);
    expect(missing).toEqual([
      'Mentions of @acme.example outside its own conversations: Bluesky did not give the notifications.',
    ]);
    expect(legs.at(-1)).toMatchObject({ done: true, observedUntil: now });
  });

  it('end early for a first look, and are read on from there when all is asked for', async () => {
    const { pds, host } = named();
    for (let n = 0; n < 250; n++) {
      const when = new Date(Date.parse('2026-11-10T00:00:00Z') + n * 60_000).toISOString();
      pds.notices.push({ uri: host.write('bea', `m${n}`, when), reason: 'mention', at: when });
    }
    const look = await signedSync(pds, { posts: 100 });
    expect(look.asked('listNotifications')).toHaveLength(1);
    expect(look.missing).toEqual([
      `${before} 2026-11-10 may be missing: earlier notifications were not asked for.`,
    ]);
    const rest = await signedSync(pds, { cursor: look.cursor, now: later });
    expect(new Set([...look.ids, ...rest.ids]).size).toBe(255);
    expect(rest.missing).toEqual([]);
  });

  it('that are malformed, or of posts that are gone, are passed over', async () => {
    const { pds, mention, host } = named();
    const gone = host.write('bea', 'gone', now);
    const post = host.posts.get(gone);
    if (post) post.deleted = true;
    const notices = [
      null,
      { uri: 7 },
      { uri: 'https://x.example', reason: 'mention', indexedAt: now },
      { uri: gone, reason: 'mention', indexedAt: now },
      { uri: mention, reason: 'mention', indexedAt: now },
      { uri: at('cem', 'x'), reason: 'constructor', indexedAt: now },
      { uri: mention, reason: 'mention', indexedAt: 'soon' },
    ];
    const { ids, problem } = await signedSync(pds, {
      instead: (address) =>
        address.includes('listNotifications') ? said({ notifications: notices }) : undefined,
    });
    expect(problem).toBeUndefined();
    expect(ids).toHaveLength(5);
    expect(ids).toContain(mention);
  });
});
