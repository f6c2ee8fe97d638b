import type { WritingStore } from '../model/store.ts';
import { knownObservation, stagedIds } from './known.ts';

/**
 * The order in which two states of one message compete for its text: a worse encoding never wins (lost
 * characters, then text that had to be repaired, then leftovers of double encoding), a shorter text never
 * wins, then the later export does, then the first kept.
 */
const textOrder = `o.damage, o.repaired, length(o.text) DESC, o.file_end DESC NULLS LAST, o.observation_id`;
const damage = (text: string) =>
  `length(${text}) - length(replace(${text}, chr(65533), '')) + len(regexp_extract_all(${text}, 'Ã.|â€|ðŸ'))`;
const latest = 'ORDER BY o.file_end DESC NULLS LAST, o.observation_id';
const lastKnown = (column: string) =>
  `first(o.${column} ${latest}) FILTER (o.${column} IS NOT NULL) AS ${column}`;

/** Until when a file tells of its messages: a source that was asked tells the moment of asking. */
export const fileEnd = 'coalesce(f.read_at, f.observed_until, f.newest_at)';

const stateColumns = [
  'kind',
  'author',
  'handle',
  'name',
  'text',
  'created_at',
  'precision',
  'parent_native_id',
  'reply_ids',
  'channel',
  'mentions',
  'rating',
  'url',
  'lang',
  'visibility',
  'repaired',
];

const staged = `(SELECT * EXCLUDE (created_ms), make_timestamp((created_ms * 1000)::BIGINT) AS created_at FROM stage)`;

const sameState = (one: string, other: string) =>
  [
    ...['source', 'native_id'].map((column) => `${one}.${column} = ${other}.${column}`),
    ...stateColumns.map((column) => `${one}.${column} IS NOT DISTINCT FROM ${other}.${column}`),
  ].join(' AND ');

/**
 * Takes what `stage` holds and nobody has seen yet into `observation`, and notes the rest as seen again: an export
 * that tells nothing new still says until when nothing new was there.
 * Expects `realiased`; leaves the temporary table `changed_id` (source, native_id) of messages to merge anew.
 */
export async function observe(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE seen AS
    SELECT s.ordinal, s.file_id, o.observation_id, o.file_id AS first_file
    FROM ${staged} s JOIN observation o ON ${sameState('o', 's')}`);
  await store.run(`CREATE TEMP TABLE repeated AS
    SELECT ordinal FROM (
      SELECT ordinal, row_number() OVER (
        PARTITION BY s.source, s.native_id, ${stateColumns.map((column) => `s.${column}`).join(', ')}
        ORDER BY ordinal) AS place
      FROM ${staged} s SEMI JOIN (
        SELECT source, native_id FROM stage GROUP BY source, native_id HAVING count(*) > 1) d
        ON d.source = s.source AND d.native_id = s.native_id)
    WHERE place > 1`);
  // texts stay out of the temporary tables and of the sort: they are most of the memory
  await store.run(`CREATE TEMP TABLE fresh AS
    SELECT s.ordinal, (row_number() OVER (ORDER BY s.ordinal)
        + (SELECT coalesce(max(observation_id), 0) FROM observation))::INTEGER AS observation_id
    FROM stage s
    ANTI JOIN seen ON seen.ordinal = s.ordinal
    ANTI JOIN repeated ON repeated.ordinal = s.ordinal`);
  await store.run(`INSERT INTO observation BY NAME
    SELECT f.observation_id, s.file_id, s.source, s.native_id, ${stateColumns.map((column) => `s.${column}`).join(', ')}
    FROM ${staged} s JOIN fresh f ON f.ordinal = s.ordinal`);
  await store.run(`INSERT INTO sighting
    SELECT DISTINCT file_id, observation_id FROM seen WHERE file_id <> first_file
      AND NOT EXISTS (FROM sighting g WHERE g.file_id = seen.file_id AND g.observation_id = seen.observation_id)`);
  const [{ repeats }] = await store.query<{ repeats: number }>(
    'SELECT count(*)::INTEGER AS repeats FROM repeated',
  );
  // asked first, because the join reads every text
  if (repeats > 0)
    await store.run(`INSERT INTO sighting
    SELECT DISTINCT s.file_id, o.observation_id
    FROM (SELECT t.* FROM ${staged} t SEMI JOIN repeated r ON r.ordinal = t.ordinal
      ANTI JOIN seen ON seen.ordinal = t.ordinal) s
    JOIN observation o ON ${sameState('o', 's')} WHERE o.file_id <> s.file_id`);
  await store.run(
    `CREATE TEMP TABLE changed_id AS FROM ${stagedIds} UNION SELECT source, native_id FROM realiased`,
  );
}

/** How many messages a merge brought anew and how many it changed. */
export interface MergeCounts {
  added: number;
  changed: number;
}

/** Each message of `changed_id` as it shall be: the one state known of it, or what `several` made of many. */
const merged = `(
    SELECT o.observation_id, o.source, o.native_id, o.kind, o.author, o.handle, o.name, o.text, o.created_at, o.precision,
      o.parent_native_id, o.reply_ids, o.channel, o.mentions, o.rating, o.url, o.lang, o.visibility,
      coalesce(g.last_file, o.file_id) AS file_id, f.sides = 'both' OR coalesce(g.both_sides, false) AS both_sides
    FROM ${knownObservation} o SEMI JOIN single s ON s.observation_id = o.observation_id
    JOIN import_file f ON f.file_id = o.file_id LEFT JOIN seen_again g ON g.observation_id = o.observation_id
    UNION ALL BY NAME FROM several)`;

/**
 * Merges the observations of `changed_id` into `message`, field by field, makes placeholders for parents that
 * nobody has seen, and drops those that nobody names any more. Expects `changed_id`, takes `dropped` in, and leaves in it only what did
 * change; leaves the temporary tables `candidate` (the competing states) and `touched` (message_id).
 */
export async function mergeChanged(store: WritingStore): Promise<MergeCounts> {
  await store.run('CREATE TEMP TABLE IF NOT EXISTS dropped (message_id INTEGER)');
  await store.run(`CREATE TEMP TABLE single AS
    SELECT min(o.observation_id) AS observation_id
    FROM ${knownObservation} o SEMI JOIN changed_id c ON c.source = o.source AND c.native_id = o.native_id
    GROUP BY o.source, o.native_id HAVING count(*) = 1`);
  await store.run(`CREATE TEMP TABLE seen_again AS
    SELECT o.observation_id, max(${fileEnd}) AS file_end,
      first(f.file_id ORDER BY ${fileEnd} DESC NULLS LAST, f.file_id DESC) AS last_file,
      bool_or(f.sides = 'both') AS both_sides
    FROM ${knownObservation} o SEMI JOIN sighting s ON s.observation_id = o.observation_id
    SEMI JOIN changed_id c ON c.source = o.source AND c.native_id = o.native_id
    JOIN (SELECT observation_id, file_id FROM sighting UNION ALL SELECT observation_id, file_id FROM observation) g
      ON g.observation_id = o.observation_id
    JOIN import_file f ON f.file_id = g.file_id GROUP BY o.observation_id`);
  await store.run(`CREATE TEMP TABLE contested AS
    SELECT o.observation_id FROM ${knownObservation} o SEMI JOIN changed_id c ON c.source = o.source AND c.native_id = o.native_id
    ANTI JOIN single s ON s.observation_id = o.observation_id`);
  await store.run(`CREATE TEMP TABLE candidate AS
    SELECT o.* EXCLUDE (file_id), o.file_id AS first_file, coalesce(g.last_file, o.file_id) AS file_id,
      coalesce(g.file_end, ${fileEnd}) AS file_end,
      f.sides = 'both' OR coalesce(g.both_sides, false) AS both_sides, ${damage('o.text')} AS damage
    FROM ${knownObservation} o SEMI JOIN contested c ON c.observation_id = o.observation_id
    LEFT JOIN seen_again g ON g.observation_id = o.observation_id
    JOIN import_file f ON f.file_id = o.file_id`);
  await store.run(`CREATE TEMP TABLE several AS
    SELECT o.source, o.native_id, min(o.observation_id) AS observation_id,
      first(o.kind ${latest}) AS kind, first(o.author ${latest}) AS author,
      ${['handle', 'name', 'parent_native_id', 'reply_ids', 'channel', 'mentions', 'rating', 'url', 'lang', 'visibility'].map(lastKnown).join(', ')},
      first(o.text ORDER BY ${textOrder}) AS text,
      first(o.created_at ORDER BY CASE o.precision WHEN 'instant' THEN 0 WHEN 'minute' THEN 1 ELSE 2 END,
        o.file_end DESC NULLS LAST, o.observation_id) AS created_at,
      first(o.precision ORDER BY CASE o.precision WHEN 'instant' THEN 0 WHEN 'minute' THEN 1 ELSE 2 END,
        o.file_end DESC NULLS LAST, o.observation_id) AS precision,
      first(o.file_id ${latest}) AS file_id, bool_or(o.both_sides) AS both_sides
    FROM candidate o GROUP BY o.source, o.native_id`);
  await addAccounts(store);
  // what nobody has seen is not compared, so that its text is not read for it
  await store.run(`CREATE TEMP TABLE due AS
    SELECT m.observation_id, m.source, m.native_id, m.created_at, m.file_id, a.account_id, e.message_id, e.deleted_at,
      e.placeholder AS is_new,
      (e.kind, e.account_id, e.text, e.created_at, e.precision, e.parent_native_id, e.reply_ids, e.channel,
        e.mentions, e.rating, e.url, e.lang, e.visibility)
      IS DISTINCT FROM (m.kind, a.account_id, m.text, m.created_at, m.precision, m.parent_native_id, m.reply_ids,
        m.channel, m.mentions, m.rating, m.url, m.lang, m.visibility) AS told_anew,
      told_anew OR e.both_sides IS DISTINCT FROM m.both_sides AS differs
    FROM ${merged} m JOIN account a ON a.source = m.source AND a.key = lower(m.author)
    JOIN message e ON e.source = m.source AND e.native_id = m.native_id
    UNION ALL
    SELECT m.observation_id, m.source, m.native_id, m.created_at, m.file_id, a.account_id, NULL, NULL, true, true, true
    FROM ${merged} m JOIN account a ON a.source = m.source AND a.key = lower(m.author)
    ANTI JOIN message e ON e.source = m.source AND e.native_id = m.native_id`);
  const [counts] = await store.query<MergeCounts>(`
    SELECT count(*) FILTER (is_new)::INTEGER AS added, count(*) FILTER (told_anew AND NOT is_new)::INTEGER AS changed FROM due`);
  await store.run(`DELETE FROM message WHERE message_id IN (SELECT message_id FROM due WHERE differs)`);
  await store.run(`CREATE TEMP TABLE numbered AS
    SELECT observation_id, account_id, deleted_at,
      coalesce(message_id, (row_number() OVER (PARTITION BY message_id IS NULL ORDER BY created_at, native_id)
        + (SELECT value::INTEGER FROM meta WHERE key = 'last_message_id')))::INTEGER AS message_id
    FROM due WHERE differs`);
  await store.run(`INSERT INTO message BY NAME
    SELECT m.* EXCLUDE (observation_id, author, handle, name), n.account_id, n.message_id,
      coalesce(n.deleted_at, w.since) AS deleted_at, false AS placeholder
    FROM ${merged} m JOIN numbered n ON n.observation_id = m.observation_id
    LEFT JOIN withheld w ON w.source = m.source AND w.native_id = m.native_id AND w.reason = 'gone'`);
  await rememberLastId(store);
  await store.run(
    'CREATE TEMP TABLE touched AS SELECT message_id FROM numbered UNION SELECT message_id FROM dropped',
  );
  await store.run(`UPDATE message SET file_id = d.file_id FROM due d
    WHERE d.message_id = message.message_id AND NOT d.differs AND d.file_id IS DISTINCT FROM message.file_id`);
  await store.run(`DELETE FROM changed_id c USING due d
    WHERE d.source = c.source AND d.native_id = c.native_id AND NOT d.differs`);
  await addPlaceholders(store);
  await dropIdlePlaceholders(store);
  return counts;
}

/** New authors become accounts; a name or handle that a later export tells replaces an older one. */
async function addAccounts(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE author_seen AS
    SELECT source, lower(author) AS key, any_value(author) AS native_id,
      max(handle) AS handle, max(name) AS name
    FROM ${merged} GROUP BY source, lower(author)`);
  await store.run(`UPDATE account SET handle = coalesce(s.handle, account.handle), name = coalesce(s.name, account.name)
    FROM author_seen s WHERE s.source = account.source AND s.key = account.key
      AND (coalesce(s.handle, account.handle) IS DISTINCT FROM account.handle
        OR coalesce(s.name, account.name) IS DISTINCT FROM account.name)`);
  await store.run(`INSERT INTO account BY NAME
    SELECT (row_number() OVER (ORDER BY s.source, s.key)
        + (SELECT coalesce(max(account_id), 0) FROM account))::INTEGER AS account_id,
      s.source, s.key, s.native_id, s.handle, s.name
    FROM author_seen s ANTI JOIN account a ON a.source = s.source AND a.key = s.key`);
}

/** A parent that is named and not there gets a place of its own, filled when it arrives. */
async function addPlaceholders(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE missing_parent AS
    SELECT m.source, m.parent_native_id AS native_id, bool_or(m.both_sides) AS both_sides
    FROM message m SEMI JOIN touched t ON t.message_id = m.message_id
    WHERE m.parent_native_id IS NOT NULL
      AND NOT EXISTS (FROM message p WHERE p.source = m.source AND p.native_id = m.parent_native_id)
    GROUP BY m.source, m.parent_native_id`);
  await store.run(`INSERT INTO message BY NAME
    SELECT source, native_id, both_sides, true AS placeholder,
      (row_number() OVER (ORDER BY source, native_id)
        + (SELECT value::INTEGER FROM meta WHERE key = 'last_message_id'))::INTEGER AS message_id
    FROM missing_parent`);
  await rememberLastId(store);
  await store.run(`INSERT INTO touched
    SELECT m.message_id FROM message m SEMI JOIN missing_parent p ON p.source = m.source AND p.native_id = m.native_id`);
}

async function dropIdlePlaceholders(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE idle AS
    SELECT m.message_id FROM message m ANTI JOIN message c ON c.source = m.source AND c.parent_native_id = m.native_id
    WHERE m.placeholder`);
  await store.run('DELETE FROM message USING idle WHERE idle.message_id = message.message_id');
  await store.run('INSERT INTO touched SELECT message_id FROM idle');
}

/**
 * Texts of equal standing that differ: same damage, same length, same end of export. Brings the list of conflicts
 * up to date for what was merged and returns how many are new. Expects `candidate`.
 */
export async function recordConflicts(store: WritingStore): Promise<number> {
  await store.run(`CREATE TEMP TABLE conflict_now AS
    SELECT DISTINCT o.first_file AS file_id, o.source, o.native_id, m.text AS kept, o.text AS other
    FROM candidate o JOIN message m ON m.source = o.source AND m.native_id = o.native_id
    JOIN candidate k ON k.source = o.source AND k.native_id = o.native_id AND k.text = m.text
    WHERE o.text <> m.text AND length(o.text) = length(m.text)
      AND o.damage = k.damage AND o.repaired = k.repaired AND o.file_end IS NOT DISTINCT FROM k.file_end`);
  const same = 'n.source = c.source AND n.native_id = c.native_id AND n.kept = c.kept AND n.other = c.other';
  await store.run(`CREATE TEMP TABLE new_conflict AS FROM conflict_now n ANTI JOIN conflict c ON ${same}`);
  await store.run(`DELETE FROM conflict WHERE rowid IN (
    SELECT c.rowid FROM conflict c JOIN message m ON m.source = c.source AND m.native_id = c.native_id
    WHERE (c.kept <> m.text OR EXISTS (FROM candidate k WHERE k.source = c.source AND k.native_id = c.native_id)
        OR (SELECT count(*) FROM ${knownObservation} o WHERE o.source = c.source AND o.native_id = c.native_id) < 2)
      AND NOT EXISTS (FROM conflict_now n WHERE ${same}))`);
  await store.run('INSERT INTO conflict SELECT * FROM new_conflict');
  const [{ n }] = await store.query<{ n: number }>('SELECT count(*)::INTEGER AS n FROM new_conflict');
  return n;
}

/** Numbers are never given twice, so that a fact cannot come to speak of another message. */
async function rememberLastId(store: WritingStore): Promise<void> {
  await store.run(`UPDATE meta SET value = greatest(value::INTEGER,
    (SELECT coalesce(max(message_id), 0) FROM message))::VARCHAR WHERE key = 'last_message_id'`);
}
