import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { neutralise, writeCsv, writeRecords } from './csv.ts';

describe('CSV', () => {
  it('comes back as it was written, whatever the text holds', () => {
    const texts = ['plain', 'a,b', 'said "no"', 'two\r\nlines', 'ends with "', 'Ω 🙂', ' a '];
    const rows = parse(
      writeCsv(
        ['text', 'n'],
        texts.map((text, n) => [text, n]),
      ),
    );
    expect(rows).toEqual([['text', 'n'], ...texts.map((text, n) => [text, String(n)])]);
  });

  it('keeps spreadsheets from running text as a formula', () => {
    for (const text of ['=1+1', '+49 30', '-2', '@name', '\tx', '\rx', ' =1'])
      expect(neutralise(text)).toBe(`'${text}`);
    expect(neutralise('a=1')).toBe('a=1');
    expect(writeCsv(['t'], [['=HYPERLINK("http://x.test","y")']])).toContain(
      `"'=HYPERLINK(""http://x.test"",""y"")"`,
    );
  });

  it('writes numbers with points, even negative ones, times in UTC, and nothing for what cannot be told', () => {
    const at = new Date('2026-03-29T01:30:00Z');
    expect(writeCsv(['a', 'b', 'c', 'd', 'e'], [[-0.5, at, Number.NaN, null, undefined]])).toBe(
      'a,b,c,d,e\r\n-0.5,2026-03-29T01:30:00.000Z,,,\r\n',
    );
  });

  it('takes its columns from the records', () => {
    expect(
      writeRecords([
        { id: '7', n: 1 },
        { id: '8', n: 2n },
      ]),
    ).toBe('id,n\r\n7,1\r\n8,2\r\n');
  });
});
