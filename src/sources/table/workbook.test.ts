import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { type FixtureCell, workbookOf } from '../../../test/workbook-fixture.ts';
import { detect } from '../detect.ts';
import { preview } from '../preview.ts';
import { readAll } from '../read-all.ts';
import { builtInShown, numberText, serialDate, shownBy } from './sheet-number.ts';
import { sheetRows } from './sheet-rows.ts';
import { openWorkbook, workbookLimits } from './workbook.ts';

const book = (sheets: Record<string, FixtureCell[][]>, more = {}) =>
  memoryFile('book.xlsx', workbookOf(sheets, more));
const date = (number: number) => ({ number, format: 'date' as const });

async function rowsOf(file: ReturnType<typeof book>, name: string) {
  const rows = [];
  for await (const batch of sheetRows(await openWorkbook(file), name)) rows.push(...batch);
  return rows;
}

describe('numbers of a spreadsheet', () => {
  it('are dates as the program counts them', () => {
    // ECMA-376 part 1, 18.17.4.1: serial 1 is 1900-01-01; with the 1904 calendar 0 is 1904-01-01
    expect(serialDate(1, false)).toBe('1900-01-01');
    expect(serialDate(59, false)).toBe('1900-02-28');
    expect(serialDate(61, false)).toBe('1900-03-01');
    expect(serialDate(46082, false)).toBe('2026-03-01');
    expect(serialDate(46082.75, false)).toBe('2026-03-01 18:00:00');
    expect(serialDate(44620, true)).toBe('2026-03-01');
    expect(serialDate(-1, false)).toBeUndefined();
  });

  it('are shown as their format says', () => {
    expect([14, 22, 47, 9, 0, 4].map(builtInShown)).toEqual([
      'date',
      'date',
      'date',
      'percent',
      'number',
      'number',
    ]);
    expect(
      ['yyyy-mm-dd', '[$-407]d. mmmm yyyy', '0.0%', '#,##0 "days"', '[Red]0.00', 'General', '[h]:mm'].map(
        shownBy,
      ),
    ).toEqual(['date', 'date', 'percent', 'number', 'number', 'number', 'date']);
    expect(numberText('0.07', 'percent', false)).toBe('7%');
    expect(numberText('1E-2', 'number', false)).toBe('0.01');
  });

  it('of 16 digits and more are known for ids that were spoilt', () => {
    expect(numberText('812345678901234567', 'number', false)).toMatch(/^8\.123.*E\+17$/);
  });
});

describe('a workbook', () => {
  it('gives its rows with their number in the sheet, whatever the kind of cell', async () => {
    const file = book({
      one: [
        ['name', 'when', 'share', 'n'],
        [],
        ['a & b', { number: 46082, format: 'written' }, { number: 0.125, format: 'percent' }, 1200.5],
        [{ inline: 'c' }, null, null, 3],
      ],
    });
    expect(await rowsOf(file, 'one')).toEqual([
      { line: 1, cells: ['name', 'when', 'share', 'n'] },
      { line: 3, cells: ['a & b', '2026-03-01', '12.5%', '1200.5'] },
      // biome-ignore lint/suspicious/noSparseArray: a row has gaps where nothing stands
      { line: 4, cells: ['c', , , '3'] },
    ]);
  });

  it('holds rich and phonetic text as it reads, and no formula', async () => {
    const parts = {
      'xl/sharedStrings.xml':
        '<sst><si><r><t>big </t></r><r><t>news</t></r><rPh sb="0" eb="1"><t>kana</t></rPh></si></sst>',
      'xl/worksheets/sheet1.xml':
        '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="str"><f>A1&amp;"x"</f><v>ax</v></c><c t="e"><v>#N/A</v></c><c t="b"><v>1</v></c></row></sheetData></worksheet>',
    };
    expect(await rowsOf(book({ one: [] }, { parts }), 'one')).toEqual([
      { line: 1, cells: ['big news', 'ax', '#N/A', 'true'] },
    ]);
  });

  it('is read as a series below a title, with the exact line of a bad row', async () => {
    const file = book({
      Sales: [
        ['Exported for the board'],
        [],
        ['Month', 'Leads', 'Market share'],
        [date(46023), 10, { number: 0.2, format: 'percent' }],
        [date(46054), 'twelve', { number: 0.21, format: 'percent' }],
        [date(46082), 11, { number: 0.22, format: 'percent' }],
      ],
    });
    const found = await detect(file, {});
    if ('refused' in found) throw new Error(found.refused);
    expect(found.detection).toMatchObject({ reader: 'series', questions: [] });
    const read = await readAll(found.reader.read(file, { mapping: found.detection.mapping }));
    expect(read.rejected).toEqual([
      { line: 5, rejected: '"twelve" in column "Leads" is no number', excerpt: '2026-02-01, twelve, 21%' },
    ]);
    expect(read.told.map((one) => one.is === 'point' && [one.series, one.from, one.to, one.value])).toEqual([
      ['leads', '2026-01-01', '2026-02-01', 10],
      ['market-share', '2026-01-01', '2026-02-01', 0.2],
      ['leads', '2026-03-01', '2026-04-01', 11],
      ['market-share', '2026-03-01', '2026-04-01', 0.22],
    ]);
  });

  it('is read as messages by the same mapping as a CSV', async () => {
    const file = book({
      posts: [
        ['id', 'author', 'text', 'created at'],
        ['1', 'acme', 'our new pump is here', '2026-03-01T10:00:00Z'],
        ['2', 'ann', 'does it fit the old pipe?', '2026-03-01T11:00:00Z'],
      ],
    });
    const found = await detect(file, { us: ['acme'] });
    if ('refused' in found) throw new Error(found.refused);
    expect(found.detection).toMatchObject({ reader: 'table', questions: [] });
    const read = await readAll(found.reader.read(file, { mapping: found.detection.mapping }));
    expect(read.messages.map(({ nativeId, own }) => [nativeId, own])).toEqual([
      ['1', true],
      ['2', false],
    ]);
  });

  it('asks which sheet is meant where several fit, and takes the only one that does', async () => {
    const month = (leads: number): FixtureCell[][] => [
      ['Month', 'Leads'],
      [date(46023), leads],
      [date(46054), leads],
    ];
    const notes: FixtureCell[][] = [
      ['What', 'Who'],
      ['a', 'b'],
    ];
    const one = await preview(book({ notes, North: month(1), draft: month(9) }, { hidden: ['draft'] }), {});
    expect(one).toMatchObject({ questions: [], detection: { mapping: { sheet: 'North' } } });
    const file = book({ North: month(1), South: month(2) });
    expect((await preview(file, {})).questions).toMatchObject([
      { word: 'sheet', choices: ['North', 'South'], guess: 'North' },
    ]);
    const south = await preview(file, { sheet: 'South' });
    expect(south.questions).toEqual([]);
    expect(south.told?.map((told) => told.is === 'point' && told.value)).toEqual([2, 2]);
    expect(await preview(file, { sheet: 'East' })).toMatchObject({
      refused: expect.stringMatching(/no sheet "East" with a table.*"North", "South"/),
    });
  });

  it('refuses ids that the spreadsheet has rounded', async () => {
    const file = book({
      posts: [
        ['id', 'author', 'text', 'created at'],
        [8.12345678901235e17, 'acme', 'our new pump is here', '2026-03-01T10:00:00Z'],
        [8.12345678901235e17, 'ann', 'does it fit the old pipe?', '2026-03-01T11:00:00Z'],
      ],
    });
    expect(await detect(file, {})).toEqual({ refused: expect.stringMatching(/spoilt by a spreadsheet/) });
  });
});

describe('a workbook that is a trap', () => {
  const small = { ...workbookLimits, rows: 100, strings: 4096, sheet: 65_536 };
  const wide = (n: number): FixtureCell[][] => Array.from({ length: n }, (_, row) => [row, 1]);

  it('is refused when it holds too much', async () => {
    await expect(openWorkbook(book({ one: wide(3) }), { ...small, file: 100 })).rejects.toThrow(/not opened/);
    const many = await openWorkbook(book({ one: wide(101) }), small);
    await expect(drain(many)).rejects.toThrow(/more than 100 rows/);
    const texts = { one: [Array.from({ length: 200 }, (_, n) => `a rather long text ${n}`)] };
    await expect(openWorkbook(book(texts), small)).rejects.toThrow(/of texts/);
    await expect(openWorkbook(book({ one: wide(3000) }), small)).rejects.toThrow(/not opened/);
  });

  it('cannot make much of little: no entity grows, no endless tag is kept', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(100)}">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`;
    const grown = await openWorkbook(book({ one: [] }, { parts: { 'xl/worksheets/sheet1.xml': bomb } }));
    await expect(drain(grown)).rejects.toThrow(/cannot be read as a workbook/);
    const endless = `<worksheet><sheetData><row><c ${'a'.repeat(200_000)}`;
    const tag = await openWorkbook(book({ one: [] }, { parts: { 'xl/worksheets/sheet1.xml': endless } }));
    await expect(drain(tag)).rejects.toThrow(/cannot be read as a workbook/);
  });

  it('is refused in a sentence when it is cut off or no workbook', async () => {
    const whole = workbookOf({ one: wide(50) });
    const cut = memoryFile('cut.xlsx', whole.subarray(0, whole.length - 40));
    expect(await detect(cut, {})).toEqual({ refused: expect.stringMatching(/cannot be read/) });
    const open = { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c>' };
    expect(await detect(book({ one: [] }, { parts: open }), {})).toEqual({
      refused: expect.stringMatching(/cannot be read as a workbook/),
    });
  });

  async function drain(opened: Awaited<ReturnType<typeof openWorkbook>>) {
    for await (const _ of sheetRows(opened, 'one'));
  }
});
