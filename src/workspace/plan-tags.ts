import { z } from 'zod';

/** A tree of words: a word, a list of words, or words by word. */
export type TagTree = string | TagTree[] | { [word: string]: TagTree };

/** The part `tags` of plan.yaml. */
export const tagsSchema: z.ZodType<TagTree, TagTree> = z.lazy(() =>
  z.union([z.string(), z.array(tagsSchema), z.record(z.string(), tagsSchema)], 'is no tree of tags'),
);

/** Tags as paths (`product/seals`), each after the one that it belongs to. */
export function tagsOf(tree: TagTree | undefined, above: string[] = []): string[] {
  if (tree === undefined || tree === '') return [];
  if (typeof tree === 'string')
    return tree.split(',').flatMap((word) => (word.trim() ? [[...above, word.trim()].join('/')] : []));
  if (Array.isArray(tree)) return [...new Set(tree.flatMap((one) => tagsOf(one, above)))];
  return [
    ...new Set(
      Object.entries(tree).flatMap(([word, below]) => [
        [...above, word].join('/'),
        ...tagsOf(below, [...above, word]),
      ]),
    ),
  ];
}

/** The tree of tags given as paths; words that have nothing below them stand in a list wherever they can. */
export function tagTree(paths: string[]): TagTree {
  const clean = [
    ...new Set(
      paths.map((path) =>
        path
          .split('/')
          .map((word) => word.trim())
          .filter(Boolean)
          .join('/'),
      ),
    ),
  ];
  const tops = [...new Set(clean.filter(Boolean).map((path) => path.split('/')[0] as string))];
  const below = tops.map((top): [string, string[]] => [
    top,
    clean.filter((path) => path.startsWith(`${top}/`)).map((path) => path.slice(top.length + 1)),
  ]);
  if (below.every(([, paths]) => paths.length === 0)) return tops;
  return Object.fromEntries(below.map(([top, paths]) => [top, paths.length > 0 ? tagTree(paths) : []]));
}
