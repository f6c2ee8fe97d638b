import { built } from './built.mjs';

const { signPatterns, noisePattern } = await built('text/signs.js');

const quote = (text) => `'${text.replaceAll("'", "''")}'`;
const shows = (sign, text) => `regexp_matches(${text}, ${quote(signPatterns[sign])})`;
const plain = (text) => `regexp_replace(lower(${text}), ${quote(noisePattern)}, ' ', 'g')`;

/**
 * The same rows as the program's, by the shortest SQL that yields them from this file: no damage is looked for, nothing
 * is kept for taking an import back, everything is new, and one name is in each text. Of two versions of a message that
 * are as long, the one that is not edited stands first in this file and counts, as in the program. Steps go by the program's.
 */
export const floorSteps = {
  read: (csv) => [
    `CREATE TABLE raw AS SELECT tweet_id AS native_id, author_id AS author, inbound = 'False' AS own,
      strptime(created_at, '%a %b %d %H:%M:%S +0000 %Y') AS created_at, replace(text, '&amp;', '&') AS text,
      response_tweet_id AS reply_ids, in_response_to_tweet_id AS parent_native_id
    FROM read_csv(${quote(csv)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`,
  ],
  merge: () => [
    `CREATE TABLE account AS SELECT row_number() OVER ()::INTEGER AS account_id, lower(author) AS key, bool_or(own) AS own
    FROM raw GROUP BY lower(author)`,
    `CREATE TABLE message (message_id INTEGER, native_id VARCHAR, account_id INTEGER, own BOOLEAN, text VARCHAR,
      created_at TIMESTAMP, parent_native_id VARCHAR, reply_ids VARCHAR, placeholder BOOLEAN)`,
    `MERGE INTO message m USING (
      SELECT row_number() OVER ()::INTEGER AS message_id, native_id, account_id, r.own, text, created_at, parent_native_id,
        reply_ids, false AS placeholder
      FROM (FROM raw QUALIFY row_number() OVER (PARTITION BY native_id ORDER BY length(text) DESC, ends_with(text, '(edited)')) = 1) r
      JOIN account a ON a.key = lower(r.author)) s ON m.native_id = s.native_id
    WHEN MATCHED AND m.text IS DISTINCT FROM s.text THEN UPDATE WHEN NOT MATCHED THEN INSERT`,
    `INSERT INTO message BY NAME
    SELECT row_number() OVER ()::INTEGER + (SELECT max(message_id) FROM message) AS message_id,
      native_id, false AS own, true AS placeholder
    FROM (SELECT DISTINCT parent_native_id AS native_id FROM message c WHERE parent_native_id IS NOT NULL) c
    ANTI JOIN message m USING (native_id)`,
  ],
  turn: () => [
    `CREATE TABLE turn AS WITH RECURSIVE link AS MATERIALIZED (
      SELECT m.message_id, p.message_id AS parent_id, m.account_id, m.own, m.placeholder, m.created_at AS written_at,
        coalesce(CASE WHEN m.own THEN m.account_id END, CASE WHEN p.own THEN p.account_id END, n.account_id) AS channel_id,
        CASE WHEN m.own OR m.placeholder OR starts_with(m.text, 'RT @') THEN false
          ELSE coalesce(p.own, false) OR n.account_id IS NOT NULL END AS addressed,
        coalesce(NOT m.own AND p.account_id = m.account_id AND NOT starts_with(m.text, 'RT @'), false) AS to_self
      FROM message m LEFT JOIN message p ON p.native_id = m.parent_native_id
      LEFT JOIN account n ON n.own AND n.key = lower(regexp_extract(m.text, '@(\\w+)', 1))),
    placed AS (
      SELECT message_id, message_id AS conversation_id, 0 AS depth, channel_id, addressed FROM link WHERE parent_id IS NULL
      UNION ALL
      SELECT l.message_id, p.conversation_id, p.depth + 1, coalesce(l.channel_id, p.channel_id),
        l.addressed OR (l.to_self AND p.addressed)
      FROM placed p JOIN link l ON l.parent_id = p.message_id)
    SELECT p.message_id, p.conversation_id, l.parent_id, p.depth, coalesce(p.channel_id, s.channel_id) AS channel_id,
      l.account_id, l.own, p.addressed, l.placeholder, l.written_at
    FROM placed p JOIN link l USING (message_id)
    LEFT JOIN (SELECT q.conversation_id, arg_min(k.account_id, (k.written_at, k.message_id)) AS channel_id
      FROM placed q JOIN link k USING (message_id) WHERE k.own GROUP BY q.conversation_id) s USING (conversation_id)`,
  ],
  conversation: () => [
    `CREATE TABLE missing_reply AS SELECT message_id, count(*)::INTEGER AS replies
    FROM (SELECT message_id, unnest(string_split(reply_ids, ',')) AS native_id FROM message)
    ANTI JOIN (FROM message WHERE NOT placeholder) k USING (native_id) GROUP BY message_id`,
    `CREATE TABLE conversation AS
    SELECT conversation_id, mode(channel_id ORDER BY channel_id) AS channel_id, min(written_at) AS started_at,
      max(written_at) AS last_at, count(*) FILTER (NOT placeholder)::INTEGER AS messages,
      count(*) FILTER (own)::INTEGER AS own_messages,
      count(DISTINCT account_id) FILTER (NOT own AND NOT placeholder)::INTEGER AS people,
      count(*) FILTER (placeholder)::INTEGER AS placeholders, coalesce(sum(replies), 0)::INTEGER AS missing_replies,
      CASE WHEN count(*) FILTER (placeholder) > 0 OR sum(replies) > 0 THEN 'unknown' ELSE 'complete' END AS completeness
    FROM turn LEFT JOIN missing_reply USING (message_id) GROUP BY conversation_id`,
  ],
  expectation: () => [
    `CREATE TABLE expectation AS WITH signs AS (
      SELECT t.message_id, t.addressed, ${plain('m.text')} AS plain, ${plain('pm.text')} AS before
      FROM turn t JOIN message m USING (message_id) LEFT JOIN message pm ON pm.message_id = t.parent_id AND pm.own
      WHERE NOT t.own AND NOT t.placeholder),
    judged AS (
      SELECT message_id, addressed, CASE WHEN ${shows('question', 'plain')} THEN 'question'
        WHEN ${shows('request', 'plain')} THEN 'request'
        WHEN ${shows('complaint', 'plain')} AND NOT ${shows('closing', 'plain')} THEN 'complaint'
        WHEN coalesce(${shows('question', 'before')} OR ${shows('request', 'before')}, false)
          AND NOT ${shows('closing', 'plain')} AND length(trim(plain)) >= 2 THEN 'request'
        ELSE 'none' END AS kind FROM signs)
    SELECT message_id, kind, addressed AND kind <> 'none' AS expects FROM judged`,
  ],
  first_answer: () => [
    `CREATE TABLE first_answer AS WITH RECURSIVE covered AS (
      SELECT r.message_id AS answer_id, r.written_at, r.parent_id AS message_id FROM turn r
      WHERE r.own AND r.parent_id IS NOT NULL
      UNION ALL
      SELECT c.answer_id, c.written_at, p.parent_id FROM covered c JOIN turn p ON p.message_id = c.message_id AND NOT p.own
      JOIN turn g ON g.message_id = p.parent_id AND g.account_id = p.account_id),
    answers AS (
      SELECT message_id, min(written_at) AS answered_at, arg_min(answer_id, (written_at, answer_id)) AS answer_id
      FROM covered GROUP BY message_id)
    SELECT q.message_id, q.conversation_id, q.channel_id, q.account_id, q.written_at AS asked_at,
      CASE WHEN a.message_id IS NOT NULL THEN 'answered' WHEN r.message_id IS NOT NULL THEN 'unknown' ELSE 'waiting' END AS state,
      a.answered_at, a.answer_id
    FROM turn q LEFT JOIN answers a USING (message_id) LEFT JOIN missing_reply r USING (message_id)
    WHERE NOT q.own AND NOT q.placeholder AND q.channel_id IS NOT NULL`,
  ],
  channel: () => [
    `CREATE TABLE channel AS SELECT channel_id, count(*)::INTEGER AS messages, count(*) FILTER (NOT own)::INTEGER AS others,
      min(written_at) AS first_at, max(written_at) AS observed_until
    FROM turn WHERE NOT placeholder AND channel_id IS NOT NULL GROUP BY channel_id`,
  ],
  commit: () => ['CHECKPOINT'],
};
