import type { WritingStore } from '../model/store.ts';
import { idKindSql } from './id-kind.ts';
import { authorPrintSql, openingSql, printKeySql, printSql, telling } from './print.ts';

const asked = `source IN (SELECT unnest(from_json($sources, '["VARCHAR"]')))`;
const slotOf = (time: string) => `epoch_ms(${time}) // 120000`;

/** What rows are compared by; `created_at` and `author` are what stands for them. */
const compared = (
  row: string,
  created: string,
) => `SELECT ${row}.source, ${row}.native_id, ${idKindSql(row)} AS kind,
      ${openingSql(row)} AS opening, ${created} AS created_at, ${row}.precision, lower(${row}.author) AS author`;

/** More mates than there are kinds of ids: whoever has so many looks like two of one kind, and stays apart. */
const mostMates = 8;

/** SQL: the pairs of arriving rows `a` and others `t` near each other in time, where they meet a condition. */
function near(there: string, time: string, condition: string, told: string): string {
  const pair = `a.source, a.native_id AS one, t.native_id AS other, a.file_id, 'day' IN (a.precision, t.precision) AS by_day,
      abs(epoch_ms(a.created_at) - epoch_ms(t.${time})) AS apart, a.author = t.author AS same_author, ${told} AS told`;
  // by stretches of two minutes, so that a text that thousands begin with is compared with few
  return `SELECT ${pair} FROM (SELECT *, unnest([-1, 0, 1]) + ${slotOf('created_at')} AS slot FROM arriving WHERE precision <> 'day') a
      JOIN ${there} t ON t.source = a.source AND t.precision <> 'day' AND ${slotOf(`t.${time}`)} = a.slot AND ${condition}
    UNION ALL SELECT ${pair} FROM arriving a JOIN ${there} t ON t.source = a.source
      AND t.${time}::DATE = a.created_at::DATE AND ${condition} WHERE 'day' IN (a.precision, t.precision)`;
}

const alike = (near: string) => `SELECT source, one, other, file_id FROM (${near})
    WHERE (by_day OR apart <= 120000) AND (same_author OR (told AND NOT by_day AND apart <= 2000))`;

/**
 * Finds which messages of `stage` look like others under an id of another kind (none at all, or LinkedIn's share beside
 * its activity): written within two minutes, or on the same day where one tells only the day; the same first 200
 * characters, or one the beginning of the other; by the same author, or within two seconds. Texts that are gone are
 * compared by their prints. Adds the pairs to `same_message` and leaves them in the temporary table `look_alike`, with
 * `is_new` for those that no file had shown before. Returns whether there are any.
 */
export async function findAlike(store: WritingStore): Promise<boolean> {
  const mixed = await store.query<{ source: string }>(`
    SELECT source FROM (
      SELECT DISTINCT source, ${idKindSql('s')} AS kind FROM stage s
      UNION SELECT DISTINCT source, ${idKindSql('o')} FROM observation o
      UNION SELECT DISTINCT source, ${idKindSql('g')} FROM gone_print g)
    WHERE source IN (SELECT DISTINCT source FROM stage)
    GROUP BY source HAVING count(*) > 1`);
  if (mixed.length === 0) return false;
  const params = { sources: JSON.stringify(mixed.map(({ source }) => source)) };
  await store.run(
    `CREATE TEMP TABLE arriving AS
    SELECT * EXCLUDE (file_id), min(file_id) AS file_id FROM (
      ${compared('s', 'make_timestamp((s.created_ms * 1000)::BIGINT)')}, s.file_id
      FROM stage s WHERE s.${asked} AND s.kind <> 'repost' AND length(s.text) > 0) GROUP BY ALL`,
    params,
  );
  await findThere(store, params);
  const texts = `left(t.opening, ${telling}) = left(a.opening, ${telling}) AND a.kind <> t.kind
      AND (starts_with(a.opening, t.opening) OR starts_with(t.opening, a.opening))`;
  const pairs = [
    alike(near('there', 'created_at', texts, `least(length(a.opening), length(t.opening)) >= ${telling}`)),
  ];
  if (await arrivesNearGone(store)) pairs.push(alike(gonePairs));
  await store.run(`CREATE TEMP TABLE look_alike AS
    SELECT p.*, NOT EXISTS (FROM same_message k WHERE k.source = p.source AND k.one = p.one AND k.other = p.other)
      AND NOT EXISTS (FROM same_message k WHERE k.source = p.source AND k.one = p.other AND k.other = p.one) AS is_new
    FROM (SELECT source, one, other, min(file_id) AS file_id FROM (${pairs.join(' UNION ALL ')}) GROUP BY ALL) p`);
  await store.run(`INSERT INTO same_message
    SELECT p.source, p.one, p.other, p.file_id, 'alike' FROM (
      FROM (
        SELECT source, least(one, other) AS one, greatest(one, other) AS other, min(file_id) AS file_id FROM look_alike GROUP BY ALL)
      QUALIFY row_number() OVER (PARTITION BY source, one ORDER BY other) <= ${mostMates}
        OR row_number() OVER (PARTITION BY source, other ORDER BY one) <= ${mostMates}) p
    ANTI JOIN same_message k ON k.source = p.source AND k.one = p.one AND k.other = p.other AND k.file_id = p.file_id`);
  const [{ any }] = await store.query<{ any: boolean }>('SELECT EXISTS (FROM look_alike) AS "any"');
  return any;
}

/** All states near enough in time to be compared, as `there`: no other text is read. */
async function findThere(store: WritingStore, params: { sources: string }): Promise<void> {
  await store.run(
    `CREATE TEMP TABLE near_by AS
    WITH slot AS (SELECT DISTINCT source, unnest([-1, 0, 1]) + ${slotOf('created_at')} AS slot FROM arriving WHERE precision <> 'day'),
    day AS (SELECT source, created_at::DATE AS day, bool_or(precision = 'day') AS by_day FROM arriving GROUP BY ALL)
    SELECT o.observation_id FROM observation o SEMI JOIN slot n ON n.source = o.source AND n.slot = ${slotOf('o.created_at')}
      WHERE o.${asked} AND o.precision <> 'day'
    UNION SELECT o.observation_id FROM observation o JOIN day d ON d.source = o.source AND d.day = o.created_at::DATE
      WHERE o.${asked} AND (o.precision = 'day' OR d.by_day)`,
    params,
  );
  await store.run(`CREATE TEMP TABLE there AS
    ${compared('o', 'o.created_at')} FROM observation o SEMI JOIN near_by n ON n.observation_id = o.observation_id
      WHERE o.kind <> 'repost' AND length(o.text) > 0
    UNION SELECT * EXCLUDE (file_id) FROM arriving`);
}

/** Leaves `printed`: the arriving rows that were written near a message that is gone, with their prints. */
async function arrivesNearGone(store: WritingStore): Promise<boolean> {
  await store.run(`CREATE TEMP TABLE printed AS
    SELECT a.source, a.native_id, a.kind, a.created_at, a.precision, a.file_id,
      ${authorPrintSql('a.author')} AS author, ${printSql('a.opening')} AS print
    FROM arriving a, ${printKeySql} k
    WHERE (a.source, ${slotOf('a.created_at')}) IN (
        SELECT (g.source, ${slotOf('g.written_at')} + n.step) FROM gone_print g, (VALUES (-1), (0), (1)) n (step))
      OR (a.source, a.created_at::DATE) IN (
        SELECT (g.source, g.written_at::DATE) FROM gone_print g WHERE g.precision = 'day')
      OR (a.precision = 'day' AND (a.source, a.created_at::DATE) IN (SELECT (g.source, g.written_at::DATE) FROM gone_print g))`);
  const [{ any }] = await store.query<{ any: boolean }>('SELECT EXISTS (FROM printed) AS "any"');
  return any;
}

const gonePairs = near(
  `(SELECT *, ${idKindSql('g')} AS kind FROM gone_print g)`,
  'written_at',
  'a.kind <> t.kind AND (starts_with(a.print, t.print) OR starts_with(t.print, a.print))',
  "NOT starts_with(a.print, '-')",
).replaceAll('FROM arriving', 'FROM printed');
