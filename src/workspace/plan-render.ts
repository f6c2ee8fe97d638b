import { Document, type Node, Scalar } from 'yaml';
import type { Tree } from './plan-tree.ts';

const style = { lineWidth: 0, flowCollectionPadding: false, indentSeq: true } as const;

/** A value as YAML that stands at `column`; its first line goes where the cursor is. */
export function valueText(value: Tree, column: number, flow = false): string {
  const text = flow ? inFlow(value) : written(value);
  return indented(text, column);
}

/** `key: value` as YAML that stands at `column`. */
export function pairText(key: string, value: Tree, column: number, flow = false): string {
  if (flow) return inFlow({ [key]: value }).slice(1, -1);
  return indented(written({ [key]: value }), column);
}

/** A text in place of `old`, quoted as that was wherever this can be; in one line where it is `tight`. */
export function scalarText(value: string, old: Scalar, column: number, tight: boolean): string {
  const scalar = new Scalar(value);
  const { type } = old;
  if (type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE') scalar.type = type;
  const flow = inFlow(value);
  if (tight && value.includes('\n')) return flow;
  if (value.includes('\n') || type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const pair = indented(written({ k: value }), column);
    const block = pair.slice(pair.indexOf(':') + 1).trimStart();
    return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? `${block}\n` : block;
  }
  return type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE' ? written(scalar) : flow;
}

function written(value: unknown): string {
  const doc = new Document(undefined, { schema: 'failsafe' });
  doc.contents = value instanceof Scalar ? value : (doc.createNode(value) as Node);
  return doc.toString(style).replace(/\n$/, '');
}

function inFlow(value: Tree): string {
  const doc = new Document(undefined, { schema: 'failsafe' });
  doc.contents = doc.createNode([value], { flow: true }) as never;
  const text = doc.toString({ ...style, lineWidth: 0 }).trim();
  return text.slice(1, -1).trim();
}

function indented(text: string, column: number): string {
  return text.replace(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`);
}
