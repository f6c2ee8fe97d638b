import { allocate } from './allocate.ts';
import { inDrawnOrder } from './place.ts';

/** A random sample: places of the items, in the order in which they are to be coded, and each one's chance to be drawn. */
export interface Drawn {
  item: number;
  /** To be stored with the item for good: its code counts 1 / probability. */
  probability: number;
  stratum?: string;
}

/** Simple random sample of `size` of the ids. */
export function drawSimple(ids: readonly (string | number)[], size: number, seed: number): Drawn[] {
  const taken = Math.min(size, ids.length);
  return inDrawnOrder(ids, seed)
    .slice(0, taken)
    .map((item) => ({ item, probability: taken / ids.length }));
}

/**
 * Random sample by stratum, in an order in which each stratum keeps pace with its share of the sample, so that whoever stops
 * early has something of each. `wanted` says how many of each stratum (see `allocate`); without it they are
 * proportional.
 */
export function drawStratified(
  ids: readonly (string | number)[],
  stratum: readonly string[],
  size: number,
  seed: number,
  wanted?: Readonly<Record<string, number>>,
): Drawn[] {
  const members = new Map<string, number[]>();
  for (const item of inDrawnOrder(ids, seed)) {
    const known = members.get(stratum[item]);
    if (known) known.push(item);
    else members.set(stratum[item], [item]);
  }
  const sizes = Object.fromEntries([...members].map(([name, items]) => [name, items.length]));
  const counts = wanted ?? allocate(sizes, size);
  const drawn = [...members].flatMap(([name, items]) => {
    const taken = Math.min(items.length, counts[name] ?? 0);
    return items.slice(0, taken).map((item, k) => ({
      at: (k + 0.5) / taken,
      drawn: { item, probability: taken / items.length, stratum: name },
    }));
  });
  return drawn.sort((a, b) => a.at - b.at || a.drawn.item - b.drawn.item).map(({ drawn: one }) => one);
}

/**
 * Random sample of whole clusters (conversations), all of whose items are coded together: clusters in their drawn order
 * until `size` items are reached, at least one. An item's chance is that of its cluster.
 */
export function drawClusters(cluster: readonly (string | number)[], size: number, seed: number): Drawn[] {
  const items = new Map<string | number, number[]>();
  for (const [item, name] of cluster.entries()) {
    const known = items.get(name);
    if (known) known.push(item);
    else items.set(name, [item]);
  }
  const names = [...items.keys()];
  const wanted = Math.ceil(size / (cluster.length / names.length) - 1e-9);
  const taken = Math.min(names.length, Math.max(1, wanted));
  return inDrawnOrder(names, seed)
    .slice(0, taken)
    .flatMap((at) => items.get(names[at]) as number[])
    .map((item) => ({ item, probability: taken / names.length }));
}
