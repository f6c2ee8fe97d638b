import type { WritingStore } from '../model/store.ts';
import { cutCycles } from './cycle.ts';

/**
 * **Turn**: one message in its place: which conversation (the message that began it), what it answers, how deep,
 * whose channel, whether our side wrote it, and whether it is addressed to us.
 *
 * Channel: our own account where we write; else the company that the source names; else the own account
 * answered; else the first own account named; else that of the message answered; else the own account that
 * speaks first in the conversation.
 *
 * Addressed to us: left on our page, in answer to us, or naming us. Who answers another person addresses us
 * only by naming us first or in the text itself, not by the row of names that a platform puts in front of an
 * answer; who answers themselves goes on addressing whom they addressed.
 *
 * Works on the messages in the temporary table `affected` and returns the number of reply cycles cut.
 */
export async function refreshTurns(store: WritingStore): Promise<number> {
  await store.run(`CREATE TEMP TABLE own_key AS
    SELECT source, key, account_id FROM own_account UNION SELECT source, handle_key, account_id FROM own_account`);
  await store.run(`CREATE TEMP TABLE naming AS
    SELECT n.message_id, first(k.account_id ORDER BY n.place) AS named, min(n.place) = 1 OR bool_or(contains(n.body, '@' || n.key)) AS named_outright
    FROM (
      SELECT m.message_id, m.source, unnest(string_split(m.mentions, ' ')) AS key,
        generate_subscripts(string_split(m.mentions, ' '), 1) AS place,
        lower(regexp_replace(m.text, '^([.\\s]*@\\w+[\\s,:]*)+', '')) AS body
      FROM message m SEMI JOIN affected f ON f.message_id = m.message_id WHERE m.mentions IS NOT NULL) n
    JOIN own_key k ON k.source = n.source AND k.key = n.key
    GROUP BY n.message_id`);
  await store.run(`CREATE TEMP TABLE link AS
    SELECT m.message_id, p.message_id AS parent_id, m.account_id, o.account_id IS NOT NULL AS own,
      m.placeholder, m.created_at AS written_at,
      CASE WHEN o.account_id IS NOT NULL THEN m.account_id
        WHEN c.account_id IS NOT NULL THEN c.account_id
        WHEN po.account_id IS NOT NULL THEN p.account_id
        ELSE n.named END AS direct_channel,
      CASE WHEN m.placeholder OR o.account_id IS NOT NULL THEN false
        WHEN po.account_id IS NOT NULL THEN true
        WHEN c.account_id IS NOT NULL AND p.message_id IS NULL THEN true
        WHEN p.message_id IS NULL OR p.placeholder OR p.account_id = m.account_id THEN n.named IS NOT NULL
        ELSE coalesce(n.named_outright, false) END AS direct_addressed,
      coalesce(p.account_id = m.account_id, false) AS to_self
    FROM message m SEMI JOIN affected f ON f.message_id = m.message_id
    LEFT JOIN message p ON p.source = m.source AND p.native_id = m.parent_native_id
    LEFT JOIN own_account o ON o.account_id = m.account_id
    LEFT JOIN own_account po ON po.account_id = p.account_id
    LEFT JOIN own_key c ON c.source = m.source AND c.key = lower(m.channel)
    LEFT JOIN naming n ON n.message_id = m.message_id`);
  await store.run('CREATE TEMP TABLE cut (message_id INTEGER)');
  await store.run('CREATE TEMP TABLE placed AS SELECT * FROM (' + descend('l.parent_id IS NULL') + ')');
  const cycles = await cutCycles(store);
  if (cycles > 0)
    await store.run(`INSERT INTO placed ${descend('l.message_id IN (SELECT message_id FROM cut)')}`);
  await store.run(`DELETE FROM turn WHERE message_id IN (SELECT message_id FROM affected)`);
  await store.run(`INSERT INTO turn BY NAME
    SELECT p.message_id, p.conversation_id, p.parent_id, p.depth,
      coalesce(p.channel_id, s.account_id) AS channel_id, l.account_id, l.own, p.addressed, l.placeholder, l.written_at
    FROM placed p JOIN link l ON l.message_id = p.message_id
    LEFT JOIN (
      SELECT q.conversation_id, first(k.account_id ORDER BY k.written_at, k.message_id) AS account_id
      FROM placed q JOIN link k ON k.message_id = q.message_id WHERE k.own GROUP BY q.conversation_id) s
      ON s.conversation_id = p.conversation_id`);
  return cycles;
}

function descend(roots: string): string {
  return `WITH RECURSIVE t AS (
    SELECT l.message_id, l.message_id AS conversation_id, NULL::INTEGER AS parent_id, 0 AS depth,
      l.direct_channel AS channel_id, l.direct_addressed AS addressed
    FROM link l WHERE ${roots}
    UNION ALL
    SELECT l.message_id, t.conversation_id, l.parent_id, t.depth + 1,
      coalesce(l.direct_channel, t.channel_id), l.direct_addressed OR (l.to_self AND t.addressed AND NOT l.own)
    FROM t JOIN link l ON l.parent_id = t.message_id
    WHERE NOT EXISTS (FROM cut WHERE cut.message_id = l.message_id))
  SELECT * FROM t`;
}
