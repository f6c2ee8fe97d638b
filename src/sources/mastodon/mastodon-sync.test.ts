import { describe, expect, it } from 'vitest';
import { account, actor, mastodonServer, origin, refused, status } from '../../../test/mastodon-server.ts';
import { ago, ann, daily, now, sync, uri } from '../../../test/mastodon-sync.ts';
import { memoryFile } from '../../../test/memory-file.ts';
import type { Message } from '../../model/message.ts';
import { readAll } from '../read-all.ts';
import { mastodonOutbox } from './mastodon-outbox.ts';

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

  it('says how many posts the server counts and does not give', async () => {
    const server = mastodonServer([...daily(3), status('9', 'acme', ago(2), { visibility: 'private' })]);
    expect((await sync(server)).missing[0]).toMatch(/counts 4 posts of this account and gave 3/);
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

  it('tells an edited text', async () => {
    const server = mastodonServer([status('1', 'acme', ago(0.5))]);
    const { cursor } = await sync(server);
    server.statuses[0] = { ...status('1', 'acme', ago(0.5)), content: '<p>new</p>', edited_at: now };
    expect((await sync(server, { cursor })).messages.get(uri('1'))?.text).toBe('new');
  });
});

/** Required by the OpenAPI description of the Mastodon API 4.7 (abraham/mastodon-openapi, component Status). */
const required =
  'id uri created_at account content visibility sensitive spoiler_text media_attachments mentions tags emojis reblogs_count favourites_count replies_count';

it('The made-up statuses have every field that the API requires', () => {
  expect(Object.keys(status('1', 'acme', now))).toEqual(expect.arrayContaining(required.split(' ')));
});
