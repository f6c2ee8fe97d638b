/** What a cell may hold. Undefined, null and NaN are written as empty: a number that cannot be told is no zero. */
export type CsvValue = string | number | boolean | bigint | Date | null | undefined;

/**
 * Rows as CSV (RFC 4180, CRLF, UTF-8 without a mark), the header first. Numbers have points, times are ISO 8601 in UTC.
 * Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function writeCsv(columns: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [columns.map(cell).join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Objects as CSV, one column for each key of the first. */
export function writeRecords(records: readonly Record<string, unknown>[]): string {
  const columns = Object.keys(records[0] ?? {});
  return writeCsv(
    columns,
    records.map((record) => columns.map((column) => plain(record[column]))),
  );
}

function plain(value: unknown): CsvValue {
  if (value === null || value === undefined || value instanceof Date) return value;
  if (typeof value === 'object') return JSON.stringify(value);
  return value as CsvValue;
}

function cell(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const safe = neutralise(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A leading =, +, -, @, tab or line break starts a formula in spreadsheets; an apostrophe keeps it text. */
export function neutralise(text: string): string {
  return /^\s*[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
}
