import { placeOf } from '../sampling/place.ts';

/** Items to learn from and items to label, both by their places. */
export interface Fold {
  learn: number[];
  label: number[];
}

/**
 * Folds for cross-fitting (Chernozhukov et al. 2018; Zrnic and Candes 2024, Cross-PPI): all items, coded or not, fall
 * into `count` folds by their cluster (conversation, or copies of one text), and a coder that learnt from the codes
 * outside a fold labels all of it. So no item is labelled by a coder that saw its code or that of its cluster. The fold
 * of a cluster depends on seed and id alone.
 */
export function foldsOf(
  clusters: readonly (string | number)[],
  isCoded: (item: number) => boolean,
  { count = 5, seed = 1 } = {},
): Fold[] {
  if (!(Number.isInteger(count) && count >= 2))
    throw new RangeError(`there are 2 folds at least, not ${count}`);
  const folds = Array.from({ length: count }, (): Fold => ({ learn: [], label: [] }));
  for (const [item, cluster] of clusters.entries()) {
    const own = Math.floor(placeOf(seed, 'fold', cluster) * count);
    folds[own].label.push(item);
    if (isCoded(item)) for (const [k, fold] of folds.entries()) if (k !== own) fold.learn.push(item);
  }
  return folds.filter(({ label }) => label.length > 0);
}

/** Scores of all items, each from a coder that learnt outside of its fold. `fit` gets places to learn from and places to label. */
export function crossFitted(
  folds: readonly Fold[],
  fit: (learn: readonly number[], label: readonly number[]) => ArrayLike<number>,
): Float64Array {
  const scores = new Float64Array(folds.reduce((sum, { label }) => sum + label.length, 0));
  for (const { learn, label } of folds) {
    const found = fit(learn, label);
    if (found.length !== label.length)
      throw new RangeError(`a coder was asked for ${label.length} scores and gave ${found.length}`);
    for (const [k, item] of label.entries()) scores[item] = found[k];
  }
  return scores;
}
