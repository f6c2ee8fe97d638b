import type { WritingStore } from '../model/store.ts';
import { heldAct } from '../store/known.ts';
import { ruleSample } from './rule-sample.ts';

/**
 * **Dismissal**: what a person said of a message that no answer in the data ends: `needs-no-answer` at the moment
 * of saying so, `answered-elsewhere` at the time stated, `expects-answer` as a correction of the rule. The latest
 * act that was not undone counts. Acts are few, so the table is made anew each time.
 *
 * A judgement of the random sample (see rule-sample) stands beside a correction made on the work list: neither
 * takes the other's place. It is `sampled`, and enters the numbers, only while the judged part of the sample holds
 * both answered and unanswered messages; corrections of one side alone would bend the curve.
 */
export async function refreshDismissals(store: WritingStore): Promise<void> {
  await store.run('DELETE FROM dismissal');
  await store.run(`INSERT INTO dismissal BY NAME
    SELECT m.message_id, a.act_id, a.kind,
      CASE a.kind WHEN 'answered-elsewhere' THEN json_extract_string(a.detail, '$.at')::TIMESTAMP ELSE a.done_at END AS since,
      CASE a.kind WHEN 'expects-answer' THEN json_extract_string(a.detail, '$.expects')
        ELSE json_extract_string(a.detail, '$.reason') END AS reason,
      ${fromSample} AS sampled
    FROM ${heldAct} a JOIN message m ON m.source = a.source AND m.native_id = a.native_id
    WHERE a.kind IN ('needs-no-answer', 'answered-elsewhere', 'expects-answer')
      AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id)
    QUALIFY row_number() OVER (PARTITION BY m.message_id, a.kind = 'expects-answer', ${fromSample} ORDER BY a.done_at DESC, a.act_id DESC) = 1`);
  await store.run(`UPDATE dismissal SET sampled = false WHERE sampled AND (
    SELECT count(DISTINCT f.state = 'waiting') FROM dismissal d JOIN first_answer f ON f.message_id = d.message_id
    WHERE d.sampled AND f.state <> 'unknown') < 2`);
}

const fromSample = `(a.kind = 'expects-answer' AND coalesce(json_extract_string(a.detail, '$.sample') = '${ruleSample.word}', false))`;

/** Corrections of the rule as the work list takes them, from the sample or not: the latest of each message. */
export const correctionSql = `(FROM dismissal WHERE kind = 'expects-answer'
  QUALIFY row_number() OVER (PARTITION BY message_id ORDER BY since DESC, act_id DESC) = 1)`;
