/** Reads a stream by numbers of bytes, holding no more than a chunk. */
export interface ByteReader {
  /** The next bytes; fewer only where the stream ends. */
  take(length: number): Promise<Uint8Array>;
  /** The next bytes in pieces as they come. */
  pieces(length: number): AsyncGenerator<Uint8Array>;
  /** Bytes taken so far. */
  taken(): number;
}

export function byteReader(chunks: AsyncIterable<Uint8Array>): ByteReader {
  const source = chunks[Symbol.asyncIterator]();
  let held = new Uint8Array(0);
  let taken = 0;
  async function* pieces(length: number): AsyncGenerator<Uint8Array> {
    let left = length;
    while (left > 0) {
      if (held.length === 0) {
        const next = await source.next();
        if (next.done) return;
        held = new Uint8Array(next.value);
        continue;
      }
      const piece = held.subarray(0, left);
      held = held.subarray(piece.length);
      left -= piece.length;
      taken += piece.length;
      yield piece;
    }
  }
  return {
    pieces,
    taken: () => taken,
    take: async (length) => {
      const parts: Uint8Array[] = [];
      for await (const piece of pieces(length)) parts.push(piece);
      return Buffer.concat(parts);
    },
  };
}
