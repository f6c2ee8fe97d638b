import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isProblem, Problem } from '../../model/problem.ts';
import { byteReader } from './byte-reader.ts';
import { paxNotes, tarHeader } from './tar-header.ts';
import { tooMuch, type ZipEntry, type ZipLimits, zipLimits } from './zip.ts';

/** Notes of the format on a file, such as a long name, are short; longer ones are a trap. */
const longestNote = 65_536;
/** How much of a file is kept from the first run, so that looking into it takes no other, and of all of them. */
const kept = { each: 65_536, all: 16 * 2 ** 20 };

interface TarFile {
  name: string;
  bytes: number;
  /** Its place among the headers of the archive. */
  place: number;
  /** Its content, to be read before the next file is asked for; what is left of it is passed over. */
  content: AsyncIterable<Uint8Array>;
}

/**
 * The files in a .tar.gz, .tgz or .tar whose names `wanted` admits. A .tar has no list of what is in it: it is run
 * through once for the list and once more for each file that is read, in pieces; nothing of it is written to disk.
 * @throws Problem for an archive that is damaged, leads out of its folder, or holds more than the limits.
 */
export async function tarEntries(
  path: string,
  shown: string,
  wanted: (name: string) => boolean,
  limits: ZipLimits = zipLimits,
): Promise<ZipEntry[]> {
  const found: ZipEntry[] = [];
  let held = 0;
  for await (const { name, bytes, place, content } of filesIn(path, shown, limits)) {
    if (!wanted(name)) continue;
    if (bytes > limits.entryBytes) throw tooMuch(shown, 'a file too large');
    const entry: ZipEntry = { name, bytes, stream: () => contentAt(path, shown, limits, place) };
    const first = Math.min(bytes, kept.each);
    if (held + first <= kept.all) {
      held += first;
      entry.beginning = await firstOf(content, first);
    }
    found.push(entry);
  }
  return found;
}

async function firstOf(content: AsyncIterable<Uint8Array>, length: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    parts.push(piece);
    bytes += piece.length;
    if (bytes >= length) break;
  }
  return new Uint8Array(Buffer.concat(parts).subarray(0, length));
}

async function* contentAt(
  path: string,
  shown: string,
  limits: ZipLimits,
  place: number,
): AsyncGenerator<Uint8Array> {
  for await (const file of filesIn(path, shown, limits)) {
    if (file.place !== place) continue;
    yield* file.content;
    return;
  }
}

async function* filesIn(path: string, shown: string, limits: ZipLimits): AsyncGenerator<TarFile> {
  const raw = createReadStream(path, { highWaterMark: 262_144 });
  // an error reaches the reader through the last stream
  const chunks = /\.tar$/i.test(path) ? raw : pipeline(raw, createGunzip(), () => {});
  try {
    yield* walk(chunks, shown, limits);
  } catch (cause) {
    throw isProblem(cause) ? cause : damaged(shown, cause instanceof Error ? cause.message : String(cause));
  } finally {
    raw.destroy();
    chunks.destroy();
  }
}

async function* walk(
  chunks: AsyncIterable<Uint8Array>,
  shown: string,
  limits: ZipLimits,
): AsyncGenerator<TarFile> {
  const reader = byteReader(chunks);
  let long: { path?: string; size?: number } = {};
  for (let place = 0; ; place++) {
    if (place > limits.entries)
      throw tooMuch(shown, `more than ${limits.entries.toLocaleString('en')} files`);
    const block = await reader.take(512);
    const header = block.length === 0 ? 'end' : tarHeader(block);
    if (header === 'end') return;
    if (header === undefined) throw damaged(shown, 'it is no .tar, or a part of it is missing');
    const { type } = header;
    if (type === 'x' || type === 'L') {
      if (header.bytes > longestNote) throw tooMuch(shown, 'a name that is far too long');
      const body = await reader.take(header.bytes);
      await reader.take(padding(header.bytes));
      if (type === 'L') long.path = Buffer.from(body).toString('utf8').replace(/\0.*$/s, '');
      else long = { ...long, ...paxNotes(body) };
      continue;
    }
    const name = (long.path ?? header.name).replace(/^(\.\/)+/, '');
    const bytes = long.size ?? header.bytes;
    long = {};
    if (reader.taken() + bytes > limits.totalBytes)
      throw tooMuch(shown, `more than ${limits.totalBytes.toLocaleString('en')} bytes`);
    if (name.startsWith('/') || /(^|[/\\])\.\.([/\\]|$)/.test(name) || /^[a-z]:/i.test(name))
      throw damaged(shown, `"${name.slice(0, 80)}" leads out of its folder`);
    const end = reader.taken() + bytes;
    const content = reader.pieces(bytes);
    if (type === '0' || type === '7') yield { name, bytes, place, content: whole(content, bytes, shown) };
    for await (const _ of reader.pieces(end - reader.taken()));
    if (reader.taken() < end) throw damaged(shown, 'it ends in the middle of a file');
    await reader.take(padding(bytes));
  }
}

async function* whole(
  content: AsyncIterable<Uint8Array>,
  bytes: number,
  shown: string,
): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const piece of content) {
    seen += piece.length;
    yield piece;
  }
  if (seen < bytes) throw damaged(shown, 'it ends in the middle of a file');
}

/** Every file is filled up to whole blocks. */
function padding(bytes: number): number {
  return (512 - (bytes % 512)) % 512;
}

function damaged(shown: string, reason: string): Problem {
  return new Problem(
    `${shown} cannot be read as a .tar.gz: ${reason}.`,
    'Download it again, or unpack it and import the folder.',
  );
}
