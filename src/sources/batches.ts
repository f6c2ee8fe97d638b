import type { Row } from '../model/message.ts';
import { unsound } from './sound.ts';

/** Rows in one batch: enough to be quick, few enough to be kept in memory. */
const batchSize = 2000;

/** Turns pieces of a file into batches of rows and lets other work have its turn between two of them. */
export async function* batches<T>(
  pieces: AsyncIterable<T[]>,
  understand: (piece: T) => Row | undefined,
): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const list of pieces) {
    for (const piece of list) {
      const understood = understand(piece);
      if (understood === undefined) continue;
      const row = sound(understood);
      batch.push(row);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
      await turn();
    }
  }
  if (batch.length > 0) yield batch;
}

/** The row, refused where its messages cannot be kept. */
function sound(row: Row): Row {
  const why = 'messages' in row ? unsound(row.messages) : undefined;
  return why === undefined ? row : { line: row.line, rejected: why, excerpt: '' };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
