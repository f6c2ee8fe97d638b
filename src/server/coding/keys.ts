import { type Codebook, codeAddress, codeTree, type Facet } from '../../model/codebook.ts';

/** Keys that coding has for itself: memo, pass over, back, and in the terminal stop. */
const taken = ['m', 's', 'b', 'Q'];
const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * A key for each code: the first letter of its word that is free, so that it is easily remembered, else any free one.
 * That one cannot tell has a digit for each facet. Keys are given to all facets of one side together, so that a code has
 * the same key in every sample; what comes after all letters and capitals has none.
 */
export function keysFor({ facets: all }: Codebook, facets: Facet[]): Map<string, string> {
  const side = all.filter(({ of }) => of === facets[0]?.of);
  const free = new Set([...letters, ...letters.toUpperCase()].filter((key) => !taken.includes(key)));
  const keys = new Map<string, string>();
  const give = (address: string, wanted: string) => {
    const key = [...wanted].find((one) => free.has(one)) ?? [...free][0];
    if (key === undefined) return;
    free.delete(key);
    keys.set(address, key);
  };
  for (const facet of side)
    for (const { code } of codeTree(facet)) give(codeAddress(facet.word, code.word), code.word.toLowerCase());
  side.slice(0, 9).forEach((facet, index) => {
    keys.set(facet.word, String(index + 1));
  });
  const asked = new Set(facets.map(({ word }) => word));
  return new Map([...keys].filter(([address]) => asked.has(address.split('/')[0] ?? '')));
}
