import { type Document, type LineCounter, stringify } from 'yaml';
import { Problem } from '../model/problem.ts';
import { exampleFor } from './plan-example.ts';
import { shownPath } from './plan-json-schema.ts';

/** What is wrong at one place of plan.yaml. */
export interface PlanFault {
  path: string[];
  line: number;
  message: string;
  /** The same without naming the key, for a place where that is plain: “many” is no number. */
  reason: string;
  /** What would be right there, as YAML. */
  example?: string | undefined;
  /** The same as the bare value, for a place where the key is plain. */
  such?: string | undefined;
  /** What to do, where no example says it. */
  help?: string | undefined;
}

/**
 * A value at `path` that is not what its key takes.
 * @param mended the value as it was probably meant, where the message tells it already.
 */
export function valueFault(
  { doc, lines, tree }: { doc: Document.Parsed; lines: LineCounter; tree: unknown },
  path: string[],
  message: string,
  mended?: string,
): PlanFault {
  const value = path.reduce<unknown>(
    (node, key) => (node as Record<string, unknown> | undefined)?.[key],
    tree,
  );
  const shown = typeof value === 'string' ? ` (“${value}”)` : '';
  const found =
    mended === undefined ? exampleFor(path, tree) : { key: path.at(-1) as string, example: mended };
  const name = `“${shownPath(path, tree)}”`;
  return {
    path,
    line: lineOf(doc, lines, path),
    message: value === undefined ? `${name} is missing` : `${name}${shown} ${message}`,
    reason: value === undefined ? 'this is missing' : `${shown.slice(2, -1) || 'this'} ${message}`,
    example: found && exampleText(found.key, found.example),
    such: found && mended === undefined && found.key === path.at(-1) ? bareText(found.example) : undefined,
  };
}

/** The Problem that a person reads: the line, what is wrong, and an example. */
export function problemOf({ line, message, example, help }: PlanFault): Problem {
  return new Problem(
    `plan.yaml, line ${line}: ${message}.`,
    example
      ? `Write it like this:\n  ${example.replaceAll('\n', '\n  ')}`
      : (help ?? 'Mend the line, or put a # before it to leave it out.'),
  );
}

/** The line of the value at `path`, else of the nearest thing above it that the file holds. */
function lineOf(doc: Document.Parsed, lines: LineCounter, path: string[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = doc.getIn(path.slice(0, length).map(index), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function index(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}

function bareText(example: unknown): string | undefined {
  if (Array.isArray(example) && example.every((one) => typeof one === 'string')) return example.join(', ');
  return typeof example === 'string' || typeof example === 'number' ? String(example) : undefined;
}

/** `hours: '09:00-17:00'`: quoted where an older YAML would take it for a number. */
function exampleText(key: string, example: unknown): string {
  const value = /^\d+$/.test(key) ? [example] : { [key]: example };
  return stringify(value, { lineWidth: 0, flowCollectionPadding: false, collectionStyle: 'any' })
    .trimEnd()
    .replace(/: (\d\d:\d\d-\d\d:\d\d)$/gm, ": '$1'")
    .replace(/"(-?\d+(?:\.\d+)?)"/g, '$1')
    .replace(/"/g, "'");
}
