import { foldText, wordsOfFolded } from './plain-words.ts';
import type { Sparse } from './sparse.ts';

/** Places of the hashed vectors: a million, so that few of a text's parts share one. */
export const places = 2 ** 20;

/** Of longer texts the beginning is read: no message of a platform is so long. */
const longestText = 20_000;

/** What the parts of a text weigh by how many of the texts looked at hold them. */
export interface HashedWeights {
  /** Texts that were looked at. */
  size: number;
  /** How many of them hold a part, by its place. */
  holds: Uint32Array;
  /** Inverse document frequency by place. */
  idf: Float32Array;
}

/** Parts of one text: their places, in the order in which they first stand there, and how often each does. */
export interface Parts {
  at: Int32Array;
  count: Float32Array;
}

// how often each place was met in the text at hand; cleaned after each text
const met = new Uint16Array(places);
let touched = new Int32Array(4096);
let touches = 0;

/**
 * The parts of a text by the place their hash gives them: words and pairs of words (even places), and runs of three to
 * five letters within a word (odd places), which see through endings and slips of the pen and work in languages that
 * write no spaces.
 */
export function partsOf(text: string): Parts {
  const words = wordsOfFolded(foldText(text.slice(0, longestText)));
  touches = 0;
  let before = 0;
  for (let k = 0; k < words.length; k++) {
    const word = words[k];
    const hash = hashOf(word);
    add(hash, 0);
    if (k > 0) add(Math.imul(before, 0x5bd1e995) ^ hash, 0);
    before = hash;
    addRuns(word);
  }
  const at = touched.slice(0, touches);
  const count = new Float32Array(touches);
  for (let k = 0; k < touches; k++) {
    count[k] = met[at[k]];
    met[at[k]] = 0;
  }
  return { at, count };
}

const shortest = 3;
const longest = 5;
const edge = 32;

function addRuns(word: string): void {
  const end = word.length;
  for (let from = -1; from <= end - 1; from++) {
    let hash = 0x2f0b4c47;
    for (let k = 0; k < longest && from + k <= end; k++) {
      const at = from + k;
      const code = at < 0 || at === end ? edge : word.charCodeAt(at);
      hash = Math.imul(hash ^ code, 0x01000193);
      if (k + 1 >= shortest) add(Math.imul(hash, k + 31), 1);
    }
  }
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let k = 0; k < word.length; k++) hash = Math.imul(hash ^ word.charCodeAt(k), 0x01000193);
  return hash;
}

/** The last step of MurmurHash3 spreads the bits; the lowest says which family a part is of. */
function add(hash: number, family: 0 | 1): void {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  h ^= h >>> 16;
  const place = (h & (places / 2 - 1)) * 2 + family;
  if (met[place]++ > 0) return;
  if (touches === touched.length) {
    const more = new Int32Array(2 * touches);
    more.set(touched);
    touched = more;
  }
  touched[touches++] = place;
}

/** Counts in how many texts each part stands, one text at a time: `add` each, then `weights`. */
export function partsCounter(): { add(text: string): void; weights(): HashedWeights } {
  const holds = new Uint32Array(places);
  let size = 0;
  return {
    add(text) {
      size++;
      for (const place of partsOf(text).at) holds[place]++;
    },
    weights: () => ({
      size,
      holds,
      idf: Float32Array.from(holds, (count) => Math.log((1 + size) / (1 + count)) + 1),
    }),
  };
}

/**
 * A text's weights, (1 + log count) times inverse document frequency; words and runs of letters each of length
 * sqrt(1/2), so that the whole is of length 1 and long words do not speak louder than short ones. In no order of places.
 */
export function hashedVector(text: string, { idf }: HashedWeights): Sparse {
  const { at, count: value } = partsOf(text);
  const squares = [0, 0];
  for (let k = 0; k < at.length; k++) {
    value[k] = (value[k] === 1 ? 1 : 1 + Math.log(value[k])) * idf[at[k]];
    squares[at[k] & 1] += value[k] * value[k];
  }
  const [words, runs] = squares.map((sum) => (sum > 0 ? Math.SQRT1_2 / Math.sqrt(sum) : 0));
  for (let k = 0; k < at.length; k++) value[k] *= at[k] & 1 ? runs : words;
  return { at, value };
}
