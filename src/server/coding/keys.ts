import { codeAddress, codeTree, type Facet } from '../../model/codebook.ts';

/** Keys that the coding page has for itself: memo, skip, back, meanings. */
const taken = ['m', 's', 'b', '?'];
const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * A key for each code: the first letter of its word that is free, so that it is easily remembered, else any free one.
 * That one cannot tell has a digit for each facet. The same facets always have the same keys; what comes after all
 * letters and capitals has none.
 */
export function keysFor(facets: Facet[]): Map<string, string> {
  const free = new Set([...letters, ...letters.toUpperCase()].filter((key) => !taken.includes(key)));
  const keys = new Map<string, string>();
  const give = (address: string, wanted: string) => {
    const key = [...wanted].find((one) => free.has(one)) ?? [...free][0];
    if (key === undefined) return;
    free.delete(key);
    keys.set(address, key);
  };
  for (const facet of facets)
    for (const { code } of codeTree(facet)) give(codeAddress(facet.word, code.word), code.word.toLowerCase());
  facets.slice(0, 9).forEach((facet, index) => {
    keys.set(facet.word, String(index + 1));
  });
  return keys;
}
