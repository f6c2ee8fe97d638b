import type { WritingStore } from '../model/store.ts';

/** The id of a message and what stands in its place from now on. */
export interface Renamed {
  source: string;
  nativeId: string;
  stand: string;
}

/**
 * Puts other ids in the place of ids of messages wherever one is kept: in what was imported, what is staged, and what
 * people did. A placeholder for a message that has come is gone. Leaves the temporary table `renamed`.
 */
export async function renameIds(store: WritingStore, ids: Renamed[]): Promise<void> {
  await store.run('CREATE TEMP TABLE renamed (source VARCHAR, native_id VARCHAR, stand VARCHAR)');
  if (ids.length === 0) return;
  await store.append('temp.renamed', [
    { type: 'text', values: ids.map(({ source }) => source) },
    { type: 'text', values: ids.map(({ nativeId }) => nativeId) },
    { type: 'text', values: ids.map(({ stand }) => stand) },
  ]);
  const staged = await stagedTables(store);
  const both = ['observation', 'message', ...(staged.includes('stage') ? ['temp.stage'] : [])];
  const idOnly = [
    'metric_snapshot',
    'conflict',
    'act',
    ...(staged.includes('stage_metric') ? ['temp.stage_metric'] : []),
  ];
  for (const table of [...both, ...idOnly]) await rename(store, table, 'native_id');
  for (const table of both) {
    await rename(store, table, 'parent_native_id');
    await renameReplies(store, table);
  }
  for (const [table, columns] of Object.entries(otherIds))
    for (const column of columns) await rename(store, table, column);
}

/** Where one id stands for another. */
const otherIds = { same_message: ['one', 'other'], alias: ['native_id', 'same_as'] };

async function stagedTables(store: WritingStore): Promise<string[]> {
  const rows = await store.query<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE temporary AND table_name IN ('stage', 'stage_metric')",
  );
  return rows.map(({ name }) => name);
}

async function rename(store: WritingStore, table: string, column: string): Promise<void> {
  await store.run(`UPDATE ${table} SET ${column} = r.stand FROM renamed r
    WHERE r.source = ${alias(table)}.source AND r.native_id = ${alias(table)}.${column}`);
}

/** Ids stand beside each other in one text, in their order. */
async function renameReplies(store: WritingStore, table: string): Promise<void> {
  const row = alias(table);
  await store.run(`CREATE TEMP TABLE reply_renamed AS
    SELECT n.source, n.reply_ids, string_agg(coalesce(r.stand, n.id), ' ' ORDER BY n.place) AS stand
    FROM (SELECT DISTINCT source, reply_ids, unnest(string_split(reply_ids, ' ')) AS id,
        generate_subscripts(string_split(reply_ids, ' '), 1) AS place
      FROM ${table} WHERE reply_ids IS NOT NULL
        AND list_has_any(string_split(reply_ids, ' '), (SELECT list(native_id) FROM renamed))) n
    LEFT JOIN renamed r ON r.source = n.source AND r.native_id = n.id
    GROUP BY n.source, n.reply_ids HAVING count(r.stand) > 0`);
  await store.run(`UPDATE ${table} SET reply_ids = r.stand FROM reply_renamed r
    WHERE r.source = ${row}.source AND r.reply_ids = ${row}.reply_ids`);
  await store.run('DROP TABLE temp.reply_renamed');
}

function alias(table: string): string {
  return table.replace('temp.', '');
}
