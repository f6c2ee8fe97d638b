import type { WritingStore } from '../model/store.ts';

/**
 * **Conversation**: a message that answers nothing, and all that hangs below it. Completeness: `complete` when
 * nothing in it is known to be missing; `own-side-only` when it comes from exports that hold only our side;
 * `unknown` when a message that is answered, or a reply that the source counts, is not in the data.
 * Works on the conversations of the messages in `affected`.
 */
export async function refreshConversations(store: WritingStore): Promise<void> {
  await store.run(`CREATE TEMP TABLE conversation_now AS
    SELECT DISTINCT t.conversation_id FROM turn t SEMI JOIN affected f ON f.message_id = t.message_id`);
  await store.run(`DELETE FROM conversation WHERE conversation_id IN (
    SELECT conversation_id FROM conversation_now UNION SELECT conversation_id FROM conversation_before
    UNION SELECT message_id FROM affected)`);
  await store.run(`CREATE TEMP TABLE missing_reply AS
    SELECT r.message_id, count(*)::INTEGER AS replies FROM (
      SELECT m.message_id, m.source, unnest(string_split(m.reply_ids, ' ')) AS native_id
      FROM message m SEMI JOIN affected f ON f.message_id = m.message_id WHERE m.reply_ids IS NOT NULL) r
    ANTI JOIN message k ON k.source = r.source AND k.native_id = r.native_id AND NOT k.placeholder
    GROUP BY r.message_id`);
  await store.run(`INSERT INTO conversation BY NAME
    SELECT t.conversation_id,
      mode(t.channel_id ORDER BY t.channel_id) AS channel_id, min(t.written_at) AS started_at, max(t.written_at) AS last_at,
      count(*) FILTER (NOT t.placeholder)::INTEGER AS messages,
      count(*) FILTER (t.own)::INTEGER AS own_messages,
      count(DISTINCT t.account_id) FILTER (NOT t.own AND NOT t.placeholder)::INTEGER AS people,
      count(*) FILTER (t.placeholder)::INTEGER AS placeholders,
      coalesce(sum(r.replies), 0)::INTEGER AS missing_replies,
      CASE WHEN NOT bool_or(m.both_sides) FILTER (NOT t.placeholder) THEN 'own-side-only'
        WHEN count(*) FILTER (t.placeholder) > 0 OR sum(r.replies) > 0 THEN 'unknown'
        ELSE 'complete' END AS completeness
    FROM turn t SEMI JOIN conversation_now c ON c.conversation_id = t.conversation_id
    JOIN message m ON m.message_id = t.message_id
    LEFT JOIN missing_reply r ON r.message_id = t.message_id
    GROUP BY t.conversation_id`);
}
