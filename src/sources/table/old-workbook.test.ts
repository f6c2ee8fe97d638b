import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import {
  compoundFileOf,
  lockedWorkbookOf,
  type OldCell,
  oldWorkbookOf,
} from '../../../test/old-workbook-fixture.ts';
import { detect } from '../detect.ts';
import { readAll } from '../read-all.ts';
import { sheetRows } from './sheet-rows.ts';
import { openWorkbook, workbookLimits } from './workbook.ts';

const file = (content: Uint8Array, name = 'book.xls') => memoryFile(name, content);
const date = (number: number): OldCell => ({ number, format: 'yyyy-mm-dd' });

async function rowsOf(content: Uint8Array, name: string) {
  const rows = [];
  for await (const batch of sheetRows(await openWorkbook(file(content)), name)) rows.push(...batch);
  return rows;
}

describe('an .xls', () => {
  it('gives its rows as an .xlsx does: dates, percentages, results of formulas', async () => {
    const content = oldWorkbookOf({
      one: [
        ['name', 'when', 'share', 'n'],
        [],
        ['naïve 漢', date(46082), { number: 0.125, format: '0.0%' }, { number: -3, formula: '1-4' }],
        [null, { number: 46082.75, format: 'd/m/yy h:mm' }, null, 1.5],
      ],
    });
    expect(await rowsOf(content, 'one')).toEqual([
      { line: 1, cells: ['name', 'when', 'share', 'n'] },
      { line: 3, cells: ['naïve 漢', '2026-03-01', '12.5%', '-3'] },
      // biome-ignore lint/suspicious/noSparseArray: a row has gaps where nothing stands
      { line: 4, cells: [, '2026-03-01 18:00:00', , '1.5'] },
    ]);
  });

  it('counts days from 1904 where it says so, and keeps hidden sheets to itself', async () => {
    const content = oldWorkbookOf(
      { one: [['when', date(44620)]], draft: [['a']] },
      { from1904: true, hidden: ['draft'] },
    );
    expect(await rowsOf(content, 'one')).toEqual([{ line: 1, cells: ['when', '2026-03-01'] }]);
    await expect(rowsOf(content, 'draft')).rejects.toThrow(/no sheet "draft"/);
  });

  it('is read as any table is: as messages, and as a series', async () => {
    const posts = file(
      oldWorkbookOf({
        posts: [
          ['id', 'author', 'text', 'created at'],
          ['1', 'acme', 'our new pump is here', '2026-03-01T10:00:00Z'],
          ['2', 'ann', 'does it fit the old pipe?', '2026-03-01T11:00:00Z'],
        ],
      }),
    );
    const found = await detect(posts, { us: ['acme'] });
    if ('refused' in found) throw new Error(found.refused);
    expect(found.detection).toMatchObject({ reader: 'table', questions: [] });
    const read = await readAll(found.reader.read(posts, { mapping: found.detection.mapping }));
    expect(read.messages.map(({ nativeId }) => nativeId)).toEqual(['1', '2']);

    const leads = file(
      oldWorkbookOf({
        Leads: [
          ['Month', 'Leads'],
          [date(46023), 10],
          [date(46054), 12],
        ],
      }),
    );
    const series = await detect(leads, {});
    if ('refused' in series) throw new Error(series.refused);
    const told = await readAll(series.reader.read(leads, { mapping: series.detection.mapping }));
    expect(told.told.map((one) => one.is === 'point' && [one.from, one.value])).toEqual([
      ['2026-01-01', 10],
      ['2026-02-01', 12],
    ]);
  });

  it('is refused in words: with a password, not whole, too large, or no workbook', async () => {
    const whole = oldWorkbookOf({ one: Array.from({ length: 400 }, (_, row) => [row, `text ${row}`]) });
    const refusal = async (content: Uint8Array) => {
      const found = await detect(file(content), {});
      return 'refused' in found ? found.refused : found.detection.summary;
    };
    expect(await refusal(lockedWorkbookOf(whole))).toMatch(/book\.xls is protected by a password/);
    expect(await refusal(compoundFileOf({ EncryptionInfo: 'x', EncryptedPackage: 'x' }))).toMatch(
      /protected by a password/,
    );
    expect(await refusal(compoundFileOf({ WordDocument: 'x' }))).toMatch(/no workbook/);
    for (const bytes of [600, 5000, Math.floor(whole.length / 2), whole.length - 700])
      expect(await refusal(whole.subarray(0, bytes)), String(bytes)).toMatch(/cannot be read as a workbook/);
    await expect(openWorkbook(file(whole), { ...workbookLimits, file: 1000 })).rejects.toThrow(/not opened/);
    await expect(openWorkbook(file(whole), { ...workbookLimits, rows: 100 })).rejects.toThrow(/100 rows/);
  });
});
