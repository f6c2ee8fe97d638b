import type { InputFile } from '../../model/reader.ts';
import type { CsvRow } from '../csv.ts';
import { sheetRows, tableRows } from '../table/sheet-rows.ts';
import { sheetTables } from '../table/sheet-table.ts';
import { findTables, openTable, type TableFile } from '../table/table-file.ts';
import { isWorkbook, openWorkbook } from '../table/workbook.ts';

/** A table of an export: a sheet of a workbook, or the whole of a CSV. */
export interface ExportSheet {
  /** Of a workbook with several. */
  name?: string;
  table: TableFile;
  /** The cells above the header, such as the period that the sheet is about. */
  above: string[][];
  rows(): Promise<{ encoding: string; rows: AsyncIterable<CsvRow[]> }>;
}

/** An export that is open. */
export interface OpenExport {
  sheets: ExportSheet[];
  from1904: boolean;
}

/** All tables of a file of any of the forms that exports have: .xls, .xlsx, CSV. */
export async function openExport(file: InputFile): Promise<OpenExport> {
  if (!(await isWorkbook(file))) {
    const sheets = (await findTables(file, {}))
      .filter(({ layout }) => layout !== undefined)
      .map((table) => ({ table, above: [], rows: () => openTable(file, table, {}) }));
    return { sheets, from1904: false };
  }
  const book = await openWorkbook(file);
  const tables = await sheetTables(book);
  const sheets: ExportSheet[] = [];
  for (const table of tables) {
    const { name = '', headerLine = 1 } = table.sheet ?? {};
    const above: string[][] = [];
    if (headerLine > 1) {
      for await (const batch of sheetRows(book, name)) {
        above.push(...batch.filter(({ line }) => line < headerLine).map(({ cells }) => [...cells]));
        break;
      }
    }
    sheets.push({
      ...(book.sheets.length > 1 && { name }),
      table,
      above,
      rows: async () => ({
        encoding: 'utf-8',
        rows: tableRows(book, name, { line: headerLine, names: table.header }),
      }),
    });
  }
  return { sheets, from1904: book.from1904 };
}
