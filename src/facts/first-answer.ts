import type { WritingStore } from '../model/store.ts';

/**
 * **Answered, first answer**: the earliest message of our side that answers a message, or a follow-up that the
 * same person wrote straight below it. Somebody answering themselves is no answer, nor is our passing a
 * message on (a repost).
 * `answered-unknown-time`: every answer is dated before its message (an edited review), so the time is unknown.
 * `unknown`: no answer is in the data, and the source names a reply that is not there.
 * Works on the messages in `affected`.
 */
export async function refreshFirstAnswers(store: WritingStore): Promise<void> {
  await store.run('DELETE FROM first_answer WHERE message_id IN (SELECT message_id FROM affected)');
  await store.run(`CREATE TEMP TABLE follow_up AS
    SELECT p.message_id, p.parent_id FROM turn p SEMI JOIN affected f ON f.message_id = p.message_id
    JOIN turn g ON g.message_id = p.parent_id WHERE NOT p.own AND g.account_id = p.account_id`);
  await store.run(`INSERT INTO first_answer BY NAME
    WITH RECURSIVE covered AS (
      SELECT r.message_id AS answer_id, r.written_at, r.parent_id AS message_id
      FROM turn r SEMI JOIN affected f ON f.message_id = r.message_id JOIN message m ON m.message_id = r.message_id
      WHERE r.own AND r.parent_id IS NOT NULL AND m.kind IS DISTINCT FROM 'repost'
      UNION ALL
      SELECT c.answer_id, c.written_at, p.parent_id
      FROM covered c JOIN follow_up p ON p.message_id = c.message_id),
    answers AS (
      SELECT c.message_id, min(c.written_at) FILTER (c.written_at >= q.written_at) AS answered_at,
        first(c.answer_id ORDER BY c.written_at, c.answer_id) FILTER (c.written_at >= q.written_at) AS answer_id, min(c.answer_id) AS any_id
      FROM covered c JOIN turn q ON q.message_id = c.message_id GROUP BY c.message_id)
    SELECT q.message_id, q.conversation_id, q.channel_id, q.account_id, q.written_at AS asked_at,
      CASE WHEN a.answered_at IS NOT NULL THEN 'answered'
        WHEN a.message_id IS NOT NULL THEN 'answered-unknown-time'
        WHEN r.message_id IS NOT NULL THEN 'unknown'
        ELSE 'waiting' END AS state,
      a.answered_at, coalesce(a.answer_id, a.any_id) AS answer_id, m.deleted_at
    FROM turn q SEMI JOIN affected f ON f.message_id = q.message_id
    JOIN message m ON m.message_id = q.message_id
    LEFT JOIN answers a ON a.message_id = q.message_id
    LEFT JOIN missing_reply r ON r.message_id = q.message_id
    WHERE NOT q.own AND NOT q.placeholder AND q.channel_id IS NOT NULL`);
}
