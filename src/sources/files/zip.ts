import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { Problem } from '../../model/problem.ts';

/** How much an archive may hold before it is taken for a trap. Bytes are those after inflating. */
export interface ZipLimits {
  entries: number;
  entryBytes: number;
  totalBytes: number;
}

export const zipLimits: ZipLimits = { entries: 500_000, entryBytes: 4 * 2 ** 30, totalBytes: 16 * 2 ** 30 };

/** The path of an archive, or its bytes. */
export type ZipSource = string | Uint8Array;

/** One file inside an archive. */
export interface ZipEntry {
  name: string;
  bytes: number;
  /** Its first bytes, or all of it, where looking for them anew would take long. */
  beginning?: Uint8Array;
  stream(): AsyncIterable<Uint8Array>;
}

/**
 * The files in a .zip whose names `wanted` admits; nothing is inflated before it is read.
 * @throws Problem for an archive that is damaged, leads out of its folder, or holds more than the limits.
 */
export async function zipEntries(
  source: ZipSource,
  shown: string,
  wanted: (name: string) => boolean,
  limits: ZipLimits = zipLimits,
): Promise<ZipEntry[]> {
  const zip = await open(source, shown);
  const found: ZipEntry[] = [];
  let seen = 0;
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      seen += 1;
      if (seen > limits.entries)
        throw tooMuch(shown, `more than ${limits.entries.toLocaleString('en')} files`);
      if (entry.fileName.endsWith('/') || !wanted(entry.fileName)) continue;
      total += entry.uncompressedSize;
      if (entry.uncompressedSize > limits.entryBytes || total > limits.totalBytes) {
        throw tooMuch(
          shown,
          `more than ${limits.totalBytes.toLocaleString('en')} bytes, or one file too large`,
        );
      }
      found.push({
        name: entry.fileName,
        bytes: entry.uncompressedSize,
        stream: () => inflate(source, `${shown}/${entry.fileName}`, entry, limits),
      });
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : damaged(shown, cause);
  } finally {
    zip.close();
  }
  return found;
}

async function* inflate(
  source: ZipSource,
  shown: string,
  entry: Entry,
  limits: ZipLimits,
): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) {
    throw new Problem(
      `${shown} is protected by a password.`,
      'Unpack the archive and import the files in it.',
    );
  }
  const zip = await open(source, shown);
  try {
    let bytes = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      bytes += chunk.length;
      if (bytes > Math.min(entry.uncompressedSize, limits.entryBytes)) {
        throw tooMuch(shown, 'more bytes than the archive says');
      }
      yield chunk;
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : damaged(shown, cause);
  } finally {
    zip.close();
  }
}

async function open(source: ZipSource, shown: string): Promise<ZipFile> {
  const options = { autoClose: false, lazyEntries: true };
  try {
    return typeof source === 'string'
      ? await openPromise(source, options)
      : await fromBufferPromise(Buffer.from(source.buffer, source.byteOffset, source.byteLength), options);
  } catch (cause) {
    throw damaged(shown, cause);
  }
}

function damaged(shown: string, cause: unknown): Problem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Problem(
    `${shown} cannot be read as a .zip: ${reason}.`,
    'Download it again, or unpack it and import the folder.',
    { cause },
  );
}

/** What is said of an archive that holds more than it may. */
export function tooMuch(shown: string, what: string): Problem {
  return new Problem(
    `${shown} is not opened: it holds ${what}.`,
    'Unpack it yourself and import the files that you need.',
  );
}
