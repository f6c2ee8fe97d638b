/** Control characters (a terminal obeys them), marks that turn the direction of what follows, lone surrogates. */
const dangerous =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text that somebody else wrote, on one line, with everything replaced that a terminal would act upon. */
export function oneLine(text: string): string {
  return inert(text).replace(/\s+/g, ' ').trim();
}

/** The same with its line breaks and tabs left in. */
export function inert(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(dangerous, '\ufffd').replaceAll('\u00a0', ' ');
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many columns a terminal gives to the text: two to East Asian wide signs and emoji, none to joined marks. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += isWide(segment) ? 2 : 1;
  return columns;
}

function isWide(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/** At most so many columns, the last one an ellipsis where something was cut. */
export function clip(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += isWide(segment) ? 2 : 1;
    if (used > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Lines of at most `columns`, broken at spaces; the first begins with `first`, the others with `rest`. */
export function wrap(text: string, columns = 80, first = '', rest = first): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!empty && columnsOf(line) + 1 + columnsOf(word) > columns) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
