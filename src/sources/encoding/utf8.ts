/** Length of the well-formed UTF-8 sequence at `at` (Unicode 16, table 3-7), or 0 where there is none. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const a = bytes[at] ?? 0;
  if (a < 0x80) return 1;
  if (a < 0xc2 || a > 0xf4) return 0;
  const length = a < 0xe0 ? 2 : a < 0xf0 ? 3 : 4;
  if (at + length > bytes.length) return 0;
  const b = bytes[at + 1] ?? 0;
  const low = a === 0xe0 ? 0xa0 : a === 0xf0 ? 0x90 : 0x80;
  const high = a === 0xed ? 0x9f : a === 0xf4 ? 0x8f : 0xbf;
  if (b < low || b > high) return 0;
  for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** How many bytes at the end may be the beginning of a sequence that the next chunk completes: 0 to 3. */
export function openTail(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/**
 * Decodes UTF-8 and marks each byte that belongs to no sequence as a lone surrogate DC80 to DCFF, which no
 * decoder ever yields: so a damaged byte is told from a U+FFFD that the writer had put there.
 */
export function decodeMarked(bytes: Uint8Array): string {
  let text = '';
  let from = 0;
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    text += whole.toString('utf8', from, at) + String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += 1;
    from = at;
  }
  return text + whole.toString('utf8', from);
}
