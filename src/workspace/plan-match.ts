import { sameTree, type Tree } from './plan-tree.ts';

/** Pairs the items of two lists: the same ones first, then what stands between them in order. */
export function matchLists(has: Tree[], wanted: Tree[]): { from?: number; to?: number }[] {
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
