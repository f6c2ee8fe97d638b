import { Problem } from '../../model/problem.ts';
import type { InputFile } from '../../model/reader.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';
import { isWorkbook, openWorkbook } from './workbook.ts';

/** A workbook that people filled in is small: more is not read. */
const limits = { file: 16 * 2 ** 20, sheet: 256 * 2 ** 20, strings: 64 * 2 ** 20, rows: 50_000 };

/** All rows of one sheet of a workbook, the header first. Throws a Problem for what is no workbook or has no such sheet. */
export async function workbookRows(file: InputFile, sheet: string): Promise<SheetRow[]> {
  if (!(await isWorkbook(file)))
    throw new Problem(
      `${file.shown} is no workbook.`,
      'Save it as .xlsx in the spreadsheet program; CSV loses what is needed.',
    );
  const rows: SheetRow[] = [];
  for await (const batch of sheetRows(await openWorkbook(file, limits), sheet)) rows.push(...batch);
  return rows;
}
