import { type Sparse, sparseOf, unit } from './sparse.ts';

/** The words that vectors are made of, with how many texts hold each. */
export interface Vocabulary {
  words: string[];
  place: Map<string, number>;
  /** Texts that hold the word, by its place. */
  texts: Int32Array;
  /** All texts that were looked at. */
  size: number;
  /** log((1 + size) / (1 + texts)) + 1, the smooth inverse document frequency. */
  idf: Float64Array;
}

/**
 * The vocabulary of texts, given as their words: those in at least `fewest` texts and at most the share `most` of them,
 * the `limit` most frequent where there are more. Words that are equally frequent stand in the order of their letters.
 */
export function vocabularyOf(
  texts: Iterable<readonly string[]>,
  { fewest = 2, most = 0.5, limit = 20_000 } = {},
): Vocabulary {
  const counts = new Map<string, number>();
  let size = 0;
  for (const words of texts) {
    size++;
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const kept = [...counts]
    .filter(([, count]) => count >= fewest && count <= Math.max(fewest, most * size))
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, limit);
  return {
    words: kept.map(([word]) => word),
    place: new Map(kept.map(([word], at) => [word, at])),
    texts: Int32Array.from(kept, ([, count]) => count),
    size,
    idf: Float64Array.from(kept, ([, count]) => Math.log((1 + size) / (1 + count)) + 1),
  };
}

/**
 * A text's weights on the vocabulary, (1 + log count) times inverse document frequency (Salton and Buckley 1988,
 * Inf. Process. Manag. 24), of length 1; empty where it has no known word.
 */
export function tfidf(words: readonly string[], vocabulary: Vocabulary): Sparse {
  const counts = new Map<number, number>();
  for (const word of words) {
    const at = vocabulary.place.get(word);
    if (at !== undefined) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  for (const [at, count] of counts) counts.set(at, (1 + Math.log(count)) * vocabulary.idf[at]);
  return unit(sparseOf(counts));
}
