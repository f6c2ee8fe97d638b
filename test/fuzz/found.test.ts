import { expect, it } from 'vitest';
import { detect } from '../../src/sources/detect.ts';
import { readAll } from '../../src/sources/read-all.ts';
import { workbookRows } from '../../src/sources/table/workbook-rows.ts';
import { memoryFile } from '../memory-file.ts';
import { workbookParts } from '../workbook-fixture.ts';
import { fileOfSeed, type Seed } from './seed.ts';
import { seeds } from './seeds.ts';
import { deflated, packedZeros, trapZip } from './traps.ts';

/** A seed with a part of its text replaced, and what is read of it. */
async function readWith(
  name: string,
  from: string | RegExp,
  to: string,
  spoil = (bytes: Uint8Array) => bytes,
) {
  const seed = seeds.find((one) => one.name === name) as Seed & { content: string };
  const { bytes } = fileOfSeed({ ...seed, content: seed.content.replace(from, to) });
  const file = memoryFile(name, spoil(bytes), 65_536, seed.beside);
  const options = { us: ['acme'], zone: 'UTC' };
  const found = await detect(file, options);
  if ('refused' in found) throw new Error(found.refused);
  return readAll(found.reader.read(file, options));
}
const huge = '9'.repeat(310);

// what npm run fuzz once found
it('a number beyond all numbers is no count', async () => {
  const reviews = await readWith('google_play_reviews.csv', 'slow,2,4', `slow,2,${huge}`);
  expect(reviews.messages[0]?.metrics).toBeUndefined();
  const name = 'tweet_activity_metrics_AcmeHQ_20161201_20170101_en.csv';
  const posts = await readWith(name, '"1938.0"', `"${huge}"`);
  expect(posts.messages.map(({ metrics }) => metrics?.map(({ metric }) => metric))).toEqual([
    ['engagements_per_impression'],
    ['impressions', 'engagements_per_impression'],
    ['impressions', 'engagements_per_impression'],
  ]);
});

it('a line of a series without any value is empty', async () => {
  const read = await readWith('sales.csv', '2026-02;1.100;3.000,00', '2026-02;;');
  expect({ accepted: read.accepted, empty: read.empty }).toEqual({ accepted: 2, empty: 1 });
});

it('a day without any number is empty, in exports of platforms too', async () => {
  const meta = await readWith('Follows.csv', '"2025-08-02T00:00:00","7"', '"2025-08-02T00:00:00",""');
  expect({ accepted: meta.accepted, empty: meta.empty }).toEqual({ accepted: 1, empty: 1 });
  const matomo = await readWith('Export _ Visits _ 2026.csv', '2026-02,50,40,90,10', '2026-02,,,,');
  expect({ accepted: matomo.accepted, empty: matomo.empty }).toEqual({ accepted: 2, empty: 1 });
});

it('a deal whose origin is a word of the language is read', async () => {
  const deals = await readWith('deals.csv', 'Organic Social', 'constructor');
  expect({ accepted: deals.accepted, rejected: deals.rejected }).toEqual({ accepted: 3, rejected: [] });
  expect(JSON.stringify(deals.told)).toContain('{"original_source":"constructor"}');
});

it('a sign of nothing is taken out of a text, and makes no id', async () => {
  const made = await readWith('linkedin.jsonl', 'It does.', 'It\\u0000 does.');
  expect(made.messages.map(({ text }) => text)).toContain('It does.');
  const reviews = await readWith('reviews.json', '"id": "r1"', '"id": "\\u0000"');
  expect(reviews.rejected).toMatchObject([{ line: 1, rejected: 'has an id that is none' }]);
});

it('an id of nothing is none', async () => {
  const read = await readWith(
    'outbox.json',
    /"id":"[^"]*statuses\/1","type":"Note"/,
    '"id":"","type":"Note"',
  );
  expect(read.rejected[0]?.rejected).toBe('its post is not as in a Mastodon archive');
  expect(read.messages.every(({ nativeId }) => nativeId !== '')).toBe(true);
});

it('a byte that is no UTF-8 refuses its line in a simulated file too', async () => {
  const read = await readWith('linkedin.jsonl', 'ann_x', 'ann_x', (bytes) =>
    Uint8Array.from(bytes, (byte, at) => (at === Buffer.from(bytes).indexOf('ann_x') ? 0x80 : byte)),
  );
  expect(read.rejected.map(({ line, rejected }) => [line, rejected])).toEqual([
    [2, 'holds bytes that are no UTF-8'],
  ]);
});

it('ids that are none and authors without a name refuse their row, in every reader', async () => {
  const posts = await readWith('linkedin.jsonl', '"author":"acme"', '"author":""');
  expect(posts.rejected.map(({ line, rejected }) => [line, rejected])).toEqual([[3, 'names no author']]);
  const outbox = await readWith(
    'outbox.json',
    '/users/acme/statuses/1","type":"Note"',
    '\\u0000","type":"Note"',
  );
  expect(outbox.rejected[0]?.rejected).toBe('has an id that is none');
});

it('a workbook that goes on with spaces is read without holding them', async () => {
  // 60 MB of spaces behind the sheet, 60 kB packed
  const parts = workbookParts({ Sheet: [['a'], ['1']] });
  const rest = packedZeros(60 * 2 ** 20, 32);
  const entries = Object.entries(parts).map(([name, text]) => {
    const own = Buffer.from(text);
    if (!name.includes('sheet1')) return { name, bytes: own.length, packed: deflated(own) };
    return {
      name,
      bytes: own.length + 60 * 2 ** 20,
      packed: Buffer.concat([deflated(own, true), rest.packed]),
    };
  });
  const before = process.memoryUsage().heapUsed;
  const rows = await workbookRows(memoryFile('trap.xlsx', trapZip(entries)), 'Sheet');
  expect(rows).toHaveLength(2);
  expect((process.memoryUsage().heapUsed - before) / 2 ** 20).toBeLessThan(150);
});
