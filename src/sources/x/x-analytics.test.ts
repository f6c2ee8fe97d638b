import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { readAll } from '../read-all.ts';
import { xAnalytics } from './x-analytics.ts';

const header = [
  'Tweet id',
  'Tweet permalink',
  'Tweet text',
  'time',
  'impressions',
  'engagement rate',
  'retweets',
  'promoted likes',
];
const row = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(',');
const id = String(BigInt(Date.UTC(2016, 11, 23, 18, 50, 7, 300) - 1288834974657) << 22n);
const premiumId = String(BigInt(Date.UTC(2026, 6, 13, 23, 30, 0, 250) - 1288834974657) << 22n);
const link = `https://twitter.com/AcmeHQ/status/${id}`;
const name = 'tweet_activity_metrics_AcmeHQ_20161201_20170101_en.csv';
const file = (...rows: string[]) => memoryFile(name, [row(...header), ...rows, ''].join('\n'));

describe('X analytics', () => {
  it('reads posts with their counts; a dash is missing, not zero', async () => {
    const source = file(
      row(id, link, 'New &amp; better', '2016-12-23 18:50 +0000', '1938.0', '0.0093', '0.0', '-'),
    );
    expect(await xAnalytics.detect(source, {})).toMatchObject({
      summary: 'X analytics, posts of @AcmeHQ until 2017-01-01',
    });
    const read = await readAll(xAnalytics.read(source, {}));
    expect(read.messages).toEqual([
      {
        source: 'x',
        nativeId: id,
        kind: 'post',
        author: { id: 'AcmeHQ' },
        own: true,
        text: 'New & better',
        createdAt: '2016-12-23T18:50:07.300Z',
        precision: 'instant',
        mentions: [],
        url: link,
        metrics: [
          { metric: 'impressions', value: 1938, definition: 'x-analytics:impressions:1' },
          {
            metric: 'engagements_per_impression',
            value: 0.0093,
            definition: 'x-analytics:engagements_per_impression:1',
          },
          { metric: 'reposts', value: 0, definition: 'x-analytics:reposts:1' },
        ],
      },
    ]);
    expect(read.summary).toMatchObject({
      sides: 'own',
      observedUntil: '2017-01-01T00:00:00.000Z',
      ownAccounts: ['AcmeHQ'],
    });
  });

  it('reads what X Premium gives, with the instant in the id and counts of their own definition', async () => {
    const premium = memoryFile(
      'account_analytics_content_2026-07-01_2026-07-31.csv',
      [
        'Post id,Date,Post text,Post Link,Impressions,Likes,New follows,Profile visits,Create Post',
        `${premiumId},"Tue, Jul 14, 2026","A seal, and why",https://x.com/AcmeHQ/status/${premiumId},120,7,1,3,0`,
        '9,"Wed, Jul 15, 2026",An id without a time,https://x.com/AcmeHQ/status/9,1,0,0,0,0',
        '10,soon,No date,https://x.com/AcmeHQ/status/10,1,0,0,0,0',
        '',
      ].join('\n'),
    );
    expect(await xAnalytics.detect(premium, {})).toMatchObject({
      summary: 'X analytics, posts of @AcmeHQ until 2026-07-31',
    });
    const read = await readAll(xAnalytics.read(premium, {}));
    expect(read.messages).toMatchObject([
      {
        nativeId: premiumId,
        createdAt: '2026-07-13T23:30:00.250Z',
        precision: 'instant',
        text: 'A seal, and why',
        metrics: [
          { metric: 'impressions', value: 120, definition: 'x-analytics:impressions:2' },
          { metric: 'likes', value: 7 },
          { metric: 'follows', value: 1 },
          { metric: 'profile_visits', value: 3 },
        ],
      },
      { nativeId: '9', createdAt: '2026-07-15T00:00:00.000Z', precision: 'day' },
    ]);
    expect(read.rejected).toEqual([expect.objectContaining({ rejected: '"soon" is no date' })]);
  });

  it('keeps the minute where the id does not agree with it', async () => {
    const read = await readAll(
      xAnalytics.read(file(row(id, link, 'a', '2016-12-24 18:50 +0000', '1', '', '', '')), {}),
    );
    expect(read.messages[0]).toMatchObject({ createdAt: '2016-12-24T18:50:00.000Z', precision: 'minute' });
  });

  it('never ends before its newest post', async () => {
    const read = await readAll(
      xAnalytics.read(file(row(id, link, 'a', '2017-01-02 10:00 +0000', '1', '', '', '')), {}),
    );
    expect(read.summary.observedUntil).toBe('2017-01-02T10:00:00.000Z');
  });

  it('rejects rows without id, account or time', async () => {
    const read = await readAll(
      xAnalytics.read(
        file(
          row('', link, 'a', '2016-12-23 18:50 +0000', '1', '', '', ''),
          row(id, 'https://example.com', 'a', '2016-12-23 18:50 +0000', '1', '', '', ''),
          row(id, link, 'a', '2016-12-32 18:50 +0000', '1', '', '', ''),
        ),
        {},
      ),
    );
    expect(read.rejected.map((each) => each.line)).toEqual([2, 3, 4]);
  });

  it('refuses spoilt ids', async () => {
    const spoilt = file(row('8.12E+17', link, 'a', '2016-12-23 18:50 +0000', '1', '', '', ''));
    await expect(xAnalytics.detect(spoilt, {})).rejects.toThrow(/8\.12E\+17/);
  });
});
