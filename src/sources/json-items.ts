import { excerptOf } from './csv.ts';
import { invalidByte } from './encoding/encoding.ts';

/** One element of the array, or why it cannot be read, with the line on which it begins. */
export type JsonItem = { line: number; value: unknown } | { line: number; damaged: string; excerpt: string };

/** An element beyond this many characters is damage: a string that never ends would swallow the file. */
export const longestItem = 16 * 1_048_576;

/**
 * Elements of an array in a JSON text, in batches, without holding the whole text. The array is the first one
 * behind `opening`, which must end with its `[`.
 */
export async function* jsonItems(chunks: AsyncIterable<string>, opening: RegExp): AsyncGenerator<JsonItem[]> {
  let text = '';
  let line = 1;
  let state: 'before' | 'between' | 'inside' | 'after' = 'before';
  let at = 0;
  let begin = 0;
  let beginLine = 1;
  let depth = 0;
  let quoted = false;

  const item = (end: number): JsonItem => readItem(text.slice(begin, end), beginLine);

  for await (const chunk of chunks) {
    if (state === 'after') break;
    text += chunk;
    const items: JsonItem[] = [];
    if (state === 'before') {
      const match = opening.exec(text);
      if (match === null && text.length > longestItem) break;
      if (match === null) continue;
      at = match.index + match[0].length;
      line += newlines(text.slice(0, at));
      state = 'between';
    }
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === 10) line += 1;
      if (state === 'between') {
        if (c === 93) {
          state = 'after';
          break;
        }
        if (c === 44 || c <= 32) continue;
        state = 'inside';
        begin = at;
        beginLine = line;
        depth = 0;
        quoted = false;
      }
      if (quoted) {
        if (c === 92) at += 1;
        else if (c === 34) quoted = false;
      } else if (c === 34) quoted = true;
      else if (c === 123 || c === 91) depth += 1;
      else if ((c === 125 || c === 93) && depth > 0) depth -= 1;
      else if (depth === 0 && (c === 44 || c === 93)) {
        items.push(item(at));
        state = c === 44 ? 'between' : 'after';
        if (state === 'after') break;
      }
    }
    const keep = state === 'inside' ? begin : Math.min(at, text.length);
    text = text.slice(keep);
    at -= keep;
    begin = 0;
    if (items.length > 0) yield items;
    if (text.length > longestItem) break;
  }
  if (state === 'after') return;
  const why =
    state === 'inside'
      ? 'the file ends, or cannot be followed, in the middle of this item'
      : 'the file ends before its list does';
  yield [{ line: state === 'inside' ? beginLine : line, damaged: why, excerpt: excerptOf(text) }];
}

/** The value of one text, or why it has none. */
export function readItem(text: string, line: number): JsonItem {
  if (invalidByte.test(text)) {
    return { line, damaged: 'holds bytes that are no UTF-8', excerpt: excerptOf(text) };
  }
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    return { line, damaged: 'is no well-formed JSON', excerpt: excerptOf(text) };
  }
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
