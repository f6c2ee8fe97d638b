import { describe, expect, it } from 'vitest';
import { account, mastodonServer, origin, refused, status } from '../../../test/mastodon-server.ts';
import { ago, ann, sync, uri } from '../../../test/mastodon-sync.ts';

describe('Mentions of a Mastodon account', () => {
  const named = status('50', 'ann@other.example', ago(1), { replies_count: 0 });
  const told = (id: string, of: unknown, at = ago(1)) => ({
    id,
    type: 'mention',
    created_at: at,
    account: {},
    status: of,
  });

  it('are read with a token, each with its thread, public ones alone', async () => {
    const server = mastodonServer([named, status('40', 'bob', ago(3), { replies_count: 1 })], {
      token: 'secret',
    });
    const reply = status('41', 'cleo', ago(2), { in_reply_to_id: '40' });
    server.statuses.push(reply);
    server.notifications = [
      told('n1', named),
      told('n2', reply),
      told('n3', status('60', 'dan', ago(1), { visibility: 'direct' })),
      { id: 'n4', type: 'follow', created_at: ago(1), account: {} },
    ];
    const { ids, missing } = await sync(server, { token: 'secret' });
    expect(ids).toEqual(
      [uri('50', ann), `${origin}/users/bob/statuses/40`, `${origin}/users/cleo/statuses/41`].sort(),
    );
    expect(missing).toEqual([]);
    expect(server.asked.some((path) => path.startsWith('/api/v1/notifications?types[]=mention'))).toBe(true);
  });

  it('are not read with the token of somebody else or without the scope', async () => {
    const server = mastodonServer([], { token: 'secret' });
    server.notifications = [told('n1', named)];
    server.instead = (path) => (path.includes('verify_') ? { json: account('bob') } : undefined);
    const other = await sync(server, { token: 'secret' });
    expect([other.ids, other.missing]).toEqual([[], [expect.stringMatching(/belongs to another account/)]]);
    server.instead = (path) => (path.includes('/notifications') ? refused(403) : undefined);
    expect((await sync(server, { token: 'secret' })).missing[0]).toMatch(
      /does not allow to read notifications/,
    );
  });
});
