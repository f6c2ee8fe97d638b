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
