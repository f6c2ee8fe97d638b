import { wordsOf } from '../../text/plain-words.ts';
import { cosine, type Sparse, sparseOf } from '../../text/sparse.ts';
import { tfidf, vocabularyOf } from '../../text/vocabulary.ts';

/** A text that may be quoted, or only stands for what people say. */
export interface Candidate {
  id: number;
  text: string;
  /** Who wrote it: nobody is quoted twice. */
  account: number;
  /** False where coders differ on it, or it is too short: it counts for the centre and is never quoted. */
  quotable: boolean;
}

/** Texts chosen to be quoted: the most typical first, and the least. */
export interface Typical {
  typical: number[];
  atypical?: number;
}

/**
 * Chooses what to quote. The centre is the mean of the TF-IDF vectors of all texts; typical are those nearest to it by
 * cosine, atypical is the one farthest from it. Nobody is quoted twice, nor are the same words, and equals go by id.
 */
export function typicalOf(candidates: readonly Candidate[], many: number): Typical {
  const words = candidates.map(({ text }) => wordsOf(text));
  // what most texts share is what they have in common: no word is too frequent here
  const vocabulary = vocabularyOf(words, { fewest: 1, most: 1 });
  const vectors = words.map((one) => tfidf(one, vocabulary));
  const centre = meanOf(vectors);
  const near = candidates
    .map(({ id, account, quotable }, i) => ({
      id,
      account,
      quotable,
      said: words[i].join(' '),
      cosine: cosine(vectors[i], centre),
    }))
    .filter(({ quotable }) => quotable)
    .sort((a, b) => b.cosine - a.cosine || a.id - b.id);
  const quoted = new Set<number | string>();
  const typical: number[] = [];
  for (const { id, account, said } of near) {
    if (typical.length === many) break;
    if (quoted.has(account) || quoted.has(said)) continue;
    quoted.add(account).add(said);
    typical.push(id);
  }
  const atypical = near.findLast(({ account, said }) => !quoted.has(account) && !quoted.has(said));
  return { typical, ...(atypical && { atypical: atypical.id }) };
}

function meanOf(vectors: readonly Sparse[]): Sparse {
  const sums = new Map<number, number>();
  for (const { at, value } of vectors)
    at.forEach((place, i) => {
      sums.set(place, (sums.get(place) ?? 0) + value[i] / vectors.length);
    });
  return sparseOf(sums);
}
