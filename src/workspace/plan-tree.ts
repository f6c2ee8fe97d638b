import { type Document, LineCounter, parseDocument } from 'yaml';
import type { PlanFault } from './plan-fault.ts';
import { yamlFault } from './plan-yaml-words.ts';

/** A value of plan.yaml as text, list or set of keys. */
export type Tree = string | Tree[] | { [key: string]: Tree };
export type TreeMap = { [key: string]: Tree };

/** plan.yaml as YAML, before anything is known of its keys. */
export interface PlanText {
  doc: Document.Parsed;
  lines: LineCounter;
  /** Every scalar as the text that it is written as; a key without a value holds ''. */
  tree: TreeMap;
  fault?: PlanFault;
}

/** Reads the YAML. What is broken about it is in `fault`, and the tree is then empty. */
export function readYaml(content: string): PlanText {
  const lines = new LineCounter();
  const doc = parseDocument(content, { lineCounter: lines, schema: 'failsafe', prettyErrors: false });
  const broken = doc.errors[0];
  if (broken) return { doc, lines, tree: {}, fault: yamlFault(content, lines, broken) };
  const foreign = content.indexOf('\ufffd');
  if (foreign >= 0) return { doc, lines, tree: {}, fault: encodingFault(lines.linePos(foreign).line) };
  const tree: unknown = doc.toJS({ maxAliasCount: 100 });
  if (tree === null || tree === undefined || tree === '') return { doc, lines, tree: {} };
  if (typeof tree !== 'object' || Array.isArray(tree))
    return {
      doc,
      lines,
      tree: {},
      fault: {
        path: [],
        line: 1,
        message: 'the file holds no keys',
        reason: 'the file holds no keys',
        example: 'company: Tarnwell Pumps',
      },
    };
  return { doc, lines, tree: tree as TreeMap };
}

function encodingFault(line: number): PlanFault {
  const reason = 'it holds a letter that is not UTF-8';
  return {
    path: [],
    line,
    message: reason,
    reason,
    help: 'Save the file as UTF-8; editors ask for it under “save as” or “encoding”.',
  };
}

/** The tree as it is checked: keys without a value say nothing, but for the words of groups, channels and tags. */
export function statedTree(tree: TreeMap): TreeMap {
  const stated = (present(tree) ?? {}) as TreeMap;
  for (const part of ['groups', 'channels']) {
    const named = tree[part];
    if (typeof named !== 'object' || Array.isArray(named)) continue;
    const words = Object.entries(named).map(([word, one]) => [word, present(one) ?? {}]);
    if (words.length > 0) stated[part] = Object.fromEntries(words);
  }
  if (tree.tags) stated.tags = withoutNull(tree.tags);
  return stated;
}

function present(tree: Tree | null | undefined): Tree | undefined {
  if (tree === '' || tree === null || tree === undefined) return undefined;
  if (Array.isArray(tree)) return tree.map((item) => present(item) ?? '').filter((item) => item !== '');
  if (typeof tree !== 'object') return tree;
  const kept = Object.entries(tree).map(([key, value]) => [key, present(value)] as const);
  return Object.fromEntries(kept.filter((pair): pair is [string, Tree] => pair[1] !== undefined));
}

function withoutNull(tree: Tree | null): Tree {
  if (tree === null) return '';
  if (Array.isArray(tree)) return tree.map(withoutNull);
  if (typeof tree !== 'object') return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, withoutNull(value)]));
}

/** True where two trees hold the same, whatever the order of their keys. */
export function sameTree(a: Tree | undefined, b: Tree | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((one, i) => sameTree(one, b[i]))
    );
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameTree(a[key], b[key]))
  );
}

/** A copy of the tree with `value` at `path`; without one, and without what is left empty above, where it is undefined. */
export function withValue(tree: Tree | undefined, path: string[], value: Tree | undefined): Tree | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(tree)) {
    const index = Number(key);
    const inside = withValue(tree[index], rest, value);
    const items =
      inside === undefined
        ? tree.filter((_, i) => i !== index)
        : [...tree.slice(0, index), inside, ...tree.slice(index + 1)];
    return items.length > 0 ? items : undefined;
  }
  const map: TreeMap = typeof tree === 'object' ? tree : {};
  const inside = withValue(Object.hasOwn(map, key) ? map[key] : undefined, rest, value);
  const { [key]: _, ...others } = map;
  if (inside === undefined) return Object.keys(others).length > 0 || !(key in map) ? others : undefined;
  return key in map ? { ...map, [key]: inside } : { ...others, [key]: inside };
}
