import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { normalQuantile } from './normal.ts';

/** A stream of random numbers that the seed fixes; each call moves it on. */
export interface Random {
  /** From 0 (inclusive) to 1 (exclusive), with 53 random bits. */
  uniform(): number;
  /** A whole number from `from` to `to`, both inclusive. */
  integer(from: number, to: number): number;
  /** Standard normal, by inversion, so one uniform each. */
  normal(): number;
}

/** The stream of a seed (a whole number, its lowest 32 bits count): xoroshiro128+ of Blackman and Vigna. */
export function seeded(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`);
  return randomOf(xoroshiro128plus(seed | 0));
}

/**
 * A stream of its own for each path of words under a seed, such as `stream(1, 'answers', 'message 12')`: what one
 * draws moves no other. The state of 128 bits is a hash of seed and words (cyrb128, public domain, after MurmurHash3).
 */
export function stream(seed: number, ...words: (string | number)[]): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`a seed is a whole number, not ${seed}`);
  return randomOf(xoroshiro128plusFromState(hashed([seed, ...words].join('\u001f'))));
}

function hashed(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  // a state of zeros only would stay there
  return [(a ^ b ^ c ^ d) | 0, (b ^ a) | 0, (c ^ a) | 0, d ^ a || 1];
}

function randomOf(generator: RandomGenerator): Random {
  const uniform = () => uniformFloat64(generator);
  return {
    uniform,
    integer(from, to) {
      if (!(Number.isSafeInteger(from) && Number.isSafeInteger(to) && from <= to))
        throw new RangeError(`integer requires whole numbers from <= to, not ${from} and ${to}`);
      return uniformInt(generator, from, to);
    },
    normal: () => normalQuantile(uniform() || 2 ** -54),
  };
}

/**
 * Draws `count` of the indices 0 to `size` - 1 without replacement, every set and order equally likely
 * (the first steps of a Fisher-Yates shuffle). A count beyond the size draws all.
 */
export function sample(random: Random, size: number, count: number): number[] {
  const moved = new Map<number, number>();
  const drawn: number[] = [];
  for (let k = 0; k < Math.min(count, size); k++) {
    const at = random.integer(k, size - 1);
    drawn.push(moved.get(at) ?? at);
    moved.set(at, moved.get(k) ?? k);
  }
  return drawn;
}
