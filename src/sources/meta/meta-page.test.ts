import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { metaPage } from './meta-page.ts';

const us = { us: ['Acme Pumps'] };
const sheet = (title: string, ...rows: string[]) => {
  const text = ['sep=,', `"${title}"`, '"Date","Primary"', ...rows, ''].join('\r\n');
  return memoryFile('Follows.csv', Buffer.from(`\uFEFF${text}`, 'utf16le'), 9);
};

describe('daily counts from Meta Business Suite', () => {
  it('are known by the line above their headings, in UTF-16', async () => {
    const file = sheet('Facebook follows', '"2025-08-01T00:00:00","20"', '"2025-08-03T00:00:00","1,204"');
    expect(await detect(file, {})).toMatchObject({
      reader: { word: 'meta-page' },
      detection: { summary: '"Facebook follows" by day, of one page', questions: [{ word: 'us' }] },
    });
    const read = await readAll(metaPage.read(file, us));
    expect(read).toMatchObject({ rows: 2, accepted: 2, rejected: [] });
    expect(read.told).toEqual([
      {
        is: 'point',
        source: 'facebook-acme-pumps',
        series: 'follows',
        label: 'Facebook follows',
        kind: 'platform',
        unit: 'count',
        grain: 'day',
        from: '2025-08-01',
        to: '2025-08-02',
        value: 20,
        dimensions: {},
      },
      expect.objectContaining({ from: '2025-08-03', value: 1204 }),
    ]);
    expect(read.summary.encoding).toBe('utf-16le');
  });

  it('keep their words in any language, and their platform where it is named', async () => {
    const titles = ['Views', 'Instagram link clicks', 'Besuche auf Facebook'];
    const read = await Promise.all(
      titles.map((title) => readAll(metaPage.read(sheet(title, '"2025-08-01T00:00:00","1"'), us))),
    );
    expect(
      read.map(({ told }) => told.map((one) => one.is === 'point' && [one.source, one.series])[0]),
    ).toEqual([
      ['meta-acme-pumps', 'views'],
      ['instagram-acme-pumps', 'link-clicks'],
      ['facebook-acme-pumps', 'besuche-auf'],
    ]);
  });

  it('say what is wrong with damaged rows; a missing count is not zero', async () => {
    const file = sheet(
      'Views',
      '"2025-08-01T00:00:00","7"',
      '"2025-02-30T00:00:00","7"',
      '"2025-08-02T00:00:00","many"',
      '"2025-08-03T00:00:00",""',
    );
    const read = await readAll(metaPage.read(file, us));
    expect(read.told).toHaveLength(1);
    expect(read.rejected.map(({ rejected }) => rejected)).toEqual([
      '"2025-02-30T00:00:00" is no date',
      '"many" is no number in column "Views"',
    ]);
  });

  it('are no other table', async () => {
    expect(await metaPage.detect(memoryFile('a.csv', 'Date,Primary\n2025-08-01,5\n'), us)).toBeUndefined();
  });
});
