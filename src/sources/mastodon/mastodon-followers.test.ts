import { describe, expect, it } from 'vitest';
import { account, mastodonServer, status } from '../../../test/mastodon-server.ts';
import { ago, now, sync, uri } from '../../../test/mastodon-sync.ts';

describe('Followers at a Mastodon server', () => {
  const one = status('40', 'acme', ago(3));
  async function told(fields: Record<string, unknown>) {
    const server = mastodonServer([one]);
    const lookup = account('acme', { statuses_count: 1, ...fields });
    server.instead = (path) => (path.includes('/lookup') ? { json: lookup } : undefined);
    const { legs, missing, ids } = await sync(server, { token: undefined });
    expect(ids).toEqual([uri('40')]);
    const [first, ...more] = legs.map(({ values }) => values);
    expect(more).toEqual(more.map(() => undefined));
    return { values: first, missing: missing.filter((sentence) => sentence.includes('follow this account')) };
  }
  const counted = (value: number) => [{ series: 'followers', label: 'Followers', value, at: now }];

  it.each([
    [3, {}],
    [0, {}],
    // Mastodon itself hides who follows, and shows how many
    [1200, { hide_collections: true }],
  ])('are %i, kept with the first leg', async (value, more) => {
    expect(await told({ followers_count: value, ...more })).toEqual({ values: counted(value), missing: [] });
  });

  it.each([
    [-1, {}, 'hides how many follow this account'],
    [0, { hide_collections: true }, 'hides how many follow this account'],
    [undefined, {}, 'does not tell how many follow this account'],
    ['12', {}, 'does not tell how many follow this account'],
    [0, { statuses_count: 0 }, 'does not tell how many follow this account'],
  ])('told as %s with %j are missing, and no zero', async (value, more, sentence) => {
    const { values, missing } = await told({ followers_count: value, ...more });
    expect(values).toBeUndefined();
    expect(missing).toEqual([expect.stringContaining(sentence)]);
  });
});
