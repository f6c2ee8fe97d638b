import { isUtf8 } from 'node:buffer';

/**
 * A string of Meta's downloads as it was written: each byte of its UTF-8 stands there as one character of Latin-1
 * (`\u00c3\u00a9` for é). A string that holds more than Latin-1, or whose bytes are no UTF-8, comes back as it is.
 */
export function fromLatin1(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text;
  const bytes = Buffer.from(text, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : text;
}
