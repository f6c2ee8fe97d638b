import { longest } from './lines.ts';

/** A record of the lines from `at`, why there is none, or that lines not yet read are needed. */
export type Attempt = { fields: string[]; used: number } | { damage: string; used: number } | 'more';

/** A quoted field that has not ended after so many lines never will. */
const mostLines = 1000;

/**
 * One record by RFC 4180. A quote within a field that does not begin with one is text; text behind a closing
 * quote is damage, and so is a quote that never closes.
 */
export function readRecord(lines: string[], at: number, delimiter: string, ended: boolean): Attempt {
  let text = lines[at] ?? '';
  if (text.length > longest) return { damage: tooLong, used: 1 };
  if (!text.includes('"')) return { fields: withoutReturn(text).split(delimiter), used: 1 };
  const fields: string[] = [];
  let used = 1;
  let pos = 0;
  for (;;) {
    if (text.charAt(pos) !== '"') {
      const next = text.indexOf(delimiter, pos);
      if (next < 0) {
        fields.push(withoutReturn(text.slice(pos)));
        return { fields, used };
      }
      fields.push(text.slice(pos, next));
      pos = next + 1;
      continue;
    }
    let from = pos + 1;
    let close = text.indexOf('"', from);
    while (close < 0 || text.charAt(close + 1) === '"') {
      if (close >= 0) {
        from = close + 2;
      } else {
        if (used >= mostLines || text.length > longest) return { damage: unclosed, used };
        if (at + used >= lines.length) return ended ? { damage: unclosed, used } : 'more';
        from = text.length;
        text += `\n${lines[at + used]}`;
        used += 1;
      }
      close = text.indexOf('"', from);
    }
    fields.push(text.slice(pos + 1, close).replaceAll('""', '"'));
    if (close + 1 === text.length || (text.charAt(close + 1) === '\r' && close + 2 === text.length)) {
      return { fields, used };
    }
    if (text.charAt(close + 1) !== delimiter) {
      return { damage: `text stands behind the closing quote of field ${fields.length}`, used };
    }
    pos = close + 2;
  }
}

const tooLong = `the line is longer than ${longest.toLocaleString('en')} characters`;
const unclosed = 'a quoted field never ends';

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
