import type { Random } from '../stats/random.ts';

/** One of the things, each equally likely. */
export function pick<T>(random: Random, from: readonly T[]): T {
  return from[random.integer(0, from.length - 1)];
}

/** One of the keys, each as likely as its weight. */
export function weighted<K extends string>(random: Random, weights: Partial<Record<K, number>>): K {
  const entries = Object.entries(weights) as [K, number][];
  return entries[
    weightedIndex(
      random,
      entries.map(([, weight]) => weight),
    )
  ][0];
}

/** An index, each as likely as its weight. */
export function weightedIndex(random: Random, weights: readonly number[]): number {
  let left = random.uniform() * weights.reduce((sum, one) => sum + one, 0);
  for (let at = 0; at < weights.length - 1; at++) {
    left -= weights[at];
    if (left < 0) return at;
  }
  return weights.length - 1;
}

/** A time with the mean given. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.uniform());
}

/** A time with the median given; `spread` is the standard deviation of its logarithm. */
export function logNormal(random: Random, median: number, spread: number): number {
  return median * Math.exp(spread * random.normal());
}

/** A count with the mean given, by multiplying uniforms (Knuth); for means below some hundreds. */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random.uniform();
  let count = 0;
  while (product > limit) {
    product *= random.uniform();
    count++;
  }
  return count;
}
