import type { Store } from '../model/store.ts';
import type { Database } from './database.ts';
import { addTouched, markGone } from './gone.ts';
import { type IngestWorld, raiseDataVersion } from './ingest.ts';

/** So many messages at most are looked after in one sweep; the rest in the next. */
export const sweepAtMost = 500;

/**
 * Messages of a connection that it is time to look after, whether they are still at their source: those of conversations on
 * our own channels, daily for 30 days after they were written, weekly up to a year, then every 30 days. Those that were
 * waited for longest come first. Of ids that are addresses only those at the connection's own server, since no other is asked.
 */
export async function dueForSweep(
  store: Store,
  connection: string,
  now: string,
  most = sweepAtMost,
): Promise<string[]> {
  const rows = await store.query<{ id: string }>(
    `WITH mine AS (
      SELECT o.source, o.native_id, max(f.read_at) AS read_at, any_value(c.origin) AS origin
      FROM (SELECT observation_id, file_id FROM observation UNION ALL SELECT observation_id, file_id FROM sighting) g
      JOIN observation o ON o.observation_id = g.observation_id
      JOIN import_file f ON f.file_id = g.file_id JOIN connection c ON c.name = f.connection
      WHERE f.connection = $connection GROUP BY o.source, o.native_id),
    aged AS (
      SELECT m.source, m.native_id, greatest(k.read_at, coalesce(s.swept_at, k.read_at)) AS looked_at,
        CASE WHEN m.created_at > $now::TIMESTAMP - to_days(30) THEN to_days(1)
          WHEN m.created_at > $now::TIMESTAMP - to_years(1) THEN to_days(7) ELSE to_days(30) END AS pause
      FROM mine k JOIN message m ON m.source = k.source AND m.native_id = k.native_id
      JOIN turn t ON t.message_id = m.message_id
      LEFT JOIN swept s ON s.source = m.source AND s.native_id = m.native_id
      WHERE t.channel_id IS NOT NULL AND NOT m.placeholder AND m.deleted_at IS NULL
        AND (NOT regexp_matches(m.native_id, '^https?://') OR starts_with(m.native_id, k.origin || '/'))
        AND NOT EXISTS (FROM withheld w WHERE w.source = m.source AND w.native_id = m.native_id AND w.reason <> 'expired'))
    SELECT native_id AS id FROM aged WHERE looked_at + pause <= $now::TIMESTAMP
    ORDER BY looked_at + pause, native_id LIMIT ${Math.trunc(most)}`,
    { connection, now },
  );
  return rows.map(({ id }) => id);
}

/**
 * Asks after the messages that are due and removes the texts of those that are gone. What `gone` throws leaves all as it was:
 * a host that cannot be asked has deleted nothing. Returns how many were asked after and how many of them are gone.
 */
export async function sweep(
  db: Database,
  one: { connection: string; source: string; gone(ids: readonly string[]): Promise<string[]> },
  world: Pick<IngestWorld, 'now' | 'who' | 'plan' | 'refresh'>,
): Promise<{ asked: number; gone: number }> {
  const { connection, source } = one;
  const ids = await dueForSweep(db.store, connection, world.now);
  if (ids.length === 0) return { asked: 0, gone: 0 };
  const asked = new Set(ids);
  const absent = (await one.gone(ids)).filter((id) => asked.has(id));
  const params = { connection, source, now: world.now, ids: JSON.stringify(ids) };
  const gone = await db.transaction(async (store) => {
    const list = `(SELECT unnest(from_json($ids, '["VARCHAR"]')))`;
    await store.run(`DELETE FROM swept WHERE source = $source AND native_id IN ${list}`, params);
    await store.run(
      `INSERT INTO swept SELECT m.source, m.native_id, $now::TIMESTAMP FROM message m
      WHERE m.source = $source AND m.native_id IN ${list}`,
      params,
    );
    await store.run('UPDATE connection SET swept_at = $now::TIMESTAMP WHERE name = $connection', params);
    if (absent.length === 0) return 0;
    await addTouched(store);
    const found = await markGone(
      store,
      absent.map((nativeId) => ({ source, nativeId })),
      world.now,
      world.who,
    );
    await world.refresh(store, 'touched', world.plan);
    await raiseDataVersion(store);
    return found;
  });
  return { asked: ids.length, gone };
}
