import type { Message, Removed, Row } from '../model/message.ts';
import type { Reading, ReadSummary } from '../model/reader.ts';
import type { Told } from '../model/series.ts';

/** A whole reading in memory: for tests and small files. */
export interface Read {
  rows: number;
  accepted: number;
  empty: number;
  rejected: Extract<Row, { rejected: string }>[];
  messages: Message[];
  told: Told[];
  gone: Removed[];
  summary: ReadSummary;
}

/** Reads to the end and counts. */
export async function readAll(reading: Reading): Promise<Read> {
  const read = { rows: 0, accepted: 0, empty: 0 };
  const rejected: Read['rejected'] = [];
  const messages: Message[] = [];
  const told: Told[] = [];
  const gone: Removed[] = [];
  for await (const batch of reading.rows) {
    for (const row of batch) {
      read.rows += 1;
      if ('messages' in row) {
        read.accepted += 1;
        messages.push(...row.messages);
      } else if ('told' in row) {
        read.accepted += 1;
        told.push(...row.told);
      } else if ('gone' in row) {
        read.accepted += 1;
        gone.push(...row.gone);
      } else if ('rejected' in row) rejected.push(row);
      else read.empty += 1;
    }
  }
  return { ...read, rejected, messages, told, gone, summary: reading.summary() };
}
