import { oldWorkbookOf } from '../old-workbook-fixture.ts';
import { workbookParts } from '../workbook-fixture.ts';
import { lines, type Seed } from './seed.ts';

const idAt = (iso: string) => String(BigInt(Date.parse(iso)) << 22n);
const link = (kind: string, iso: string) =>
  `https://www.linkedin.com/feed/update/urn:li:${kind}:${idAt(iso)}`;
const coded = (kind: string, iso: string) => link(kind, iso).replaceAll(':', '%3A').replace('%3A', ':');
const first = '2026-02-03T09:00:00.125Z';
const second = '2026-02-10T09:00:00.500Z';
const page = {
  Metrics: [
    ['Aggregated engagement metrics for your page'],
    ['Date', 'Impressions (organic)', 'Impressions (sponsored)', 'Impressions (total)', 'Clicks (total)'],
    ['02/26/2026', 100, 5, 105, 8],
    ['02/27/2026', 90, 0, 90, 4],
    ['02/28/2026', 80, 0, 80, 3],
  ],
  'All posts': [
    ['Engagement metrics for your posts'],
    ['Post title', 'Post link', 'Post type', 'Campaign name', 'Posted by', 'Created date', 'Impressions'],
    ['New pump', link('share', first), 'Organic', null, 'Ann Lee', '02/03/2026', 250],
    ['It “fits”', link('ugcPost', second), 'Organic', null, 'Ann Lee', '02/10/2026', 200],
  ],
};

/** Files of LinkedIn. */
export const linkedinSeeds: Seed[] = [
  {
    reader: 'linkedin-page',
    name: 'acme-pumps_content_1772500000000.xls',
    coding: 'latin1',
    content: Buffer.from(oldWorkbookOf(page)).toString('latin1'),
  },
  {
    reader: 'linkedin-page',
    name: 'acme-pumps_content_1772500000001.xlsx',
    content: workbookParts(page),
  },
  {
    reader: 'linkedin-creator',
    name: 'AggregateAnalytics_Ann Lee_2026-02-01_2026-02-28.xlsx',
    content: workbookParts({
      DISCOVERY: [
        ['Overall Performance', '2/1/2026 - 2/28/2026'],
        ['Impressions', '900'],
      ],
      ENGAGEMENT: [
        ['Date', 'Impressions', 'Engagements'],
        ['2/3/2026', '120', '7'],
        ['2/4/2026', '80', '2'],
      ],
      'TOP POSTS': [
        ['Maximum of 50 posts available in the list'],
        [],
        [
          ...['Post URL', 'Post publish date', 'Engagements', null],
          ...['Post URL', 'Post publish date', 'Impressions'],
        ],
        [link('activity', first), '2/3/2026', '30', null, link('activity', second), '2/10/2026', '700'],
        [link('activity', second), '2/10/2026', '20', null, link('activity', first), '2/3/2026', '650'],
      ],
      FOLLOWERS: [
        ['Total followers on 2/28/2026:', '1,234'],
        [],
        ['Date', 'New followers'],
        ['2/3/2026', '5'],
      ],
    }),
  },
  {
    reader: 'linkedin-member',
    name: 'Shares.csv',
    content: lines(
      'Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility',
      `2026-02-03 09:00:00,${coded('share', first)},"New pump.""\n""""\n""It is ""quiet"".",,,MEMBER_NETWORK`,
      `2026-02-10 09:00:00,${coded('ugcPost', second)},"","","",MEMBER_NETWORK`,
      `2026-02-10 09:00:00,${coded('share', second)},Grüße,,,MEMBER_NETWORK`,
    ),
    beside: { 'Comments.csv': lines('Date,Link,Message') },
  },
  {
    reader: 'linkedin-member',
    name: 'Comments.csv',
    content: lines(
      'Date,Link,Message',
      `2026-02-03 11:00:00,${coded('activity', first)},"Ann Lee They say \\"quiet\\""`,
      `2026-02-10 12:00:00,${coded('activity', second)},Well done`,
    ),
  },
  {
    reader: 'linkedin-article',
    name: '2026-02-24 00:09:13.0-the-quiet-pump.html',
    single: true,
    content: lines(
      '<html><head><title></title></head><body>',
      '<h1><a href="https://www.linkedin.com/pulse/the-quiet-pump-ann-lee-abcd">The quiet pump</a></h1>',
      '<p class="created">Created on 2026-02-24 00:06</p><p class="published">Published on 2026-02-24 00:09</p>',
      '<div><p>It is <b>quiet</b> &amp; so</p><!-- x --><ul><li>oil</li></ul></div></body></html>',
    ),
  },
];
