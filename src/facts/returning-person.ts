/** A person first seen within so many days of the start of a channel's data is neither new nor returning. */
export const unknownBeforeDays = 90;

/**
 * **Returning person**: somebody who wrote in a conversation with us, and later in another one on the same channel. As
 * common table expressions, the last of them `returning_person`: one row for each person from outside (`account_id`; of
 * several linked accounts the least) and channel whose first conversation with us began for them in a stretch of time
 * (`$from` inclusive, `$to` exclusive), with
 *
 * - `first_at`, `first_id`: their first message in it; `back_at`, `back_id`: their first message in another conversation
 *   with us, NULL while there is none before the data end (`observed_until`);
 * - `unknown_before`: they were first seen on the channel within `unknownBeforeDays` days of the start of its data, so
 *   that nobody can tell whether they wrote before.
 *
 * *With us*: our side wrote in the conversation, or the person addressed us in it. What merely passes a message on is
 * neither. Start of the data: the first message after a gap of `unknownBeforeDays` days or more, so that
 * a stray old message does not make everybody new. Only channels whose data hold both sides.
 */
export const returningPersonSql = `wanted AS (
    FROM channel WHERE sides = 'both'
      AND (json_array_length($channels) = 0 OR list_contains(from_json($channels, '["VARCHAR"]'), lower(word)))),
  uttered AS MATERIALIZED (
    SELECT t.message_id, t.conversation_id, t.channel_id, t.account_id, t.own, t.addressed, t.written_at, k.observed_until
    FROM turn t JOIN wanted k ON k.channel_id = t.channel_id
    WHERE NOT t.placeholder AND NOT t.repost AND t.written_at <= k.observed_until),
  days AS (SELECT DISTINCT channel_id, date_trunc('day', written_at) AS written_on FROM uttered),
  stretch AS (
    SELECT channel_id, written_on::TIMESTAMP AS starts_at FROM (
      SELECT *, lag(written_on) OVER (PARTITION BY channel_id ORDER BY written_on) AS before FROM days)
    WHERE before IS NULL OR written_on - before >= to_days(${unknownBeforeDays})),
  ours AS (SELECT DISTINCT conversation_id FROM uttered WHERE own),
  visit AS (
    SELECT u.channel_id, u.account_id, u.conversation_id, min(u.written_at) AS first_at,
      first(u.message_id ORDER BY u.written_at, u.message_id) AS first_id, any_value(u.observed_until) AS observed_until,
      bool_or(u.addressed) OR count(o.conversation_id) > 0 AS with_us
    FROM uttered u LEFT JOIN ours o ON o.conversation_id = u.conversation_id
    WHERE NOT u.own GROUP BY u.channel_id, u.account_id, u.conversation_id),
  seen AS (SELECT channel_id, account_id, min(first_at) AS seen_at FROM visit GROUP BY channel_id, account_id),
  person_visit AS (
    SELECT *, lead(first_at) OVER person AS back_at, lead(first_id) OVER person AS back_id,
      row_number() OVER person AS place
    FROM visit WHERE with_us
    WINDOW person AS (PARTITION BY channel_id, account_id ORDER BY first_at, first_id)),
  person AS (
    SELECT p.channel_id, p.account_id, p.first_at, p.first_id, p.back_at, p.back_id, p.observed_until, s.seen_at
    FROM person_visit p JOIN seen s ON s.channel_id = p.channel_id AND s.account_id = p.account_id
    WHERE p.place = 1 AND p.first_at >= $from::TIMESTAMP AND p.first_at < $to::TIMESTAMP),
  returning_person AS (
    SELECT p.*, p.seen_at < h.starts_at + to_days(${unknownBeforeDays}) AS unknown_before
    FROM person p ASOF JOIN stretch h ON h.channel_id = p.channel_id AND p.seen_at >= h.starts_at)`;
