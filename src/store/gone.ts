import type { Gone } from '../model/connector.ts';
import type { WritingStore } from '../model/store.ts';

/**
 * Marks messages that are no longer at their source, from `at` on (ISO UTC), and adds them to the temporary table
 * `touched`. What was marked before keeps its moment. Returns how many are newly gone.
 */
export async function markGone(store: WritingStore, gone: Gone[], at: string): Promise<number> {
  if (gone.length === 0) return 0;
  await store.run(
    `CREATE TEMP TABLE gone_now AS
    SELECT m.message_id FROM message m SEMI JOIN (
      SELECT DISTINCT g.source, g.nativeId FROM (
        SELECT unnest(from_json($gone, '[{"source":"VARCHAR","nativeId":"VARCHAR"}]')) AS g)) k
      ON k.source = m.source AND k.nativeId = m.native_id
    WHERE NOT m.placeholder AND m.deleted_at IS NULL`,
    { gone: JSON.stringify(gone) },
  );
  await store.run(
    `UPDATE message SET deleted_at = $at::TIMESTAMP WHERE message_id IN (SELECT message_id FROM gone_now)`,
    { at },
  );
  await store.run(`INSERT INTO touched SELECT message_id FROM gone_now
    WHERE message_id NOT IN (SELECT message_id FROM touched)`);
  const [{ n }] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM gone_now');
  return n;
}
