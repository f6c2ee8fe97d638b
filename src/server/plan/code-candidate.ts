import type { CodeCandidate } from '../../pages/plan/codebook.tsx';
import { type Tree, type TreeMap, withValue } from '../../workspace/plan-tree.ts';
import type { Ask } from '../env.ts';
import { at, type Part } from './part.ts';

const longest = 400;

/** What an address asks to begin a code from, such as words that keep company and a message. */
export function candidateIn(c: Ask): CodeCandidate | undefined {
  const [name, example] = ['name', 'example'].map((key) => (c.req.query(key) ?? '').trim().slice(0, longest));
  return name ? { name, example } : undefined;
}

/** The tree as a form shows it, with a line more among the codes of the facet. Nothing is saved by it. */
export function withCandidate(tree: TreeMap, part: Part, candidate: CodeCandidate | undefined): TreeMap {
  if (!candidate || part.base[0] !== 'codebook') return tree;
  const codes = at(tree, [...part.base, 'codes']);
  const { name, example } = candidate;
  const begun: Tree = { name, ...(example && { examples: [example] }) };
  const listed = [...(Array.isArray(codes) ? codes : []), begun];
  return withValue(tree, [...part.base, 'codes'], listed) as TreeMap;
}
