import type { CellObject } from '@e965/xlsx';
import { Problem } from '../../model/problem.ts';
import type { InputFile } from '../../model/reader.ts';
import { type ParsedWorkbook, parseOldWorkbook } from './old-workbook-process.ts';
import { numberText, shownBy } from './sheet-number.ts';
import { mostCharacters, type SheetRow } from './sheet-rows.ts';
import type { Workbook, WorkbookLimits } from './workbook.ts';
import { damagedWorkbook, megabytes, tooLarge } from './workbook-fault.ts';

/** An .xls is parsed whole, in some 20 times its size of memory: LinkedIn's are below 1 MB. */
const mostBytes = 16 * 2 ** 20;

/** Whether a file begins as Microsoft's compound files do: .xls, but also .doc and whatever has a password. */
export function isOldWorkbook(head: Uint8Array): boolean {
  const [a, b, c, d] = head;
  return a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0;
}

/** Every reader looks into a file before one reads it; a parsed workbook is kept while there is memory. */
const opened = new WeakMap<InputFile, WeakRef<Workbook>>();

/**
 * Opens an .xls (BIFF5 or BIFF8): the values of its cells, never their formulas.
 * @throws Problem for one that is damaged, protected, too large, or no workbook at all.
 */
export async function openOldWorkbook(file: InputFile, limits: WorkbookLimits): Promise<Workbook> {
  const known = opened.get(file)?.deref();
  if (known) return known;
  const { shown } = file;
  const most = Math.min(mostBytes, limits.file);
  if (file.bytes > most) {
    throw tooLarge(shown, `${megabytes(file.bytes)}, and of an .xls at most ${megabytes(most)} are read`);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.stream()) chunks.push(chunk);
  const book = understood(await parsed(Buffer.concat(chunks), shown), shown, limits);
  opened.set(file, new WeakRef(book));
  return book;
}

async function parsed(bytes: Uint8Array, shown: string): Promise<ParsedWorkbook> {
  const parsing = await parseOldWorkbook(bytes);
  if ('book' in parsing) return parsing.book;
  if (parsing.fault === 'locked') throw locked(shown);
  if (parsing.fault === 'broken') throw broken(shown, parsing.why);
  throw new Problem(
    `${shown} is a document of Microsoft Office, but no workbook.`,
    'Export a table (.xlsx or CSV), and import that.',
  );
}

function locked(shown: string): Problem {
  return new Problem(
    `${shown} is protected by a password.`,
    'Open it in a spreadsheet program, save it without a password, and import that.',
  );
}

/** What the parser says of damage names its own variables; a person is told that the file is damaged. */
function broken(shown: string, cause: unknown): Problem {
  return damagedWorkbook(shown, new Error('it is damaged or not whole', { cause }));
}

function understood(book: ParsedWorkbook, shown: string, limits: WorkbookLimits): Workbook {
  const { from1904 } = book;
  const sheets = book.names.flatMap((name, index) => {
    if (book.hidden[index]) return [];
    const rows = rowsOf(book.sheets[index] ?? [], from1904);
    if ((rows.at(-1)?.line ?? 0) > limits.rows) {
      throw tooLarge(shown, `more than ${limits.rows.toLocaleString('en')} rows`);
    }
    return [{ name, rows }];
  });
  // a file that was cut off in the middle can leave its sheets without their cells
  if (book.names.length === 0) throw broken(shown, undefined);
  return { shown, sheets, strings: [], styles: [], from1904, limits };
}

/** An .xls has no more columns; in a damaged one, cells far out would take a row of empty ones each. */
const mostColumns = 256;

/** Cells by their addresses, `B7`: a table of rows would be as large as a damaged file says it is. */
function rowsOf(cells: [string, CellObject][], from1904: boolean): SheetRow[] {
  const rows = new Map<number, SheetRow>();
  for (const [address, cell] of cells) {
    const [, letters, digits] = /^([A-Z]{1,3})(\d+)$/.exec(address) ?? [];
    if (letters === undefined) continue;
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    if (column >= mostColumns) continue;
    const line = Number(digits);
    const row = rows.get(line) ?? { line, cells: [] };
    rows.set(line, row);
    const text = textOf(cell, from1904).trim();
    if (text.length > mostCharacters) row.overlong = true;
    if (text !== '') row.cells[column] = text;
  }
  return [...rows.values()].sort((a, b) => a.line - b.line);
}

function textOf({ t, v, z, w }: CellObject, from1904: boolean): string {
  if (v === undefined || t === 'z') return '';
  if (t === 'n') return numberText(String(v), typeof z === 'string' ? shownBy(z) : 'number', from1904);
  return t === 'e' ? (w ?? '#N/A') : String(v);
}
