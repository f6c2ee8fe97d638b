import { expect, it } from 'vitest';
import { messageOf, readStatus } from './mastodon-status.ts';

const origin = 'https://small.example';
const acme = { id: '8f', username: 'acme', acct: 'acme@small.example', uri: `${origin}/acme` };
const ann = { id: 'e1', username: 'ann', acct: 'ann@small.example', uri: `${origin}/ann` };
const post = {
  id: '17a',
  uri: `${origin}/acme/p/17`,
  created_at: '2026-11-22T13:46:37.000Z',
  account: acme,
  content: 'Root<br>',
  visibility: 'public',
  mentions: [{ acct: 'ann@small.example' }, { acct: 'ann@small.example' }],
  favourites_count: 1,
  replies_count: 2,
};
const boost = {
  ...post,
  uri: `${origin}/acme/d/17a/Announce`,
  account: ann,
  content: '',
  mentions: [],
  reblog: post,
};
const reading = { origin, ourId: '8f', ourActor: `${origin}/acme` };
const read = (value: unknown) => {
  const status = readStatus(value);
  return status && messageOf(status, reading);
};

// as snac 2.75 writes them
it('a boosted post under its own id is the post, a boost under another a boost', () => {
  expect(read(boost)).toEqual(read(post));
  expect(read(boost)).toMatchObject({ nativeId: post.uri, own: true, kind: 'post', text: 'Root' });
  expect(read({ ...boost, id: '18b' })).toMatchObject({ nativeId: boost.uri, own: false, kind: 'repost' });
});

it("a server's own people may be named with the server, and somebody twice", () => {
  expect(read(post)).toMatchObject({
    author: { handle: 'acme@small.example' },
    mentions: ['ann@small.example'],
    metrics: [
      { metric: 'likes', value: 1, definition: 'mastodon:favourites:1' },
      { metric: 'replies', value: 2, definition: 'mastodon:replies:1' },
    ],
  });
  expect(read({ ...post, account: { ...acme, acct: 'acme@other.example' } })?.metrics).toBeUndefined();
});
