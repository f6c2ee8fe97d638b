import { type SheetRow, sheetRows } from './sheet-rows.ts';
import type { TableFile } from './table-file.ts';
import type { Workbook } from './workbook.ts';

/** Rows that are looked at before it is clear what a sheet holds. */
const sampled = 230;
/** Lines in which a header is looked for: exports put a title or a note above it. */
const headerWithin = 30;
const mostSheets = 50;

/** The sheets that hold a table, with their header and first rows. */
export async function sheetTables(book: Workbook): Promise<TableFile[]> {
  const tables: TableFile[] = [];
  for (const { name } of book.sheets.slice(0, mostSheets)) {
    const table = tableOf(await firstRows(book, name));
    if (table) tables.push({ ...table, sheet: { name, headerLine: table.headerLine } });
  }
  return tables;
}

async function firstRows(book: Workbook, name: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const batch of sheetRows(book, name)) {
    rows.push(...batch);
    if (rows.length >= sampled) break;
  }
  return rows.slice(0, sampled);
}

/** The header is the first row that is nearly as wide as the widest, and of texts. */
function tableOf(rows: SheetRow[]): { header: string[]; sample: string[][]; headerLine: number } | undefined {
  const filled = ({ cells }: SheetRow) => cells.filter((cell) => cell !== undefined && cell !== '').length;
  const widest = Math.max(0, ...rows.slice(0, headerWithin).map(filled));
  if (widest < 2) return undefined;
  const at = rows.findIndex((row) => filled(row) >= Math.max(2, widest * 0.6));
  const head = rows[at];
  if (!head) return undefined;
  const header = Array.from({ length: head.cells.length }, (_, column) => (head.cells[column] ?? '').trim());
  const sample = rows
    .slice(at + 1)
    .filter((row) => filled(row) > 0)
    .map(({ cells }) => header.map((_, column) => cells[column] ?? ''));
  return { header, sample, headerLine: head.line };
}
