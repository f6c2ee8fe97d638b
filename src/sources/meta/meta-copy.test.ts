import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { zipOf } from '../../../test/zip-fixture.ts';
import { detect } from '../detect.ts';
import { findFiles } from '../files/find-files.ts';
import { readAll } from '../read-all.ts';
import { endOfCopy } from './meta-copy.ts';

const post = JSON.stringify([{ media: [{ uri: 'a', creation_timestamp: 1_754_000_000, title: 'Hi' }] }]);
const marker = 'MARKER-OF-A-PRIVATE-FILE';
const open = ['your_instagram_activity/media/posts_1.json'];
const closed = [
  'your_instagram_activity/messages/inbox/ann_1/message_1.json',
  'your_instagram_activity/messages/secret_conversations.json',
  'your_instagram_activity/likes/liked_comments.json',
  'your_instagram_activity/media/stories.json',
  'your_instagram_activity/media/archived_posts.json',
  'your_instagram_activity/saved/saved_posts.json',
  'connections/followers_and_following/followers_1.json',
  'personal_information/personal_information/personal_information.json',
  'security_and_login_information/login_and_profile_creation/login_activity.json',
  'ads_information/something_new.json',
];
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});
async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapport-meta-'));
  folders.push(folder);
  return folder;
}

/** A copy whose private files cannot be inflated: a reader that looks into one of them fails. */
function copyThatThrows(prefix: string): Uint8Array {
  const texts = [...open.map((name) => [name, post]), ...closed.map((name) => [name, marker])];
  const zip = Buffer.from(
    zipOf(Object.fromEntries(texts.map(([name, text]) => [prefix + name, text ?? '']))),
  );
  for (const name of closed) {
    const at = zip.indexOf(prefix + name) + (prefix + name).length;
    zip.fill(0xff, at, at + marker.length);
  }
  return zip;
}

it('takes no day that does not exist out of the name of a copy', () => {
  const named = (day: string) => ({
    ...memoryFile('posts_1.json', post),
    shown: `instagram-acme-${day}-AbCd.zip/your_instagram_activity/media/posts_1.json`,
  });
  expect(endOfCopy(named('2025-08-02'), 'instagram', undefined)).toBe('2025-08-02T00:00:00.000Z');
  expect(endOfCopy(named('2025-02-30'), 'instagram', undefined)).toBeUndefined();
});

describe('a copy from Facebook or Instagram', () => {
  it('is read by a list of names: what is private is never opened', async () => {
    const path = join(await temporary(), 'instagram-acme.pumps-2025-08-20-AbCd.zip');
    await writeFile(path, copyThatThrows(''));
    const files = await findFiles([path]);
    expect(files.map(({ name }) => name)).toEqual(open);
    for (const file of files) {
      const found = await detect(file, {});
      if ('refused' in found) throw new Error(found.refused);
      expect(found.reader.word).toBe('instagram-dyi');
      expect((await readAll(found.reader.read(file, {}))).accepted).toBe(1);
    }
  });

  it('has a marker that would throw', async () => {
    const path = join(await temporary(), 'copy.zip');
    const zip = Buffer.from(copyThatThrows(''));
    const [name = ''] = closed;
    // the same bytes under a name that is listed
    const listed = name.replace(/messages\/inbox\/ann_1\/message_1/, 'media/aaaaaaaaaaaaa/bb/posts_1');
    expect(listed.length).toBe(name.length);
    for (let at = zip.indexOf(name); at >= 0; at = zip.indexOf(name)) zip.write(listed, at);
    await writeFile(path, zip);
    const file = (await findFiles([path])).find((one) => one.name === listed);
    await expect(file?.head(10)).rejects.toThrow();
  });

  it('restricts its own folder only, in an archive with other things', async () => {
    const path = join(await temporary(), 'backup.zip');
    await writeFile(
      path,
      zipOf({
        'own/sales.json': '[]',
        [`insta/${closed[6]}`]: '[]',
        [`insta/${open[0]}`]: post,
        'insta/x.json': '[]',
      }),
    );
    expect((await findFiles([path])).map(({ name }) => name)).toEqual([`insta/${open[0]}`, 'own/sales.json']);
  });

  it('is known as a folder, and as the folder of one part of it', async () => {
    const folder = await temporary();
    for (const name of [...open, ...closed]) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), name === open[0] ? post : marker);
    }
    expect((await findFiles([folder])).map(({ name }) => name)).toEqual(open);
    const part = await findFiles([join(folder, 'your_instagram_activity')]);
    expect(part.map(({ name }) => name)).toEqual(['media/posts_1.json']);
    expect(await findFiles([join(folder, 'your_instagram_activity', 'messages')])).toEqual([]);
  });

  it('keeps a private file closed even when it is given by its own path', async () => {
    const path = join(await temporary(), 'message_1.json');
    await writeFile(path, post);
    const [file] = await findFiles([path]);
    expect(file && (await detect(file, {}))).toHaveProperty('refused', expect.stringContaining('private'));
  });
});
