import { describe, expect, it } from 'vitest';
import { mastodonServer, origin } from '../../../test/mastodon-server.ts';
import { mastodonGone } from './mastodon-gone.ts';

describe('Deletions at a Mastodon server', () => {
  it('are what answers 404, 410 or a Tombstone, and nothing else', async () => {
    const server = mastodonServer([]);
    const answers: Record<string, { status: number; json?: unknown }> = {
      a: { status: 404, json: { error: 'Record not found' } },
      b: { status: 410 },
      c: { status: 200, json: { type: 'Tombstone' } },
      d: { status: 200, json: { type: 'Note' } },
      e: { status: 401, json: {} },
      f: { status: 403, json: {} },
      g: { status: 503, json: {} },
      h: { status: 404 },
    };
    server.instead = (path) => answers[path.slice(1)];
    const ids = Object.keys(answers).map((name) => `${origin}/${name}`);
    expect(await mastodonGone(ids, server.wire)).toEqual(['a', 'b', 'c'].map((name) => `${origin}/${name}`));
  });
});
