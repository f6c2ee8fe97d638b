import type { WritingStore } from '../model/store.ts';

/**
 * **Channel**: one own account and what was written by it and to it. **Observed until**: the latest moment that
 * an export of it covers, which is the export's own end where it tells one, else the newest message of the
 * channel in it; of an account that is read over the network, the moment until which it was read whole. A person's
 * correction overrules all. After that moment silence means nothing.
 * Keeps which files speak of it beside it (`channel_file`). `sides` is `own` where no export can hold what others wrote.
 */
export async function refreshChannels(store: WritingStore): Promise<void> {
  await store.run('DELETE FROM channel');
  await store.run('DELETE FROM channel_file');
  await store.run(`CREATE TEMP TABLE per_file AS
    SELECT t.channel_id, m.file_id, count(*) AS messages, count(*) FILTER (NOT t.own) AS others,
      min(t.written_at) AS first_at, max(t.written_at) AS newest_at
    FROM turn t JOIN message m ON m.message_id = t.message_id
    WHERE NOT t.placeholder AND t.channel_id IS NOT NULL GROUP BY t.channel_id, m.file_id`);
  await store.run('INSERT INTO channel_file BY NAME SELECT channel_id, file_id FROM per_file');
  await store.run(`INSERT INTO channel BY NAME
    WITH corrected AS (
      SELECT lower(json_extract_string(a.detail, '$.channel')) AS word,
        first(json_extract_string(a.detail, '$.until')::TIMESTAMP ORDER BY a.done_at DESC, a.act_id) AS until
      FROM act a WHERE a.kind = 'observed-until'
        AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id)
      GROUP BY 1)
    SELECT o.account_id AS channel_id, o.source, o.word, coalesce(a.name, a.handle, a.native_id) AS name,
      coalesce(sum(p.messages), 0)::INTEGER AS messages, coalesce(sum(p.others), 0)::INTEGER AS others,
      CASE WHEN bool_or(f.sides = 'both') THEN 'both' ELSE 'own' END AS sides, min(p.first_at) AS first_at,
      coalesce(any_value(c.until),
        greatest(max(coalesce(f.observed_until, CASE WHEN f.connection IS NULL THEN p.newest_at END)), max(n.observed_until)),
        max(p.newest_at)) AS observed_until
    FROM own_account o JOIN account a ON a.account_id = o.account_id
    JOIN per_file p ON p.channel_id = o.account_id
    JOIN import_file f ON f.file_id = p.file_id
    LEFT JOIN connection n ON n.name = f.connection
    LEFT JOIN corrected c ON c.word = lower(o.word)
    GROUP BY o.account_id, o.source, o.word, a.name, a.handle, a.native_id`);
}
