import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryOf, partText, readParts } from './multipart.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function encoded(form: FormData): Promise<{ bytes: Uint8Array; boundary: string }> {
  const response = new Response(form);
  const boundary = boundaryOf(response.headers.get('content-type') ?? '') ?? '';
  return { bytes: new Uint8Array(await response.arrayBuffer()), boundary };
}

async function all(bytes: Uint8Array, boundary: string, size: number, limit = 1e6) {
  const parts: { name: string; filename?: string; text: string }[] = [];
  for await (const part of readParts(inPieces(bytes, size), boundary, limit))
    parts.push({ name: part.name, filename: part.filename, text: await partText(part) });
  return parts;
}

describe('an upload', () => {
  it('gives the fields and files that went in, in whatever pieces it arrives', async () => {
    const texts = fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\r\n?|\n/g, '\r\n')),
      {
        maxLength: 4,
      },
    );
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 90 }), async (given, size) => {
        const form = new FormData();
        form.append('token', 'abc');
        for (const [n, text] of given.entries()) form.append('files', new Blob([text]), `näme "${n}".csv`);
        const { bytes, boundary } = await encoded(form);
        expect(await all(bytes, boundary, size)).toEqual([
          { name: 'token', filename: undefined, text: 'abc' },
          ...given.map((text, n) => ({ name: 'files', filename: `näme "${n}".csv`, text })),
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('passes over parts that nobody reads', async () => {
    const form = new FormData();
    form.append('a', 'x'.repeat(5000));
    form.append('b', 'y');
    const { bytes, boundary } = await encoded(form);
    const names: string[] = [];
    for await (const { name } of readParts(inPieces(bytes, 100), boundary, 1e6)) names.push(name);
    expect(names).toEqual(['a', 'b']);
  });

  it('is refused when it is too large or was cut off', async () => {
    const form = new FormData();
    form.append('files', new Blob(['x'.repeat(5000)]), 'a.csv');
    const { bytes, boundary } = await encoded(form);
    await expect(all(bytes, boundary, 512, 4000)).rejects.toThrow(/larger/);
    await expect(all(bytes.subarray(0, 3000), boundary, 512)).rejects.toThrow(/cut off/);
  });

  it('is only what says so', () => {
    expect(boundaryOf('multipart/form-data; boundary=abc')).toBe('abc');
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
    expect(boundaryOf('application/x-www-form-urlencoded')).toBeUndefined();
    expect(boundaryOf('text/plain; boundary=abc')).toBeUndefined();
  });
});
