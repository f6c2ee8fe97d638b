import { readRecord } from './csv-record.ts';

/** Records in which the headings are looked for: reports put a title, a date or a note above them. */
const within = 15;

/**
 * How many lines of a separated file stand above its headings; 0 where the first line holds them. The headings are the
 * first record that is nearly as wide as the widest, with a record as long as itself below it; what stands above must
 * be narrow.
 */
export function linesAbove(text: string, delimiter: string, newline: string): number {
  const lines = text.split(newline, 200);
  const records: { at: number; fields: number; filled: number; blank: boolean }[] = [];
  for (let at = 0; at < lines.length && records.length < within + 1; ) {
    const record = readRecord(lines, at, delimiter, true);
    if (record === 'more' || 'damage' in record) return 0;
    const filled = record.fields.filter((field) => field.trim() !== '').length;
    const blank = filled === 0 || /^sep=.\r?$/i.test(lines[at] ?? '');
    records.push({ at, fields: record.fields.length, filled: blank ? 0 : filled, blank });
    at += record.used;
  }
  const widest = Math.max(0, ...records.map(({ filled }) => filled));
  const place = records.findIndex(({ filled }) => filled >= Math.max(2, widest * 0.6));
  const above = records.slice(0, Math.max(0, place));
  const head = records[place];
  const below = records.slice(place + 1).find(({ blank }) => !blank);
  if (!head || above.every(({ blank }) => blank) || below?.fields !== head.fields) return 0;
  return above.every(({ filled }) => filled <= Math.max(1, widest * 0.4)) ? head.at : 0;
}
