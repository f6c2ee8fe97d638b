import { describe, expect, it } from 'vitest';
import { cosine, denseDot, sparseDot, sparseOf, unit } from './sparse.ts';
import { tfidf, vocabularyOf } from './vocabulary.ts';

const texts = [
  ['pump', 'leaks'],
  ['pump', 'pump', 'valve'],
  ['valve', 'order'],
  ['seal', 'order'],
];

describe('a vocabulary', () => {
  it('holds the words of several texts, the most frequent first, and not those of most', () => {
    expect(vocabularyOf(texts).words).toEqual(['order', 'pump', 'valve']);
    expect(vocabularyOf(texts, { fewest: 1, limit: 4 }).words).toEqual(['order', 'pump', 'valve', 'leaks']);
    expect(
      vocabularyOf([
        ['a', 'b'],
        ['a', 'b'],
        ['a', 'c'],
        ['a', 'c'],
      ]).words,
    ).toEqual(['b', 'c']);
  });

  it('weighs as the documentation of scikit-learn does, by smooth inverse document frequency', () => {
    // scikit-learn, "Feature extraction": six texts, a term in 6 of them weighs 1, in 1 of them 1 + ln(7/2) = 2.2528
    const six = [['a', 'c'], ['a'], ['a'], ['a'], ['a', 'b'], ['a', 'c']];
    const { words, idf } = vocabularyOf(six, { fewest: 1, most: 1 });
    expect(words).toEqual(['a', 'c', 'b']);
    expect([...idf].map((value) => value.toFixed(4))).toEqual(['1.0000', '1.8473', '2.2528']);
    const counted = tfidf(['a', 'a', 'a', 'b'], vocabularyOf(six, { fewest: 1, most: 1 }));
    const raw = [1 + Math.log(3), 2.252763];
    const length = Math.hypot(...raw);
    expect([...counted.value].map((v) => v.toFixed(5))).toEqual(raw.map((v) => (v / length).toFixed(5)));
  });

  it('gives a text without known words an empty vector', () => {
    const empty = tfidf(['unknown'], vocabularyOf(texts));
    expect(empty.at).toHaveLength(0);
    expect(cosine(empty, empty)).toBe(0);
  });
});

describe('sparse vectors', () => {
  it('multiply as dense ones do', () => {
    const a = sparseOf(
      new Map([
        [5, 2],
        [1, 3],
      ]),
    );
    const b = sparseOf(
      new Map([
        [1, 4],
        [2, 9],
        [5, -1],
      ]),
    );
    expect([...a.at]).toEqual([1, 5]);
    expect(sparseDot(a, b)).toBe(10);
    expect(denseDot(a, [0, 4, 9, 0, 0, -1])).toBe(10);
    expect(cosine(a, b)).toBeCloseTo(10 / Math.sqrt(13 * 98), 6);
    expect(cosine(unit(a), unit(a))).toBeCloseTo(1, 6);
  });
});
