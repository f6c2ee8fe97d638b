import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { readAll } from '../read-all.ts';
import { snowflakeTime } from './snowflake.ts';
import { xArchive } from './x-archive.ts';

const id = (ms: number) => String((BigInt(ms - 1288834974657) << 22n) + 7n);
const at = Date.UTC(2022, 9, 19, 20, 7, 25, 678);
const stated = 'Wed Oct 19 20:07:25 +0000 2022';

interface Fields {
  [key: string]: unknown;
}
const tweet = (fields: Fields = {}) => ({
  tweet: {
    id_str: id(at),
    created_at: stated,
    full_text: 'Hello &amp; welcome',
    favorite_count: '3',
    retweet_count: '1',
    lang: 'en',
    entities: {},
    ...fields,
  },
});
const archive = (tweets: unknown[], beside: Record<string, string> = {}) =>
  memoryFile('data/tweets.js', `window.YTD.tweets.part0 = ${JSON.stringify(tweets, null, 2)}`, 50, beside);
const account =
  'window.YTD.account.part0 = [{"account": {"username": "acme", "accountDisplayName": "Acme Inc"}}]';

describe('X archive', () => {
  it('takes the owner from account.js, times from ids, counts as numbers', async () => {
    const file = archive([tweet()], { 'account.js': account });
    expect(await xArchive.detect(file, {})).toMatchObject({
      summary: 'X archive, posts of @acme',
      questions: [],
    });
    const read = await readAll(xArchive.read(file, {}));
    expect(read.messages).toEqual([
      {
        source: 'x',
        nativeId: id(at),
        kind: 'post',
        author: { id: 'acme', name: 'Acme Inc' },
        own: true,
        text: 'Hello & welcome',
        createdAt: '2022-10-19T20:07:25.678Z',
        precision: 'instant',
        mentions: [],
        url: `https://twitter.com/acme/status/${id(at)}`,
        lang: 'en',
        metrics: [
          { metric: 'likes', value: 3, definition: 'x-archive:likes:1' },
          { metric: 'reposts', value: 1, definition: 'x-archive:reposts:1' },
        ],
      },
    ]);
    expect(read.summary).toMatchObject({ ownAccounts: ['acme'], sides: 'own' });
  });

  it('takes owner and end of the export from manifest.js', async () => {
    const manifest =
      'window.__THAR_CONFIG = {"userInfo": {"userName": "acme"}, "archiveInfo": {"generationDate": "2022-11-05T10:00:00.000Z"}};';
    const read = await readAll(xArchive.read(archive([tweet()], { 'manifest.js': manifest }), {}));
    expect(read.summary).toMatchObject({ ownAccounts: ['acme'], observedUntil: '2022-11-05T10:00:00.000Z' });
  });

  it('knows the owner by a picture uploaded with the post, not by one shared from others', async () => {
    const media = (name: string, of: string, more = {}) => ({
      media: [{ expanded_url: `https://twitter.com/${name}/status/${of}/photo/1`, ...more }],
    });
    const others = archive([
      tweet({ extended_entities: media('somebody', '99', { source_status_id_str: '99' }) }),
    ]);
    expect((await xArchive.detect(others, {}))?.questions.map((question) => question.word)).toEqual(['us']);
    const own = archive([tweet({ entities: media('acme', id(at)) })]);
    expect((await xArchive.detect(own, {}))?.questions).toEqual([]);
  });

  it('knows the owner by a reply to a post of the same archive', async () => {
    const reply = {
      id_str: id(at + 5000),
      in_reply_to_status_id_str: id(at),
      in_reply_to_screen_name: 'acme',
    };
    const file = archive([tweet(reply), tweet()]);
    expect((await xArchive.detect(file, {}))?.summary).toContain('@acme');
    const read = await readAll(xArchive.read(file, {}));
    expect(read.messages[0]).toMatchObject({ kind: 'reply', parentId: id(at) });
  });

  it('asks whose archive it is where nothing says so, and refuses to read until answered', async () => {
    const file = archive([tweet()]);
    await expect(readAll(xArchive.read(file, {}))).rejects.toThrow(/Whose archive/);
    const read = await readAll(xArchive.read(file, { us: ['@acme'] }));
    expect(read.messages[0]).toMatchObject({ author: { id: 'acme' }, own: true });
  });

  it('calls retweets reposts and rejects damaged posts', async () => {
    const file = archive([
      tweet({ full_text: 'RT @other: hi' }),
      { tweet: { id_str: 'x' } },
      tweet({ created_at: '?' }),
    ]);
    const read = await readAll(xArchive.read(file, { us: ['acme'] }));
    expect(read.messages.map((message) => message.kind)).toEqual(['repost']);
    expect(read.rejected.map((row) => row.rejected)).toEqual([
      expect.stringContaining('id_str'),
      expect.stringContaining('"?" is no time'),
    ]);
    expect(read.rows).toBe(3);
  });
});

describe('snowflakeTime', () => {
  it('counts only where the file agrees', () => {
    expect(snowflakeTime(id(at), '2022-10-19T20:07:25.000Z', 1)).toBe('2022-10-19T20:07:25.678Z');
    expect(snowflakeTime(id(at), '2022-10-19T20:07:00.000Z', 60)).toBe('2022-10-19T20:07:25.678Z');
    expect(snowflakeTime(id(at), '2022-10-19T20:08:00.000Z', 60)).toBeUndefined();
    expect(snowflakeTime('5017', '2007-03-21T20:50:14.000Z', 1)).toBeUndefined();
  });
});
