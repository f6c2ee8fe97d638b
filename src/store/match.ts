import type { WritingStore } from '../model/store.ts';
import type { Recognised } from './recognise.ts';

/** SQL: the kind of an id. Two ids of one kind are two messages; of two kinds they may be one. */
const schemeSql = (row: string) => `CASE
    WHEN ${row}.native_id LIKE 'synthetic:%' THEN 'synthetic'
    WHEN ${row}.native_id LIKE 'urn:li:%' THEN split_part(${row}.native_id, ':', 3) ELSE '' END`;

/** SQL: the beginning of a text as people would compare it, without a mark that it goes on. */
const openingSql = (row: string) =>
  `left(rtrim(regexp_replace(lower(nfc_normalize(${row}.text)), '\\s+', ' ', 'g'), ' .\u2026'), 200)`;

/** So many characters say which message it is, whoever wrote it; fewer only beside the same author. */
const telling = 20;

const sameBeginning = `left(t.opening, ${telling}) = left(a.opening, ${telling}) AND a.scheme <> t.scheme
        AND (starts_with(a.opening, t.opening) OR starts_with(t.opening, a.opening))`;
const pair = `a.source, a.native_id AS one, t.native_id AS other, a.file_id, 'day' IN (a.precision, t.precision) AS by_day,
        abs(epoch_ms(a.created_at) - epoch_ms(t.created_at)) AS apart, a.author = t.author AS same_author,
        least(length(a.opening), length(t.opening)) AS told`;

const ofKind = (row: string, created: string, author: string) => `SELECT ${row}.source, ${row}.native_id,
      ${schemeSql(row)} AS scheme, ${openingSql(row)} AS opening, ${created} AS created_at, ${row}.precision, ${author} AS author`;

/**
 * Matches messages of `stage` with those known under an id of another kind (none at all, or LinkedIn's share beside its
 * activity): written within two minutes, or on the same day where one tells only the day; the same first 200 characters,
 * or one the beginning of the other; by the same author, or within two seconds. One to one only: where a row has two
 * counterparts, or shares one, it stays apart.
 */
export async function matchStaged(store: WritingStore): Promise<Recognised> {
  const mixed = await store.query<{ source: string }>(`
    SELECT source FROM (
      SELECT DISTINCT source, ${schemeSql('s')} AS scheme FROM stage s
      UNION SELECT DISTINCT source, ${schemeSql('m')} FROM message m
        WHERE NOT m.placeholder AND source IN (SELECT DISTINCT source FROM stage))
    GROUP BY source HAVING count(*) > 1`);
  if (mixed.length === 0) return { matched: 0, apart: 0 };
  const where = `source IN (SELECT unnest(from_json($sources, '["VARCHAR"]')))`;
  const params = { sources: JSON.stringify(mixed.map(({ source }) => source)) };
  await store.run(
    `CREATE TEMP TABLE look_alike AS
    WITH arriving AS (
      SELECT DISTINCT * FROM (${ofKind('s', 'make_timestamp((s.created_ms * 1000)::BIGINT)', 'lower(s.author)')}, s.file_id
        FROM stage s WHERE s.${where} AND s.kind <> 'repost' AND length(s.text) > 0)
      QUALIFY row_number() OVER (PARTITION BY source, native_id ORDER BY file_id, opening) = 1),
    there AS (
      ${ofKind('m', 'm.created_at', 'lower(a.native_id)')} FROM message m JOIN account a ON a.account_id = m.account_id
        WHERE m.${where} AND NOT m.placeholder AND m.kind <> 'repost' AND length(m.text) > 0
      UNION SELECT * EXCLUDE (file_id) FROM arriving),
    -- by stretches of two minutes, so that a text that thousands begin with is compared with few
    slots AS (SELECT *, unnest([-1, 0, 1]) + epoch_ms(created_at) // 120000 AS slot FROM arriving WHERE precision <> 'day'),
    near AS (
      SELECT ${pair} FROM slots a JOIN there t ON t.source = a.source AND t.precision <> 'day'
        AND epoch_ms(t.created_at) // 120000 = a.slot AND ${sameBeginning}
      UNION ALL SELECT ${pair} FROM arriving a JOIN there t ON t.source = a.source
        AND t.created_at::DATE = a.created_at::DATE AND ${sameBeginning}
        WHERE 'day' IN (a.precision, t.precision))
    SELECT a.source, a.one, a.other, a.file_id FROM near a
    LEFT JOIN alias ka ON ka.source = a.source AND ka.native_id = a.one
    LEFT JOIN alias kt ON kt.source = a.source AND kt.native_id = a.other
    WHERE coalesce(ka.same_as, a.one) <> coalesce(kt.same_as, a.other)
      AND (a.by_day OR a.apart <= 120000)
      AND (a.same_author OR (a.told >= ${telling} AND NOT a.by_day AND a.apart <= 2000))`,
    params,
  );
  const sure = `(SELECT DISTINCT source, least(one, other) AS one, greatest(one, other) AS other, any_value(file_id) AS file_id
    FROM look_alike GROUP BY ALL)`;
  await store.run(`CREATE TEMP TABLE both_ends AS
    SELECT source, one AS name, other AS mate FROM look_alike UNION SELECT source, other, one FROM look_alike`);
  await store.run(`CREATE TEMP TABLE crowded AS
    SELECT source, name FROM both_ends GROUP BY source, name HAVING count(*) > 1`);
  await store.run(`INSERT INTO same_message SELECT source, one, other, file_id, 'matched' FROM ${sure} p
    WHERE NOT EXISTS (FROM crowded c WHERE c.source = p.source AND c.name IN (p.one, p.other))`);
  const [counts] = await store.query<Recognised>(`
    SELECT (count(*) FILTER (NOT apart))::INTEGER AS matched, (count(*) FILTER (apart))::INTEGER AS apart FROM (
      SELECT source, one, bool_or(EXISTS (FROM crowded c WHERE c.source = l.source AND c.name IN (l.one, l.other))) AS apart
      FROM look_alike l GROUP BY source, one)`);
  return counts;
}
