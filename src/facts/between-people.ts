/**
 * **Between people**: a message from outside, in a conversation in which our side wrote too, that answers somebody
 * else from outside. As a common table expression `outside`, the last of several: the messages from outside in such
 * conversations in a stretch of time (`$from` inclusive, `$to` exclusive), with what each answers (`answers`):
 * `person` (another person, `to_id`), `us`, `themselves`, `nobody`, or `unseen` where what it answers is not in
 * the data, so that nobody can tell whose it was. Without what merely passes a message on (a repost, of
 * our side too). Only channels whose data hold both sides.
 */
export const outsideSql = outside('');

/** The same of those alone that answer another person: what they answer need not be looked up for the others. */
export const betweenPeopleSql = outside(
  'AND NOT p.own AND NOT p.placeholder AND p.account_id <> t.account_id',
);

function outside(more: string): string {
  return `our_conversation AS (
    SELECT conversation_id FROM turn WHERE own AND NOT repost),
  outside AS (
    SELECT t.message_id, t.conversation_id, t.channel_id, t.account_id, t.written_at, p.message_id AS parent_id,
      CASE WHEN t.parent_id IS NULL THEN CASE WHEN t.answers THEN 'unseen' ELSE 'nobody' END
        WHEN p.own THEN 'us' WHEN p.placeholder OR p.account_id IS NULL THEN 'unseen'
        WHEN p.account_id = t.account_id THEN 'themselves' ELSE 'person' END AS answers,
      CASE WHEN NOT p.own AND NOT p.placeholder AND p.account_id <> t.account_id THEN p.account_id END AS to_id
    FROM turn t SEMI JOIN our_conversation o ON o.conversation_id = t.conversation_id
    JOIN channel c ON c.channel_id = t.channel_id AND c.sides = 'both'
    LEFT JOIN turn p ON p.message_id = t.parent_id
    WHERE NOT t.own AND NOT t.placeholder AND NOT t.repost AND t.written_at <= c.observed_until
      AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
      AND (json_array_length($channels) = 0 OR list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word)))
      ${more})`;
}
