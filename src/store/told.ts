import type { ValueCounts } from '../model/import.ts';
import type { WritingStore } from '../model/store.ts';
import { type Family, type FamilyColumn, families } from './told-family.ts';

const none: ValueCounts = { added: 0, changed: 0, same: 0 };

/**
 * Takes the staged points, totals and respondents in: a state that nobody has told becomes a row, one that is known
 * is noted as told again, and of several states of one thing the one in the newest import holds.
 */
export async function observeTold(store: WritingStore): Promise<ValueCounts> {
  let counts = none;
  for (const family of families) {
    const { table } = family;
    if (!(await any(store, `temp.stage_${table}`))) continue;
    const { identity, all } = lists(family);
    await store.run(`CREATE TEMP TABLE told AS SELECT file_id, ${casts(family)} FROM stage_${table}`);
    await remember(store, family, `SELECT DISTINCT ${identity} FROM told`);
    await store.run(`INSERT INTO ${table} (value_id, ${all})
      SELECT (row_number() OVER () + (SELECT value::INTEGER FROM meta WHERE key = 'last_value_id'))::INTEGER, fresh.*
      FROM (SELECT DISTINCT ${all} FROM told t
        WHERE NOT EXISTS (FROM ${table} p WHERE ${same(family, 'p', 't')}) ORDER BY ALL) fresh`);
    await store.run(`UPDATE meta SET value = greatest(value::INTEGER,
      (SELECT coalesce(max(value_id), 0) FROM ${table}))::VARCHAR WHERE key = 'last_value_id'`);
    await store.run(`INSERT INTO value_sighting
      SELECT DISTINCT t.file_id, p.value_id FROM told t JOIN ${table} p ON ${same(family, 'p', 't')}`);
    counts = plus(counts, await compared(store, family));
    await store.run('DROP TABLE told');
  }
  return counts;
}

/** Whether a value is staged that does not hold yet, or that this connection has not told before. */
export async function tellsNewValue(store: WritingStore, connection: string): Promise<boolean> {
  for (const family of families) {
    const { table } = family;
    // else every value that there is would be looked through for nothing
    if (!(await any(store, `temp.stage_${table}`))) continue;
    const found = await store.query(
      `SELECT 1 AS one FROM (SELECT ${casts(family)} FROM stage_${table}) t
      WHERE NOT EXISTS (FROM ${table}_now p JOIN value_sighting s ON s.value_id = p.value_id
        JOIN import_file f ON f.file_id = s.file_id
        WHERE f.connection = $connection AND ${same(family, 'p', 't')}) LIMIT 1`,
      { connection },
    );
    if (found.length > 0) return true;
  }
  return false;
}

/** Takes back what only the files of these imports tell; what another one tells too is as the newest of those tells it. */
export async function takeBackTold(
  store: WritingStore,
  importIds: number[],
): Promise<{ removed: number; restored: number }> {
  const file = `file_id IN (SELECT file_id FROM import_file
    WHERE import_id IN (SELECT unnest(from_json($ids, '["INTEGER"]'))))`;
  const params = { ids: JSON.stringify(importIds) };
  await store.run(
    `CREATE TEMP TABLE withdrawn AS SELECT DISTINCT value_id FROM value_sighting WHERE ${file}`,
    params,
  );
  if (!(await any(store, 'temp.withdrawn'))) return { removed: 0, restored: 0 };
  for (const family of families) {
    const { identity } = lists(family);
    await remember(
      store,
      family,
      `SELECT DISTINCT ${identity} FROM ${family.table} SEMI JOIN withdrawn USING (value_id)`,
    );
  }
  await store.run(`DELETE FROM value_sighting WHERE ${file}`, params);
  let removed = 0;
  let restored = 0;
  for (const family of families) {
    await store.run(`DELETE FROM ${family.table} WHERE value_id IN (
      SELECT value_id FROM withdrawn ANTI JOIN value_sighting USING (value_id))`);
    const [{ before }] = await store.query<{ before: number }>(
      `SELECT count(*)::INTEGER AS before FROM before_${family.table}`,
    );
    const now = await compared(store, family);
    removed += before - now.added - now.changed - now.same;
    restored += now.changed;
  }
  return { removed, restored };
}

/** Keeps which state of each named thing holds, in `before_TABLE`. */
async function remember(store: WritingStore, family: Family, named: string): Promise<void> {
  const { table, identity } = family;
  await store.run(`CREATE TEMP TABLE before_${table} AS
    SELECT n.*, b.value_id FROM (${named}) n LEFT JOIN ${table}_now b ON ${match(identity, 'b', 'n')}`);
}

/** What has become of the things in `before_TABLE`. */
async function compared(store: WritingStore, { table, identity }: Family): Promise<ValueCounts> {
  const [counts] = await store.query<ValueCounts>(`SELECT
      count(*) FILTER (b.value_id IS NULL)::INTEGER AS added,
      count(*) FILTER (b.value_id <> a.value_id)::INTEGER AS changed,
      count(*) FILTER (b.value_id = a.value_id)::INTEGER AS same
    FROM before_${table} b JOIN ${table}_now a ON ${match(identity, 'a', 'b')}`);
  return counts;
}

async function any(store: WritingStore, table: string): Promise<boolean> {
  return (await store.query(`SELECT 1 AS one FROM ${table} LIMIT 1`)).length > 0;
}

function lists({ identity, state }: Family): { identity: string; all: string } {
  const names = (columns: FamilyColumn[]) => columns.map(({ name }) => name).join(', ');
  return { identity: names(identity), all: names([...identity, ...state]) };
}

function casts({ identity, state }: Family): string {
  return [...identity, ...state]
    .map(({ name, cast }) => (cast ? `${name}::${cast} AS ${name}` : name))
    .join(', ');
}

function match(columns: FamilyColumn[], one: string, other: string): string {
  return columns.map(({ name }) => `${one}.${name} = ${other}.${name}`).join(' AND ');
}

function same({ identity, state }: Family, one: string, other: string): string {
  const equal = state.map(({ name }) => `${one}.${name} IS NOT DISTINCT FROM ${other}.${name}`);
  return [match(identity, one, other), ...equal].join(' AND ');
}

function plus(one: ValueCounts, other: ValueCounts): ValueCounts {
  return {
    added: one.added + other.added,
    changed: one.changed + other.changed,
    same: one.same + other.same,
  };
}
