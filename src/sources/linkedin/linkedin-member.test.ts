import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { zipOf } from '../../../test/zip-fixture.ts';
import { detect } from '../detect.ts';
import { findFiles } from '../files/find-files.ts';
import { readAll } from '../read-all.ts';
import { linkedinMember } from './linkedin-member.ts';

/** An id of LinkedIn made at that instant. */
const idAt = (iso: string, more = 0) => String((BigInt(Date.parse(iso)) << 22n) + BigInt(more));
const link = (kind: string, id: string) => `https://www.linkedin.com/feed/update/urn%3Ali%3A${kind}%3A${id}`;
const head = 'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility';
const shareId = idAt('2026-03-01T10:00:00.420Z', 7);
const activityId = idAt('2026-03-01T10:00:00.600Z', 9);
const shares = [
  head,
  `2026-03-01 10:00:00,${link('share', shareId)},"New pump.""\n""""\n""It is ""quiet"".",,,MEMBER_NETWORK`,
  `2026-03-02 10:00:00,${link('ugcPost', idAt('2026-03-02T10:00:00Z'))},"","","",MEMBER_NETWORK`,
  `2026-03-03 10:00:00,${link('share', idAt('2026-03-03T10:00:00Z'))},only for friends,,,CONNECTIONS`,
  '',
].join('\n');
const comments = [
  'Date,Link,Message',
  `2026-03-01 11:00:00,${link('activity', activityId)},"Ann Lee They say \\"quiet\\""`,
  `2026-03-01 12:00:00,${link('activity', idAt('2026-02-20T08:00:00Z'))},Well done`,
  '',
].join('\n');
const us = { us: ['Ann Lee'] };
const sharesFile = memoryFile('Shares.csv', shares, 65_536, { 'Comments.csv': comments });
const commentsFile = (chunk = 65_536) =>
  memoryFile('Comments.csv', comments, chunk, { 'Shares.csv': shares });

describe("a LinkedIn member's archive", () => {
  it('asks whose it is, and nothing else', async () => {
    const found = await detect(sharesFile, {});
    expect(found).toMatchObject({
      detection: { reader: 'linkedin-member', questions: [{ word: 'us' }] },
    });
    await expect(readAll(linkedinMember.read(sharesFile, {}))).rejects.toThrow(/Whose archive/);
    expect(await detect(sharesFile, us)).toMatchObject({ detection: { questions: [] } });
  });

  it('reads posts with their line ends, the time in the id, and the id by which comments name them', async () => {
    const read = await readAll(linkedinMember.read(sharesFile, us));
    expect(read.messages).toEqual([
      {
        source: 'linkedin',
        nativeId: `urn:li:share:${shareId}`,
        aliases: [`urn:li:activity:${activityId}`],
        kind: 'post',
        author: { id: 'ann-lee', handle: 'Ann Lee' },
        own: true,
        text: 'New pump.\n\nIt is "quiet".',
        createdAt: '2026-03-01T10:00:00.420Z',
        precision: 'instant',
        visibility: 'public',
        url: `https://www.linkedin.com/feed/update/urn:li:share:${shareId}/`,
      },
      expect.objectContaining({ kind: 'repost', text: '' }),
    ]);
    expect(read.rejected).toEqual([
      { line: 6, rejected: 'for connections only: left out on purpose', excerpt: '' },
    ]);
    expect(read.summary).toMatchObject({ sides: 'own', ownAccounts: ['ann-lee'] });
  });

  it('reads comments, quotation marks and all, and joins them to own posts by the second', async () => {
    // a chunk of one byte parts the backslash from its quotation mark
    for (const chunk of [1, 65_536]) {
      const read = await readAll(linkedinMember.read(commentsFile(chunk), us));
      expect(read).toMatchObject({ rows: 2, accepted: 2, rejected: [] });
      expect(read.messages.map(({ kind, text, parentId }) => [kind, text, parentId])).toEqual([
        ['comment', 'Ann Lee They say "quiet"', `urn:li:share:${shareId}`],
        ['comment', 'Well done', `urn:li:activity:${idAt('2026-02-20T08:00:00Z')}`],
      ]);
    }
  });

  it('joins nothing where two own posts are as near', async () => {
    const twin = `2026-03-01 10:00:00,${link('share', idAt('2026-03-01T10:00:00.100Z'))},again,,,MEMBER_NETWORK\n`;
    const file = memoryFile('Comments.csv', comments, 65_536, { 'Shares.csv': shares + twin });
    const read = await readAll(linkedinMember.read(file, us));
    expect(read.messages[0]?.parentId).toBe(`urn:li:activity:${activityId}`);
  });

  it('refuses rows that are damaged, with their line', async () => {
    const broken = [
      head,
      '2026-03-01 10:00:00,https://example.org/x,hello,,,MEMBER_NETWORK',
      `yesterday,${link('share', shareId)},hello,,,MEMBER_NETWORK`,
      `2026-03-01 10:00:00,${link('share', shareId)},"cut off`,
    ];
    const read = await readAll(linkedinMember.read(memoryFile('Shares.csv', broken.join('\n')), us));
    expect(read.rejected.map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});

describe('an archive of LinkedIn', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });
  const secret = 'MARKER-of-what-is-private';
  const kept = [
    'messages.csv',
    'guide_messages.csv',
    'Connections.csv',
    'ImportedContacts.csv',
    'Contacts.csv',
    'Logins.csv',
    'Profile.csv',
    'Reactions.csv',
    'Email Addresses.csv',
    'Something New.csv',
    'Jobs/Job Applications.csv',
  ];
  const content = { 'Shares.csv': shares, 'Comments.csv': comments };
  const all = { ...content, ...Object.fromEntries(kept.map((name) => [name, `a,b\n${secret},1\n`])) };

  async function folderOf(files: Record<string, string | Uint8Array>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'rapport-linkedin-'));
    folders.push(folder);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return folder;
  }

  it('lists posts and comments alone, in a folder and in a .zip, at the top and below', async () => {
    const below = Object.fromEntries(Object.entries(all).map(([name, text]) => [`copy/${name}`, text]));
    const folder = await folderOf({ ...all, 'a.zip': zipOf(all), 'b.zip': zipOf(below) });
    for (const paths of [[folder], [join(folder, 'a.zip')], [join(folder, 'b.zip')]]) {
      const names = (await findFiles(paths)).map(({ name }) => name.replace(/^copy\//, ''));
      expect(new Set(names)).toEqual(new Set(['Comments.csv', 'Shares.csv']));
    }
    const named = await folderOf({
      'Basic_LinkedInDataExport_03-05-2026.zip': zipOf({ 'messages.csv': secret }),
    });
    expect(await findFiles([named])).toEqual([]);
  });

  it('never reads what is private, even the files beside what is read', async () => {
    const folder = await folderOf({ 'Basic_LinkedInDataExport_03-05-2026.zip': zipOf(all) });
    const files = await findFiles([folder]);
    const texts: string[] = [];
    for (const file of files) {
      const read = await readAll(linkedinMember.read(file, us));
      texts.push(JSON.stringify(read));
      expect(read.summary.observedUntil).toBe('2026-03-05T00:00:00.000Z');
    }
    expect(texts).toHaveLength(2);
    expect(texts.join()).not.toContain(secret);
  });

  it.each(['Connections.csv', 'ImportedContacts.csv', 'Logins.csv', 'Invitations.csv', 'guide_messages.csv'])(
    'refuses %s when it is given by itself, unread',
    async (name) => {
      const trap = {
        ...memoryFile(name, 'a,b\n1,2\n'),
        head: () => Promise.reject(new Error('read')),
        stream: () => {
          throw new Error('read');
        },
      };
      expect(await detect(trap, {})).toEqual({ refused: expect.stringMatching(/private/) });
    },
  );

  it('leaves other folders as they are', async () => {
    const folder = await folderOf({ 'messages.csv': 'x', 'comments.csv': 'x', 'profile.csv': 'x' });
    expect((await findFiles([folder])).map(({ name }) => name)).toHaveLength(3);
  });
});
