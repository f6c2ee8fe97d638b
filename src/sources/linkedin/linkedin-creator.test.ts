import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { type FixtureCell, workbookOf } from '../../../test/workbook-fixture.ts';
import type { Point } from '../../model/series.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';

const name = 'AggregateAnalytics_Ann Lee_2026-02-01_2026-02-28.xlsx';
const idAt = (iso: string) => String(BigInt(Date.parse(iso)) << 22n);
const first = '2026-02-03T09:00:00.125Z';
const second = '2026-02-10T09:00:00.500Z';
const link = (iso: string) => `https://www.linkedin.com/feed/update/urn:li:activity:${idAt(iso)}`;
const sheets = (posts: FixtureCell[][]): Record<string, FixtureCell[][]> => ({
  DISCOVERY: [
    ['Overall Performance', '2/1/2026 - 2/28/2026'],
    ['Impressions', '900'],
    ['Members reached', '400'],
  ],
  ENGAGEMENT: [
    ['Date', 'Impressions', 'Engagements'],
    ['2/3/2026', '120', '7'],
    ['2/4/2026', '80', 'lots'],
  ],
  'TOP POSTS': [
    ['Maximum of 50 posts available in the list'],
    [],
    ['Post URL', 'Post publish date', 'Engagements', null, 'Post URL', 'Post publish date', 'Impressions'],
    ...posts,
  ],
  FOLLOWERS: [['Total followers on 2/28/2026:', '1,234'], [], ['Date', 'New followers'], ['2/3/2026', '5']],
  DEMOGRAPHICS: [
    ['Top Demographics', 'Value', 'Percentage'],
    ['Job titles', 'Engineer', '12%'],
  ],
});
const lists: FixtureCell[][] = [
  [link(first), '2/3/2026', '30', null, link(second), '2/10/2026', '700'],
  [link(second), '2/10/2026', '20', null, link(first), '2/3/2026', '650'],
];

async function readFile(posts: FixtureCell[][], fileName = name, us?: string[]) {
  const file = memoryFile(fileName, workbookOf(sheets(posts)));
  const found = await detect(file, us ? { us } : {});
  if ('refused' in found) throw new Error(found.refused);
  const read = await readAll(found.reader.read(file, us ? { us } : {}));
  expect(read.accepted + read.rejected.length + read.empty).toBe(read.rows);
  return { ...read, detection: found.detection };
}

describe("a LinkedIn creator's analytics", () => {
  it('gives each of the top posts once, with both counts and the time in its id', async () => {
    const read = await readFile(lists);
    expect(read.detection).toMatchObject({
      reader: 'linkedin-creator',
      summary: 'LinkedIn analytics of ann-lee: top posts, daily numbers',
      questions: [],
    });
    expect(read.messages.map(({ nativeId, createdAt, metrics }) => [nativeId, createdAt, metrics])).toEqual([
      [
        `urn:li:activity:${idAt(first)}`,
        first,
        [
          { metric: 'engagements', value: 30, definition: 'linkedin-creator:engagements:1' },
          { metric: 'impressions', value: 650, definition: 'linkedin-creator:impressions:1' },
        ],
      ],
      [
        `urn:li:activity:${idAt(second)}`,
        second,
        [
          { metric: 'impressions', value: 700, definition: 'linkedin-creator:impressions:1' },
          { metric: 'engagements', value: 20, definition: 'linkedin-creator:engagements:1' },
        ],
      ],
    ]);
  });

  it('gives numbers by day, the total of followers on its day, and says what it leaves out', async () => {
    const read = await readFile(lists);
    const points = read.told as Point[];
    expect(points.map(({ source, series, from, value }) => [source, series, from, value])).toEqual([
      ['linkedin-ann-lee', 'impressions', '2026-02-03', 120],
      ['linkedin-ann-lee', 'engagements', '2026-02-03', 7],
      ['linkedin-ann-lee', 'followers', '2026-02-28', 1234],
      ['linkedin-ann-lee', 'new-followers', '2026-02-03', 5],
    ]);
    expect(read.rejected).toMatchObject([
      { rejected: 'sheet "ENGAGEMENT", row 3: "lots" is no number in column "Engagements"' },
    ]);
    expect(read.summary.notes).toEqual(['Sheets that are not read: DISCOVERY, DEMOGRAPHICS.']);
  });

  it('keeps the post of one list where that of the other, in the same row, is damaged', async () => {
    const urn = 'urn:li:activity:7300000000000000000';
    const good = `https://www.linkedin.com/feed/update/${urn}`;
    const damaged: FixtureCell[][] = [
      ...lists,
      [good, '2/25/2025', '9', null, 'https://example.org', '2/25/2025', '90'],
    ];
    const read = await readFile(damaged);
    expect(read.rejected).toHaveLength(1);
    expect(read.messages.map(({ nativeId }) => nativeId)).toContain(urn);
    expect(read.summary.notes.join()).toContain('Posts beside another in a row');
  });

  it('refuses a row whose link or date is none, and asks whose it is where the name is lost', async () => {
    const damaged: FixtureCell[][] = [
      ...lists,
      ['https://example.org', '2/3/2026', '1'],
      [`https://www.linkedin.com/feed/update/urn:li:activity:1234567`, 'soon', '1'],
    ];
    const read = await readFile(damaged);
    expect(read.rejected.map(({ rejected }) => rejected).slice(1)).toEqual([
      'sheet "TOP POSTS", row 6: its link names no post of LinkedIn',
      'sheet "TOP POSTS", row 7: "soon" is no date',
    ]);
    const file = memoryFile('mine.xlsx', workbookOf(sheets(lists)));
    expect(await detect(file, {})).toMatchObject({ detection: { questions: [{ word: 'us' }] } });
    expect((await readFile(lists, 'mine.xlsx', ['Ann Lee'])).messages[0]?.author.id).toBe('ann-lee');
  });
});
