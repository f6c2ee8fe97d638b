import type { CellObject, WorkBook } from '@e965/xlsx';
import { Problem } from '../../model/problem.ts';
import type { InputFile } from '../../model/reader.ts';
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

async function parsed(bytes: Uint8Array, shown: string): Promise<WorkBook> {
  // a megabyte of code that only an .xls needs
  const { CFB, read } = await import('@e965/xlsx');
  try {
    const parts = CFB.read(bytes as Buffer, { type: 'buffer' });
    if (CFB.find(parts, 'EncryptedPackage')) throw locked(shown);
    if (!CFB.find(parts, 'Workbook') && !CFB.find(parts, 'Book')) {
      throw new Problem(
        `${shown} is a document of Microsoft Office, but no workbook.`,
        'Export a table (.xlsx or CSV), and import that.',
      );
    }
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
    });
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw /password|encrypt/i.test(String(cause)) ? locked(shown) : broken(shown, cause);
  }
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

function understood(book: WorkBook, shown: string, limits: WorkbookLimits): Workbook {
  const from1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets = book.SheetNames.flatMap((name, index) => {
    if (book.Workbook?.Sheets?.[index]?.Hidden) return [];
    const cells: (CellObject | undefined)[][] = book.Sheets[name]?.['!data'] ?? [];
    if (cells.length > limits.rows) {
      throw tooLarge(shown, `more than ${limits.rows.toLocaleString('en')} rows`);
    }
    return [{ name, rows: cells.flatMap((row, at) => (row ? [sheetRow(row, at + 1, from1904)] : [])) }];
  });
  // a file that was cut off in the middle can leave its sheets without their cells
  if (book.SheetNames.length === 0) throw broken(shown, undefined);
  return { shown, sheets, strings: [], styles: [], from1904, limits };
}

function sheetRow(row: (CellObject | undefined)[], line: number, from1904: boolean): SheetRow {
  const read: SheetRow = { line, cells: [] };
  row.forEach((cell, column) => {
    const text = cell ? textOf(cell, from1904).trim() : '';
    if (text.length > mostCharacters) read.overlong = true;
    if (text !== '') read.cells[column] = text;
  });
  return read;
}

function textOf({ t, v, z, w }: CellObject, from1904: boolean): string {
  if (v === undefined || t === 'z') return '';
  if (t === 'n') return numberText(String(v), typeof z === 'string' ? shownBy(z) : 'number', from1904);
  return t === 'e' ? (w ?? '#N/A') : String(v);
}
