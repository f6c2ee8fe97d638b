import { Document, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { matchLists } from './plan-match.ts';
import { sameTree, type Tree, type TreeMap } from './plan-tree.ts';

/**
 * The text with `wanted` instead of what it `has`, written anew by the YAML library: comments, order, quotes and
 * unknown keys stay, but not every space. For files in which a change piece by piece finds no place.
 */
export function rewritten(source: string, has: TreeMap, wanted: TreeMap): string {
  const doc = parseDocument(source, { schema: 'failsafe' });
  doc.contents = (
    isMap(doc.contents) ? changed(doc.contents as Node, has, wanted) : made(wanted)
  ) as typeof doc.contents;
  return doc.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function made(value: Tree): Node {
  return new Document(value, { schema: 'failsafe' }).contents as Node;
}

function changed(node: Node | null, has: Tree, wanted: Tree): Node {
  if (node && sameTree(has, wanted)) return node;
  if (isScalar(node) && typeof wanted === 'string') {
    node.value = wanted;
    return node;
  }
  if (isMap(node) && isTreeMap(has) && isTreeMap(wanted)) return changedMap(node as YAMLMap, has, wanted);
  if (isSeq(node) && Array.isArray(has) && Array.isArray(wanted))
    return changedList(node as YAMLSeq, has, wanted);
  return made(wanted);
}

function changedMap(map: YAMLMap, has: TreeMap, wanted: TreeMap): Node {
  for (const key of Object.keys(has)) if (!Object.hasOwn(wanted, key)) map.delete(key);
  for (const [key, value] of Object.entries(wanted))
    map.set(
      key,
      Object.hasOwn(has, key)
        ? changed(map.get(key, true) as unknown as Node, has[key] as Tree, value)
        : made(value),
    );
  return map;
}

function changedList(list: YAMLSeq, has: Tree[], wanted: Tree[]): Node {
  list.items = matchLists(has, wanted).flatMap(({ from, to }) => {
    if (to === undefined) return [];
    const value = wanted[to] as Tree;
    return [from === undefined ? made(value) : changed(list.items[from] as Node, has[from] as Tree, value)];
  });
  return list;
}

const isTreeMap = (tree: Tree): tree is TreeMap => typeof tree === 'object' && !Array.isArray(tree);
