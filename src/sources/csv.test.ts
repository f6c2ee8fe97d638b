import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRow, csvRows } from './csv.ts';
import { decode } from './encoding/encoding.ts';
import { findNewline } from './lines.ts';

async function rowsOf(text: string | Uint8Array, delimiter = ',', chunk = 7): Promise<CsvRow[]> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  const newline = findNewline(Buffer.from(bytes).toString('latin1'));
  const rows: CsvRow[] = [];
  for await (const batch of csvRows(decode(chunks(), 'utf-8'), delimiter, newline)) rows.push(...batch);
  return rows;
}
const fieldsOf = (rows: CsvRow[]) => rows.flatMap((row) => ('fields' in row ? [row.fields] : []));
const damageOf = (rows: CsvRow[]) =>
  rows.flatMap((row) => ('damaged' in row ? [[row.line, row.damaged]] : []));

describe('csvRows', () => {
  it('gives each row the line on which it begins', async () => {
    const rows = await rowsOf('a,b\n1,"two\nlines"\n\n3,"say ""hi"""\n');
    expect(rows).toEqual([
      { line: 1, header: ['a', 'b'] },
      { line: 2, fields: ['1', 'two\nlines'] },
      { line: 4, empty: true },
      { line: 5, fields: ['3', 'say "hi"'] },
    ]);
  });

  it('takes a bare carriage return for text where lines end with a line feed', async () => {
    expect(fieldsOf(await rowsOf('a,b\n1,x \r\ry\n2,z\n'))).toEqual([
      ['1', 'x \r\ry'],
      ['2', 'z'],
    ]);
    expect(fieldsOf(await rowsOf('a,b\r\n1,x \ry\r\n2,z\r\n'))).toEqual([
      ['1', 'x \ry'],
      ['2', 'z'],
    ]);
  });

  it('reads a file whose lines end with a carriage return only', async () => {
    expect(fieldsOf(await rowsOf('a,b\r1,x\r2,"y\rz"\r'))).toEqual([
      ['1', 'x'],
      ['2', 'y\nz'],
    ]);
  });

  it('tells such a file from one that has line feeds only in quotes, or carriage returns only in text', () => {
    expect(findNewline('a,b\r1,"x\ny\nz"\r')).toBe('\r');
    expect(findNewline('a,b\n1,x\r\ry\n2,z\n3,z\n')).toBe('\n');
    expect(findNewline('a,b\r\n1,x\r\n')).toBe('\n');
    expect(findNewline('one line')).toBe('\n');
  });

  it('ends a record at a closing quote before a line end of either kind', async () => {
    expect(fieldsOf(await rowsOf('a,b\r\n1,"x"\r\n2,"y"\n'))).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });

  it('counts rows of nothing but delimiters, spaces and empty quotes as empty', async () => {
    const rows = await rowsOf('a,b,c\n,,\n , ,\n"","",""\n\r\n1,2,3');
    expect(rows.filter((row) => 'empty' in row)).toHaveLength(4);
    expect(fieldsOf(rows)).toEqual([['1', '2', '3']]);
  });

  it('rejects rows with too few or too many fields, but not trailing delimiters', async () => {
    const rows = await rowsOf('a,b\n1\n1,2,3\n1,2,,\n');
    expect(damageOf(rows)).toEqual([
      [2, 'has 1 fields where the header has 2'],
      [3, 'has 3 fields where the header has 2'],
    ]);
    expect(fieldsOf(rows)).toEqual([['1', '2']]);
  });

  it('rejects only the row with a quote that never ends', async () => {
    const good = Array.from({ length: 3000 }, (_, i) => `${i},fine`).join('\n');
    const rows = await rowsOf(`a,b\n0,"never ends\n${good}\n`, ',', 4096);
    expect(damageOf(rows)).toEqual([[2, 'a quoted field never ends']]);
    expect(fieldsOf(rows)).toHaveLength(3000);
  });

  it('rejects only the row whose open quote meets the quote of a later row', async () => {
    const rows = await rowsOf('a,b,c\n1,"open,x\n2,"good, yes",y\n3,fine,z\n');
    expect(damageOf(rows).map(([line]) => line)).toEqual([2]);
    expect(fieldsOf(rows)).toEqual([
      ['2', 'good, yes', 'y'],
      ['3', 'fine', 'z'],
    ]);
  });

  it('rejects a row of several lines once where its lines make no rows by themselves', async () => {
    const rows = await rowsOf('a,b,c\n1,"two\nlines"\n3,x,z\n');
    expect(damageOf(rows)).toEqual([[2, 'has 2 fields where the header has 3']]);
    expect(fieldsOf(rows)).toEqual([['3', 'x', 'z']]);
  });

  it('rejects NUL bytes and bytes that are no UTF-8, not a replacement character that was written', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a,b\n1,x\0y\n2,caf'),
      Buffer.from([0xe9]),
      Buffer.from('\n3,\ufffd fine\n4,caf\u00e9\n'),
    ]);
    const rows = await rowsOf(bytes);
    expect(damageOf(rows)).toEqual([
      [2, 'holds NUL bytes'],
      [3, 'holds bytes that are no UTF-8'],
    ]);
    expect(fieldsOf(rows)).toEqual([
      ['3', '\ufffd fine'],
      ['4', 'caf\u00e9'],
    ]);
  });

  it('rejects a line without end and goes on behind it', async () => {
    const rows = await rowsOf(`a,b\n1,${'x'.repeat(3_000_000)}\n2,y\n`, ',', 100_000);
    expect(damageOf(rows)).toEqual([[2, 'the line is longer than 1,048,576 characters']]);
    expect(fieldsOf(rows)).toEqual([['2', 'y']]);
  });

  it('is quick about a million empty lines', async () => {
    const began = performance.now();
    let empty = 0;
    async function* text() {
      yield 'a,b,c,d\n';
      for (let i = 0; i < 1000; i++) yield ',,,\r\n'.repeat(1000);
    }
    for await (const batch of csvRows(text(), ',', '\n'))
      empty += batch.filter((row) => 'empty' in row).length;
    expect(empty).toBe(1_000_000);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('reads what csv-parse reads, however the chunks fall', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', ' ', 'é', '😀', '\r\n') });
    const grid = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(grid, fc.integer({ min: 1, max: 40 }), async (records, chunk) => {
        const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;
        const text = `h1,h2,h3\n${records.map((record) => record.map(quoted).join(',')).join('\n')}\n`;
        const filled = (fields: string[]) => fields.some((field) => field.trim() !== '');
        const expected: string[][] = parse(text, { from: 2, record_delimiter: '\n' });
        expect(fieldsOf(await rowsOf(text, ',', chunk))).toEqual(expected.filter(filled));
      }),
      { numRuns: 200 },
    );
  });

  it('accounts for every line of any damaged file', async () => {
    const soup = fc.string({
      unit: fc.constantFrom('a', 'b', ',', '"', '\n', '\r', '\0', ' ', '\n1,2\n'),
      maxLength: 200,
    });
    await fc.assert(
      fc.asyncProperty(soup, fc.integer({ min: 1, max: 50 }), async (text, chunk) => {
        const body = `h,i\n${text}`;
        const rows = (await rowsOf(body, ',', chunk)).slice(1);
        const lines = rows.map((row) => row.line);
        expect([...lines].sort((a, b) => a - b)).toEqual(lines);
        expect(new Set(lines).size).toBe(lines.length);
        const last = body.split('\n').length - (body.endsWith('\n') ? 1 : 0);
        if (last > 1) expect(lines[0]).toBe(2);
        expect(lines.at(-1) ?? 1).toBeLessThanOrEqual(last);
        expect(await rowsOf(body, ',', 1000)).toEqual(await rowsOf(body, ',', chunk));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every good row between damaged ones', async () => {
    const damage = fc.constantFrom('x,"open', 'x', 'x,y,z', '"a"b,c', 'nul\0,y', 'x,"a"b"');
    const line = fc.oneof(fc.constant('good'), damage);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (kinds) => {
        const lines = kinds.map((kind, i) => (kind === 'good' ? `${i},row` : kind));
        const rows = await rowsOf(`h,i\n${lines.join('\n')}\n`);
        const good = kinds.flatMap((kind, i) => (kind === 'good' ? [[String(i), 'row']] : []));
        expect(fieldsOf(rows)).toEqual(good);
      }),
      { numRuns: 300 },
    );
  });
});
