import { Problem } from '../../model/problem.ts';
import type { CsvRow } from '../csv.ts';
import { readXml } from '../xml.ts';
import { numberText } from './sheet-number.ts';
import type { Workbook } from './workbook.ts';
import { damagedWorkbook, tooLarge } from './workbook-fault.ts';

/** A row of a sheet by its number there; `cells` may have gaps. */
export interface SheetRow {
  line: number;
  cells: string[];
  /** True where a cell is longer than any spreadsheet allows. */
  overlong?: true;
}

const mostColumns = 16_384;
/** A cell of a spreadsheet holds as many at most. */
export const mostCharacters = 32_767;

/** The rows of a sheet as they stand in the file, a batch at a time, texts and numbers alike as text. */
export async function* sheetRows(book: Workbook, name: string): AsyncGenerator<SheetRow[]> {
  const sheet = book.sheets.find((each) => each.name === name);
  if (!sheet) throw new Problem(`${book.shown} has no sheet "${name}".`, namesOf(book));
  if ('rows' in sheet) {
    yield sheet.rows;
    return;
  }
  let rows: SheetRow[] = [];
  let row: SheetRow = { line: 0, cells: [] };
  let column = -1;
  let cell = { type: 'n', style: 0, text: '' };
  let reads = false;
  let spoken = 0;
  let seen = 0;
  const events = readXml(sheet.stream(), {
    open: (name, attributes) => {
      if (name === 'row') {
        seen += 1;
        if (seen > book.limits.rows)
          throw tooLarge(book.shown, `more than ${book.limits.rows.toLocaleString('en')} rows`);
        row = { line: whole(attributes.r) ?? row.line + 1, cells: [] };
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes.r) ?? column + 1;
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), text: '' };
      } else if (name === 'rPh') spoken += 1;
      else if (name === 'v' || name === 't') reads = spoken === 0;
    },
    text: (more) => {
      if (reads && cell.text.length <= mostCharacters) cell.text += more;
    },
    close: (name) => {
      if (name === 'rPh') spoken -= 1;
      else if (name === 'v' || name === 't') reads = false;
      else if (name === 'c' && column >= 0 && column < mostColumns) {
        if (cell.text.length > mostCharacters) row.overlong = true;
        const text = textOf(cell, book).trim();
        if (text !== '') row.cells[column] = text;
      } else if (name === 'row') rows.push(row);
    },
  });
  try {
    for await (const _ of events) {
      if (rows.length === 0) continue;
      yield rows;
      rows = [];
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : damagedWorkbook(book.shown, cause);
  }
}

/** The sheet's rows behind its header, as a separated file would give them. `header` are the line and names. */
export async function* tableRows(
  book: Workbook,
  name: string,
  header: { line: number; names: string[] },
): AsyncGenerator<CsvRow[]> {
  yield [{ line: header.line, header: header.names }];
  for await (const rows of sheetRows(book, name)) {
    yield rows
      .filter(({ line }) => line > header.line)
      .map(({ line, cells, overlong }): CsvRow => {
        const fields = header.names.map((_, column) => cells[column] ?? '');
        if (overlong)
          return { line, damaged: 'holds a cell that is longer than a spreadsheet allows', excerpt: '' };
        return fields.some((field) => field !== '') ? { line, fields } : { line, empty: true };
      });
  }
}

/** The sheets of a workbook, for a sentence that helps. */
export function namesOf({ sheets }: Workbook): string {
  return `Its sheets: ${sheets.map(({ name }) => `"${name}"`).join(', ')}.`;
}

function textOf(cell: { type: string; style: number; text: string }, book: Workbook): string {
  switch (cell.type) {
    case 's':
      return book.strings[Number(cell.text)] ?? '';
    case 'b':
      return cell.text === '1' ? 'true' : 'false';
    case 'd':
      return cell.text.replace('T', ' ').replace(/ 00:00:00(\.0+)?$/, '');
    case 'n':
      return numberText(cell.text, book.styles[cell.style] ?? 'number', book.from1904);
    default:
      return cell.text;
  }
}

/** `AB12` is column 27, counted from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function whole(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
}
