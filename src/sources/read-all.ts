import type { Message, Row } from '../model/message.ts';
import type { Reading, ReadSummary } from '../model/reader.ts';

/** A whole reading in memory: for tests and small files. */
export interface Read {
  rows: number;
  accepted: number;
  empty: number;
  rejected: Extract<Row, { rejected: string }>[];
  messages: Message[];
  summary: ReadSummary;
}

/** Reads to the end and counts. */
export async function readAll(reading: Reading): Promise<Read> {
  const read = { rows: 0, accepted: 0, empty: 0 };
  const rejected: Read['rejected'] = [];
  const messages: Message[] = [];
  for await (const batch of reading.rows) {
    for (const row of batch) {
      read.rows += 1;
      if ('messages' in row) {
        read.accepted += 1;
        messages.push(...row.messages);
      } else if ('rejected' in row) rejected.push(row);
      else read.empty += 1;
    }
  }
  return { ...read, rejected, messages, summary: reading.summary() };
}
