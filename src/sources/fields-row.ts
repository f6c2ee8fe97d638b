import type { Row } from '../model/message.ts';
import { type CsvRow, excerptOf } from './csv.ts';

/**
 * The row of a table: none for its header, empty, or refused with its damage; what is whole goes to `understand`, where a
 * sentence says why a row is refused.
 */
export function fieldsRow(
  row: CsvRow,
  understand: (fields: string[], line: number) => Row | string,
): Row | undefined {
  if ('header' in row) return undefined;
  if ('empty' in row) return row;
  const { line } = row;
  if ('damaged' in row) return { line, rejected: row.damaged, excerpt: row.excerpt };
  const understood = understand(row.fields, line);
  if (typeof understood !== 'string') return understood;
  return { line, rejected: understood, excerpt: excerptOf(row.fields.join(', ')) };
}
