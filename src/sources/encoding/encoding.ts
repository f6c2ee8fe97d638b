import { isUtf8 } from 'node:buffer';
import type { InputFile } from '../../model/reader.ts';
import { decodeMarked, openTail, sequenceLength } from './utf8.ts';
import { decodeWindows1252 } from './windows-1252.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** After so many characters beyond ASCII the encoding is taken as known. */
const enough = 200;

/** Looks into the first bytes only; enough for a preview. */
export function sniffEncoding(head: Uint8Array): Encoding {
  const marked = byMark(head);
  if (marked) return marked;
  const tally = { valid: 0, invalid: 0 };
  count(head.subarray(0, head.length - openTail(head)), tally);
  return byTally(tally);
}

/**
 * Reads as far as needed to tell UTF-8 from windows-1252: to the 200th character beyond ASCII, so to the end
 * of a file that is nearly all ASCII. A few bad bytes do not turn a UTF-8 file into another encoding.
 */
export async function findEncoding(file: InputFile): Promise<Encoding> {
  const marked = byMark(await file.head(4096));
  if (marked) return marked;
  const tally = { valid: 0, invalid: 0 };
  let carry: Uint8Array = new Uint8Array(0);
  for await (const chunk of file.stream()) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const open = openTail(bytes);
    count(bytes.subarray(0, bytes.length - open), tally);
    carry = bytes.slice(bytes.length - open);
    if (tally.valid + tally.invalid >= enough) break;
  }
  count(carry, tally);
  return byTally(tally);
}

/** Text of a stream, without its byte order mark. Bytes that are no UTF-8 come out as `invalidByte`. */
export async function* decode(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  let first = true;
  for await (const text of encoding === 'utf-8' ? utf8(chunks) : other(chunks, encoding)) {
    if (text === '') continue;
    yield first && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    first = false;
  }
}

/** Matches a byte that was no UTF-8, as `decode` marks it. */
export const invalidByte: RegExp = /[\uDC80-\uDCFF]/u;

async function* utf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let carry: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const open = openTail(bytes);
    yield utf8Text(bytes.subarray(0, bytes.length - open));
    carry = bytes.slice(bytes.length - open);
  }
  yield utf8Text(carry);
}

function utf8Text(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) return decodeMarked(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

async function* other(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  if (encoding === 'windows-1252') {
    for await (const chunk of chunks) yield decodeWindows1252(chunk);
    return;
  }
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function byMark(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 4096) >> 1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  if (pairs >= 4 && odd > pairs * 0.4 && even < pairs * 0.1) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.4 && odd < pairs * 0.1) return 'utf-16be';
  return undefined;
}

function byTally(tally: { valid: number; invalid: number }): Encoding {
  return tally.invalid > tally.valid ? 'windows-1252' : 'utf-8';
}

function count(bytes: Uint8Array, tally: { valid: number; invalid: number }): void {
  for (let at = 0; at < bytes.length; ) {
    if ((bytes[at] ?? 0) < 0x80) {
      at += 1;
      continue;
    }
    const length = sequenceLength(bytes, at);
    if (length > 0) tally.valid += 1;
    else tally.invalid += 1;
    if (tally.valid + tally.invalid >= enough) return;
    at += Math.max(1, length);
  }
}
