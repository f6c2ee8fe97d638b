import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TarMade, tarGzOf, tarOf } from '../../../test/tar-fixture.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { findFiles } from './find-files.ts';
import { tarEntries } from './tar.ts';
import { zipLimits } from './zip.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let made = 0;
async function put(bytes: Uint8Array, ending = 'tar.gz'): Promise<string> {
  made += 1;
  const path = join(folder, `${made}.${ending}`);
  await writeFile(path, bytes);
  return path;
}
async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}
const all = () => true;
const list = async (files: TarMade[], limits = zipLimits) =>
  tarEntries(await put(tarGzOf(files)), 'a.tar.gz', all, limits);

describe('A .tar.gz', () => {
  it('gives its files by name, packed or not, in any order and as often as asked', async () => {
    const long = `${'folder/'.repeat(20)}a.json`;
    const line = `path=folder/ä.json\n`;
    const note = `${Buffer.byteLength(line) + 3} ${line}`;
    const files: TarMade[] = [
      { name: 'media/', type: '5' },
      { name: './outbox.json', content: 'x'.repeat(1500) },
      { name: '././@LongLink', type: 'L', content: `${long}\0` },
      { name: long, content: 'long' },
      { name: 'pax', type: 'x', content: note },
      { name: 'folder/a.json', content: 'pax' },
      { name: 'link', type: '2' },
      { name: 'empty.json' },
    ];
    for (const path of [await put(tarGzOf(files)), await put(tarOf(files), 'tar')]) {
      const entries = await tarEntries(path, 'a', all);
      expect(entries.map(({ name, bytes }) => [name, bytes])).toEqual([
        ['outbox.json', 1500],
        [long, 4],
        ['folder/ä.json', 3],
        ['empty.json', 0],
      ]);
      const texts = await Promise.all([...entries].reverse().map((entry) => textOf(entry.stream())));
      expect(texts).toEqual(['', 'pax', 'long', 'x'.repeat(1500)]);
    }
  });

  it('of a Mastodon account is recognised untold, and its likes, bookmarks and pictures stay closed', async () => {
    const actor = 'https://social.example/users/acme';
    const everyone = 'https://www.w3.org/ns/activitystreams#Public';
    const boost = {
      id: `${actor}/statuses/2/activity`,
      type: 'Announce',
      actor,
      published: '2023-05-02T10:00:00Z',
      to: [everyone],
      object: 'https://other.example/users/ann/statuses/9',
    };
    const outbox = { id: 'outbox.json', type: 'OrderedCollection', orderedItems: [boost] };
    const path = await put(
      tarGzOf([
        { name: 'media_attachments/files/1/original/a.png', content: new Uint8Array(200_000) },
        { name: 'likes.json', content: '{}' },
        { name: 'bookmarks.json', content: '{}' },
        { name: 'outbox.json', content: JSON.stringify(outbox) },
        { name: 'actor.json', content: JSON.stringify({ id: actor, name: 'Acme Inc' }) },
      ]),
    );
    const files = await findFiles([path]);
    expect(files.map(({ name }) => name)).toEqual(['outbox.json']);
    const [file] = files;
    if (file === undefined) throw new Error('no file');
    const found = await detect(file, {});
    if ('refused' in found) throw new Error(found.refused);
    expect(found.reader.word).toBe('mastodon-outbox');
    const { messages } = await readAll(found.reader.read(file, {}));
    expect(messages).toMatchObject([{ kind: 'repost', author: { id: actor, name: 'Acme Inc' } }]);
  });

  it('is read behind the part that is kept for looking into it', async () => {
    const big = `${'0123456789'.repeat(20_000)}end`;
    const [entry] = await list([{ name: 'big.json', content: big }]);
    expect(entry?.beginning).toHaveLength(65_536);
    expect(await textOf(entry?.stream() ?? (async function* () {})())).toBe(big);
  });

  it.each(['../evil.json', '/etc/evil.json', 'a/../../evil.json', 'C:\\evil.json', 'a\\..\\..\\evil.json'])(
    'that leads to %s is refused',
    async (name) => {
      await expect(list([{ name, content: 'x' }])).rejects.toMatchObject({
        name: 'Problem',
        message: expect.stringContaining('leads out of its folder'),
      });
    },
  );

  it('with too many files, too many bytes or a name without end is refused', async () => {
    const many = Array.from({ length: 20 }, (_, place) => ({ name: `${place}.json`, content: 'x' }));
    await expect(list(many, { ...zipLimits, entries: 10 })).rejects.toThrow(/more than 10 files/);
    await expect(list(many, { ...zipLimits, totalBytes: 5000 })).rejects.toThrow(/more than 5,000 bytes/);
    await expect(list(many, { ...zipLimits, entryBytes: 0 })).rejects.toThrow(/a file too large/);
    const endless = [{ name: 'x', type: 'L', content: '', declared: 2 ** 30 }];
    await expect(list(endless)).rejects.toThrow(/a name that is far too long/);
  });

  it('that is cut, damaged or none at all is refused in words', async () => {
    const whole = tarGzOf([
      { name: 'a.json', content: 'x'.repeat(100_000) },
      { name: 'b.json', content: 'y' },
    ]);
    const cut = await put(whole.subarray(0, whole.length - 12));
    await expect(tarEntries(cut, 'a.tar.gz', all)).rejects.toThrow(/a.tar.gz cannot be read as a .tar.gz/);
    const short = await put(tarOf([{ name: 'a.json', content: 'x'.repeat(5000) }]).subarray(0, 3000), 'tar');
    await expect(tarEntries(short, 'a.tar', all)).rejects.toThrow(/ends in the middle of a file/);
    const none = await put(new TextEncoder().encode('no archive'));
    await expect(tarEntries(none, 'a.tar.gz', all)).rejects.toMatchObject({ name: 'Problem' });
    const other = tarOf([{ name: 'a.json', content: 'x' }]);
    other[3] = 65;
    await expect(tarEntries(await put(other, 'tar'), 'a.tar', all)).rejects.toThrow(/it is no .tar/);
  });
});
