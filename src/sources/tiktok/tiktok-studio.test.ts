import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { workbookOf } from '../../../test/workbook-fixture.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { tiktokOverview } from './tiktok-overview.ts';
import { tiktokStudio } from './tiktok-studio.ts';

const header =
  'Video title,Video link,Post time,Total likes,Total comments,Total shares,Total views,Total play time,Average watch time,Watched full video,Add to favorites';
/** The id of a post made at that second: its upper 32 bits. */
const idAt = (iso: string) => String(BigInt(Date.parse(iso) / 1000) << 32n);
const link = (iso: string) => `https://www.tiktok.com/@Acme.Pumps/video/${idAt(iso)}`;
const content = (...rows: string[]) => memoryFile('Content.csv', [header, ...rows, ''].join('\n'), 11);
const read = (...rows: string[]) => readAll(tiktokStudio.read(content(...rows), {}));

describe('posts of TikTok Studio', () => {
  it('have their counts, and the second of their id', async () => {
    const file = content(
      `"A pump, @ann",${link('2026-08-02T17:05:09Z')}?lang=en,2026-08-02 19:05:00,1.2K,48,31,"18,400",900,0:12,38%,40`,
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'tiktok-studio' },
      detection: { summary: 'TikTok Studio, posts of @Acme.Pumps', questions: [] },
    });
    const { messages, summary } = await readAll(tiktokStudio.read(file, {}));
    const metric = (name: string, value: number) => ({
      metric: name,
      value,
      definition: `tiktok-studio:${name}:1`,
    });
    expect(messages).toEqual([
      {
        source: 'tiktok',
        nativeId: idAt('2026-08-02T17:05:09Z'),
        kind: 'post',
        author: { id: 'acme.pumps' },
        own: true,
        text: 'A pump, @ann',
        createdAt: '2026-08-02T17:05:09.000Z',
        precision: 'instant',
        mentions: ['ann'],
        visibility: 'public',
        url: link('2026-08-02T17:05:09Z'),
        metrics: [
          metric('likes', 1200),
          metric('comments', 48),
          metric('shares', 31),
          metric('views', 18_400),
          metric('average_watch_seconds', 12),
          metric('watched_whole_per_view', 0.38),
          metric('saves', 40),
        ],
      },
    ]);
    expect(summary).toMatchObject({ sides: 'own', ownAccounts: ['acme.pumps'] });
    expect(summary.notes).toEqual([
      'Counts that TikTok writes as 1.2K are rounded, and are kept as 1200.',
      'Not read: Total play time.',
    ]);
  });

  it.each([
    ['2026-08-02', '2026-08-02T17:05:09.000Z'],
    ['2026-08-03 03:05', '2026-08-02T17:05:09.000Z'],
    ['08/02/2026 1:05 PM', '2026-08-02T17:05:09.000Z'],
    ['2/8/2026 19:05', '2026-08-02T17:05:09.000Z'],
    ['Aug 2, 2026', '2026-08-02T17:05:09.000Z'],
    ['2026-08-02 19:22:00', '2026-08-02T00:00:00.000Z'],
    ['2026-08-05', '2026-08-05T00:00:00.000Z'],
  ])('of %s were made at %s', async (time, at) => {
    const { messages } = await read(`Hi,${link('2026-08-02T17:05:09Z')},"${time}",1,1,1,1,1,1,1,1`);
    expect(messages).toMatchObject([
      { createdAt: at, precision: at.endsWith(':09.000Z') ? 'instant' : 'day' },
    ]);
  });

  it('are other people’s where --us names another account', async () => {
    const file = content(`Hi,${link('2026-08-02T17:05:09Z')},2026-08-02,1,1,1,1,1,1,1,1`);
    const { messages } = await readAll(tiktokStudio.read(file, { us: ['@other'] }));
    expect(messages).toMatchObject([{ own: false }]);
  });

  it('are read from a workbook too', async () => {
    const rows = [header.split(','), ['Hi', link('2026-08-02T17:05:09Z'), '2026-08-02', 5]];
    const file = memoryFile('Content.xlsx', workbookOf({ Content: rows }));
    expect(await detect(file, {})).toMatchObject({ reader: { word: 'tiktok-studio' } });
    const { messages } = await readAll(tiktokStudio.read(file, {}));
    expect(messages).toMatchObject([{ text: 'Hi', metrics: [{ metric: 'likes', value: 5 }] }]);
  });

  it('are accounted for when they are damaged', async () => {
    const { rejected, messages, empty } = await read(
      'No link,,2026-08-02,1,1,1,1,1,1,1,1',
      `No date,${link('2026-08-02T17:05:09Z')},someday,1,1,1,1,1,1,1,1`,
      `Odd counts,${link('2026-08-02T17:05:09Z')},2026-08-02,n/a,-5,€3,9%,1,soon,250,K`,
      ',,,,,,,,,,',
      'short',
    );
    expect(rejected.map((row) => row.rejected)).toEqual([
      'its link names no post of TikTok',
      '"someday" is no date',
      expect.stringContaining('fields'),
    ]);
    expect(messages).toMatchObject([{ text: 'Odd counts', metrics: [] }]);
    expect(empty).toBe(1);
  });
});

describe('the overview of TikTok Studio', () => {
  it('is a series for each count, by day', async () => {
    const file = memoryFile(
      'Overview.csv',
      'Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Net growth,New followers,Lost followers\n' +
        '2026/05/10,1500,900,20,31,4,2,-1,2,3\n2026/05/11,10,9,2,3,0,-,1,1,0\n',
    );
    expect(await detect(file, { us: ['@acme'] })).toMatchObject({ reader: { word: 'tiktok-overview' } });
    const { told } = await readAll(tiktokOverview.read(file, { us: ['@acme'] }));
    expect(told).toHaveLength(17);
    expect(
      told.map((one) => one.is === 'point' && [one.source, one.series, one.from, one.value]),
    ).toContainEqual(['tiktok-acme', 'net-new-followers', '2026-05-10', -1]);
  });
});
