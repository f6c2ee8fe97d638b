import type { Store } from '../model/store.ts';

/** Whether somebody from outside answered a message of ours. */
export type TakenUp = 'answered' | 'not-answered' | 'unknown';

/**
 * **Taken up**: a message of our side that somebody from outside answered directly. Unknown where the data hold only our
 * side, or where replies of its conversation are known to be missing and none of those present answers it.
 */
export async function takenUp(store: Store, ids: number[]): Promise<Map<number, TakenUp>> {
  if (ids.length === 0) return new Map();
  const rows = await store.query<{ id: number; state: TakenUp }>(
    `SELECT t.message_id AS id,
      CASE WHEN EXISTS (FROM turn a WHERE a.parent_id = t.message_id AND NOT a.own AND NOT a.placeholder AND NOT a.repost)
          THEN 'answered'
        WHEN c.sides = 'own' OR coalesce(v.completeness, 'unknown') <> 'complete' THEN 'unknown'
        ELSE 'not-answered' END AS state
    FROM turn t JOIN channel c ON c.channel_id = t.channel_id
    LEFT JOIN conversation v ON v.conversation_id = t.conversation_id
    WHERE t.message_id IN (SELECT unnest(from_json($ids, '["INTEGER"]')))`,
    { ids: JSON.stringify(ids) },
  );
  return new Map(rows.map(({ id, state }) => [id, state]));
}
