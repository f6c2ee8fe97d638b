/**
 * The code page windows-1252, both ways, after the WHATWG Encoding Standard: bytes that it leaves
 * undefined (81, 8D, 8F, 90, 9D) stand for the C1 control of the same number. Written out because some
 * releases of Node decode the bytes 80 to 9F under this label as if they were Latin-1.
 */
const high =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

const bytes = new Map<string, number>();
for (let i = 0; i < 32; i++) bytes.set(high.charAt(i), 0x80 + i);

/** Text of bytes in windows-1252; every byte has a character. */
export function decodeWindows1252(data: Uint8Array): string {
  const latin = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
  return latin.replace(/[\x80-\x9f]/g, (c) => high.charAt(c.charCodeAt(0) - 0x80));
}

/** The byte from 80 to FF that a character stands for, in windows-1252 or as a C1 control; otherwise undefined. */
export function highByte(char: string): number | undefined {
  const code = char.charCodeAt(0);
  if (code >= 0x80 && code <= 0xff) return code;
  return bytes.get(char);
}
