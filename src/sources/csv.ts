import { Problem } from '../model/problem.ts';
import { type Attempt, readRecord } from './csv-record.ts';
import { invalidByte } from './encoding/encoding.ts';
import { lineBatches, type Newline } from './lines.ts';

/** The header, a good row, a damaged one or an empty one, with the line on which it begins (the first is 1). */
export type CsvRow =
  | { line: number; header: string[] }
  | { line: number; fields: string[] }
  | { line: number; damaged: string; excerpt: string }
  | { line: number; empty: true };

/** Lines that are tried as a new beginning after damage. */
const mostTries = 100;

/**
 * Rows of a separated file in batches, header first, then every record behind it, empty lines included. Memory
 * is bounded by a batch and the longest record. Damage is contained: after a quote that never closes, or a
 * record of several lines with a wrong number of fields, reading goes on at the first following line that
 * makes a good row by itself, and only what lies before it is rejected.
 * @param above lines before the header, which are left out.
 */
export async function* csvRows(
  chunks: AsyncIterable<string>,
  delimiter: string,
  newline: Newline,
  above = 0,
): AsyncGenerator<CsvRow[]> {
  let queue: string[] = [];
  let line = 1;
  let columns = 0;
  const isBlank = blankLine(delimiter);

  const reads = (at: number, ended: boolean): Attempt => {
    const attempt = readRecord(queue, at, delimiter, ended);
    if (attempt === 'more' || 'damage' in attempt) return attempt;
    const { fields, used } = attempt;
    while (columns > 0 && fields.length > columns && fields.at(-1)?.trim() === '') fields.pop();
    if (columns > 0 && fields.length !== columns && fields.some((field) => field.trim() !== '')) {
      return { damage: `has ${fields.length} fields where the header has ${columns}`, used };
    }
    for (let i = at; i < at + used; i++) {
      const text = queue[i] ?? '';
      if (text.includes('\0')) return { damage: 'holds NUL bytes', used };
      if (invalidByte.test(text)) return { damage: 'holds bytes that are no UTF-8', used };
    }
    return attempt;
  };

  /** How many lines to reject as one row, or 'more'. */
  const contain = (at: number, used: number, ended: boolean): number | 'more' => {
    for (let k = 1; k < Math.min(used, mostTries); k++) {
      if (isBlank(queue[at + k] ?? '')) continue;
      const next = reads(at + k, ended);
      if (next === 'more') return 'more';
      if ('fields' in next) return k;
    }
    return used;
  };

  const drain = (ended: boolean): CsvRow[] => {
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < queue.length) {
      const text = queue[at] ?? '';
      const begin = line + at;
      if (begin <= above) {
        at += 1;
        continue;
      }
      if (isBlank(text) || (columns === 0 && /^sep=.\r?$/i.test(text))) {
        if (columns > 0) rows.push({ line: begin, empty: true });
        at += 1;
        continue;
      }
      const read = reads(at, ended);
      if (read === 'more') break;
      if ('damage' in read) {
        if (columns === 0) throw new Problem(`The header in line ${begin} cannot be read: ${read.damage}.`);
        const used = contain(at, read.used, ended);
        if (used === 'more') break;
        rows.push({ line: begin, damaged: read.damage, excerpt: excerptOf(text) });
        at += used;
        continue;
      }
      if (columns === 0) {
        columns = read.fields.length;
        rows.push({ line: begin, header: read.fields });
      } else if (read.fields.every((field) => field.trim() === '')) rows.push({ line: begin, empty: true });
      else rows.push({ line: begin, fields: read.fields });
      at += read.used;
    }
    queue = queue.slice(at);
    line += at;
    return rows;
  };

  for await (const lines of lineBatches(chunks, newline)) {
    queue = queue.length > 0 ? queue.concat(lines) : lines;
    const rows = drain(false);
    if (rows.length > 0) yield rows;
  }
  const rows = drain(true);
  if (rows.length > 0) yield rows;
}

/** The beginning of a damaged row, as it can be shown: at most 200 characters, no control characters. */
export function excerptOf(text: string): string {
  const plain = text.slice(0, 200).replace(/[\uD800-\uDFFF]/gu, '\ufffd');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return plain.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
}

function blankLine(delimiter: string): (text: string) => boolean {
  const code = delimiter.charCodeAt(0);
  return (text) => {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c !== code && c !== 32 && c !== 13 && c !== 9) return false;
    }
    return true;
  };
}
