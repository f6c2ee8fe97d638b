import { excerptOf } from './csv.ts';
import { type JsonItem, longestItem, readItem } from './json-items.ts';

/** A value with the keys above it in lower case, such as `post/posts/videolist/[]`; a list's elements are `[]`. */
export type PathItem = JsonItem & { path: string };

/** Nesting deeper than this is damage. */
const deepest = 200;

interface Frame {
  list: boolean;
  key: string;
  keyNext: boolean;
}

/**
 * Those values of a JSON text that stand at a wanted path, in batches. All else is run over: it is neither parsed nor
 * kept, so that what is private in a file of everything stays unread, and a long file needs little memory.
 */
export async function* jsonPaths(
  chunks: AsyncIterable<string>,
  wanted: (path: string) => boolean,
): AsyncGenerator<PathItem[]> {
  let text = '';
  let line = 1;
  const stack: Frame[] = [];
  let quoted: { at: number; isKey: boolean } | undefined;
  let bare = false;
  let taken: { at: number; line: number; path: string; depth: number } | undefined;
  let at = 0;
  let over = false;
  let items: PathItem[] = [];

  const begin = () => {
    if (taken !== undefined) return;
    const path = stack.map((frame) => (frame.list ? '[]' : frame.key)).join('/');
    if (wanted(path)) taken = { at, line, path, depth: stack.length };
  };
  const end = (to: number) => {
    if (taken === undefined || taken.depth !== stack.length) return;
    items.push({ ...readItem(text.slice(taken.at, to), taken.line), path: taken.path });
    taken = undefined;
  };

  for await (const chunk of chunks) {
    text += chunk;
    for (; at < text.length && !over; at++) {
      const c = text.charCodeAt(at);
      if (c === 10) line += 1;
      const top = stack.at(-1);
      if (quoted) {
        if (c === 92) at += 1;
        else if (c === 34) {
          const { isKey, at: from } = quoted;
          quoted = undefined;
          if (!isKey) end(at + 1);
          else if (top) top.key = keyOf(text.slice(from, at + 1));
        }
        continue;
      }
      const closes = c === 125 || c === 93;
      if (bare && (closes || c === 44 || c <= 32)) {
        bare = false;
        end(at);
      }
      if (c <= 32) continue;
      if (c === 34) {
        const isKey = top?.keyNext === true;
        if (!isKey) begin();
        quoted = { at, isKey };
      } else if (c === 123 || c === 91) {
        begin();
        stack.push({ list: c === 91, key: '', keyNext: c === 123 });
        over = stack.length > deepest;
      } else if (closes) {
        stack.pop();
        end(at + 1);
        over = stack.length === 0;
      } else if (c === 44) {
        if (top && !top.list) top.keyNext = true;
      } else if (c === 58) {
        if (top) top.keyNext = false;
      } else if (!bare) {
        begin();
        bare = true;
      }
    }
    const keep = Math.min(taken?.at ?? (quoted?.isKey ? quoted.at : at), text.length);
    text = text.slice(keep);
    at -= keep;
    if (taken) taken.at -= keep;
    if (quoted) quoted.at -= keep;
    if (items.length > 0) yield items;
    items = [];
    if (over || text.length > longestItem) break;
  }
  if (stack.length === 0 && !quoted && !taken) return;
  const damaged = 'the file ends, or cannot be followed, within a list or an object';
  yield [
    {
      line: taken?.line ?? line,
      damaged,
      excerpt: taken ? excerptOf(text.slice(0, at)) : '',
      path: taken?.path ?? '',
    },
  ];
}

function keyOf(quoted: string): string {
  try {
    return String(JSON.parse(quoted)).toLowerCase();
  } catch {
    return quoted;
  }
}
