import type { WritingStore } from '../model/store.ts';
import { cutCycles } from './cycle.ts';
import { placeLinks } from './place.ts';

/**
 * **Turn**: one message in its place: which conversation (the message that began it), what it answers, how deep,
 * who wrote it (`account_id`: of several linked accounts the least), whose channel, whether our side wrote it, whether it is addressed to us, and whether it is a `repost`: merely passes on
 * what somebody else wrote; `answers` is whether it answers anything, in the data or not; `length` is that of its text in characters.
 *
 * Channel: our own account where we write; else the company that the source names; else the own account
 * answered; else the first own account named; else that of the message answered; else the own account that
 * speaks first in the conversation.
 *
 * Addressed to us: left on our page, in answer to us, or naming us. Who answers another person addresses us
 * only by naming us first or in the text itself, not by the row of names that a platform puts in front of an
 * answer; who answers themselves goes on addressing whom they addressed. Who passes a message on (a repost)
 * addresses nobody. Of a message whose text is withheld, what was read in it before holds.
 *
 * Works on the messages in the temporary table `affected` and returns the number of reply cycles cut.
 */
export async function refreshTurns(store: WritingStore): Promise<number> {
  await store.run(`CREATE TEMP TABLE own_key AS
    SELECT source, key, first(account_id ORDER BY with_id DESC, account_id) AS account_id FROM (
      SELECT source, key, account_id, key <> handle_key AS with_id FROM own_account
      UNION SELECT source, handle_key, account_id, key <> handle_key FROM own_account) GROUP BY source, key`);
  // an account that one file tells by its name alone and another by id and name is one channel
  await store.run(`CREATE TEMP TABLE own_channel AS
    SELECT o.account_id, k.account_id AS channel_id FROM own_account o
    JOIN own_key k ON k.source = o.source AND k.key = o.handle_key`);
  await store.run(`CREATE TEMP TABLE named_ours AS
    SELECT n.message_id, arg_min(k.account_id, n.place) AS named, min(n.place) = 1 AS named_first, list(k.key) AS keys
    FROM (
      SELECT m.message_id, m.source, unnest(string_split(m.mentions, ' ')) AS key,
        generate_subscripts(string_split(m.mentions, ' '), 1) AS place
      FROM message m SEMI JOIN affected f ON f.message_id = m.message_id WHERE m.mentions IS NOT NULL) n
    JOIN own_key k ON k.source = n.source AND k.key = n.key
    GROUP BY n.message_id`);
  // only where we are not the first to be named is the text looked into, which takes longer than all the rest
  await store.run(`CREATE TEMP TABLE naming AS
    SELECT message_id, named, true AS named_outright FROM named_ours WHERE named_first
    UNION ALL
    SELECT message_id, named, len(list_filter(keys, lambda key: len(list_filter(string_split(body, '@' || key)[2:],
        lambda rest: NOT regexp_matches(rest, '^\\w'))) > 0)) > 0 FROM (
      SELECT n.message_id, n.named, n.keys, lower(regexp_replace(m.text, '^([.\\s]*@\\w+[\\s,:]*)+', '')) AS body
      FROM named_ours n JOIN message m ON m.message_id = n.message_id WHERE NOT n.named_first)`);
  await store.run(`CREATE TEMP TABLE link AS
    SELECT m.message_id, p.message_id AS parent_id, coalesce(lm.person_id, m.account_id) AS account_id,
      o.account_id IS NOT NULL AS own,
      m.placeholder, m.created_at AS written_at, ${repostSql('m')} AS repost, m.parent_native_id IS NOT NULL AS answers,
      coalesce(w.length, length(m.text), 0)::INTEGER AS length,
      coalesce(o.channel_id, c.account_id, po.channel_id, n.named) AS direct_channel,
      CASE WHEN m.placeholder OR o.account_id IS NOT NULL OR repost THEN false
        WHEN w.addressed IS NOT NULL THEN w.addressed
        WHEN po.account_id IS NOT NULL THEN true
        WHEN c.account_id IS NOT NULL AND p.message_id IS NULL THEN true
        WHEN p.message_id IS NULL OR p.placeholder OR coalesce(lp.person_id, p.account_id) = coalesce(lm.person_id, m.account_id) THEN n.named IS NOT NULL
        ELSE coalesce(n.named_outright, false) END AS direct_addressed,
      coalesce(coalesce(lp.person_id, p.account_id) = coalesce(lm.person_id, m.account_id) AND NOT repost, false) AS to_self
    FROM message m SEMI JOIN affected f ON f.message_id = m.message_id
    LEFT JOIN message p ON p.source = m.source AND p.native_id = m.parent_native_id
    LEFT JOIN linked_account lm ON lm.account_id = m.account_id
    LEFT JOIN linked_account lp ON lp.account_id = p.account_id
    LEFT JOIN own_channel o ON o.account_id = m.account_id
    LEFT JOIN own_channel po ON po.account_id = p.account_id
    LEFT JOIN own_key c ON c.source = m.source AND c.key = lower(m.channel)
    LEFT JOIN naming n ON n.message_id = m.message_id
    LEFT JOIN withheld w ON w.source = m.source AND w.native_id = m.native_id`);
  await store.run('CREATE TEMP TABLE cut (message_id INTEGER)');
  await store.run(`CREATE TEMP TABLE placed (message_id INTEGER, conversation_id INTEGER, parent_id INTEGER,
    depth INTEGER, channel_id INTEGER, addressed BOOLEAN, hands_on BOOLEAN)`);
  await placeLinks(store);
  const cycles = await cutCycles(store);
  if (cycles > 0) await placeLinks(store);
  await store.run(`DELETE FROM turn WHERE message_id IN (SELECT message_id FROM affected)`);
  await store.run(`INSERT INTO turn BY NAME
    SELECT p.message_id, p.conversation_id, p.parent_id, p.depth,
      coalesce(p.channel_id, s.account_id) AS channel_id, l.account_id, l.own, p.addressed, l.placeholder, l.written_at,
      l.repost, l.answers, l.length
    FROM placed p JOIN link l ON l.message_id = p.message_id
    LEFT JOIN (
      SELECT q.conversation_id, first(k.direct_channel ORDER BY k.written_at, k.message_id) AS account_id
      FROM placed q JOIN link k ON k.message_id = q.message_id WHERE k.own GROUP BY q.conversation_id) s
      ON s.conversation_id = p.conversation_id`);
  return cycles;
}

/** SQL: whether the message under an alias merely passes on what somebody else wrote. */
function repostSql(message: string): string {
  return `coalesce(${message}.kind = 'repost' OR (starts_with(${message}.text, 'RT @') AND regexp_matches(${message}.text, '^RT @\\w')), false)`;
}
