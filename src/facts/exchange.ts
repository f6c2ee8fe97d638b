/** SQL for whether a channel under the alias is among those of the parameter `$channels` (JSON; empty means all). */
function admitted(channel: string): string {
  return `(json_array_length($channels::JSON) = 0 OR list_contains(from_json($channels, '["VARCHAR"]'), lower(${channel}.word)))`;
}

/**
 * **Whom our messages answer**, as a common table expression `ours`: each message that our side wrote in a stretch of
 * time (`$from` inclusive, `$to` exclusive) on the channels of `$channels`, without what it merely passed on, with its `role`:
 * `answer` (of a message by somebody else), `unseen` (of a message that is not in the data, so that nobody can tell
 * whose it was), `self` (of a message of our own side), `broadcast` (it answers nothing). `named` marks a broadcast
 * whose text begins with the @name of somebody else.
 */
export const oursSaidSql = `wrote AS MATERIALIZED (
    SELECT t.message_id, t.channel_id, t.conversation_id, t.parent_id, t.written_at, m.source,
      t.parent_id IS NULL AND NOT t.answers AS alone, CASE WHEN alone THEN lower(regexp_extract(m.text, '^\\.?@(\\w+)', 1)) END AS name
    FROM turn t JOIN channel c ON c.channel_id = t.channel_id AND t.written_at <= c.observed_until
    JOIN message m ON m.message_id = t.message_id
    WHERE t.own AND NOT t.placeholder AND NOT t.repost AND ${admitted('c')}
      AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP),
  ours AS (
    SELECT w.message_id, w.channel_id, w.conversation_id, w.written_at,
      CASE WHEN w.alone THEN 'broadcast' WHEN coalesce(p.placeholder, true) THEN 'unseen'
        WHEN p.own THEN 'self' ELSE 'answer' END AS role,
      w.alone AND w.name <> '' AND o.key IS NULL AS named
    FROM wrote w LEFT JOIN turn p ON p.message_id = w.parent_id
    LEFT JOIN (SELECT source, key FROM own_account UNION SELECT source, handle_key FROM own_account) o
      ON o.source = w.source AND o.key = w.name)`;

/**
 * **What was said in conversations**, as a common table expression `said`: the messages of conversations begun in a
 * stretch of time (`$from` inclusive, `$to` exclusive), without what was merely passed on.
 *
 * `begun` comes first and whole: else the engine compares each message's time with each channel before it joins.
 * `$age` is by how many seconds the data are cut off before they end, so that a period before can be told as it stood when it was as
 * old as this one is now. Only channels whose data hold both sides.
 */
export const saidSql = `begun AS MATERIALIZED (
    SELECT v.conversation_id, v.channel_id, k.observed_until - to_seconds($age::BIGINT) AS seen_until
    FROM conversation v JOIN channel k ON k.channel_id = v.channel_id AND k.sides = 'both'
    WHERE v.started_at >= $from::TIMESTAMP AND v.started_at < $to::TIMESTAMP AND ${admitted('k')}),
  said AS MATERIALIZED (
    SELECT t.message_id, t.conversation_id, t.parent_id, t.depth, t.account_id, t.own, t.written_at, b.channel_id, b.seen_until
    FROM turn t JOIN begun b ON b.conversation_id = t.conversation_id AND t.written_at <= b.seen_until
    WHERE NOT t.placeholder AND NOT t.repost)`;

/**
 * **Exchange**: a message of one side that answers a message of the other. As a common table expression `talk`, after
 * those of `saidSql`: one row for each conversation with
 *
 * - `turns` (ConvoKit: utterances), of which `own_turns` by us; `chain`, the longest chain of messages each answering
 *   the one before, counted in messages; `exchanges`; `back_and_forth`: we and one and the same person each answered the other;
 * - `parties`: `both`, `ours` (we alone), `theirs`, or NULL where one side is seen and the data are not complete, so
 *   that nobody can tell whether the other was there;
 * - `opened_by_us`: NULL where what began it is not in the data;
 * - `closed`: no message for `$closedAfter` days when the data end; `ended_by_us`: who wrote last, NULL where replies are missing;
 * - `person`: the first person from outside in it, else NULL.
 */
export const talkSql = `${saidSql},
  answering AS (
    SELECT s.conversation_id, CASE WHEN s.own THEN p.account_id ELSE s.account_id END AS person, s.own
    FROM said s JOIN said p ON p.message_id = s.parent_id AND p.own <> s.own),
  pair AS (
    SELECT conversation_id, count(*) AS exchanges, bool_or(own) AND NOT bool_and(own) AS back_and_forth
    FROM answering GROUP BY conversation_id, person),
  paired AS (
    SELECT conversation_id, sum(exchanges)::INTEGER AS exchanges, bool_or(back_and_forth) AS back_and_forth
    FROM pair GROUP BY conversation_id),
  told AS (
    SELECT conversation_id, channel_id, count(*)::INTEGER AS turns, count(*) FILTER (own)::INTEGER AS own_turns,
      max(depth)::INTEGER + 1 AS chain, min(written_at) AS first_at, max(written_at) AS last_at,
      any_value(seen_until) AS seen_until,
      arg_min(own, (depth, written_at, message_id)) AS first_own,
      arg_max(own, (written_at, message_id)) AS last_own,
      arg_min(account_id, (depth, written_at, message_id)) FILTER (NOT own) AS person
    FROM said GROUP BY conversation_id, channel_id),
  talk AS (
    SELECT o.conversation_id, o.channel_id, o.turns, o.own_turns, o.chain, o.first_at, o.last_at, o.person,
      coalesce(q.exchanges, 0) AS exchanges, coalesce(q.back_and_forth, false) AS back_and_forth,
      CASE WHEN o.own_turns BETWEEN 1 AND o.turns - 1 THEN 'both' WHEN v.completeness <> 'complete' THEN NULL
        WHEN o.own_turns > 0 THEN 'ours' ELSE 'theirs' END AS parties,
      CASE WHEN NOT r.placeholder THEN o.first_own END AS opened_by_us,
      o.last_at + to_days($closedAfter::INTEGER) <= o.seen_until AS closed,
      CASE WHEN v.missing_replies = 0 THEN o.last_own END AS ended_by_us
    FROM told o JOIN conversation v ON v.conversation_id = o.conversation_id
    JOIN turn r ON r.message_id = o.conversation_id LEFT JOIN paired q ON q.conversation_id = o.conversation_id)`;
