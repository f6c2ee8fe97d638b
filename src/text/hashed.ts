import { foldText, wordsOfFolded } from './plain-words.ts';
import { type Sparse, sparseOf } from './sparse.ts';

/** Places of the hashed vectors: a million, so that few of a text's parts share one. */
export const places = 2 ** 20;

/** Of longer texts the beginning is read: no message of a platform is so long. */
const longestText = 20_000;

/** What the parts of a text weigh by how many of the texts looked at hold them. */
export interface HashedWeights {
  /** Texts that were looked at. */
  size: number;
  /** Inverse document frequency by place. */
  idf: Float32Array;
}

/**
 * The parts of a text by the place their hash gives them, with how often each stands there: words and pairs of words
 * (even places), and runs of three to five letters within a word (odd places), which see through endings and slips of
 * the pen and work in languages that write no spaces.
 */
export function partsOf(text: string): Map<number, number> {
  const words = wordsOfFolded(foldText(text.slice(0, longestText)));
  const counts = new Map<number, number>();
  let before = 0;
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    const hash = hashOf(word, seedOfWord);
    add(counts, hash, 0);
    if (k > 0) add(counts, Math.imul(before, 0x5bd1e995) ^ hash, 0);
    before = hash;
    runsOf(counts, word);
  }
  return counts;
}

const seedOfWord = 0x811c9dc5;
const shortest = 3;
const longest = 5;
const edge = 32;

function runsOf(counts: Map<number, number>, word: string): void {
  const end = word.length;
  for (let from = -1; from <= end - 1; from++) {
    let hash = 0x2f0b4c47;
    for (let k = 0; k < longest && from + k <= end; k++) {
      const at = from + k;
      const code = at < 0 || at === end ? edge : word.charCodeAt(at);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (k + 1 >= shortest) add(counts, Math.imul(hash, k + 31), 1);
    }
  }
}

function hashOf(word: string, seed: number): number {
  let hash = seed;
  for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193);
  return hash;
}

/** The last step of MurmurHash3 spreads the bits; the lowest says which family a part is of. */
function add(counts: Map<number, number>, hash: number, family: 0 | 1): void {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  const place = ((h >>> 0) % (places / 2)) * 2 + family;
  counts.set(place, (counts.get(place) ?? 0) + 1);
}

/** Counts in how many texts each part stands, one text at a time: `add` each, then `weights`. */
export function partsCounter(): { add(text: string): void; weights(): HashedWeights } {
  const holds = new Uint32Array(places);
  let size = 0;
  return {
    add(text) {
      size++;
      for (const place of partsOf(text).keys()) holds[place]++;
    },
    weights: () => ({
      size,
      idf: Float32Array.from(holds, (count) => Math.log((1 + size) / (1 + count)) + 1),
    }),
  };
}

/**
 * A text's weights, (1 + log count) times inverse document frequency; words and runs of letters each of length
 * sqrt(1/2), so that the whole is of length 1 and long words do not speak louder than short ones.
 */
export function hashedVector(text: string, { idf }: HashedWeights): Sparse {
  const counts = partsOf(text);
  const squares = [0, 0];
  for (const [place, count] of counts) {
    const value = (1 + Math.log(count)) * idf[place];
    counts.set(place, value);
    squares[place & 1] += value * value;
  }
  const scale = squares.map((sum) => (sum > 0 ? Math.SQRT1_2 / Math.sqrt(sum) : 0));
  for (const [place, value] of counts) counts.set(place, value * scale[place & 1]);
  return sparseOf(counts);
}
