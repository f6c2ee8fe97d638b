import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { xOverview } from './x-overview.ts';

const header =
  'Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views';
const overview = (...rows: string[]) =>
  memoryFile('account_overview_analytics.csv', [header, ...rows, ''].join('\n'), 7);
const us = { us: ['@Acme_Pumps'] };

describe('the account overview of X', () => {
  it('is a series for each count, by day, once the account is named', async () => {
    const file = overview(
      '"Tue, Jul 14, 2026",120,5,9,1,0,2,1,1,0,3,1,0,4',
      '"Wed, Jul 15, 2026","1,200",5,9,1,0,2,0,1,0,3,0,0,4',
    );
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'x-overview' },
      detection: { questions: [{ word: 'us' }] },
    });
    const read = await readAll(xOverview.read(file, us));
    expect(read).toMatchObject({ rows: 2, accepted: 2, rejected: [] });
    expect(read.told).toHaveLength(26);
    expect(read.told[13]).toEqual({
      is: 'point',
      source: 'x-acme-pumps',
      series: 'impressions',
      label: 'Impressions',
      kind: 'platform',
      unit: 'count',
      grain: 'day',
      from: '2026-07-15',
      to: '2026-07-16',
      value: 1200,
      dimensions: {},
    });
    expect(read.told.slice(0, 13).map((one) => one.is === 'point' && [one.series, one.value])).toContainEqual(
      ['lost-followers', 1],
    );
  });

  it('is read where columns are missing or new ones have come, which it names', async () => {
    const file = memoryFile(
      'overview.csv',
      'Date,Impressions,Engagements,New follows,Profile visits,Grok views\n2026-07-14,1,2,,4,5\n',
    );
    const read = await readAll(xOverview.read(file, us));
    expect(read.told.map((one) => one.is === 'point' && one.series)).toEqual([
      'impressions',
      'engagements',
      'profile-visits',
    ]);
    expect(read.summary.notes).toEqual(['Not read: Grok views.']);
  });

  it('says what is wrong with damaged rows', async () => {
    const read = await readAll(
      xOverview.read(
        overview(
          'someday,1,1,1,1,1,1,1,1,1,1,1,1,1',
          '"Tue, Jul 14, 2026",many,1,1,1,1,1,1,1,1,1,1,1,1',
          '"Tue, Jul 14, 2026",5%,1,1,1,1,1,1,1,1,1,1,1,1',
          '"Tue, Jul 14, 2026",1',
          ',,,,,,,,,,,,,',
        ),
        us,
      ),
    );
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      '"someday" is no date',
      '"many" is no number in column "Impressions"',
      '"5%" is no count in column "Impressions"',
      expect.stringContaining('fields'),
    ]);
    expect(read.empty).toBe(1);
  });
});
