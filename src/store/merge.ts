import type { WritingStore } from '../model/store.ts';

/**
 * The order in which two states of one message compete for its text: a worse encoding never wins (lost
 * characters, then text that had to be repaired, then leftovers of double encoding), a shorter text never
 * wins, then the later export does, then the first kept.
 */
const textOrder = `
  length(o.text) - length(replace(o.text, chr(65533), '')) + len(regexp_extract_all(o.text, 'Ã.|â€|ðŸ')),
  o.repaired, length(o.text) DESC, o.file_end DESC NULLS LAST, o.observation_id`;
const latest = 'ORDER BY o.file_end DESC NULLS LAST, o.observation_id';
const lastKnown = (column: string) =>
  `first(o.${column} ${latest}) FILTER (o.${column} IS NOT NULL) AS ${column}`;

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

/**
 * Takes what `stage` holds and nobody has seen yet into `observation`, and notes the rest as seen again.
 * Leaves the temporary table `changed_id` (source, native_id) of messages to merge anew.
 */
export async function observe(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE stage_state AS
    SELECT * EXCLUDE (created_ms), make_timestamp((created_ms * 1000)::BIGINT) AS created_at FROM stage`);
  await store.run(`CREATE TEMP TABLE seen AS
    SELECT s.ordinal, s.file_id, o.observation_id, o.file_id AS first_file
    FROM stage_state s JOIN observation o ON o.source = s.source AND o.native_id = s.native_id
    WHERE ${stateColumns.map((column) => `o.${column} IS NOT DISTINCT FROM s.${column}`).join(' AND ')}`);
  await store.run(`CREATE TEMP TABLE repeated AS
    SELECT ordinal FROM (
      SELECT ordinal, row_number() OVER (
        PARTITION BY s.source, s.native_id, ${stateColumns.map((column) => `s.${column}`).join(', ')}
        ORDER BY ordinal) AS place
      FROM stage_state s SEMI JOIN (
        SELECT source, native_id FROM stage_state GROUP BY source, native_id HAVING count(*) > 1) d
        ON d.source = s.source AND d.native_id = s.native_id)
    WHERE place > 1`);
  await store.run(`CREATE TEMP TABLE fresh AS
    SELECT s.* FROM stage_state s
    ANTI JOIN seen ON seen.ordinal = s.ordinal
    ANTI JOIN repeated ON repeated.ordinal = s.ordinal`);
  await store.run(`INSERT INTO observation BY NAME
    SELECT (row_number() OVER (ORDER BY ordinal)
        + (SELECT coalesce(max(observation_id), 0) FROM observation))::INTEGER AS observation_id,
      file_id, source, native_id, ${stateColumns.join(', ')} FROM fresh`);
  await store.run(`INSERT INTO sighting
    SELECT DISTINCT file_id, observation_id FROM seen WHERE file_id <> first_file
      AND NOT EXISTS (FROM sighting g WHERE g.file_id = seen.file_id AND g.observation_id = seen.observation_id)`);
  await store.run('CREATE TEMP TABLE changed_id AS SELECT DISTINCT source, native_id FROM fresh');
}

/** How many messages a merge brought anew and how many it changed. */
export interface MergeCounts {
  added: number;
  changed: number;
}

/**
 * Merges the observations of `changed_id` into `message`, field by field, makes placeholders for parents that
 * nobody has seen, and leaves the temporary table `touched` (message_id). Expects `changed_id`.
 */
export async function mergeChanged(store: WritingStore): Promise<MergeCounts> {
  await store.run(`CREATE TEMP TABLE candidate AS
    SELECT o.*, coalesce(f.observed_until, f.newest_at) AS file_end, f.sides = 'both' AS both_sides,
      count(*) OVER (PARTITION BY o.source, o.native_id) AS states
    FROM observation o SEMI JOIN changed_id c ON c.source = o.source AND c.native_id = o.native_id
    JOIN import_file f ON f.file_id = o.file_id`);
  await store.run(`CREATE TEMP TABLE merged AS
    SELECT source, native_id, kind, author, handle, name, text, created_at, precision, parent_native_id,
      reply_ids, channel, mentions, rating, url, lang, visibility, file_id, both_sides
    FROM candidate WHERE states = 1
    UNION ALL BY NAME
    SELECT o.source, o.native_id, first(o.kind ${latest}) AS kind, first(o.author ${latest}) AS author,
      ${['handle', 'name', 'parent_native_id', 'reply_ids', 'channel', 'mentions', 'rating', 'url', 'lang', 'visibility'].map(lastKnown).join(', ')},
      first(o.text ORDER BY ${textOrder}) AS text,
      first(o.created_at ORDER BY CASE o.precision WHEN 'instant' THEN 0 WHEN 'minute' THEN 1 ELSE 2 END,
        o.file_end DESC NULLS LAST, o.observation_id) AS created_at,
      first(o.precision ORDER BY CASE o.precision WHEN 'instant' THEN 0 WHEN 'minute' THEN 1 ELSE 2 END,
        o.file_end DESC NULLS LAST, o.observation_id) AS precision,
      first(o.file_id ${latest}) AS file_id, bool_or(o.both_sides) AS both_sides
    FROM candidate o WHERE states > 1 GROUP BY o.source, o.native_id`);
  await addAccounts(store);
  await store.run(`CREATE TEMP TABLE due AS
    SELECT m.* EXCLUDE (author, handle, name), a.account_id, e.message_id,
      e.message_id IS NULL OR e.placeholder AS is_new,
      (e.kind, e.account_id, e.text, e.created_at, e.precision, e.parent_native_id, e.reply_ids, e.channel,
        e.mentions, e.rating, e.url, e.lang, e.visibility, e.both_sides)
      IS DISTINCT FROM (m.kind, a.account_id, m.text, m.created_at, m.precision, m.parent_native_id, m.reply_ids,
        m.channel, m.mentions, m.rating, m.url, m.lang, m.visibility, m.both_sides) AS differs
    FROM merged m JOIN account a ON a.source = m.source AND a.key = lower(m.author)
    LEFT JOIN message e ON e.source = m.source AND e.native_id = m.native_id`);
  const [counts] = await store.query<MergeCounts>(`
    SELECT count(*) FILTER (is_new)::INTEGER AS added, count(*) FILTER (differs AND NOT is_new)::INTEGER AS changed FROM due`);
  await store.run(`DELETE FROM message WHERE message_id IN (SELECT message_id FROM due WHERE differs)`);
  await store.run(`INSERT INTO message BY NAME
    SELECT * EXCLUDE (message_id, is_new, differs), false AS placeholder, NULL::TIMESTAMP AS deleted_at,
      coalesce(message_id, (row_number() OVER (PARTITION BY message_id IS NULL ORDER BY created_at, native_id)
        + (SELECT value::INTEGER FROM meta WHERE key = 'last_message_id')))::INTEGER AS message_id
    FROM due WHERE differs`);
  await rememberLastId(store);
  await store.run(`CREATE TEMP TABLE touched AS
    SELECT m.message_id FROM message m SEMI JOIN due d ON d.source = m.source AND d.native_id = m.native_id AND d.differs`);
  await addPlaceholders(store);
  return counts;
}

/** New authors become accounts; a name or handle that a later export tells replaces an older one. */
async function addAccounts(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE author_seen AS
    SELECT source, lower(author) AS key, any_value(author) AS native_id,
      max(handle) AS handle, max(name) AS name
    FROM merged GROUP BY source, lower(author)`);
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

/** Numbers are never given twice, so that a fact cannot come to speak of another message. */
async function rememberLastId(store: WritingStore): Promise<void> {
  await store.run(`UPDATE meta SET value = greatest(value::INTEGER,
    (SELECT coalesce(max(message_id), 0) FROM message))::VARCHAR WHERE key = 'last_message_id'`);
}
