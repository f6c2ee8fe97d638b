import { carOf, madePost, madeRepo } from '../bluesky-repo.ts';
import { lines, type Seed } from './seed.ts';

const blueskyEvent = { did: 'did:plc:acme', time_us: 1_777_629_600_000_000 };
const bluesky = (operation: string, rkey: string, record?: object) => ({
  ...blueskyEvent,
  kind: 'commit',
  commit: { rev: '3l', operation, collection: 'app.bsky.feed.post', rkey, ...(record && { record }) },
});

const actor = 'https://social.example/users/acme';
const everyone = 'https://www.w3.org/ns/activitystreams#Public';
const note = (n: number, more = {}) => ({
  id: `${actor}/statuses/${n}/activity`,
  type: 'Create',
  actor,
  published: '2023-05-01T10:00:00Z',
  object: {
    id: `${actor}/statuses/${n}`,
    type: 'Note',
    summary: null,
    inReplyTo: null,
    published: '2023-05-01T10:00:00Z',
    url: `https://social.example/@acme/${n}`,
    to: [everyone],
    cc: [`${actor}/followers`],
    content: '<p>Hi <a href="https://other.example/@ann">@<span>ann</span></a> &amp; all</p>',
    contentMap: { en: 'x' },
    tag: [{ type: 'Mention', href: 'https://other.example/users/ann', name: '@ann@other.example' }],
    ...more,
  },
});
const boost = {
  id: `${actor}/statuses/9/activity`,
  type: 'Announce',
  actor,
  published: '2023-05-02T10:00:00Z',
};

/** Files of Bluesky and Mastodon. */
export const openSeeds: Seed[] = [
  {
    reader: 'bluesky-car',
    name: 'repo.car',
    coding: 'latin1',
    content: Buffer.from(
      carOf(
        madeRepo({
          'app.bsky.actor.profile/self': { $type: 'app.bsky.actor.profile', displayName: 'Acme' },
          'app.bsky.feed.like/a': { $type: 'app.bsky.feed.like', createdAt: '2026-05-01T10:00:00Z' },
          'app.bsky.feed.post/a': madePost('Hello 👋', '2026-05-01T10:00:00Z'),
          'app.bsky.feed.post/b': madePost('Hello all', '2026-05-01T10:00:00Z'),
        }),
      ),
    ).toString('latin1'),
  },
  {
    reader: 'bluesky-jetstream',
    name: 'stream.jsonl',
    content: lines(
      bluesky('create', 'a', { text: 'Hello 👋', createdAt: '2026-05-01T10:00:00Z', langs: ['en'] }),
      bluesky('update', 'a', { text: 'Hello all', createdAt: '2026-05-01T10:00:00Z', langs: ['en'] }),
      bluesky('create', 'b', { text: 'Never', createdAt: '2026-05-01T10:00:00Z' }),
      bluesky('delete', 'b'),
      { ...blueskyEvent, kind: 'identity', identity: { did: blueskyEvent.did, handle: 'acme.example' } },
      {
        ...blueskyEvent,
        kind: 'account',
        account: { did: blueskyEvent.did, active: false, status: 'deactivated' },
      },
    ),
  },
  {
    reader: 'mastodon-outbox',
    name: 'outbox.json',
    content: JSON.stringify({
      '@context': 'x',
      id: 'outbox.json',
      type: 'OrderedCollection',
      totalItems: 99,
      orderedItems: [
        note(1),
        note(2, { inReplyTo: 'https://other.example/users/ann/statuses/1' }),
        { ...boost, to: [everyone], cc: [], object: 'https://other.example/users/ann/statuses/9' },
        note(3, { to: [] }),
      ],
    }),
    beside: { 'actor.json': JSON.stringify({ id: actor, name: 'Acme Inc' }) },
  },
];
