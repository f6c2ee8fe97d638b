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
  const [before] = await store.query('SELECT 1 AS one FROM conversation LIMIT 1');
  if (before)
    await store.run(`DELETE FROM conversation WHERE conversation_id IN (
    SELECT conversation_id FROM conversation_now UNION SELECT conversation_id FROM conversation_before
    UNION SELECT message_id FROM affected)`);
  await store.run(`CREATE TEMP TABLE missing_reply AS
    SELECT r.message_id, count(*)::INTEGER AS replies FROM (
      SELECT m.message_id, m.source, unnest(string_split(m.reply_ids, ' ')) AS native_id
      FROM message m SEMI JOIN affected f ON f.message_id = m.message_id WHERE m.reply_ids IS NOT NULL) r
    ANTI JOIN message k ON k.source = r.source AND k.native_id = r.native_id AND NOT k.placeholder
    GROUP BY r.message_id`);
  await store.run(`CREATE TEMP TABLE one_sided AS
    SELECT m.message_id FROM message m SEMI JOIN affected f ON f.message_id = m.message_id
    WHERE NOT m.placeholder AND NOT m.both_sides`);
  await store.run(`CREATE TEMP TABLE tallied AS
    SELECT t.conversation_id, min(t.channel_id) AS channel_id, min(t.channel_id) <> max(t.channel_id) AS several_channels,
      min(t.written_at) AS started_at, max(t.written_at) AS last_at,
      count(*) FILTER (NOT t.placeholder)::INTEGER AS messages,
      count(*) FILTER (t.own)::INTEGER AS own_messages,
      min(t.account_id) FILTER (NOT t.own AND NOT t.placeholder) AS person,
      person <> max(t.account_id) FILTER (NOT t.own AND NOT t.placeholder) AS several_people,
      count(*) FILTER (t.placeholder)::INTEGER AS placeholders,
      count(o.message_id)::INTEGER AS one_sided, coalesce(sum(r.replies), 0)::INTEGER AS missing_replies
    FROM turn t SEMI JOIN conversation_now c ON c.conversation_id = t.conversation_id
    LEFT JOIN one_sided o ON o.message_id = t.message_id LEFT JOIN missing_reply r ON r.message_id = t.message_id
    GROUP BY t.conversation_id`);
  // the most frequent and the distinct are looked for only where there is more than one
  await store.run(`INSERT INTO conversation BY NAME
    WITH busiest AS (
      SELECT t.conversation_id, mode(t.channel_id ORDER BY t.channel_id) AS channel_id FROM turn t
      SEMI JOIN (FROM tallied WHERE several_channels) s ON s.conversation_id = t.conversation_id GROUP BY t.conversation_id),
    crowd AS (
      SELECT t.conversation_id, count(DISTINCT t.account_id)::INTEGER AS people FROM turn t
      SEMI JOIN (FROM tallied WHERE several_people) s ON s.conversation_id = t.conversation_id
      WHERE NOT t.own AND NOT t.placeholder GROUP BY t.conversation_id)
    SELECT v.conversation_id, coalesce(b.channel_id, v.channel_id) AS channel_id, v.started_at, v.last_at, v.messages,
      v.own_messages, coalesce(p.people, CASE WHEN v.person IS NULL THEN 0 ELSE 1 END) AS people, v.placeholders, v.missing_replies,
      CASE WHEN v.messages > 0 AND v.one_sided = v.messages THEN 'own-side-only'
        WHEN v.placeholders > 0 OR v.missing_replies > 0 THEN 'unknown' ELSE 'complete' END AS completeness
    FROM tallied v LEFT JOIN busiest b ON b.conversation_id = v.conversation_id
    LEFT JOIN crowd p ON p.conversation_id = v.conversation_id`);
}
