import { readFile } from 'node:fs/promises';
import { encode, toBytes } from '@atcute/cbor';
import { MemoryBlockStore, NodeStore, NodeWrangler } from '@atcute/mst';
import { fromUint8Array } from '@atcute/repo';
import { describe, expect, it } from 'vitest';
import { at, blueskyHost, us } from '../../../test/bluesky-host.ts';
import {
  blockOf,
  carOf,
  linkTo,
  type MadeBlock,
  type MadeRepo,
  madePost,
  madeRepo,
  usHere,
  varint,
} from '../../../test/bluesky-repo.ts';
import { sync } from '../../../test/bluesky-sync.ts';
import { memoryFile } from '../../../test/memory-file.ts';
import { dataFile, noSharedData } from '../../../test/shared-data.ts';
import { isProblem } from '../../model/problem.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { blueskyCar } from './bluesky-car.ts';

const changed = '2026-06-01T00:00:00.000Z';
/** The TID of that moment, worked out by hand: microseconds, then ten bits of zero, 5 bits to a letter. */
const rev = tid(Date.parse(changed));
const root = at('acme', 'first');
const answered = { root: { uri: root, cid: 'x' }, parent: { uri: at('ann', 'ask'), cid: 'x' } };
const records = {
  'app.bsky.actor.profile/self': { $type: 'app.bsky.actor.profile', displayName: 'Acme Inc' },
  'app.bsky.feed.like/l1': { $type: 'app.bsky.feed.like', createdAt: changed, subject: { uri: root } },
  'app.bsky.feed.like/l2': { $type: 'app.bsky.feed.like', createdAt: changed, subject: { uri: root } },
  'app.bsky.feed.post/first': madePost('Hello\r\nall 👋', '2026-05-01T10:00:00.000Z'),
  'app.bsky.feed.post/reply': madePost('Thank you', '2026-05-02T10:00:00.000Z', { reply: answered }),
  'app.bsky.feed.repost/r1': {
    $type: 'app.bsky.feed.repost',
    createdAt: '2026-05-03T10:00:00Z',
    subject: { uri: at('ann', 'ask'), cid: 'x' },
  },
  'app.bsky.graph.follow/f1': { $type: 'app.bsky.graph.follow', createdAt: changed, subject: 'did:plc:ann' },
  'com.example.thing/self': { $type: 'com.example.thing', secret: 'Geheimnis' },
};
const whole = () => madeRepo(records, { rev });
const read = (bytes: Uint8Array, options = {}, chunk = 97) =>
  readAll(blueskyCar.read(memoryFile('repo.car', bytes, chunk), options));

function tid(ms: number): string {
  const letters = '234567abcdefghijklmnopqrstuvwxyz';
  let left = BigInt(ms) * 1000n * 1024n;
  let text = '';
  for (let place = 0; place < 13; place++) {
    text = letters[Number(left % 32n)] + text;
    left /= 32n;
  }
  return text;
}

const bytesOf = (text: string) => toBytes(new Uint8Array(Buffer.from(text)));

/** The repository with the block of a record changed, its CID as it was. */
function spoilt(repo: MadeRepo, key: string): MadeRepo {
  const place = repo.at.get(key) as number;
  const { cid, bytes } = repo.blocks[place] as MadeBlock;
  const blocks = repo.blocks.with(place, { cid, bytes: bytes.map((byte, n) => (n === 9 ? byte ^ 1 : byte)) });
  return { ...repo, blocks };
}

describe('Bluesky repository', () => {
  it('is known by its content and names its account', async () => {
    expect(await detect(memoryFile('backup.bin', carOf(whole())), {})).toMatchObject({
      reader: { word: 'bluesky-car' },
      detection: { summary: 'Bluesky repository, posts of did:plc:acme', questions: [] },
    });
    for (const other of ['', 'id,text\n1,a\n', '\x3a\xa2eroots'])
      expect(await blueskyCar.detect(memoryFile('x.car', other), {})).toBeUndefined();
  });

  it('reads posts, replies and reposts, and keeps nothing else', async () => {
    const found = await read(carOf(whole()));
    expect(found.messages).toEqual([
      {
        source: 'bluesky',
        nativeId: root,
        kind: 'post',
        author: { id: us, name: 'Acme Inc' },
        own: true,
        text: 'Hello\nall 👋',
        createdAt: '2026-05-01T10:00:00.000Z',
        precision: 'instant',
        mentions: [],
        url: 'https://bsky.app/profile/did:plc:acme/post/first',
        lang: 'en',
        visibility: 'public',
      },
      expect.objectContaining({
        nativeId: at('acme', 'reply'),
        kind: 'reply',
        parentId: at('ann', 'ask'),
      }),
      expect.objectContaining({
        nativeId: `at://${us}/app.bsky.feed.repost/r1`,
        kind: 'repost',
        text: '',
        url: 'https://bsky.app/profile/did:plc:ann/post/ask',
      }),
    ]);
    expect(found).toMatchObject({ rows: 8, accepted: 3, empty: 5, rejected: [] });
    expect(found.summary).toMatchObject({ sides: 'own', ownAccounts: [us], observedUntil: changed });
    expect(found.summary.notes).toEqual([
      '2 likes, 1 follow, 1 profile and 1 other record left out on purpose.',
    ]);
    expect(JSON.stringify(found)).not.toContain('Geheimnis');
  });

  it('is one message with what the connector reads, equal but for counts, handle and address', async () => {
    const host = blueskyHost();
    const when = '2026-11-01T08:00:00.000Z';
    const ask = host.write('ann', 'ask', when);
    const ours = host.write('acme', 'ours', when, {
      text: 'Grüße 👋 @ann.example and you',
      mentions: ['ann'],
      answers: ask,
    });
    const shown = host.view(host.posts.get(ours) as never) as { record: object };
    const { messages } = await sync(host);
    const live = messages.get(ours);
    const profile = { $type: 'app.bsky.actor.profile', displayName: 'The acme' };
    const kept = { 'app.bsky.actor.profile/self': profile, 'app.bsky.feed.post/ours': shown.record };
    const [message] = (await read(carOf(madeRepo(kept, { rev: tid(Date.parse('2026-11-02')) })))).messages;
    const { metrics, ...same } = live ?? { metrics: undefined };
    const url = 'https://bsky.app/profile/did:plc:acme/post/ours';
    expect(message).toEqual({ ...same, author: { id: us, name: 'The acme' }, url });
    expect(message?.mentions).toEqual(['ann.example']);
  });

  it('dates nothing after the last change of the repository', async () => {
    const ahead = { 'app.bsky.feed.post/a': madePost('From the future', '2031-01-01T00:00:00Z') };
    expect((await read(carOf(madeRepo(ahead, { rev })))).messages[0]?.createdAt).toBe(changed);
  });

  it('finds in a tree of many layers what @atcute/repo finds, whose root is that of @atcute/mst', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 700 }, (_, n) => [
        `app.bsky.feed.post/3k${n * 7919}`,
        madePost(`No. ${n}`, changed),
      ]),
    );
    const repo = madeRepo(many, { rev });
    const bytes = carOf(repo);
    const expected = [...fromUint8Array(bytes)].map(
      ({ collection, rkey }) => `at://${us}/${collection}/${rkey}`,
    );
    expect((await read(bytes)).messages.map(({ nativeId }) => nativeId)).toEqual(expected);
    expect(expected).toHaveLength(700);
    const tree = new NodeWrangler(new NodeStore(new MemoryBlockStore()));
    let top: string | null = null;
    for (const [key, place] of repo.at)
      top = await tree.putRecord(top, key, linkTo(repo.blocks[place] as MadeBlock) as never);
    expect(top).toBe(linkTo(repo.blocks[repo.top] as MadeBlock).$link);
  });

  it('takes a person at their word who we are, and an account by its id', async () => {
    const bytes = carOf(whole());
    for (const us of [['@acme.example'], ['acme', 'acme.example']])
      expect((await read(bytes, { us })).messages[0]).toMatchObject({
        own: true,
        author: { id: usHere, handle: 'acme.example' },
      });
    expect((await read(bytes, { us: [usHere] })).messages[0]).toMatchObject({ own: true });
    for (const us of [['did:plc:other'], ['acme.example', 'acme.test'], []]) {
      const { messages, summary } = await read(bytes, { us });
      expect(messages[0]).toMatchObject({ own: false, author: { id: usHere } });
      expect(summary.notes.join(' ')).toContain('name it by that id if it is yours');
    }
    const [first] = (await read(bytes, { withoutIds: true })).messages;
    expect(first).not.toHaveProperty('nativeId');
  });
});

describe('A damaged Bluesky repository', () => {
  it('cut short keeps what could be read and does not say that the data end at its end', async () => {
    const bytes = carOf(whole());
    const found = await read(bytes.subarray(0, bytes.length - 400));
    expect(found.messages.length).toBeGreaterThan(0);
    expect(found.rejected.map(({ rejected }) => rejected)).toContain('is missing from the file');
    expect(found.rows).toBe(found.accepted + found.empty + found.rejected.length);
    expect(found.summary.observedUntil).toBeUndefined();
    expect(found.summary.notes[0]).toContain('ends in the middle of a block');
  });

  it('with a block that is not what its hash says refuses that post alone', async () => {
    const found = await read(carOf(spoilt(whole(), 'app.bsky.feed.post/first')));
    expect(found.rejected).toEqual([
      { line: 4, rejected: 'is not what its hash says', excerpt: 'app.bsky.feed.post/first' },
    ]);
    expect(found.messages).toHaveLength(2);
    const twice = {
      ...whole(),
      blocks: [...whole().blocks, ...spoilt(whole(), 'app.bsky.feed.post/first').blocks],
    };
    expect((await read(carOf(twice))).messages).toHaveLength(3);
  });

  it('without a commit is refused', async () => {
    const { root: top, blocks } = whole();
    for (const left of [blocks.slice(1), []])
      await expect(read(carOf({ root: top, blocks: left }))).rejects.toThrow('has no whole commit');
    await expect(read(varint(2 ** 31))).rejects.toThrow('does not begin as a CAR file does');
    await expect(read(new Uint8Array(200_000))).rejects.toThrow('does not begin as a CAR file does');
  });

  it('ends where a block claims two gigabytes', async () => {
    const { root: top, blocks } = whole();
    const bytes = Buffer.concat([carOf({ root: top, blocks }), varint(2 ** 31), new Uint8Array(300)]);
    const found = await read(bytes);
    expect(found.messages).toHaveLength(3);
    expect(found.summary.notes[0]).toContain('a block claims 2,147,483,648 bytes');
    expect(found.summary.observedUntil).toBeUndefined();
  });

  it('whose index leads back to itself ends', async () => {
    const repo = whole();
    const top = repo.blocks[repo.top] as MadeBlock;
    const looped = encode({ l: linkTo(top), e: [] });
    const blocks = repo.blocks.with(repo.top, { cid: top.cid, bytes: looped });
    const found = await read(carOf({ ...repo, blocks }));
    expect(found.rejected).toEqual([
      {
        line: 1,
        rejected: 'a part of the index is not what its hash says, and the records below it are lost',
        excerpt: '',
      },
    ]);
  });

  it('whose index names a part twice over and over is walked once', async () => {
    let node = blockOf(encode({ l: null, e: [] }));
    const nodes = [node];
    for (let layer = 0; layer < 60; layer++) {
      const entry = (key: string, p: number) => ({ p, k: bytesOf(key), v: linkTo(node), t: linkTo(node) });
      node = blockOf(encode({ l: linkTo(node), e: [entry('com.example/a', 0), entry('b', 12)] }));
      nodes.push(node);
    }
    const commit = blockOf(
      encode({ did: us, version: 3, data: linkTo(node), rev, prev: null, sig: bytesOf('x') }),
    );
    const found = await read(carOf({ root: commit.cid, blocks: [commit, ...nodes] }));
    expect(found.rejected.length).toBe(120);
    expect(found.rejected[0]?.rejected).toContain('named twice');
  });

  it.each([
    ['a post without text', { $type: 'app.bsky.feed.post', createdAt: changed }, 'as Bluesky writes a post'],
    ['a record of another type', { $type: 'com.example.x', text: 'a' }, 'as Bluesky writes a post'],
    ['a list', ['app.bsky.feed.post'], 'as Bluesky writes a post'],
  ])('with %s under the key of a post refuses it', async (_, record, reason) => {
    const found = await read(carOf(madeRepo({ 'app.bsky.feed.post/a': record }, { rev: 'no tid' })));
    expect(found.rejected[0]?.rejected).toContain(reason);
  });

  it('with any byte altered is refused in words or read with all rows accounted for', async () => {
    const bytes = carOf(whole());
    for (let at = 0; at < bytes.length; at += 3) {
      const altered = bytes.map((byte, place) => (place === at ? byte ^ (1 << (at % 8)) : byte));
      const found = await read(altered, {}, 4096).catch((error) => {
        if (!isProblem(error)) throw error;
      });
      if (found) expect(found.accepted + found.empty + found.rejected.length).toBe(found.rows);
      const seen = found?.messages.length ?? 0;
      const lost = (found?.rejected.length ?? 0) + (found?.summary.notes.length ?? 0);
      expect(seen === 3 || found === undefined || lost > 0).toBe(true);
    }
  });

  it('with what is no content at all under a key refuses it', async () => {
    const repo = madeRepo({ 'app.bsky.feed.post/a': madePost('a', 'soon') }, { rev: 'no tid' });
    expect((await read(carOf(repo))).rejected[0]?.rejected).toBe('does not say when it was written');
  });
});

describe.skipIf(noSharedData)('A real repository', () => {
  it('has the keys that another implementation lists', async () => {
    const bytes = await readFile(dataFile('bluesky-jetstream', 'repo.car'));
    const listed = await readFile(dataFile('bluesky-jetstream', 'car_expected_records.tsv'), 'utf8');
    const keys = listed
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0] ?? '');
    const found = await read(bytes);
    expect(found.rows).toBe(keys.length);
    const did = found.summary.ownAccounts[0];
    expect(found.messages.map(({ nativeId }) => nativeId)).toEqual(
      keys.filter((key) => /^app\.bsky\.feed\.(re)?post\//.test(key)).map((key) => `at://${did}/${key}`),
    );
    expect(found.rejected).toEqual([]);
  });
});
