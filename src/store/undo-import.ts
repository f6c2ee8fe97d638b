import { Problem } from '../model/problem.ts';
import type { WritingStore } from '../model/store.ts';
import type { Database } from './database.ts';
import { type IngestWorld, raiseDataVersion } from './ingest.ts';
import { knownObservation } from './known.ts';
import { mergeChanged, recordConflicts } from './merge.ts';
import { redrawAliases } from './recognise.ts';
import { takeBackTold } from './told.ts';

/**
 * Takes an import back: what only it brought is gone, what an earlier or later import had too is as that one
 * tells it. Acts stay, and hold again when the message comes back. Throws a Problem for an unknown import.
 */
export async function undoImport(
  db: Database,
  importId: number,
  world: Pick<IngestWorld, 'now' | 'who' | 'plan' | 'refresh'>,
): Promise<{ removed: number; restored: number; values?: { removed: number; restored: number } }> {
  const [found] = await db.store.query<{ state: string }>(
    'SELECT state FROM import WHERE import_id = $importId::INTEGER',
    { importId },
  );
  if (!found) throw new Problem(`There is no import ${importId}.`, 'The import page lists those there are.');
  if (found.state === 'undone') throw new Problem(`Import ${importId} is undone already.`);
  return db.transaction((store) => takeBack(store, [importId], world));
}

/** Takes standing imports back, inside a transaction. */
export async function takeBack(
  store: WritingStore,
  importIds: number[],
  world: Pick<IngestWorld, 'plan' | 'refresh'>,
): Promise<{ removed: number; restored: number; values?: { removed: number; restored: number } }> {
  const ofThem = `import_id IN (SELECT unnest(from_json($ids, '["INTEGER"]')))`;
  const file = `file_id IN (SELECT file_id FROM import_file WHERE ${ofThem})`;
  const params = { ids: JSON.stringify(importIds) };
  await store.run(
    `CREATE TEMP TABLE heir AS
      SELECT observation_id, min(file_id)::INTEGER AS file_id FROM sighting s
      WHERE NOT (s.${file}) AND observation_id IN (SELECT observation_id FROM observation WHERE ${file})
      GROUP BY observation_id`,
    params,
  );
  await store.run(
    `CREATE TEMP TABLE told_id AS
      SELECT DISTINCT source, native_id FROM observation
      WHERE ${file} OR observation_id IN (SELECT observation_id FROM sighting WHERE ${file})`,
    params,
  );
  await store.run(`DELETE FROM sighting WHERE ${file}`, params);
  await store.run(
    'DELETE FROM sighting s USING heir h WHERE h.observation_id = s.observation_id AND h.file_id = s.file_id',
  );
  await store.run(
    'UPDATE observation SET file_id = heir.file_id FROM heir WHERE heir.observation_id = observation.observation_id',
  );
  for (const table of ['observation', 'metric_snapshot', 'conflict', 'same_message'])
    await store.run(`DELETE FROM ${table} WHERE ${file}`, params);
  // what looked alike does so no more where one of the two is in no file any longer
  await store.run(`DELETE FROM same_message WHERE how <> 'named' AND EXISTS (FROM told_id t
      WHERE t.source = same_message.source AND t.native_id IN (same_message.one, same_message.other)
        AND NOT EXISTS (FROM observation o WHERE o.source = t.source AND o.native_id = t.native_id)
        AND NOT EXISTS (FROM gone_print g WHERE g.source = t.source AND g.native_id = t.native_id))`);
  await redrawAliases(store);
  await store.run(`CREATE TEMP TABLE changed_id AS
      SELECT t.source, coalesce(a.same_as, t.native_id) AS native_id FROM told_id t
        LEFT JOIN alias a ON a.source = t.source AND a.native_id = t.native_id
      UNION SELECT source, native_id FROM realiased`);
  await store.run(`CREATE TEMP TABLE gone AS
      SELECT m.message_id, m.source, m.native_id FROM message m
      SEMI JOIN changed_id c ON c.source = m.source AND c.native_id = m.native_id
      ANTI JOIN ${knownObservation} o ON o.source = m.source AND o.native_id = m.native_id`);
  await store.run('DELETE FROM message USING gone WHERE gone.message_id = message.message_id');
  const [{ removed }] = await store.query<{ removed: number }>(
    'SELECT count(*)::INTEGER AS removed FROM gone',
  );
  // a removed message that others answer is a placeholder again; the merge drops it where nobody does any more
  await store.run(`INSERT INTO message BY NAME
      SELECT g.message_id, g.source, g.native_id, true AS placeholder, bool_or(c.both_sides) AS both_sides
      FROM gone g JOIN message c ON c.source = g.source AND c.parent_native_id = g.native_id
      GROUP BY g.message_id, g.source, g.native_id`);
  const { changed } = await mergeChanged(store);
  await recordConflicts(store);
  await store.run('INSERT INTO touched SELECT message_id FROM gone');
  const values = await takeBackTold(store, importIds);
  await store.run(`UPDATE import SET state = 'undone' WHERE ${ofThem}`, params);
  await world.refresh(store, 'touched', world.plan);
  await raiseDataVersion(store);
  return { removed, restored: changed, ...(values.removed + values.restored > 0 ? { values } : {}) };
}
