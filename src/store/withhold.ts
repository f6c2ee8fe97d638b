import type { WithheldReason } from '../model/keeping.ts';
import type { WritingStore } from '../model/store.ts';
import { coveredName } from './cover.ts';

/** SQL: names in `mentions` of a table that are ours stay, since facts rest on them; the others are covered. */
export const ourMentions = (
  table: string,
) => `array_to_string(list_transform(string_split(${table}.mentions, ' '), lambda name:
  CASE WHEN list_contains(o.names, name) THEN name ELSE '${coveredName}' END), ' ')`;
export const ourNames = `(SELECT source, list(key) || list(handle_key) AS names FROM own_account GROUP BY source)`;

/** Whether a text merely passes another on, which must be known of it when it is gone. */
export const kindWithoutText = (table: string) =>
  `CASE WHEN regexp_matches(${table}.text, '^RT @\\w') THEN 'repost' ELSE ${table}.kind END`;

/**
 * Removes the texts of the messages in the temporary table `removing` (source, native_id) from everything that was
 * imported, with what machines said of them, and keeps what facts had read in them, so that no count changes. What
 * people said of them stays, without their words about it. Returns how many messages had a text.
 */
export async function withhold(
  store: WritingStore,
  reason: WithheldReason,
  now: string,
): Promise<{ texts: number; conflicts: number; labels: number; acts: number }> {
  const [{ texts }] = await store.query<{ texts: number }>(
    `SELECT count(*)::INTEGER AS texts FROM message m SEMI JOIN removing r ON r.source = m.source AND r.native_id = m.native_id
    WHERE coalesce(m.text, '') <> ''`,
  );
  await store.run(
    `UPDATE withheld SET reason = $reason, since = $now::TIMESTAMP FROM removing r
    WHERE r.source = withheld.source AND r.native_id = withheld.native_id AND withheld.reason <> 'erased'`,
    { reason, now },
  );
  await store.run(
    `INSERT INTO withheld BY NAME
    SELECT r.source, r.native_id, $reason AS reason, $now::TIMESTAMP AS since, e.expects, e.kind, t.addressed,
      -- there was a text; how long it was would let it be quoted
      CASE WHEN coalesce(t.length, length(m.text)) > 0 THEN 1 ELSE 0 END AS length
    FROM removing r LEFT JOIN message m ON m.source = r.source AND m.native_id = r.native_id
    LEFT JOIN turn t ON t.message_id = m.message_id LEFT JOIN expectation e ON e.message_id = m.message_id
    WHERE NOT EXISTS (FROM withheld w WHERE w.source = r.source AND w.native_id = r.native_id)`,
    { reason, now },
  );
  for (const table of ['observation', 'message'])
    await store.run(`UPDATE ${table} SET text = '', kind = ${kindWithoutText(table)}, url = NULL, lang = NULL,
        mentions = ${ourMentions(table)} FROM removing r LEFT JOIN ${ourNames} o ON o.source = r.source
      WHERE r.source = ${table}.source AND r.native_id = ${table}.native_id AND NOT coalesce(${table === 'message' ? 'message.placeholder' : 'false'}, false)`);
  await store.run(
    'DELETE FROM swept USING removing r WHERE r.source = swept.source AND r.native_id = swept.native_id',
  );
  if (reason === 'erased')
    await store.run(
      'DELETE FROM gone_print USING removing r WHERE r.source = gone_print.source AND r.native_id = gone_print.native_id',
    );
  const conflicts = await removed(store, 'conflict', 'r.source = c.source AND r.native_id = c.native_id');
  await store.run(`CREATE TEMP TABLE unlabelled AS
    SELECT m.message_id FROM message m SEMI JOIN removing r ON r.source = m.source AND r.native_id = m.native_id`);
  const [{ labels }] = await store.query<{ labels: number }>(
    'SELECT count(DISTINCT message_id)::INTEGER AS labels FROM machine_reading SEMI JOIN unlabelled USING (message_id)',
  );
  for (const table of ['machine_reading', 'machine_label'])
    await store.run(`DELETE FROM ${table} WHERE message_id IN (SELECT message_id FROM unlabelled)`);
  if (labels > 0) await store.run('DELETE FROM machine_answer');
  return { texts, conflicts, labels, acts: await withoutWords(store) };
}

async function removed(store: WritingStore, table: string, on: string): Promise<number> {
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM ${table} c SEMI JOIN removing r ON ${on}`,
  );
  await store.run(`DELETE FROM ${table} c USING removing r WHERE ${on}`);
  return n;
}

/** Takes from acts on these messages what people wrote about them; what they decided and which codes they gave stays. */
async function withoutWords(store: WritingStore): Promise<number> {
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM act a SEMI JOIN removing r ON r.source = a.source AND r.native_id = a.native_id
    WHERE json_extract(a.detail, '$.memo') IS NOT NULL OR json_extract(a.detail, '$.reason') IS NOT NULL`,
  );
  if (n > 0)
    await store.run(`UPDATE act SET detail = json_merge_patch(detail, CASE
        WHEN json_extract(detail, '$.reason') IS NOT NULL THEN '{"memo": null, "reason": ""}' ELSE '{"memo": null}' END)
      FROM removing r WHERE r.source = act.source AND r.native_id = act.native_id
        AND (json_extract(act.detail, '$.memo') IS NOT NULL OR json_extract(act.detail, '$.reason') IS NOT NULL)`);
  return n;
}
