import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { preview } from '../preview.ts';
import { readAll } from '../read-all.ts';
import { metaPosts } from './meta-posts.ts';

const facebookHeader =
  'Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks,Odd count';
const instagramHeader =
  'Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves';
const fb = (id: string, time: string, more: { title?: string; date?: string; share?: string } = {}) =>
  `${id},100200300,Acme Pumps,"${more.title ?? ''}","Hello ""world"", it’s spring",0,${time},,https://www.facebook.com/100200300/posts/${id},0,${more.share ?? '0'},Photos,,,,,${more.date ?? 'Lifetime'},"1,200",900,31,20,5,6,,7`;
const name = 'Aug-01-2025_Aug-31-2025_123456.csv';
const facebook = (...rows: string[]) =>
  memoryFile(name, `\uFEFF${[facebookHeader, ...rows, ''].join('\r\n')}`);
const vienna = { zone: 'Europe/Vienna' };

describe('posts from Meta Business Suite', () => {
  it('reads Facebook posts with each count under its own definition', async () => {
    const file = facebook(
      fb('122104533866000001', '08/05/2025 21:00'),
      fb('122104533866000002', '08/13/2025 9:05'),
    );
    const found = await detect(file, {});
    expect(found).toMatchObject({
      reader: { word: 'meta-posts' },
      detection: {
        summary: 'Facebook posts with their counts, of Acme Pumps',
        questions: [{ word: 'zone' }],
      },
    });
    const read = await readAll(metaPosts.read(file, vienna));
    expect(read).toMatchObject({ rows: 2, accepted: 2, rejected: [] });
    const definition = (metric: string) => `meta-facebook:${metric}:1`;
    expect(read.messages[0]).toEqual({
      source: 'facebook',
      nativeId: '122104533866000001',
      aliases: ['100200300_122104533866000001'],
      kind: 'post',
      author: { id: '100200300', handle: 'acme-pumps', name: 'Acme Pumps' },
      own: true,
      text: 'Hello "world", it’s spring',
      createdAt: '2025-08-05T19:00:00.000Z',
      precision: 'minute',
      mentions: [],
      visibility: 'public',
      url: 'https://www.facebook.com/100200300/posts/122104533866000001',
      metrics: [
        { metric: 'views', value: 1200, definition: definition('views') },
        { metric: 'reach', value: 900, definition: definition('reach') },
        {
          metric: 'reactions_comments_and_shares',
          value: 31,
          definition: definition('reactions_comments_and_shares'),
        },
        { metric: 'reactions', value: 20, definition: definition('reactions') },
        { metric: 'comments', value: 5, definition: definition('comments') },
        { metric: 'shares', value: 6, definition: definition('shares') },
      ],
    });
    expect(read.summary).toMatchObject({
      sides: 'own',
      ownAccounts: ['100200300'],
      observedUntil: '2025-08-31T22:00:00.000Z',
      notes: ['Not read: Odd count.'],
    });
  });

  it('reads Instagram posts in UTF-16 with a sep= line', async () => {
    const row =
      '18011112222333344,178414000,acme.pumps,Acme Pumps,"New valve 🚀",32,03/27/2026 06:08,https://www.instagram.com/reel/abc/,IG reel,,Lifetime,15000,9800,410,120,14,20,55';
    const text = `\uFEFFsep=,\r\n${instagramHeader}\r\n${row}\r\n`;
    const file = memoryFile('posts.csv', Buffer.from(text, 'utf16le'), 7);
    expect(await detect(file, vienna)).toMatchObject({
      reader: { word: 'meta-posts' },
      detection: { summary: 'Instagram posts with their counts, of Acme Pumps', questions: [] },
    });
    const read = await readAll(metaPosts.read(file, vienna));
    expect(read).toMatchObject({ rows: 1, accepted: 1 });
    expect(read.messages[0]).toMatchObject({
      source: 'instagram',
      author: { id: 'acme.pumps', name: 'Acme Pumps' },
      text: 'New valve 🚀',
      createdAt: '2026-03-27T05:08:00.000Z',
    });
    const views = read.messages[0]?.metrics?.find(({ metric }) => metric === 'views');
    expect(views).toEqual({ metric: 'views', value: 15000, definition: 'meta-instagram:views:1' });
    expect(read.messages[0]?.metrics?.some(({ metric }) => metric === 'impressions')).toBe(false);
    expect(read.summary.encoding).toBe('utf-16le');
  });

  it('shows posts while the zone is open, and asks before it reads them', async () => {
    const file = facebook(fb('1', '08/05/2025 21:00'));
    expect((await preview(file, {})).sample[0]?.createdAt).toBe('2025-08-05T21:00:00.000Z');
    await expect(readAll(metaPosts.read(file, {}))).rejects.toThrow(/In which time zone/);
  });

  it('takes the longer of title and description, and knows a bare share', async () => {
    const long = 'A title that is longer than the description below it';
    const bare = fb('2', '08/05/2025 21:00', { share: '1' }).replace('"Hello ""world"", it’s spring"', '');
    const read = await readAll(
      metaPosts.read(facebook(fb('1', '08/05/2025 21:00', { title: long }), bare), vienna),
    );
    expect(read.messages.map(({ kind, text }) => [kind, text])).toEqual([
      ['post', long],
      ['repost', ''],
    ]);
  });

  it('leaves out counts of single days, and gives such a post once', async () => {
    const days = ['08/05/2025', '08/06/2025'].map((date) => fb('1', '08/05/2025 21:00', { date }));
    const read = await readAll(metaPosts.read(facebook(...days), vienna));
    expect(read).toMatchObject({ rows: 2, accepted: 2 });
    expect(read.messages).toHaveLength(1);
    expect(read.messages[0]?.metrics).toEqual([]);
    expect(read.summary.notes.join()).toContain('2 rows count single days');
  });

  it('reads the older page insights, whose second row explains the columns and which name their page in the id alone', async () => {
    const file = memoryFile(
      'insights.csv',
      [
        'Post ID,Permalink,Post Message,Type,Countries,Languages,Posted,Audience Targeting,Lifetime Post Total Reach,Lifetime Post Total Impressions',
        ',,,,,,,,"Lifetime: The number of people who saw it. (Unique Users)","Lifetime: The number of times it was seen. (Total Count)"',
        '100200300_400,https://www.facebook.com/acme/posts/400,We are hiring,Link,,,9/30/15 3:35 AM,,50,80',
        '',
      ].join('\n'),
    );
    const found = await metaPosts.detect(file, {});
    expect(found?.questions.map(({ word }) => word)).toEqual(['zone']);
    const read = await readAll(metaPosts.read(file, vienna));
    expect(read).toMatchObject({ rows: 2, accepted: 1, empty: 1, rejected: [] });
    expect(read.messages[0]).toMatchObject({
      nativeId: '100200300_400',
      aliases: ['400'],
      author: { id: '100200300' },
      createdAt: '2015-09-30T01:35:00.000Z',
      metrics: [
        { metric: 'reach', value: 50, definition: 'meta-facebook:reach:1' },
        { metric: 'impressions', value: 80, definition: 'meta-facebook:impressions:1' },
      ],
    });
  });

  it('refuses spoilt ids and damaged rows with the reason', async () => {
    const spoilt = facebook(fb('1.22158E+17', '08/05/2025 21:00'));
    expect(await detect(spoilt, {})).toHaveProperty(
      'refused',
      expect.stringMatching(/1\.22158E\+17.*--without-ids/),
    );
    const read = await readAll(
      metaPosts.read(
        facebook(fb('', '08/05/2025 21:00'), fb('2', '31.31.2025'), fb('3', '08/05/2025 21:00'), 'cut,off'),
        vienna,
      ),
    );
    expect(read.accepted).toBe(1);
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      'has no post id',
      expect.stringContaining('31.31.2025'),
      expect.stringMatching(/fields/),
    ]);
  });

  it('knows ours by name, number or @name', async () => {
    const file = facebook(fb('1', '08/05/2025 21:00'));
    const own = async (us: string) =>
      (await readAll(metaPosts.read(file, { ...vienna, us: [us] }))).messages[0]?.own;
    expect([
      await own('Acme Pumps'),
      await own('100200300'),
      await own('acme-pumps'),
      await own('Other'),
    ]).toEqual([true, true, true, false]);
  });
});
