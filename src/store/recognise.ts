import type { WritingStore } from '../model/store.ts';
import { findAlike } from './match.ts';
import { type Edge, sameAs } from './same-as.ts';

/** What was recognised in an import. */
export interface Recognised {
  /** Rows matched with a message known under an id of another kind. */
  matched: number;
  /** Rows that look like more than one such message, or share it with another row, and so stay apart. */
  apart: number;
}

/**
 * Finds the messages of `stage` that are known under another id: by what their rows say, then by what they are. From
 * then on each is kept under one id, and what was kept under another is taken out of `message`, to be merged anew.
 * Leaves the temporary tables of `takeApart`.
 */
export async function recognise(store: WritingStore): Promise<Recognised> {
  const [{ named }] = await store.query<{ named: boolean }>('SELECT EXISTS (FROM stage_alias) AS named');
  if (named) {
    await store.run(`INSERT INTO same_message
      SELECT DISTINCT source, native_id, alias, file_id, 'named' FROM stage_alias s
      WHERE NOT EXISTS (FROM same_message k WHERE k.source = s.source AND k.one = s.native_id AND k.other = s.alias
        AND k.file_id = s.file_id)`);
    await drawAliases(store);
  }
  const alike = await findAlike(store);
  if (alike) await drawAliases(store);
  await takeApart(store);
  return alike ? countAlike(store) : { matched: 0, apart: 0 };
}

async function countAlike(store: WritingStore): Promise<Recognised> {
  const [counts] = await store.query<Recognised>(`
    SELECT (count(*) FILTER (NOT apart AND is_new))::INTEGER AS matched, (count(*) FILTER (apart))::INTEGER AS apart FROM (
      SELECT l.source, l.one, bool_or(l.is_new) AS is_new,
        bool_or(coalesce(ka.same_as, l.one) <> coalesce(kt.same_as, l.other)) AS apart
      FROM look_alike l
      LEFT JOIN alias ka ON ka.source = l.source AND ka.native_id = l.one
      LEFT JOIN alias kt ON kt.source = l.source AND kt.native_id = l.other
      GROUP BY l.source, l.one)`);
  return counts;
}

/** Brings `alias` up to date with `same_message` after an import was taken back. Leaves the temporary tables of `takeApart`. */
export async function redrawAliases(store: WritingStore): Promise<void> {
  await drawAliases(store);
  await takeApart(store);
}

/**
 * Takes what is kept under an id that is now another one's out of `message`. Leaves the temporary tables `realiased`
 * (source, native_id: what to merge anew) and `dropped` (message_id: what was taken out).
 */
async function takeApart(store: WritingStore): Promise<void> {
  await store.run(changed);
  await store.run(`CREATE TEMP TABLE dropped AS
    SELECT m.message_id, m.source, m.native_id FROM message m
    SEMI JOIN alias a ON a.source = m.source AND a.native_id = m.native_id`);
  await store.run(`CREATE TEMP TABLE realiased AS
    SELECT source, same_as AS native_id FROM alias_changed
    UNION SELECT source, native_id FROM alias_changed WHERE now_own
    UNION SELECT m.source, m.native_id FROM message m
      SEMI JOIN alias_changed c ON c.source = m.source AND c.native_id = m.parent_native_id`);
  await store.run('DELETE FROM message WHERE message_id IN (SELECT message_id FROM dropped)');
}

const changed =
  'CREATE TEMP TABLE IF NOT EXISTS alias_changed (source VARCHAR, native_id VARCHAR, same_as VARCHAR, now_own BOOLEAN)';

/** Draws `alias` from `same_message`; what differs from before is added to the temporary table `alias_changed`. */
async function drawAliases(store: WritingStore): Promise<void> {
  await store.run(changed);
  const edges = await store.query<Edge>(
    `SELECT source, one, other, bool_or(how = 'named') AS named FROM same_message
    GROUP BY source, one, other ORDER BY source, one, other`,
  );
  await store.run(
    `CREATE OR REPLACE TEMP TABLE alias_now AS
    SELECT e.source, e.native_id, e.same_as FROM (
      SELECT unnest(from_json($rows, '[{"source":"VARCHAR","native_id":"VARCHAR","same_as":"VARCHAR"}]'), recursive := true)) e`,
    { rows: JSON.stringify(sameAs(edges)) },
  );
  await store.run(`INSERT INTO alias_changed
    SELECT n.source, n.native_id, n.same_as, false FROM alias_now n
      ANTI JOIN alias a ON a.source = n.source AND a.native_id = n.native_id AND a.same_as = n.same_as
    UNION ALL SELECT a.source, a.native_id, a.same_as, NOT EXISTS (
        FROM alias_now n WHERE n.source = a.source AND n.native_id = a.native_id)
      FROM alias a ANTI JOIN alias_now n ON a.source = n.source AND a.native_id = n.native_id AND a.same_as = n.same_as`);
  await store.run('DELETE FROM alias');
  await store.run('INSERT INTO alias BY NAME FROM alias_now');
}
