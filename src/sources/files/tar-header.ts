/** What the header of a file in a .tar says (POSIX.1-1988 ustar; sizes in base 256 as GNU writes large ones). */
export interface TarHeader {
  name: string;
  bytes: number;
  /** `0` a file, `5` a folder, `x` notes of pax on the next file, `L` a long name of GNU for it; others are links. */
  type: string;
}

/** Reads a block of 512 bytes; `end` where it is empty, undefined where its sum is wrong. */
export function tarHeader(block: Uint8Array): TarHeader | 'end' | undefined {
  if (block.every((byte) => byte === 0)) return 'end';
  let sum = 0;
  for (const [place, byte] of block.entries()) sum += place >= 148 && place < 156 ? 32 : byte;
  const bytes = numberIn(block, 124, 12);
  if (block.length < 512 || numberIn(block, 148, 8) !== sum || bytes === undefined) return undefined;
  const posix = textIn(block, 257, 6) === 'ustar' && block[262] === 0;
  const prefix = posix ? textIn(block, 345, 155) : '';
  const name = textIn(block, 0, 100);
  const type = String.fromCharCode(block[156] || 48);
  return { name: prefix === '' ? name : `${prefix}/${name}`, bytes, type };
}

/** The notes of pax on the next file: lines of `LENGTH KEY=VALUE`, of which `path` and `size` count. */
export function paxNotes(body: Uint8Array): { path?: string; size?: number } {
  const notes: { path?: string; size?: number } = {};
  let at = 0;
  while (at < body.length) {
    const length = Number.parseInt(textIn(body, at, 20), 10);
    if (!(length > 0)) break;
    const line = Buffer.from(body.subarray(at, at + length)).toString('utf8');
    const [, key, value = ''] = /^\d+ ([^=]+)=([\s\S]*)\n$/.exec(line) ?? [];
    if (key === 'path') notes.path = value;
    if (key === 'size' && /^\d+$/.test(value)) notes.size = Number(value);
    at += length;
  }
  return notes;
}

function textIn(block: Uint8Array, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString('utf8');
}

function numberIn(block: Uint8Array, from: number, length: number): number | undefined {
  const first = block[from] ?? 0;
  if (first >= 0x80) {
    let value = first & 0x7f;
    for (let place = from + 1; place < from + length; place++) value = value * 256 + (block[place] ?? 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const text = textIn(block, from, length).trim();
  return /^[0-7]*$/.test(text) ? Number.parseInt(text || '0', 8) : undefined;
}
