import { type LineCounter, parseDocument } from 'yaml';
import type { PlanFault } from './plan-fault.ts';

/** What is no YAML in a text, at the line where it began, in words that say what to do. */
export function yamlFault(
  content: string,
  lines: LineCounter,
  error: { code: string; message: string; pos: [number, number] },
): PlanFault {
  const all = content.split(/\r?\n/);
  const at = Math.min(lines.linePos(error.pos[0]).line, all.length);
  const { line, found, help } = said(all, at, error.code, error.message);
  const reason = `this is not YAML: ${found}`;
  return { path: [], line, message: reason, reason, help };
}

interface Said {
  line: number;
  found: string;
  help?: string;
}

function said(all: string[], at: number, code: string, message: string): Said {
  const line = all[at - 1] ?? '';
  const quote = /closing (["'])quote/.exec(message)?.[1];
  if (quote) {
    const began = quoteBegan(all, at, quote) ?? at;
    return {
      line: began,
      found: `the ${quote} that begins here is never closed`,
      help: `Put a ${quote} at the end of the text. Within '…', an apostrophe is written twice: 'it''s'.`,
    };
  }
  const bracket = /\b(map|sequence)\b.*[\]}]$/.exec(message)?.[1];
  if (bracket) {
    const [opens, closes] = bracket === 'map' ? ['{', '}'] : ['[', ']'];
    const began = lastOpen(all, at, opens, closes) ?? at;
    return {
      line: began,
      found: `the ${opens} that begins here is never closed`,
      help: `Put a ${closes} where it ends.`,
    };
  }
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
      return colonWithin(all, at);
    case 'MULTILINE_IMPLICIT_KEY':
      return { line: at, ...colonMissing(line) };
    case 'BAD_SCALAR_START': {
      const sign = message.at(-1);
      return { line: at, found: `a text cannot begin with ${sign}`, help: quoted(line) };
    }
    case 'TAB_AS_INDENT':
      return { line: at, found: 'it begins with a tab', help: 'Take two spaces for each tab.' };
    case 'DUPLICATE_KEY':
      return {
        line: at,
        found: `the key “${keyOf(line)?.key ?? line.trim()}” stands twice`,
        help: 'Keep one of them, or put what belongs to both under one.',
      };
  }
  if (/indicator$|indent/.test(message))
    return {
      line: at,
      found: 'the spaces before it fit none of the lines above',
      help: 'Give the keys of one entry the same number of spaces; two more for what belongs to a key.',
    };
  return { line: at, found: message };
}

/** A key within a text, or a line that stands too deep, or a dash without a space: the parser takes them for one thing. */
function colonWithin(all: string[], at: number): Said {
  const line = all[at - 1] ?? '';
  if (/^\s*-[^\s-]/.test(line))
    return {
      line: at,
      found: 'a space is missing after the -',
      help: `Write it like this:\n  ${line.trim().replace(/^-/, '- ')}`,
    };
  const next = all[at] ?? '';
  const value = keyOf(line)?.value ?? '';
  if (!/: /.test(value) && /\S/.test(next) && depth(next) > depth(line))
    return {
      line: at + 1,
      found: 'it stands deeper than the line above, which has its value already',
      help: 'Give both lines the same number of spaces.',
    };
  return { line: at, found: 'a text with a colon and a space in it needs quotes', help: quoted(line) };
}

function colonMissing(line: string): Omit<Said, 'line'> {
  const [, key, value] = /^\s*(?:- )?([\p{L}\p{N}_-]+):(\S.*)$/u.exec(line) ?? [];
  return key
    ? { found: 'a space is missing after the colon', help: `Write it like this:\n  ${key}: ${value}` }
    : { found: 'there is no colon after its key', help: 'Write it like this:\n  company: Tarnwell Pumps' };
}

/** How to put the text of a line into quotes. */
function quoted(line: string): string {
  const found = keyOf(line);
  if (!found || /^\s*(?:- )?\{|[{[]/.test(line))
    return "Put the text in quotes, such as\n  title: 'Service: nobody waits'";
  return `Write it like this:\n  ${found.key}: '${found.value.replaceAll("'", "''")}'`;
}

function keyOf(line: string): { key: string; value: string } | undefined {
  const [, key, value] = /^\s*(?:- )?([^:\s{[][^:]*):\s*(.*?)\s*$/.exec(line) ?? [];
  return key === undefined ? undefined : { key, value: value ?? '' };
}

function depth(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** The line on which a text in quotes began that has no end: what stands before it is whole. */
function quoteBegan(all: string[], until: number, quote: string): number | undefined {
  const begins = new RegExp(`(?:^|[:,[{-] *)${quote}(?!.*[^${quote}]${quote}(?:$|[^${quote}]))`);
  for (let at = Math.min(until, all.length); at > 0; at--) {
    const line = all[at - 1] ?? '';
    if (!begins.test(line.trim()) || /^\s*#/.test(line)) continue;
    const before = parseDocument(all.slice(0, at - 1).join('\n'), { schema: 'failsafe' });
    if (before.errors.length === 0) return at;
  }
  return undefined;
}

/** The last line above on which more brackets open than close. */
function lastOpen(all: string[], until: number, opens: string, closes: string): number | undefined {
  const count = (line: string, sign: string): number => line.split(sign).length - 1;
  for (let at = Math.min(until, all.length); at > 0; at--) {
    const line = (all[at - 1] ?? '').replace(/(^|\s)#.*$/, '');
    if (count(line, opens) > count(line, closes)) return at;
  }
  return undefined;
}
