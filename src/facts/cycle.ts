import type { WritingStore } from '../model/store.ts';

/**
 * Damaged exports hold messages that answer each other in a ring, which no walk from the roots reaches. Each
 * ring is cut at its lowest message, which then begins the conversation. Reads `link` and `placed`, fills the
 * temporary table `cut` (message_id), and returns how many rings there were.
 */
export async function cutCycles(store: WritingStore): Promise<number> {
  const [messages, parents] = await store.numbers(
    'SELECT l.message_id, l.parent_id FROM link l ANTI JOIN placed p ON p.message_id = l.message_id',
  );
  const heads = ringHeads(messages, parents);
  if (heads.length > 0) await store.append('temp.cut', [{ type: 'integer', values: heads }]);
  return heads.length;
}

/** The lowest message of each ring among messages given with what they answer. */
export function ringHeads(messages: Float64Array, parents: Float64Array): number[] {
  const parentOf = new Map<number, number>();
  for (let index = 0; index < messages.length; index++) parentOf.set(messages[index], parents[index]);
  const walkOf = new Map<number, number>();
  const heads: number[] = [];
  for (let walk = 0; walk < messages.length; walk++) {
    let at: number | undefined = messages[walk];
    while (at !== undefined && parentOf.has(at) && !walkOf.has(at)) {
      walkOf.set(at, walk);
      at = parentOf.get(at);
    }
    if (at === undefined || walkOf.get(at) !== walk) continue;
    let lowest = at;
    for (let next = parentOf.get(at); next !== undefined && next !== at; next = parentOf.get(next))
      lowest = Math.min(lowest, next);
    heads.push(lowest);
  }
  return heads;
}
