import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../../../test/zip-fixture.ts';
import { findFiles } from './find-files.ts';
import { zipLimits } from './zip.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapport-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, content);
  return path;
}
async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

describe('findFiles', () => {
  it('takes a file that is named, whatever it is called', async () => {
    const path = await put('lone/notes.txt', 'hello');
    const [file] = await findFiles([path]);
    expect(file).toMatchObject({ name: 'notes.txt', shown: 'notes.txt', bytes: 5 });
    expect(Buffer.from((await file?.head(2)) ?? []).toString()).toBe('he');
    expect(await textOf(file?.stream() ?? (async function* () {})())).toBe('hello');
  });

  it('walks folders and archives in order, and leaves hidden and private files closed', async () => {
    const inside = {
      'data/tweets.js': 'tweets',
      'data/tweets-part1.js': 'more',
      'data/direct-messages.js': 'secret',
      'data/like.js': 'x',
      'data/account.js': 'x',
      'data/follower.js': 'x',
      'data/ad-engagements.js': 'x',
      'data/ip-audit.js': 'x',
      'data/contact.js': 'x',
      '__MACOSX/data/tweets.js': 'x',
      'data/.hidden.csv': 'x',
      'media/picture.png': 'x',
      'account_analytics_content_2026.csv': 'table',
    };
    await put('walk/archive.zip', zipOf(inside));
    await put('walk/b.csv', 'b');
    await put('walk/.git/c.csv', 'c');
    await put('walk/deep/followers.csv', 'f');
    await put('walk/deep/outbox.json', '{}');
    await put('walk/README.md', 'r');
    const files = await findFiles([join(folder, 'walk')]);
    expect(files.map((file) => file.shown)).toEqual([
      'walk/archive.zip/account_analytics_content_2026.csv',
      'walk/archive.zip/data/tweets-part1.js',
      'walk/archive.zip/data/tweets.js',
      'walk/b.csv',
      'walk/deep/outbox.json',
    ]);
    expect(files[2]?.name).toBe('data/tweets.js');
    expect(await textOf(files[2]?.stream() ?? (async function* () {})())).toBe('tweets');
    expect(Buffer.from((await files[2]?.head(3)) ?? []).toString()).toBe('twe');
  });

  it.each(['../evil.csv', '/etc/evil.csv', 'a/../../evil.csv', 'C:/evil.csv'])(
    'refuses an archive with %s',
    async (name) => {
      const path = await put('evil.zip', zipOf({ 'fine.csv': 'x', [name]: 'x' }));
      await expect(findFiles([path])).rejects.toThrow(/evil\.zip cannot be read as a \.zip/);
    },
  );

  it('refuses an archive with too many files or too many bytes', async () => {
    const path = await put('many.zip', zipOf({ 'a.csv': 'aaaa', 'b.csv': 'bbbb', 'c.csv': 'cccc' }));
    await expect(findFiles([path], { ...zipLimits, entries: 2 })).rejects.toThrow(/more than 2 files/);
    await expect(findFiles([path], { ...zipLimits, totalBytes: 11 })).rejects.toThrow(/more than 11 bytes/);
    await expect(findFiles([path], { ...zipLimits, entryBytes: 3 })).rejects.toThrow(/not opened/);
    expect(await findFiles([path], { entries: 3, totalBytes: 12, entryBytes: 4 })).toHaveLength(3);
  });

  it('stops when a file inflates to more than the archive declared', async () => {
    const path = await put(
      'liar.zip',
      zipOf({ 'a.csv': 'x'.repeat(100_000) }, () => 10),
    );
    const [file] = await findFiles([path]);
    await expect(textOf(file?.stream() ?? (async function* () {})())).rejects.toThrow(/liar\.zip\/a\.csv/);
  });

  it('says what is wrong with a path that is not there and an archive that is none', async () => {
    await expect(findFiles([join(folder, 'nowhere.csv')])).rejects.toThrow(/is not there/);
    const path = await put('broken.zip', 'no archive at all');
    await expect(findFiles([path])).rejects.toThrow(/broken\.zip cannot be read as a \.zip/);
  });
});
