import { adjustedRand, assign, type Clusters, clustersOf } from './clusters.ts';
import { wordsOf } from './plain-words.ts';
import { along, directionsOf } from './svd.ts';
import { type TypicalWord, typicalWords, wordCounts } from './typical-words.ts';
import { tfidf, vocabularyOf } from './vocabulary.ts';

/** Texts that seem to be about the same thing: a candidate for a code, never a finding. */
export interface Theme {
  /** Texts in it. */
  size: number;
  /** The most typical words, the most typical first. */
  words: TypicalWord[];
  /** Places of the most typical texts, the most typical first; the same words in another text count once. */
  typical: number[];
  /** Places of all its texts. */
  texts: number[];
  /** Mean cosine of its texts with its middle. */
  cohesion: number;
}

export interface Themes {
  /** The largest first. */
  themes: Theme[];
  /** How alike the themes of two halves of the texts are: 1 the same, 0 as chance has it. */
  stability: number;
  /** The same for each number of themes that was tried. */
  tried: { themes: number; stability: number }[];
  /** Texts that share no word with others, and are in no theme. */
  apart: number;
}

export interface ThemeOptions {
  /** From 0 to 1, and standard normal. */
  random: { uniform(): number; normal(): number };
  /** Numbers of themes that are tried. */
  tries?: readonly number[];
  /** Directions that texts are compared in. */
  rank?: number;
  /** Typical words and texts that are told of each theme. */
  told?: { words: number; texts: number };
}

/** Fewer texts show no themes. */
export const fewestTexts = 100;

/** Of more texts so many are drawn to learn the directions and middles from, and so many to find how many themes there are. */
const mostLearnt = 3000;
const mostCompared = 2000;
const draws = 3;
const slack = 0.02;

/**
 * Themes that emerge from texts: their weighed words, in the first directions of the matrix of texts and words, parted by
 * spherical k-means. How many there are is chosen by stability: three times the texts are halved at random, each half is
 * parted alone and all texts go to the nearest middle of either; the number whose two partitions are most alike
 * (adjusted Rand index, mean of three) is taken, of numbers within 0.02 of that the smallest. Undefined for fewer than 100
 * texts that share words. Yields between steps, so that who drives it can let others have their turn.
 */
export function* emergentThemes(
  texts: readonly string[],
  { random, tries = [3, 4, 5, 6, 8, 10, 12, 15], rank = 50, told = { words: 12, texts: 5 } }: ThemeOptions,
): Generator<void, Themes | undefined> {
  const words = texts.map((text) =>
    wordsOf(text).filter((word) => /[\p{L}\p{Extended_Pictographic}]/u.test(word) && !/^<.*>$/.test(word)),
  );
  yield;
  const vocabulary = vocabularyOf(words, { fewest: 3, most: 0.15, limit: 10_000 });
  const vectors = words.map((of) => tfidf(of, vocabulary));
  yield;
  const usable = vectors.filter(({ at }) => at.length > 0);
  if (usable.length < fewestTexts) return undefined;
  const uniform = () => random.uniform();
  const learnt = drawn(usable, mostLearnt, uniform);
  const directions = yield* directionsOf(learnt, vocabulary.words.length, rank, () => random.normal());
  const points = vectors.map((vector) => along(vector, directions));
  yield;
  const placed = points.filter((_, i) => vectors[i].at.length > 0);
  const compared = drawn(placed, mostCompared, uniform);
  const possible = tries.filter((k) => usable.length >= 20 * k);
  const tried: Themes['tried'] = [];
  for (const themes of possible) {
    let sum = 0;
    for (let draw = 0; draw < draws; draw++) {
      sum += halvesAgree(compared, themes, uniform);
      yield;
    }
    tried.push({ themes, stability: sum / draws });
  }
  const best = Math.max(...tried.map(({ stability }) => stability));
  const chosen = tried.find(({ stability }) => stability >= best - slack);
  if (!chosen) return undefined;
  const { centres } = clustersOf(drawn(placed, mostLearnt, uniform), chosen.themes, uniform, {
    starts: 6,
    rounds: 20,
  });
  yield;
  const clusters = assign(points, centres);
  return {
    themes: clusters.centres
      .map((_, c) => themeOf(c, clusters, points, words, told))
      .filter(({ size }) => size > 0)
      .sort((a, b) => b.size - a.size || a.texts[0] - b.texts[0]),
    stability: chosen.stability,
    tried,
    apart: clusters.of.filter((cluster) => cluster < 0).length,
  };
}

/** At most so many of the items, by the first steps of a shuffle. */
function drawn<T>(items: readonly T[], most: number, uniform: () => number): T[] {
  const left = [...items];
  const count = Math.min(most, left.length);
  for (let k = 0; k < count; k++) {
    const at = k + Math.floor(uniform() * (left.length - k));
    [left[k], left[at]] = [left[at], left[k]];
  }
  return left.slice(0, count);
}

function halvesAgree(points: readonly Float64Array[], k: number, uniform: () => number): number {
  const halves: [Float64Array[], Float64Array[]] = [[], []];
  for (const point of points) halves[uniform() < 0.5 ? 0 : 1].push(point);
  const [a, b] = halves.map(
    (half) => assign(points, clustersOf(half, k, uniform, { starts: 2, rounds: 20 }).centres).of,
  );
  return adjustedRand(a, b);
}

function themeOf(
  cluster: number,
  { of, centres }: Clusters,
  points: readonly Float64Array[],
  words: readonly string[][],
  told: { words: number; texts: number },
): Theme {
  const texts = [...of.keys()].filter((i) => of[i] === cluster);
  const others = [...of.keys()].filter((i) => of[i] !== cluster);
  const near = (i: number) => points[i].reduce((sum, x, d) => sum + x * centres[cluster][d], 0);
  const cosines = new Map(texts.map((i) => [i, near(i)]));
  const seen = new Set<string>();
  const typical = [...texts]
    .sort((a, b) => (cosines.get(b) ?? 0) - (cosines.get(a) ?? 0) || a - b)
    .filter((i) => {
      const key = words[i].join(' ');
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, told.texts);
  return {
    size: texts.length,
    words: typicalWords(wordCounts(texts.map((i) => words[i])), wordCounts(others.map((i) => words[i])))
      .filter(({ z }) => z > 1.96)
      .slice(0, told.words),
    typical,
    texts,
    cohesion: texts.reduce((sum, i) => sum + (cosines.get(i) ?? 0), 0) / texts.length,
  };
}
