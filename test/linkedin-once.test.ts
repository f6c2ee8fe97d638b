import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { InputFile, ReadOptions } from '../src/model/reader.ts';
import { detect } from '../src/sources/detect.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { memoryFile } from './memory-file.ts';
import { oldWorkbookOf } from './old-workbook-fixture.ts';
import { importAll } from './reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const idAt = (iso: string) => String(BigInt(Date.parse(iso)) << 22n);
const activity = `urn:li:activity:${idAt('2026-02-27T08:15:30.430Z')}`;
const share = `urn:li:share:${idAt('2026-02-27T08:15:30.250Z')}`;
const text = 'Three seals that last longer in hot caustic, and what they cost over ten years of a dairy';

const posts = [
  ['Post title', 'Post link', 'Post type', 'Campaign name', 'Posted by', 'Created date'],
  ['Campaign start date', 'Campaign end date', 'Audience', 'Impressions', 'Views', 'Offsite Views', 'Clicks'],
  ['Click through rate (CTR)', 'Likes', 'Comments', 'Reposts', 'Follows', 'Engagement rate', 'Content Type'],
].flat();
const page = memoryFile(
  'acme-pumps_content_1772500000000.xls',
  oldWorkbookOf({
    'All posts': [
      ['Engagement metrics for your posts'],
      posts,
      [
        ...[`${text.slice(0, 60)}…`, `https://www.linkedin.com/feed/update/${activity}`, 'Organic', null],
        ...[
          'Ann Lee',
          '02/27/2026',
          null,
          null,
          'All followers',
          250,
          null,
          null,
          12,
          0.048,
          9,
          3,
          2,
          1,
          0.104,
        ],
        'Image',
      ],
    ],
  }),
);
const archive = memoryFile(
  'Shares.csv',
  `Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n2026-02-27 08:15:30,https://www.linkedin.com/feed/update/${encodeURIComponent(share)},"${text}",,,MEMBER_NETWORK\n`,
);
const byHand = memoryFile(
  'mine.csv',
  `id,author,date,text\n"https://www.linkedin.com/posts/acme-pumps_three-seals-activity-${activity.split(':')[3]}-AbCd",acme-pumps,2026-02-27T08:15:30.430Z,"${text}"\n`,
);

async function importFile(file: InputFile, options: ReadOptions) {
  const found = await detect(file, options);
  if ('refused' in found) throw new Error(found.refused);
  const { reader, detection } = found;
  const mapping = options.mapping ?? detection.mapping;
  return importAll(db, [
    {
      file,
      sha256: createHash('sha256').update(file.name).digest('hex'),
      reader: reader.word,
      readerVersion: reader.version,
      reading: reader.read(file, mapping ? { ...options, mapping } : options),
    },
  ]);
}

it('keeps one post that a page export names by its activity, an archive by its share, and a list by its address', async () => {
  await importFile(page, {});
  const second = await importFile(archive, { us: ['Ann Lee'] });
  await importFile(byHand, {
    us: ['acme-pumps'],
    mapping: {
      source: 'linkedin',
      columns: { id: 'id', author: 'author', time: 'date', text: 'text' },
      time: { format: 'iso' },
    },
  });
  expect(second.recognised).toEqual({ matched: 1, apart: 0 });
  expect(await db.store.query('SELECT native_id AS id, text FROM message')).toEqual([{ id: share, text }]);
});
