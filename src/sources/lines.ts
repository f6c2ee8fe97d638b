/** What ends a line in a file. */
export type Newline = '\n' | '\r';

/** A line longer than this is cut and counts as damaged; so does a record. */
export const longest = 1_048_576;

/**
 * `\n` unless the beginning of the file has, outside quotes, carriage returns and no line feed (some spreadsheets
 * on a Mac). A carriage return before the `\n` belongs to the line end, any other to the text.
 */
export function findNewline(head: string): Newline {
  const unquoted = head.replace(/"[^"]*"/g, '');
  return unquoted.includes('\r') && !unquoted.includes('\n') ? '\r' : '\n';
}

/** Lines of a text in batches, without what ends them. A line beyond `most` characters is cut one character later. */
export async function* lineBatches(
  chunks: AsyncIterable<string>,
  newline: Newline,
  most: number = longest,
): AsyncGenerator<string[]> {
  const cut = (line: string) => (line.length > most ? line.slice(0, most + 1) : line);
  let tail = '';
  for await (const chunk of chunks) {
    const lines = chunk.split(newline);
    const last = lines.pop() ?? '';
    if (lines.length === 0) {
      if (tail.length <= most) tail += last;
      continue;
    }
    lines[0] = tail + lines[0];
    tail = last;
    yield lines.map(cut);
  }
  if (tail !== '') yield [cut(tail)];
}
