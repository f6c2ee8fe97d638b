import { Problem } from '../model/problem.ts';

/** One field or file of an upload. `body` streams: use it whole, or not at all, before asking for the next part. */
export interface Part {
  name: string;
  /** Set for files. */
  filename?: string;
  body: AsyncIterable<Uint8Array>;
}

const headerLimit = 16 * 1024;

/** The boundary named by a `multipart/form-data` content type; undefined for any other. */
export function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  const match = /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

/**
 * The parts of a `multipart/form-data` body (RFC 7578) in their order, holding no more than a chunk in memory.
 * @param limit bytes of the whole body. Throws a Problem beyond it and for a body that was cut off.
 */
export async function* readParts(
  stream: AsyncIterable<Uint8Array>,
  boundary: string,
  limit: number,
): AsyncGenerator<Part, void, undefined> {
  const source = stream[Symbol.asyncIterator]();
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first boundary has no line break before it; with one given, it is found like the others.
  let buffer = Buffer.from('\r\n');
  let taken = 0;

  async function more(): Promise<void> {
    const next = await source.next();
    if (next.done) throw new Problem('The upload was cut off.', 'Send the files once more.');
    taken += next.value.length;
    if (taken > limit)
      throw new Problem(
        `The upload is larger than ${Math.floor(limit / 2 ** 20)} MB.`,
        'Import large files by their path: rapport import FILE.',
      );
    buffer = buffer.length === 0 ? Buffer.from(next.value) : Buffer.concat([buffer, next.value]);
  }

  async function* untilDelimiter(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const at = buffer.indexOf(delimiter);
      const whole = at >= 0 ? at : Math.max(0, buffer.length - delimiter.length + 1);
      const chunk = buffer.subarray(0, whole);
      buffer = buffer.subarray(at >= 0 ? at + delimiter.length : whole);
      if (chunk.length > 0) yield chunk;
      if (at >= 0) return;
      await more();
    }
  }

  for await (const _preamble of untilDelimiter());
  for (;;) {
    while (buffer.length < 2) await more();
    if (buffer.toString('latin1', 0, 2) === '--') return;
    let end = buffer.indexOf('\r\n\r\n');
    while (end < 0) {
      if (buffer.length > headerLimit) throw new Problem('The upload is no form that Rapport understands.');
      await more();
      end = buffer.indexOf('\r\n\r\n');
    }
    const disposition = dispositionOf(buffer.toString('utf8', 0, end));
    buffer = buffer.subarray(end + 4);
    const body = untilDelimiter();
    yield { ...disposition, body };
    for await (const _rest of body);
  }
}

/** The text of a part, refused beyond `limit` bytes. */
export async function partText(part: Part, limit = 64 * 1024): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of part.body) {
    size += chunk.length;
    if (size > limit) throw new Problem(`The field ${part.name} is too long.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function dispositionOf(header: string): { name: string; filename?: string } {
  const line = header.split('\r\n').find((one) => /^content-disposition:/i.test(one)) ?? '';
  const name = /[;\s]name="([^"]*)"/i.exec(line)?.[1];
  const filename = /[;\s]filename="([^"]*)"/i.exec(line)?.[1];
  if (name === undefined) throw new Problem('The upload holds a part without a name.');
  return filename === undefined
    ? { name: unquoted(name) }
    : { name: unquoted(name), filename: unquoted(filename) };
}

/** Browsers write quotes and line breaks in names as %22, %0D and %0A (HTML standard, multipart/form-data encoding). */
function unquoted(name: string): string {
  return name.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}
