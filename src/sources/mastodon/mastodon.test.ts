import { describe, expect, it } from 'vitest';
import { account, actor, mastodonServer, origin, refused } from '../../../test/mastodon-server.ts';
import type { Wire } from '../../model/connector.ts';
import { mastodon } from './mastodon.ts';

describe('A Mastodon account that a person types', () => {
  it.each([
    ['@acme@social.example', origin],
    ['acme@social.example', origin],
    ['https://social.example/@acme', origin],
    ['https://social.example/users/acme/', origin],
    ['https://here.example/@acme@social.example', origin],
    ['http://social.example/@acme', origin],
    ['http://127.0.0.1:8001/@acme', 'http://127.0.0.1:8001'],
    ['@acme@social.example:8443', 'https://social.example:8443'],
  ])('is known as %s', (typed, host) => {
    expect(mastodon.knows(typed)).toBe(true);
    expect(mastodon.originOf(typed)).toBe(host);
    expect(mastodon.named?.(typed)).toBe(`acme@${new URL(host).host}`);
  });

  it.each(['@acme.bsky.social', '@acme', 'acme', 'https://www.youtube.com/@acme', 'https://x.com/acme', ''])(
    'is not %j',
    (typed) => {
      expect(mastodon.knows(typed)).toBe(false);
      expect(() => mastodon.originOf(typed)).toThrow(/names no account on Mastodon/);
    },
  );

  it('is found by name, with its ActivityPub address', async () => {
    const server = mastodonServer([]);
    expect(await mastodon.find('@acme@social.example', server.wire)).toEqual({
      connector: 'mastodon',
      origin,
      account: actor,
      handle: 'acme@social.example',
    });
    await expect(mastodon.find('@nobody@social.example', server.wire)).rejects.toThrow(
      /has no account nobody/,
    );
  });

  it('has the same address where an older server does not tell it', async () => {
    const server = mastodonServer([]);
    server.instead = (path) =>
      path.includes('lookup') ? { json: account('acme', { uri: undefined }) } : undefined;
    expect(await mastodon.find('@acme@social.example', server.wire)).toMatchObject({ account: actor });
  });

  it.each([401, 403, 422])('is refused with how to get a token where the server says %i', async (code) => {
    const server = mastodonServer([]);
    server.instead = () => refused(code);
    await expect(mastodon.find('@acme@social.example', server.wire)).rejects.toMatchObject({
      message: expect.stringContaining('this server wants a token'),
      help: expect.stringContaining('Preferences, Development'),
    });
  });

  it('is read at its own server and at no other', () => {
    const typed = '@acme@social.example';
    expect(mastodon.originOf(typed, { host: 'https://social.example/' })).toBe('https://social.example');
    expect(() => mastodon.originOf(typed, { host: 'https://elsewhere.example' })).toThrow(
      '@acme@social.example is read at its own server, https://social.example, and not at https://elsewhere.example.',
    );
    expect(() => mastodon.originOf(typed, { host: 'elsewhere' })).toThrow('no address of a server');
  });

  it('is found with a token where the server is closed to strangers', async () => {
    const server = mastodonServer([]);
    const { wire } = server;
    const closed: Wire = {
      ...wire,
      get: async (address, headers = {}) =>
        headers.authorization === 'Bearer secret'
          ? wire.get(address, headers)
          : { status: 401, headers: new Headers(), json: {} },
    };
    await expect(mastodon.find('@acme@social.example', closed)).rejects.toThrow('this server wants a token');
    expect(await mastodon.find('@acme@social.example', closed, { token: 'secret' })).toMatchObject({
      account: actor,
    });
    await expect(mastodon.find('@acme@social.example', closed, { token: 'old' })).rejects.toThrow(
      'although a token was given',
    );
  });

  it('is looked for under its own server where the domain is another', async () => {
    const server = mastodonServer([]);
    server.instead = (path) =>
      path.startsWith('/.well-known/webfinger')
        ? {
            json: {
              subject: 'acct:acme@social.example',
              links: [
                { rel: 'self', href: 'https://m.social.example/users/acme' },
                { rel: 'http://webfinger.net/rel/profile-page', href: 'https://m.social.example/@acme' },
              ],
            },
          }
        : { status: 404 };
    await expect(mastodon.find('@acme@social.example', server.wire)).rejects.toMatchObject({
      help: 'Give the address of its profile: https://m.social.example/@acme',
    });
    server.instead = () => ({ status: 200 });
    await expect(mastodon.find('@acme@social.example', server.wire)).rejects.toThrow(
      /does not answer as a Mastodon/,
    );
  });
});
