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
import { matchLists } from './plan-match.ts';
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
  // From the end on, so that places stay; at one place the last insertion first, so that they stand as they came.
  return editing.splices.reverse().sort((a, b) => b.from - a.from || b.to - a.to);
}

function change(
  editing: Editing,
  within: YAMLMap | YAMLSeq,
  owner: Pair | undefined,
  node: Node | null,
  has: Tree,
  wanted: Tree,
): void {
  if (sameTree(has, wanted)) return;
  const flow = within.flow === true;
  if (isScalar(node) && typeof wanted === 'string' && has !== '') {
    const [from, to] = span(node);
    const column = columnAt(editing.source, owner ? startOfPair(owner) : from);
    const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    // Several lines find no place before a comment.
    const tight = flow || (!block && editing.source.slice(to, lineEnd(editing.source, to)).trim() !== '');
    editing.splices.push({ from, to, text: scalarText(wanted, node, column, tight) });
  } else if (isMap(node) && isTreeMap(has) && isTreeMap(wanted) && haveKeyInCommon(has, wanted))
    inMap(editing, node as YAMLMap, has, wanted);
  else if (isSeq(node) && Array.isArray(has) && Array.isArray(wanted))
    inList(editing, node as YAMLSeq, has, wanted);
  else if (owner) replaceValue(editing, owner, wanted, flow);
  else if (node) {
    const [from, to] = [span(node)[0], endOf(node)];
    const tight = flow || editing.source.slice(to, lineEnd(editing.source, to)).trim() !== '';
    editing.splices.push({ from, to, text: valueText(wanted, columnAt(editing.source, from), tight) });
  } else throw new Unspliceable();
}

function inMap(editing: Editing, map: YAMLMap, has: TreeMap, wanted: TreeMap): void {
  const pairs = map.items;
  const kept = pairs.filter((pair) => Object.hasOwn(wanted, keyOf(pair)));
  if (kept.length === 0) throw new Unspliceable();
  for (const pair of pairs) {
    const key = keyOf(pair);
    if (Object.hasOwn(wanted, key))
      change(editing, map, pair, asNode(pair.value), has[key] as Tree, wanted[key] as Tree);
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
      if (pending.length > 0) insertBefore(editing, seq, from, pending.splice(0));
      before = from;
      change(editing, seq, undefined, seq.items[from] as Node, has[from] as Tree, wanted[to] as Tree);
    } else if (from !== undefined) {
      remove(editing, seq, from, span(seq.items[from] as Node)[0]);
    } else if (before < 0) pending.push(wanted[to as number] as Tree);
    else insertItem(editing, seq, before, wanted[to as number] as Tree);
  }
}

function insertBefore(editing: Editing, seq: YAMLSeq, before: number, items: Tree[]): void {
  const node = seq.items[before] as Node;
  if (seq.flow) {
    const text = items.map((item) => `${valueText(item, 0, true)}, `).join('');
    editing.splices.push(at(span(node)[0], text));
    return;
  }
  const dash = dashOf(editing.source, node);
  const column = columnAt(editing.source, dash);
  const text = items.map((item) => `- ${valueText(item, column + 2)}\n${' '.repeat(column)}`).join('');
  editing.splices.push(at(dash, text));
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
function replaceValue(editing: Editing, pair: Pair, wanted: Tree, flow: boolean): void {
  const from = startOfPair(pair);
  const text = pairText(keyOf(pair), wanted, columnAt(editing.source, from), flow);
  const value = asNode(pair.value);
  const keyEnd = span(pair.key as Node)[1];
  const colon = editing.source.indexOf(':', keyEnd);
  const empty =
    !value || (isScalar(value) && value.value === '' && value.source !== '""' && span(value)[1] <= colon + 1);
  const blank = value && isScalar(value) && value.value === '' ? colon + 1 : undefined;
  const to = empty ? colon + 1 : (blank ?? endOf(value));
  editing.splices.push({ from, to, text });
}

const at = (where: number, text: string): Splice => ({ from: where, to: where, text });
const haveKeyInCommon = (a: TreeMap, b: TreeMap): boolean =>
  Object.keys(a).some((key) => Object.hasOwn(b, key));
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

/** Where the dash before an item of a block list stands. */
function dashOf(source: string, item: Node): number {
  const block = isMap(item) && !item.flow && item.items[0];
  const start = startOf(block ? (item.items[0] as Pair) : item);
  const dash = source.lastIndexOf('-', start - 1);
  if (dash < 0 || !/^-\s+$/.test(source.slice(dash, start))) throw new Unspliceable();
  return dash;
}
