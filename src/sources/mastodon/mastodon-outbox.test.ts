import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { readAll } from '../read-all.ts';
import { mastodonOutbox } from './mastodon-outbox.ts';

const actor = 'https://social.example/users/acme';
const everyone = 'https://www.w3.org/ns/activitystreams#Public';
const note = (fields: Record<string, unknown> = {}) => ({
  id: `${actor}/statuses/1/activity`,
  type: 'Create',
  actor,
  published: '2023-05-01T10:00:00Z',
  object: {
    id: `${actor}/statuses/1`,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published: '2023-05-01T10:00:00Z',
    url: 'https://social.example/@acme/1',
    to: [everyone],
    cc: [`${actor}/followers`],
    content:
      '<p>Hi <span class="h-card"><a href="https://other.example/@ann">@<span>ann</span></a></span> &amp; all</p>',
    contentMap: { en: 'x' },
    tag: [{ type: 'Mention', href: 'https://other.example/users/ann', name: '@ann@other.example' }],
    ...fields,
  },
});
const boost = (to: string[]) => ({
  id: `${actor}/statuses/2/activity`,
  type: 'Announce',
  actor,
  published: '2023-05-02T10:00:00Z',
  to,
  cc: [],
  object: 'https://other.example/users/ann/statuses/9',
});
const outbox = (items: unknown[]) =>
  memoryFile(
    'outbox.json',
    JSON.stringify({
      '@context': 'x',
      id: 'outbox.json',
      type: 'OrderedCollection',
      totalItems: 99,
      orderedItems: items,
    }),
    100,
    { 'actor.json': JSON.stringify({ id: actor, name: 'Acme Inc' }) },
  );

describe('Mastodon outbox', () => {
  it('reads a public post with its text, mentions and author', async () => {
    const file = outbox([note()]);
    expect(await mastodonOutbox.detect(file, {})).toMatchObject({
      summary: expect.stringContaining('acme@social.example'),
    });
    const read = await readAll(mastodonOutbox.read(file, {}));
    expect(read.messages).toEqual([
      {
        source: 'mastodon',
        nativeId: `${actor}/statuses/1`,
        kind: 'post',
        author: { id: actor, handle: 'acme@social.example', name: 'Acme Inc' },
        own: true,
        visibility: 'public',
        text: 'Hi @ann & all',
        createdAt: '2023-05-01T10:00:00.000Z',
        precision: 'instant',
        mentions: ['ann@other.example'],
        lang: 'en',
        url: 'https://social.example/@acme/1',
      },
    ]);
    expect(read.summary).toMatchObject({ sides: 'own', ownAccounts: [actor] });
    expect(read.rows).toBe(1);
  });

  it('knows replies, content warnings and unlisted posts', async () => {
    const reply = note({ inReplyTo: 'https://other.example/1', summary: 'politics', to: [], cc: [everyone] });
    const read = await readAll(mastodonOutbox.read(outbox([reply]), {}));
    expect(read.messages[0]).toMatchObject({
      kind: 'reply',
      parentId: 'https://other.example/1',
      visibility: 'unlisted',
      text: 'politics\n\nHi @ann & all',
    });
  });

  it('leaves out what is not public, text and all', async () => {
    const secret = note({ to: ['https://other.example/users/ann'], cc: [], content: '<p>secret</p>' });
    const read = await readAll(
      mastodonOutbox.read(outbox([secret, boost([`${actor}/followers`]), note()]), {}),
    );
    expect(read.rejected).toEqual([
      { line: 1, rejected: 'not public: left out on purpose', excerpt: '' },
      { line: 1, rejected: 'not public: left out on purpose', excerpt: '' },
    ]);
    expect(read.summary.notes).toEqual(['2 items are not public and were left out on purpose.']);
  });

  it('reads a boost as a repost without text, and refuses other activities', async () => {
    const read = await readAll(
      mastodonOutbox.read(outbox([boost([everyone]), { type: 'Delete', actor }, 5]), {}),
    );
    expect(read.messages).toMatchObject([
      { kind: 'repost', text: '', url: 'https://other.example/users/ann/statuses/9' },
    ]);
    expect(read.rejected.map((row) => row.rejected)).toEqual([
      expect.stringContaining('Delete'),
      'is no activity of an outbox',
    ]);
  });

  it('narrows our side by handle or address', async () => {
    for (const us of ['@acme@social.example', actor]) {
      const read = await readAll(mastodonOutbox.read(outbox([note()]), { us: [us] }));
      expect(read.messages[0]?.own).toBe(true);
    }
    const read = await readAll(mastodonOutbox.read(outbox([note()]), { us: ['other'] }));
    expect(read.messages[0]?.own).toBe(false);
  });
});
