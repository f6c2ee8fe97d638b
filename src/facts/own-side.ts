import type { Plan } from '../model/plan.ts';
import type { WritingStore } from '../model/store.ts';

/**
 * **Own side**: the accounts that speak for us. The plan names them; for a source for which it names
 * none, the imported files do. An account that was connected is ours in any case. Each own account is a channel. Keeps the table `own_account`; returns whether it changed.
 */
export async function refreshOwnSide(store: WritingStore, plan: Plan): Promise<boolean> {
  await store.run('CREATE TEMP TABLE own_named (source VARCHAR, name VARCHAR)');
  const named = Object.entries(plan.own).flatMap(([source, names]) =>
    names.map((name) => ({ source, name: name.replace(/^@/, '').toLowerCase() })),
  );
  if (named.length > 0) {
    await store.append('temp.own_named', [
      { type: 'text', values: named.map(({ source }) => source) },
      { type: 'text', values: named.map(({ name }) => name) },
    ]);
  }
  // where the same bytes were read more than once, the last reading says who is ours
  await store.run(`INSERT INTO own_named
    WITH standing AS (
      SELECT f.file_id, f.own_accounts, f.connection FROM import_file f LEFT JOIN import i ON i.import_id = f.import_id
      WHERE coalesce(i.state, 'done') = 'done'
      QUALIFY row_number() OVER (PARTITION BY f.sha256 ORDER BY f.file_id DESC) = 1),
    told AS (
      SELECT DISTINCT file_id, source FROM observation
      UNION SELECT DISTINCT g.file_id, o.source FROM sighting g JOIN observation o ON o.observation_id = g.observation_id)
    SELECT DISTINCT t.source, lower(n.name)
    FROM (SELECT file_id, connection, unnest(from_json(own_accounts, '["VARCHAR"]')) AS name FROM standing) n
    JOIN told t ON t.file_id = n.file_id
    WHERE n.connection IS NOT NULL OR NOT EXISTS (FROM own_named p WHERE p.source IN (lower(t.source), '*'))`);
  // a company that never spoke still has a channel in which people wrote to it
  await store.run(`INSERT INTO account BY NAME
    SELECT (row_number() OVER (ORDER BY n.source, n.name)
        + (SELECT coalesce(max(account_id), 0) FROM account))::INTEGER AS account_id,
      n.source, n.name AS key, n.name AS native_id
    FROM (SELECT DISTINCT * FROM own_named) n WHERE n.source <> '*'
      AND NOT EXISTS (FROM account a WHERE lower(a.source) = lower(n.source) AND (a.key = n.name OR lower(a.handle) = n.name))`);
  await store.run(`CREATE TEMP TABLE own_now AS
    SELECT a.account_id, a.source, a.key, coalesce(lower(a.handle), a.key) AS handle_key,
      CASE WHEN count(DISTINCT a.source) OVER (PARTITION BY lower(coalesce(a.handle, a.native_id))) > 1
        THEN a.source || ':' ELSE '' END || coalesce(a.handle, a.native_id) AS word
    FROM account a WHERE EXISTS (FROM own_named n
      WHERE (lower(n.source) = lower(a.source) OR n.source = '*') AND (n.name = a.key OR n.name = lower(a.handle)))`);
  const [{ differ }] = await store.query<{ differ: number }>(`SELECT (
    (SELECT count(*) FROM (FROM own_now EXCEPT FROM own_account))
    + (SELECT count(*) FROM (FROM own_account EXCEPT FROM own_now)))::INTEGER AS differ`);
  if (differ === 0) return false;
  await store.run('DELETE FROM own_account');
  await store.run('INSERT INTO own_account SELECT * FROM own_now');
  return true;
}
