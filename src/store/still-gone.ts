import type { Acquisition } from '../model/message.ts';
import { classOfSource, refreshedClasses } from '../model/retention.ts';
import type { WritingStore } from '../model/store.ts';
import { findGoneNames } from './gone-names.ts';
import { addPrints } from './print.ts';
import { kindWithoutText, ourMentions, ourNames } from './withhold.ts';

/**
 * Takes the texts out of what is staged that is gone at its source, which no later import brings back, and of what was
 * kept as long as it may be and is read over the network again. A file that a person brings, and a source that may be
 * kept anew with each reading, bring such a text back. A message counts by any of its ids, and one that is gone by what
 * looks like it, too. Returns how many messages came with a text that is gone.
 */
export async function withoutGoneTexts(store: WritingStore, acquisition: Acquisition): Promise<number> {
  await dropExpired(store, acquisition);
  const anyGone = await findGoneNames(store);
  await store.run(`CREATE TEMP TABLE textless AS
    SELECT s.ordinal, max(s.source) AS source, bool_or(n.reason = 'gone') AS gone FROM stage s
    LEFT JOIN alias a ON a.source = s.source AND a.native_id = s.native_id
    JOIN (
      SELECT g.source, g.native_id AS kept_as, 'gone' AS reason FROM gone_name g
      UNION SELECT w.source, coalesce(k.same_as, w.native_id), w.reason FROM withheld w
        LEFT JOIN alias k ON k.source = w.source AND k.native_id = w.native_id WHERE w.reason IN ('gone', 'expired')) n
      ON n.source = s.source AND n.kept_as = coalesce(a.same_as, s.native_id)
    WHERE s.text <> '' GROUP BY s.ordinal`);
  const [{ rows, gone }] = await store.query<{ rows: number; gone: number }>(
    `SELECT count(*)::INTEGER AS rows, (count(DISTINCT (s.source, s.native_id)) FILTER (t.gone))::INTEGER AS gone
    FROM textless t JOIN stage s ON s.ordinal = t.ordinal`,
  );
  if (rows === 0) return 0;
  if (gone > 0)
    await addPrints(
      store,
      `(SELECT s.source, s.native_id, s.kind, s.author, s.text, make_timestamp((s.created_ms * 1000)::BIGINT) AS created_at, s.precision
      FROM stage s JOIN textless t ON t.ordinal = s.ordinal AND t.gone)`,
    );
  if (anyGone) await takeForGone(store);
  await store.run(`UPDATE stage SET text = '', url = NULL, lang = NULL, repaired = false,
      kind = ${kindWithoutText('stage')}, mentions = ${ourMentions('stage')}
    FROM textless t LEFT JOIN ${ourNames} o ON o.source = t.source WHERE t.ordinal = stage.ordinal`);
  return gone;
}

/** What was kept as long as it may be is not withheld any more where somebody brings it who may. */
async function dropExpired(store: WritingStore, acquisition: Acquisition): Promise<void> {
  const anew = Object.keys(classOfSource).filter((source) =>
    refreshedClasses.includes(classOfSource[source]),
  );
  const back =
    acquisition === 'api' ? `lower(s.source) IN (${anew.map((source) => `'${source}'`).join(', ')})` : 'true';
  await store.run(`DELETE FROM withheld WHERE reason = 'expired' AND (source, native_id) IN (
    SELECT (w.source, w.native_id) FROM withheld w
    LEFT JOIN alias k ON k.source = w.source AND k.native_id = w.native_id
    JOIN (
      SELECT DISTINCT s.source, coalesce(a.same_as, s.native_id) AS kept_as FROM stage s
      LEFT JOIN alias a ON a.source = s.source AND a.native_id = s.native_id WHERE s.text <> '' AND ${back}) b
      ON b.source = w.source AND b.kept_as = coalesce(k.same_as, w.native_id)
    WHERE w.reason = 'expired')`);
}

/**
 * Other ids of what is gone are withheld as it is, with what facts had read in the text. What has a text already is left
 * to `markGone`, which removes it.
 */
async function takeForGone(store: WritingStore): Promise<void> {
  await store.run(`INSERT INTO withheld BY NAME
    SELECT g.source, g.native_id, 'gone' AS reason, g.since, false AS told, any_value(w.expects) AS expects,
      any_value(w.kind) AS kind, any_value(w.addressed) AS addressed, coalesce(max(w.length), 1) AS length
    FROM gone_name g
    LEFT JOIN alias a ON a.source = g.source AND a.native_id = g.native_id
    LEFT JOIN (
      SELECT w.*, coalesce(k.same_as, w.native_id) AS kept_as FROM withheld w
      LEFT JOIN alias k ON k.source = w.source AND k.native_id = w.native_id WHERE w.reason = 'gone') w
      ON w.source = g.source AND w.kept_as = coalesce(a.same_as, g.native_id)
    WHERE NOT EXISTS (FROM withheld h WHERE h.source = g.source AND h.native_id = g.native_id)
      AND NOT EXISTS (FROM observation o WHERE o.source = g.source AND o.native_id = g.native_id AND o.text <> '')
    GROUP BY g.source, g.native_id, g.since`);
}
