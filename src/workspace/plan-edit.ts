import type { Document } from 'yaml';
import { Problem } from '../model/problem.ts';
import { problemOf } from './plan-fault.ts';
import { pairText } from './plan-render.ts';
import { rewritten } from './plan-rewrite.ts';
import { type Splice, splicesFor, Unspliceable } from './plan-splice.ts';
import { readYaml, sameTree, type Tree, type TreeMap, withValue } from './plan-tree.ts';

/** One change: the value at a path, or none there any more. List items go by their number. */
export interface PlanChange {
  path: string[];
  value: Tree | undefined;
}

/**
 * The text of plan.yaml with the changes made and all else as it was: comments, order, quoting, blank lines and keys
 * that Rapport does not know. Throws a Problem where the text is no YAML.
 */
export function editPlan(content: string, changes: PlanChange[]): string {
  const bom = content.startsWith('\ufeff') ? '\ufeff' : '';
  const plain = content.slice(bom.length);
  const crlf = plain.includes('\r\n') && !/[^\r]\n/.test(plain);
  const edited = editText(plain.replaceAll('\r\n', '\n'), changes);
  return bom + (crlf ? edited.replaceAll('\n', '\r\n') : edited);
}

function editText(source: string, changes: PlanChange[]): string {
  const read = readYaml(source);
  if (read.fault) throw problemOf(read.fault);
  const wanted = changes.reduce<Tree>(
    (tree, { path, value }) => withValue(tree, path, value) ?? {},
    read.tree,
  );
  if (sameTree(read.tree, wanted)) return source;
  const edited = inPieces(source, read.doc, read.tree, wanted as TreeMap);
  if (edited !== undefined && sameTree(readYaml(edited).tree, wanted)) return edited;
  const whole = rewritten(source, read.tree, wanted as TreeMap);
  if (!sameTree(readYaml(whole).tree, wanted))
    throw new Problem(
      'plan.yaml is written in a way that a page cannot change.',
      'Make this change in the file itself.',
    );
  return whole;
}

/** Changes only the pieces of text that differ; undefined where that cannot be done. */
function inPieces(source: string, doc: Document.Parsed, has: TreeMap, wanted: TreeMap): string | undefined {
  const fresh = Object.keys(wanted).filter((key) => !Object.hasOwn(has, key));
  const old = Object.fromEntries(Object.entries(wanted).filter(([key]) => !fresh.includes(key)));
  try {
    const kept = Object.keys(has).length === 0 ? source : applied(source, splicesFor(source, doc, has, old));
    return fresh.reduce((text, key) => withPart(text, key, wanted[key] as Tree), kept);
  } catch (error) {
    if (error instanceof Unspliceable) return undefined;
    throw error;
  }
}

function applied(source: string, splices: Splice[]): string {
  return splices.reduce((text, { from, to, text: by }) => text.slice(0, from) + by + text.slice(to), source);
}

/** A new part of the file goes below the lines in which it stands as an example, else to the end. */
function withPart(source: string, key: string, value: Tree): string {
  const part = pairText(key, value, 0);
  const lines = source.split('\n');
  const example = lines.findIndex((line) => new RegExp(`^# ?${key}:`).test(line));
  if (example < 0) return `${source.replace(/\n*$/, (end) => (source === '' ? '' : end || '\n'))}${part}\n`;
  let last = example;
  while (/^# {2,}\S|^# ?- /.test(lines[last + 1] ?? '')) last++;
  return [...lines.slice(0, last + 1), part, ...lines.slice(last + 1)].join('\n');
}
