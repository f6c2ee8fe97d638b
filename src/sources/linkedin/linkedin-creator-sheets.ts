import type { InputFile } from '../../model/reader.ts';
import { plainHeader } from '../header-words.ts';
import { type SheetRow, sheetRows } from '../table/sheet-rows.ts';
import { isWorkbook, openWorkbook } from '../table/workbook.ts';

/** The sheets of a creator's export that are read, with all their rows: it has a row a day at most. */
export interface CreatorSheets {
  engagement?: SheetRow[];
  posts?: SheetRow[];
  followers?: SheetRow[];
  /** What each sheet is called in the file. */
  names: Map<string, string>;
  unread: string[];
  from1904: boolean;
}

/** Rows of a sheet that are looked at: an export covers at most some years of days. */
const mostRows = 10_000;

/** Opens an export of a member's own analytics; undefined where the file is none. */
export async function openCreator(file: InputFile): Promise<CreatorSheets | undefined> {
  if (!(await isWorkbook(file))) return undefined;
  const book = await openWorkbook(file);
  const found: CreatorSheets = { names: new Map(), unread: [], from1904: book.from1904 };
  for (const { name } of book.sheets.slice(0, 20)) {
    const rows: SheetRow[] = [];
    for await (const batch of sheetRows(book, name)) {
      rows.push(...batch);
      if (rows.length >= mostRows) break;
    }
    const kind = kindOf(rows);
    if (kind && found[kind] === undefined) {
      found[kind] = rows.slice(0, mostRows);
      found.names.set(kind, name);
    } else found.unread.push(name);
  }
  return found.posts || (found.engagement && found.followers) ? found : undefined;
}

function kindOf(rows: SheetRow[]): 'engagement' | 'posts' | 'followers' | undefined {
  const heads = rows.slice(0, 5).map(({ cells }) => Array.from(cells, (cell) => plainHeader(cell ?? '')));
  const has = (...words: string[]) => heads.some((head) => words.every((word) => head.includes(word)));
  if (has('posturl', 'postpublishdate')) return 'posts';
  if (has('date', 'impressions', 'engagements')) return 'engagement';
  return has('date', 'newfollowers') ? 'followers' : undefined;
}

/** The row in which the named columns stand, and the rows below it. */
export function below(
  rows: SheetRow[],
  column: string,
): { header: string[]; line: number; rest: SheetRow[] } | undefined {
  const at = rows.findIndex(({ cells }) => cells.some((cell) => plainHeader(cell ?? '') === column));
  const row = rows[at];
  if (!row) return undefined;
  const header = Array.from(row.cells, (cell) => plainHeader(cell ?? ''));
  return { header, line: row.line, rest: rows.slice(at + 1) };
}
