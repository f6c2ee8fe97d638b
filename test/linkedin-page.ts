import { expect } from 'vitest';
import type { ReadOptions } from '../src/model/reader.ts';
import type { Point } from '../src/model/series.ts';
import { detect } from '../src/sources/detect.ts';
import { readAll } from '../src/sources/read-all.ts';
import { memoryFile } from './memory-file.ts';
import type { OldCell } from './old-workbook-fixture.ts';

export const name = 'acme-pumps_content_1772500000000.xls';
export const idAt = (iso: string) => String(BigInt(Date.parse(iso)) << 22n);
export const postLink = (kind: string, iso: string) =>
  `https://www.linkedin.com/feed/update/urn:li:${kind}:${idAt(iso)}`;
export const about = 'Aggregated engagement metrics for your page';

export const english = {
  metrics: [
    'Date',
    ...[
      'Impressions',
      'Unique impressions',
      'Clicks',
      'Reactions',
      'Comments',
      'Reposts',
      'Engagement rate',
    ].flatMap((word) =>
      word.startsWith('Unique')
        ? [`${word} (organic)`]
        : [`${word} (organic)`, `${word} (sponsored)`, `${word} (total)`],
    ),
  ],
  posts: [
    ...['Post title', 'Post link', 'Post type', 'Campaign name', 'Posted by', 'Created date'],
    ...[
      'Campaign start date',
      'Campaign end date',
      'Audience',
      'Impressions',
      'Views',
      'Offsite Views',
      'Clicks',
    ],
    ...[
      'Click through rate (CTR)',
      'Likes',
      'Comments',
      'Reposts',
      'Follows',
      'Engagement rate',
      'Content Type',
    ],
  ],
};
/** A day of the daily sheet: 100 organic and 5 sponsored impressions, and so on. */
export const day = (date: OldCell): OldCell[] => [
  ...[date, 100, 5, 105, 60, 7, 1, 8, 4, 0, 4, 2, 0, 2, 1, 0, 1, 0.14, 0.2, 0.143],
];
export const post = (
  title: string,
  link: string,
  created: OldCell,
  type = 'Organic',
  impressions = 250,
): OldCell[] => [
  ...[
    title,
    link,
    type,
    type === 'Organic' ? null : 'Spring',
    'Ann Lee',
    created,
    null,
    null,
    'All followers',
  ],
  ...[impressions, null, null, 12, 0.048, 9, 3, 2, 1, 0.104, 'Image'],
];
export const morning = '2026-02-27T08:15:30.250Z';
export const content = (days: OldCell[][], posts: OldCell[][], headers = english) => ({
  Metrics: [[about], headers.metrics, ...days],
  'All posts': [['Engagement metrics for your posts'], headers.posts, ...posts],
});

export async function readFile(bytes: Uint8Array | string, fileName = name, options: ReadOptions = {}) {
  const file = memoryFile(fileName, bytes);
  const found = await detect(file, options);
  if ('refused' in found) throw new Error(found.refused);
  expect(found.detection.reader).toBe('linkedin-page');
  const read = await readAll(found.reader.read(file, options));
  expect(read.accepted + read.rejected.length + read.empty).toBe(read.rows);
  return { ...read, points: read.told as Point[], detection: found.detection };
}
export const values = (points: Point[]) => points.map(({ series, from, value }) => [series, from, value]);
