import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
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
  const generator = xoroshiro128plus(seed | 0);
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
