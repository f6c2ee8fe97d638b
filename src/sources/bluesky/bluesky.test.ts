import { describe, expect, it } from 'vitest';
import { at, blueskyHost, origin, us } from '../../../test/bluesky-host.ts';
import { conversation, now, sync } from '../../../test/bluesky-sync.ts';
import { madeWorld, said } from '../../../test/wire-world.ts';
import { wire } from '../wire/wire.ts';
import { bluesky } from './bluesky.ts';

describe('bluesky', () => {
  it.each([
    ['@Acme.example', 'acme.example'],
    ['acme.bsky.social', 'acme.bsky.social'],
    ['did:plc:acme', 'did:plc:acme'],
    ['did:web:acme.example', 'did:web:acme.example'],
    ['https://bsky.app/profile/acme.example', 'acme.example'],
    ['bsky.app/profile/did:plc:acme/post/3k', 'did:plc:acme'],
  ])('knows %s', (typed, named) => {
    expect(bluesky.knows(typed)).toBe(true);
    expect(bluesky.named?.(typed)).toBe(named);
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
      'Mentions of @acme.example outside its own conversations: Bluesky lets only signed-in readers search, and this account is read without signing in. With an app password Rapport reads its notifications.',
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
