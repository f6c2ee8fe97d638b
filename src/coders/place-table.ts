import { places } from '../text/hashed.ts';
import type { Sparse } from '../text/sparse.ts';

/** The places of the hashed vectors that the codings speak of, numbered without gaps. */
export interface PlaceTable {
  size: number;
  /** By place: its number, or -1. */
  number: Int32Array;
}

/**
 * Numbers the places of texts that `holds` counted at least twice, the `limit` most frequent where there are more.
 * The count is not of the texts themselves: whether a part is kept then says nothing of which other text is among them.
 */
export function compactPlaces(
  texts: Iterable<Iterable<number>>,
  holds: ArrayLike<number>,
  limit: number,
): PlaceTable {
  const found = new Set<number>();
  for (const parts of texts) for (const place of parts) if (holds[place] >= 2) found.add(place);
  const kept = [...found].sort((a, b) => holds[b] - holds[a] || a - b).slice(0, Math.max(1, limit));
  const number = new Int32Array(places).fill(-1);
  kept.forEach((place, at) => {
    number[place] = at;
  });
  return { size: kept.length, number };
}

/** The vector on the numbered places; what no coding speaks of can have no weight and is left out. */
export function placed({ at, value }: Sparse, { number }: PlaceTable): Sparse {
  let count = 0;
  for (const place of at) if (number[place] >= 0) count++;
  const places = new Int32Array(count);
  const values = new Float32Array(count);
  for (let k = 0, next = 0; k < at.length; k++) {
    const place = number[at[k]];
    if (place < 0) continue;
    places[next] = place;
    values[next++] = value[k];
  }
  return { at: places, value: values };
}
