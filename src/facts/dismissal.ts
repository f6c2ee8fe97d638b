import type { WritingStore } from '../model/store.ts';

/**
 * **Dismissal**: what a person said of a message that no answer in the data ends: `needs-no-answer` at the moment
 * of saying so, `answered-elsewhere` at the time stated, `expects-answer` as a correction of the rule. The latest
 * act that was not undone counts. Acts are few, so the table is made anew each time.
 */
export async function refreshDismissals(store: WritingStore): Promise<void> {
  await store.run('DELETE FROM dismissal');
  await store.run(`INSERT INTO dismissal BY NAME
    SELECT m.message_id, a.act_id, a.kind,
      CASE a.kind WHEN 'answered-elsewhere' THEN json_extract_string(a.detail, '$.at')::TIMESTAMP ELSE a.done_at END AS since,
      CASE a.kind WHEN 'expects-answer' THEN json_extract_string(a.detail, '$.expects')
        ELSE json_extract_string(a.detail, '$.reason') END AS reason,
      json_extract_string(a.detail, '$.sample') IS NOT NULL AS sampled
    FROM act a JOIN message m ON m.source = a.source AND m.native_id = a.native_id
    WHERE a.kind IN ('needs-no-answer', 'answered-elsewhere', 'expects-answer')
      AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id)
    QUALIFY row_number() OVER (PARTITION BY m.message_id, a.kind = 'expects-answer' ORDER BY a.done_at DESC, a.act_id DESC) = 1`);
}
