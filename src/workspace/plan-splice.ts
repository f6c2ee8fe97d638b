import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { pairText, scalarText, valueText } from './plan-render.ts';
import { sameTree, type Tree, type TreeMap } from './plan-tree.ts';

/** A stretch of the text and what takes its place. */
export interface Splice {
  from: number;
  to: number;
  text: string;
}

/** Thrown where the text is written in a way that cannot be changed piece by piece. */
export class Unspliceable extends Error {}

interface Editing {
  source: string;
  splices: Splice[];
}

/** The smallest changes of `source` after which the map `node` holds `wanted` instead of `has`. */
export function splicesFor(source: string, doc: Document.Parsed, has: TreeMap, wanted: TreeMap): Splice[] {
  const editing: Editing = { source, splices: [] };
  if (!isMap(doc.contents)) throw new Unspliceable();
  inMap(editing, doc.contents as YAMLMap, has, wanted);
  return editing.splices.sort((a, b) => b.from - a.from || b.to - a.to);
}

function change(editing: Editing, owner: Pair | undefined, node: Node | null, has: Tree, wanted: Tree): void {
  if (sameTree(has, wanted)) return;
  if (isScalar(node) && typeof wanted === 'string' && has !== '') {
    const [from, to] = span(node);
    editing.splices.push({ from, to, text: scalarText(wanted, node, columnOf(editing.source, owner, from)) });
  } else if (isMap(node) && isTreeMap(has) && isTreeMap(wanted)) inMap(editing, node as YAMLMap, has, wanted);
  else if (isSeq(node) && Array.isArray(has) && Array.isArray(wanted))
    inList(editing, node as YAMLSeq, has, wanted);
  else if (owner) replaceValue(editing, owner, wanted);
  else if (node) {
    const [from, to] = span(node);
    editing.splices.push({ from, to, text: valueText(wanted, columnOf(editing.source, undefined, from)) });
  } else throw new Unspliceable();
}

function inMap(editing: Editing, map: YAMLMap, has: TreeMap, wanted: TreeMap): void {
  const pairs = map.items;
  const kept = pairs.filter((pair) => Object.hasOwn(wanted, keyOf(pair)));
  if (kept.length === 0) throw new Unspliceable();
  for (const pair of pairs) {
    const key = keyOf(pair);
    if (Object.hasOwn(wanted, key))
      change(editing, pair, asNode(pair.value), has[key] as Tree, wanted[key] as Tree);
    else remove(editing, map, pairs.indexOf(pair), startOfPair(pair));
  }
  const added = Object.keys(wanted).filter((key) => !Object.hasOwn(has, key));
  const last = pairs.at(-1) as Pair;
  for (const key of added) {
    const value = wanted[key] as Tree;
    if (map.flow) editing.splices.push(at(endOf(last), `, ${pairText(key, value, 0, true)}`));
    else {
      const indent = columnAt(editing.source, startOfPair(pairs[0] as Pair));
      editing.splices.push(
        at(lineEnd(editing.source, endOf(last)), `\n${' '.repeat(indent)}${pairText(key, value, indent)}`),
      );
    }
  }
}

function inList(editing: Editing, seq: YAMLSeq, has: Tree[], wanted: Tree[]): void {
  if (seq.items.length !== has.length || wanted.length === 0) throw new Unspliceable();
  const matched = matchLists(has, wanted);
  if (!matched.some(({ from, to }) => from !== undefined && to !== undefined)) throw new Unspliceable();
  let before = -1;
  const pending: Tree[] = [];
  for (const { from, to } of matched) {
    if (from !== undefined && to !== undefined) {
      if (before < 0 && pending.length > 0) throw new Unspliceable();
      before = from;
      change(editing, undefined, seq.items[from] as Node, has[from] as Tree, wanted[to] as Tree);
    } else if (from !== undefined) {
      remove(editing, seq, from, span(seq.items[from] as Node)[0]);
      if (before < 0) before = -1;
    } else if (before < 0) pending.push(wanted[to as number] as Tree);
    else insertItem(editing, seq, before, wanted[to as number] as Tree);
  }
}

function insertItem(editing: Editing, seq: YAMLSeq, after: number, item: Tree): void {
  const node = seq.items[after] as Node;
  if (seq.flow) editing.splices.push(at(span(node)[1], `, ${valueText(item, 0, true)}`));
  else {
    const column = columnAt(editing.source, dashOf(editing.source, node));
    const end = lineEnd(editing.source, endOf(node));
    editing.splices.push(at(end, `\n${' '.repeat(column)}- ${valueText(item, column + 2)}`));
  }
}

/** Takes out item number `index`, which starts at `start`, with its line or its comma. */
function remove(editing: Editing, within: YAMLMap | YAMLSeq, index: number, start: number): void {
  const { source } = editing;
  const items = within.items as (Node | Pair)[];
  const end = endOf(items[index] as Node | Pair);
  if (within.flow) {
    const next = items[index + 1];
    const previous = items[index - 1];
    if (next) editing.splices.push({ from: start, to: startOf(next), text: '' });
    else if (previous) editing.splices.push({ from: endOf(previous), to: end, text: '' });
    else throw new Unspliceable();
    return;
  }
  const begin = isSeq(within) ? dashOf(source, items[index] as Node) : start;
  const line = source.lastIndexOf('\n', begin - 1) + 1;
  if (source.slice(line, begin).trim() === '')
    editing.splices.push({ from: line, to: Math.min(source.length, lineEnd(source, end) + 1), text: '' });
  else if (items[index + 1])
    editing.splices.push({ from: begin, to: startOf(items[index + 1] as Node), text: '' });
  else throw new Unspliceable();
}

/** Another kind of value after the same key. */
function replaceValue(editing: Editing, pair: Pair, wanted: Tree): void {
  const from = startOfPair(pair);
  const text = pairText(keyOf(pair), wanted, columnAt(editing.source, from));
  const value = asNode(pair.value);
  const keyEnd = span(pair.key as Node)[1];
  const colon = editing.source.indexOf(':', keyEnd);
  const empty =
    !value || (isScalar(value) && value.value === '' && value.source !== '""' && span(value)[1] <= colon + 1);
  const blank = value && isScalar(value) && value.value === '' ? colon + 1 : undefined;
  const to = empty ? colon + 1 : (blank ?? endOf(value));
  editing.splices.push({ from, to, text });
}

/** Pairs the items of two lists: the same ones first, then what stands between them in order. */
function matchLists(has: Tree[], wanted: Tree[]): { from?: number; to?: number }[] {
  const found: { from?: number; to?: number }[] = [];
  let [i, j] = [0, 0];
  const between = (untilI: number, untilJ: number): void => {
    while (i < untilI || j < untilJ) {
      if (i < untilI && j < untilJ) found.push({ from: i++, to: j++ });
      else if (i < untilI) found.push({ from: i++ });
      else found.push({ to: j++ });
    }
  };
  for (let at = 0; at < has.length; at++) {
    const same = wanted.findIndex((item, index) => index >= j && sameTree(item, has[at] as Tree));
    if (same < 0 || at < i) continue;
    between(at, same);
    found.push({ from: i++, to: j++ });
  }
  between(has.length, wanted.length);
  return found;
}

const at = (where: number, text: string): Splice => ({ from: where, to: where, text });
const isTreeMap = (tree: Tree): tree is TreeMap => typeof tree === 'object' && !Array.isArray(tree);
const asNode = (value: unknown): Node | null => (isNode(value) ? value : null);
const keyOf = (pair: Pair): string => String(isScalar(pair.key) ? pair.key.value : pair.key);
const startOfPair = (pair: Pair): number => span(pair.key as Node)[0];
const startOf = (one: Node | Pair): number => (isPair(one) ? startOfPair(one) : span(one)[0]);

function span(node: Node): [number, number] {
  if (!node.range) throw new Unspliceable();
  return [node.range[0], node.range[1]];
}

/** Where the last thing that a person wrote in it ends, without line break and comment. */
function endOf(one: Node | Pair): number {
  if (isPair(one)) {
    const value = asNode(one.value);
    return value && !(isScalar(value) && value.value === '' && span(value)[0] === span(value)[1])
      ? endOf(value)
      : span(one.key as Node)[1] + 1;
  }
  if (isCollection(one) && !one.flow && one.items.length > 0) return endOf(one.items.at(-1) as Node | Pair);
  const [from, to] = span(one);
  if (isAlias(one) || !isScalar(one)) return to;
  return one.type === 'BLOCK_LITERAL' || one.type === 'BLOCK_FOLDED' ? Math.max(from, to - 1) : to;
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end;
}

function columnAt(source: string, position: number): number {
  return position - (source.lastIndexOf('\n', position - 1) + 1);
}

/** The column of the key that a value belongs to, else of the value. */
function columnOf(source: string, owner: Pair | undefined, from: number): number {
  return columnAt(source, owner ? startOfPair(owner) : from);
}

/** Where the dash before an item of a block list stands. */
function dashOf(source: string, item: Node): number {
  const start = startOf(isMap(item) && item.items[0] ? (item.items[0] as Pair) : item);
  const dash = source.lastIndexOf('-', start - 1);
  if (dash < 0 || !/^-\s+$/.test(source.slice(dash, start))) throw new Unspliceable();
  return dash;
}
