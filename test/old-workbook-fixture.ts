import { CFB, utils, type WorkSheet, write } from '@e965/xlsx';

/** A cell: text, a number, a number under a format, the last result of a formula, or nothing. */
export type OldCell =
  | string
  | number
  | null
  | { number: number; format: string }
  | { number: number; formula: string };

/** An .xls (BIFF8) with these sheets. For tests. */
export function oldWorkbookOf(
  sheets: Record<string, OldCell[][]>,
  more: { from1904?: boolean; hidden?: string[] } = {},
): Uint8Array {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, sheetOf(rows), name);
  book.Workbook = {
    WBProps: { date1904: more.from1904 ?? false },
    Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: more.hidden?.includes(name) ? 1 : 0 })),
  };
  return write(book, { bookType: 'biff8', type: 'buffer' });
}

function sheetOf(rows: OldCell[][]): WorkSheet {
  const sheet = utils.aoa_to_sheet(
    rows.map((row) => row.map((cell) => (typeof cell === 'object' ? (cell?.number ?? null) : cell))),
  );
  rows.forEach((row, r) => {
    row.forEach((cell, c) => {
      if (typeof cell !== 'object' || cell === null) return;
      const at = sheet[utils.encode_cell({ r, c })];
      if ('format' in cell) at.z = cell.format;
      else at.f = cell.formula;
    });
  });
  return sheet;
}

/** The same workbook as a program writes it that gives it a password: a FilePass record behind the first. For tests. */
export function lockedWorkbookOf(workbook: Uint8Array): Uint8Array {
  const parts = CFB.read(Buffer.from(workbook), { type: 'buffer' });
  const stream = CFB.find(parts, 'Workbook');
  if (!stream) throw new Error('no workbook');
  const content = Buffer.from(stream.content as Uint8Array);
  const behind = 4 + content.readUInt16LE(2);
  // [MS-XLS] 2.4.117: FilePass, here with XOR obfuscation (type 0, a key and a verifier)
  const filePass = Buffer.from([0x2f, 0, 6, 0, 0, 0, 0x34, 0x12, 0x78, 0x56]);
  const locked = Buffer.concat([content.subarray(0, behind), filePass, content.subarray(behind)]);
  stream.content = locked;
  stream.size = locked.length;
  return CFB.write(parts, { type: 'buffer' }) as Uint8Array;
}

/** A compound file of Microsoft that holds these parts. For tests. */
export function compoundFileOf(parts: Record<string, string>): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts))
    CFB.utils.cfb_add(file, `/${name}`, Buffer.from(content));
  return CFB.write(file, { type: 'buffer' }) as Uint8Array;
}
