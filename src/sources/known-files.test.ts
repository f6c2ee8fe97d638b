import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import { preview } from './preview.ts';
import { readers } from './readers.ts';

const files: [word: string, name: string, text: string][] = [
  [
    'ga4',
    'report.csv',
    `# ${'-'.repeat(40)}\n# Acme\n# 20260105-20260107\n# ${'-'.repeat(40)}\n\nDate,Session source,Sessions\n20260105,linkedin,5\n20260106,linkedin,7\n`,
  ],
  [
    'plausible',
    'imported_visitors_20260105_20260106.csv',
    '"date","visitors","pageviews","bounces","visits","visit_duration"\n"2026-01-05",5,9,1,6,60\n"2026-01-06",5,9,1,6,60\n',
  ],
  [
    'matomo',
    'Export _ Campaigns.csv',
    'date,label,nb_uniq_visitors,nb_visits,nb_actions\n2026-01-05,spring,4,5,9\n2026-01-06,spring,4,5,9\n',
  ],
  [
    'hubspot-deals',
    'deals.csv',
    'Record ID,Deal Name,Deal Stage,Amount,Currency,Close Date,Create Date\n1,A big deal,closedwon,10,EUR,2026-01-20,2026-01-05\n2,A small deal,open,10,EUR,2026-01-20,2026-01-06\n',
  ],
  [
    'salesforce-opportunities',
    'report.csv',
    'Opportunity Name,Stage,Amount Currency,Amount,Close Date,Created Date,Opportunity ID\nA big deal,Closed Won,EUR,10.00,2026-01-20,2026-01-05,1\n',
  ],
  [
    'newsletter',
    'campaigns.csv',
    'Title,Send Date,Total Recipients,Unique Opens,Unique Clicks,Unsubscribes\nOur news of spring,2026-01-05 10:00,100,40,5,1\nOur news of May,2026-01-12 10:00,100,40,5,1\n',
  ],
  [
    'google-play-reviews',
    'reviews.csv',
    'Package Name,Reviewer Language,Review Submit Date and Time,Star Rating,Review Text,Developer Reply Text,Review Link\ncom.acme,en,2026-01-05T10:00:00Z,4,It is quite good,,https://play.google.com/x?reviewId=a\n',
  ],
  [
    'meta-posts',
    'Aug-01-2025_Aug-31-2025_1.csv',
    'Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Date,Views,Reach,Comments,Shares\n12210,100,Acme,,It is quite good,08/05/2025 21:00,https://www.facebook.com/1/posts/2,Photos,Lifetime,12,9,1,1\n12211,100,Acme,,It is very good,08/06/2025 21:00,https://www.facebook.com/1/posts/3,Photos,Lifetime,12,9,1,1\n',
  ],
  [
    'instagram-dyi',
    'posts_1.json',
    '[{"media":[{"uri":"a.jpg","creation_timestamp":1754000000,"title":"Hi"}]}]',
  ],
  ['facebook-dyi', 'your_posts_1.json', '[{"timestamp":1754000000,"data":[{"post":"Hi"}],"title":"x"}]'],
  [
    'youtube-studio',
    'Table data.csv',
    'Content,Video title,Video publish time,Duration,Views,Likes\nTotal,,,,9,3\na-B_c1D2e3F,It is quite good,"Mar 15, 2025",60,7,2\nb-B_c1D2e3F,It is very good,"Feb 1, 2025",60,2,1\n',
  ],
  [
    'youtube-comments',
    'comments.json',
    '{"items":[{"id":"Ug1","snippet":{"textOriginal":"Hi","authorDisplayName":"@ann","channelId":"UCa","publishedAt":"2025-03-15T10:00:00Z"}}]}',
  ],
  [
    'youtube-videos',
    'videos.json',
    '{"items":[{"kind":"youtube#video","id":"a-B_c1D2e3F","snippet":{"title":"A pump","channelId":"UCaaaaaaaaaaaaaaaaaaaaaa","publishedAt":"2025-03-15T10:00:00Z"}}]}',
  ],
  [
    'telegram',
    'result.json',
    '{"name":"Acme","type":"public_channel","id":11,"messages":[{"id":1,"type":"message","date":"2025-03-15T11:00:00","date_unixtime":"1742032800","text":"Hi"}]}',
  ],
  [
    'tiktok',
    'user_data.json',
    '{"App Settings":{},"Comment":{"Comments":{"CommentsList":[{"date":"2025-02-19 20:46:10","comment":"Hi"}]}},"Post":{"Posts":{"VideoList":[]}}}',
  ],
  [
    'meta-page',
    'Follows.csv',
    'sep=,\n"Facebook follows"\n"Date","Primary"\n"2025-08-01T00:00:00","20"\n"2025-08-02T00:00:00","7"\n',
  ],
  [
    'tiktok-studio',
    'Content.csv',
    'Video title,Video link,Post time,Total likes,Total views\nHi there all,https://www.tiktok.com/@acme/video/7534000000000000000,2025-08-02,3,9\n',
  ],
  [
    'tiktok-overview',
    'Overview.csv',
    'Date,Video views,Profile views,Likes,Shares,Comments\n2026/05/10,15,2,3,0,1\n2026/05/11,10,2,3,0,1\n2026/05/12,10,2,3,0,1\n',
  ],
  [
    'x-overview',
    'account_overview_analytics.csv',
    'Date,Impressions,Likes,Engagements,New follows,Profile visits\n"Tue, Jul 14, 2026",9,1,2,0,1\n"Wed, Jul 15, 2026",9,1,2,0,1\n',
  ],
  [
    'app-store-reviews',
    'reviews.json',
    '{"data":[{"type":"customerReviews","id":"1","attributes":{}}],"links":{"self":"https://x/v1/apps/1/customerReviews"}}',
  ],
];

describe('a file of a known kind', () => {
  it.each(files)('of %s is taken by no other reader that is as sure', async (word, name, text) => {
    const sure = new Map<string, number>();
    for (const reader of readers) {
      // a reader that gives up with a reason takes nothing
      const found = await reader.detect(memoryFile(name, text), {}).catch(() => undefined);
      if (found) sure.set(reader.word, found.confidence);
    }
    const own = sure.get(word) ?? 0;
    expect(own).toBeGreaterThan(0.8);
    expect([...sure].filter(([other, confidence]) => other !== word && confidence >= own)).toEqual([]);
  });

  it.each(files)('of %s is shown before its questions are answered', async (_, name, text) => {
    const shown = await preview(memoryFile(name, text), {});
    expect(shown.refused).toBeUndefined();
  });

  it.each([
    ['sales.csv', 'Week,Revenue EUR,Leads\n2026-01-05,100,3\n2026-01-12,110,4\n2026-01-19,120,3\n'],
    [
      'web.csv',
      'date,utm_source,sessions\n2026-01-05,linkedin,3\n2026-01-06,linkedin,3\n2026-01-07,linkedin,3\n',
    ],
    ['mail.csv', 'Date,Campaign,Sends,Clicks\n2026-01-05,a,3,1\n2026-01-12,b,3,1\n2026-01-19,c,3,1\n'],
    ['pipeline.csv', 'Month,Deals,Amount,Stage\n2026-01,3,100,open\n2026-02,3,100,open\n'],
    [
      'comments.csv',
      'id,author,text,created_at,rating\n1,Ann,It is quite good,2026-01-05 10:00,4\n2,Ben,Not so good,2026-01-06 10:00,2\n',
    ],
  ])('is none where %s is somebody’s own', async (name, text) => {
    const known = readers.filter(({ word }) => files.some(([other]) => other === word));
    for (const reader of known) expect(await reader.detect(memoryFile(name, text), {})).toBeUndefined();
  });
});
