import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { decode, findEncoding, invalidByte, sniffEncoding } from './encoding.ts';
import { decodeWindows1252, highByte } from './windows-1252.ts';

async function textOf(bytes: Uint8Array, chunk: number): Promise<{ encoding: string; text: string }> {
  const file = memoryFile('x.csv', bytes, chunk);
  const encoding = await findEncoding(file);
  let text = '';
  for await (const part of decode(file.stream(), encoding)) text += part;
  return { encoding, text };
}
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

describe('encoding', () => {
  it('finds and drops byte order marks, in chunks of any size', async () => {
    for (const chunk of [1, 2, 3, 1000]) {
      expect(await textOf(Buffer.from('\ufeffaé😀'), chunk)).toEqual({ encoding: 'utf-8', text: 'aé😀' });
      expect(await textOf(utf16('aé😀'), chunk)).toEqual({ encoding: 'utf-16le', text: 'aé😀' });
      expect(await textOf(utf16('aé😀').swap16(), chunk)).toEqual({ encoding: 'utf-16be', text: 'aé😀' });
    }
  });

  it('finds UTF-16 without a mark and windows-1252 by its bytes', async () => {
    expect(sniffEncoding(Buffer.from('Date,Text\n1,hello', 'utf16le'))).toBe('utf-16le');
    const late = Buffer.concat([
      Buffer.from('a'.repeat(200_000)),
      Buffer.from([0x93, 0xe9, 0x20, 0x94, 0x80]),
    ]);
    expect(await textOf(late, 4096)).toEqual({
      encoding: 'windows-1252',
      text: `${'a'.repeat(200_000)}“é ”€`,
    });
  });

  it('keeps UTF-8 where a few bytes are bad, and marks those', async () => {
    const bytes = Buffer.concat([Buffer.from('é ü ñ'), Buffer.from([0xff, 0xe2, 0x82]), Buffer.from('x')]);
    for (const chunk of [1, 2, 5, 100]) {
      const { encoding, text } = await textOf(bytes, chunk);
      expect(encoding).toBe('utf-8');
      expect(text).toBe('é ü ñ\udcff\udce2\udc82x');
      expect(invalidByte.test(text)).toBe(true);
    }
    expect(invalidByte.test('\ufffd 😀')).toBe(false);
  });

  it('decodes any text in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 9 }), async (text, chunk) => {
        const plain = text.replace(/^\ufeff/, '').replaceAll('\0', '');
        let read = '';
        for await (const part of decode(memoryFile('x', plain, chunk).stream(), 'utf-8')) read += part;
        expect(read).toBe(plain.replace(/^\ufeff/, ''));
      }),
    );
  });

  it('knows windows-1252 both ways', () => {
    const all = Uint8Array.from({ length: 128 }, (_, i) => 128 + i);
    const text = decodeWindows1252(all);
    expect(text.slice(0, 3)).toBe('€\u0081‚');
    expect([...text].map(highByte)).toEqual([...all]);
    expect(highByte('ł')).toBeUndefined();
    expect(highByte('a')).toBeUndefined();
  });
});
