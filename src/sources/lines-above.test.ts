import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../test/memory-file.ts';
import type { Mapping } from '../model/reader.ts';
import { detect } from './detect.ts';
import { linesAbove } from './lines-above.ts';
import { readAll } from './read-all.ts';

describe('linesAbove', () => {
  it.each([
    [0, 'Datum;Umsatz;Anfragen\n31.01.2026;120;4\n'],
    [2, 'Verkaufsbericht 2026;;\n;;\nDatum;Umsatz;Anfragen\n31.01.2026;120;4\n'],
    [1, 'Verkaufsbericht 2026\nDatum;Umsatz;Anfragen\n31.01.2026;120;4\n'],
    [4, '"Bericht, zwei\nZeilen"\n\nStand 2026\nDatum;Umsatz;Anfragen\n31.01.2026;120;4\n'],
    [0, 'sep=;\nDatum;Umsatz;Anfragen\n31.01.2026;120;4\n'],
    [0, 'A text; with a sign.\nAnd another line of it.\nIt has no table.\n'],
    [0, 'id;text\n1;one\n2;two\n'],
    [0, 'id;text;url;note\n1;one;;\n2;two;;\n'],
  ])('says %i of %j', (above, text) => {
    expect(linesAbove(text, ';', '\n')).toBe(above);
  });
});

it('reads what stands under a title, says that it was left out, and keeps the numbers of lines', async () => {
  const months = ['31.01', '28.02', '31.03', '30.04', '31.05'].map((day) => `${day}.2026;34;120.000,00`);
  const text = [
    'Verkaufsbericht 2026;;',
    ';;',
    'Datum;Waagen;Umsatz (EUR)',
    ...months,
    '31.06.2026;1;2,00',
    '',
  ];
  const file = memoryFile('bericht.csv', text.join('\n'));
  const found = await detect(file, {});
  if ('refused' in found) throw new Error(found.refused);
  const series = [
    { column: 'Waagen', word: 'scales', unit: 'count' },
    { column: 'Umsatz (EUR)', word: 'revenue', unit: 'money', currency: 'EUR' },
  ];
  const mapping = { ...found.detection.mapping, series } as Mapping;
  const read = await readAll(found.reader.read(file, { mapping }));
  expect([read.rows, read.accepted]).toEqual([6, 5]);
  expect(read.told.slice(0, 2)).toMatchObject([{ value: 34 }, { value: 120_000 }]);
  expect(read.rejected).toMatchObject([{ line: 9, rejected: expect.stringContaining('31.06.2026') }]);
  expect(read.summary.notes).toEqual(['The 2 lines above the headings are not read.']);
});
