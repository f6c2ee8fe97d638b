import { stream } from '../random.ts';

/**
 * The place of an id in an order drawn at random, from 0 to 1: it depends on seed and words alone, so an item keeps its
 * place whatever else comes or goes, and a longer sample contains the shorter one.
 */
export function placeOf(seed: number, ...words: (string | number)[]): number {
  return stream(seed, ...words).uniform();
}

/** Places of the ids in their drawn order; equal places in the order of their ids. */
export function inDrawnOrder(ids: readonly (string | number)[], seed: number): number[] {
  const place = ids.map((id) => placeOf(seed, 'sample', id));
  return [...ids.keys()].sort((a, b) => place[a] - place[b] || (String(ids[a]) < String(ids[b]) ? -1 : 1));
}
