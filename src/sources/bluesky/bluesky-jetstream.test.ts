import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { at, us } from '../../../test/bluesky-host.ts';
import { madePost } from '../../../test/bluesky-repo.ts';
import { memoryFile } from '../../../test/memory-file.ts';
import { dataFile, noSharedData } from '../../../test/shared-data.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { blueskyJetstream } from './bluesky-jetstream.ts';

const begin = Date.parse('2026-05-01T10:00:00Z');
let tick = 0;
const event = (who: string, kind: string, what: Record<string, unknown>) => ({
  did: `did:plc:${who}`,
  time_us: (begin + 60_000 * tick++) * 1000,
  kind,
  [kind]: what,
});
const commit = (
  who: string,
  operation: string,
  rkey: string,
  record?: object,
  collection = 'app.bsky.feed.post',
) => event(who, 'commit', { rev: '3l', operation, collection, rkey, ...(record && { record, cid: 'x' }) });
const wrote = (who: string, key: string, text: string, more: object = {}) =>
  commit(who, 'create', key, madePost(text, '2026-04-30T08:00:00Z', { ...more }));
const account = (who: string, active: boolean, status?: string) =>
  event(who, 'account', { active, did: `did:plc:${who}`, seq: 1, time: '', ...(status && { status }) });
const file = (...lines: unknown[]) =>
  memoryFile(
    'stream.jsonl',
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    61,
  );
const read = (...lines: unknown[]) => readAll(blueskyJetstream.read(file(...lines), { us: [us] }));

describe('Jetstream', () => {
  it('is known by its lines and asks who we are', async () => {
    const one = file(wrote('acme', 'a', 'Hello'), wrote('acme', 'b', 'Again'));
    expect(await detect(one, {})).toMatchObject({
      reader: { word: 'bluesky-jetstream' },
      detection: { summary: `Bluesky stream, events of ${us}`, questions: [{ word: 'us', guess: us }] },
    });
    expect((await blueskyJetstream.detect(one, { us: [us] }))?.questions).toEqual([]);
    expect(await blueskyJetstream.detect(file({ id: 1, time_us: 5 }), {})).toBeUndefined();
  });

  it('reads posts, replies and reposts of everybody, as the connector would', async () => {
    const ask = wrote('ann', 'ask', 'How much is it?');
    const parent = { uri: at('ann', 'ask'), cid: 'x' };
    const found = await read(
      ask,
      wrote('acme', 'reply', 'Ten', { reply: { root: parent, parent } }),
      commit('acme', 'create', 'r', { createdAt: '2026-05-01', subject: parent }, 'app.bsky.feed.repost'),
      event('ann', 'identity', { did: 'did:plc:ann', handle: 'ann.example', seq: 1, time: '' }),
      commit('bea', 'create', 'l', { subject: parent }, 'app.bsky.feed.like'),
    );
    expect(found.messages[0]).toEqual({
      source: 'bluesky',
      nativeId: at('ann', 'ask'),
      kind: 'post',
      author: { id: 'did:plc:ann', handle: 'ann.example' },
      own: false,
      text: 'How much is it?',
      createdAt: '2026-04-30T08:00:00.000Z',
      precision: 'instant',
      mentions: [],
      url: 'https://bsky.app/profile/ann.example/post/ask',
      lang: 'en',
      visibility: 'public',
    });
    expect(found.messages[1]).toMatchObject({ own: true, kind: 'reply', parentId: at('ann', 'ask') });
    expect(found.messages[2]).toMatchObject({ own: true, kind: 'repost', text: '' });
    expect(found).toMatchObject({ rows: 5, accepted: 3, empty: 2, gone: [] });
    expect(found.summary).toMatchObject({
      sides: 'both',
      ownAccounts: [us],
      notes: ['1 like left out on purpose.'],
    });
  });

  it('dates nothing after it was seen, and ends the data with the last event', async () => {
    tick = 0;
    const found = await read(
      commit('acme', 'create', 'a', madePost('Ahead', '2031-01-01T00:00:00Z')),
      commit('bea', 'create', 'l', {}, 'app.bsky.feed.like'),
    );
    expect(found.messages[0]?.createdAt).toBe('2026-05-01T10:00:00.000Z');
    expect(found.summary).toMatchObject({ sides: 'own', observedUntil: '2026-05-01T10:01:00.000Z' });
  });

  it('folds what is deleted, changed or written again later, and says what is gone', async () => {
    const found = await read(
      wrote('ann', 'gone', 'Regretted words'),
      wrote('ann', 'changed', 'First'),
      commit('ann', 'update', 'changed', madePost('Second', '2026-04-30T08:00:00Z')),
      commit('ann', 'delete', 'gone'),
      commit('ann', 'delete', 'unknown'),
      commit('ann', 'delete', 'back'),
      wrote('ann', 'back', 'Here again'),
      commit('ann', 'delete', 'l', undefined, 'app.bsky.feed.like'),
      commit('ann', 'delete', 'gone'),
    );
    expect(found.messages.map(({ text }) => text)).toEqual(['Second', 'Here again']);
    const gone = (key: string) => ({ source: 'bluesky', nativeId: at('ann', key) });
    expect(found.gone).toEqual([gone('unknown'), gone('gone')]);
    expect(found).toMatchObject({ rows: 9, accepted: 4, rejected: [] });
    expect(found.summary.notes[0]).toBe('2 posts were deleted or changed again later in the file.');
    expect(JSON.stringify(found)).not.toContain('Regretted');
  });

  it('takes all of a deleted account away, and nothing of one that may come back', async () => {
    const found = await read(
      wrote('ann', 'a', 'Gone with me'),
      wrote('bea', 'b', 'I rest'),
      wrote('cem', 'c', 'I stay'),
      account('ann', false, 'deleted'),
      account('bea', false, 'deactivated'),
      account('cem', false, 'deleted'),
      account('cem', true),
    );
    expect(found.messages.map(({ text }) => text)).toEqual(['I rest', 'I stay']);
    expect(found.gone).toEqual([{ source: 'bluesky', author: 'did:plc:ann' }]);
    expect(found.summary.notes).toContain(
      '1 account was deactivated, suspended or taken down, which may pass: nothing of theirs was removed.',
    );
  });

  it('refuses what is no event, line by line', async () => {
    const whole = wrote('acme', 'a', 'Hello');
    const found = await read(
      whole,
      '',
      '{"did":',
      { ...whole, time_us: 'now' },
      { ...whole, time_us: -1 },
      { ...whole, did: 'acme' },
      commit('acme', 'create', 'a/b', madePost('x', '2026-05-01')),
      commit('acme', 'create', 'b', { text: 5 }),
      `{"x":"${'y'.repeat(1_100_000)}"}`,
    );
    expect(found).toMatchObject({ rows: 9, accepted: 1, empty: 1 });
    expect(found.rejected.map(({ line, rejected }) => [line, rejected])).toEqual([
      [3, 'is no event of Jetstream'],
      [4, 'is no event of Jetstream'],
      [5, 'is no event of Jetstream'],
      [6, 'is no event of Jetstream'],
      [7, 'is no event of Jetstream'],
      [8, 'is not as Bluesky writes a post'],
      [9, 'is longer than an event can be'],
    ]);
  });
});

describe.skipIf(noSharedData)('A real stretch of the stream', () => {
  it('has no line that is not understood', async () => {
    const text = await readFile(dataFile('bluesky-jetstream', 'expected_v1.jsonl'), 'utf8');
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).commit ?? {});
    const of = (operation: string, ...collections: string[]) =>
      rows.filter((row) => row.operation === operation && collections.includes(row.collection)).length;
    const written = of('create', 'app.bsky.feed.post', 'app.bsky.feed.repost');
    const found = await readAll(blueskyJetstream.read(memoryFile('s.jsonl', text), { us: ['did:plc:none'] }));
    expect(found.rejected).toEqual([]);
    expect(found.messages).toHaveLength(written);
    expect(found.gone).toHaveLength(of('delete', 'app.bsky.feed.post'));
    expect(found.summary).toMatchObject({ sides: 'both', ownAccounts: [] });
  });
});
