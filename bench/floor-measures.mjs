/**
 * What each measure fetches, as the shortest SQL that yields the same rows from the tables of a workspace that holds
 * this corpus: one source, both sides of every channel, nothing dismissed, all channels asked for. `of` finds the
 * program's query that fetches them; a floor without it stands for rows that are compared by nothing but their number.
 */
const asked = `SELECT f.channel_id, epoch(least(f.answered_at, c.observed_until)) - epoch(f.asked_at) AS seconds,
    f.answered_at <= c.observed_until AS answered, f.account_id, e.kind, f.state, f.message_id, f.asked_at
  FROM first_answer f JOIN expectation e USING (message_id) JOIN channel c ON c.channel_id = f.channel_id
  WHERE e.expects AND f.asked_at >= $from::TIMESTAMP AND f.asked_at < $to::TIMESTAMP AND f.asked_at <= c.observed_until`;

const waits = {
  of: /FROM asked ORDER BY channel_id/,
  sql: `SELECT channel_id::DOUBLE, seconds::DOUBLE, coalesce(answered, false)::INTEGER::DOUBLE, account_id::DOUBLE,
      list_position(['question', 'request', 'complaint'], kind)::DOUBLE - 1,
      CASE WHEN answered OR state <> 'unknown' THEN 0 ELSE 2 END::DOUBLE FROM (${asked})`,
};

const voices = {
  sql: `SELECT message_id, text FROM (
      SELECT a.* FROM (${asked}) a JOIN turn t USING (message_id) WHERE t.length >= 30 AND a.state <> 'unknown'
    QUALIFY row_number() OVER (PARTITION BY coalesce(answered, false)
      ORDER BY CASE WHEN answered THEN seconds ELSE -seconds END, message_id) = 1) JOIN message USING (message_id)`,
};

const waiting = `WITH asked AS (${asked}),
    ninety AS (SELECT channel_id, quantile_cont(epoch(answered_at) - epoch(asked_at), 0.9) AS p90 FROM first_answer
      JOIN expectation USING (message_id) WHERE expects AND state = 'answered' GROUP BY channel_id HAVING count(*) >= 10),
    waiting AS (FROM asked WHERE answered IS NOT true AND state = 'waiting')`;

const list = {
  sql: `${waiting} SELECT m.text, w.*, count(*) OVER () AS total,
      EXISTS (FROM turn b WHERE b.account_id = w.account_id AND b.channel_id = w.channel_id AND b.written_at < w.asked_at) AS again
    FROM waiting w JOIN message m USING (message_id) LEFT JOIN ninety n ON n.channel_id = w.channel_id
    ORDER BY greatest(w.seconds - n.p90, 0) DESC NULLS LAST LIMIT 100`,
};

const older = {
  older: true,
  sql: `SELECT count(*)::INTEGER AS older FROM (${asked}) WHERE answered IS NOT true AND state = 'waiting'`,
  of: /AS older FROM/,
};

const twoWay = {
  of: /FROM ours GROUP BY channel_id/,
  sql: `SELECT t.channel_id, count(*)::INTEGER, count(*) FILTER (t.answers)::INTEGER - count(*) FILTER (p.own)::INTEGER,
      count(*) FILTER (p.placeholder)::INTEGER, count(*) FILTER (p.own)::INTEGER,
      count(*) FILTER (NOT t.answers)::INTEGER, count(*) FILTER (NOT t.answers AND m.text LIKE '@%')::INTEGER
    FROM turn t JOIN message m USING (message_id) LEFT JOIN turn p ON p.message_id = t.parent_id
    WHERE t.own AND NOT t.repost AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP GROUP BY t.channel_id`,
};

const said = `begun AS MATERIALIZED (
    SELECT v.conversation_id, v.channel_id, v.completeness, v.missing_replies,
      c.observed_until - to_seconds($age::BIGINT) AS until
    FROM conversation v JOIN channel c USING (channel_id)
    WHERE v.started_at >= $from::TIMESTAMP AND v.started_at < $to::TIMESTAMP),
  said AS MATERIALIZED (
    SELECT t.message_id, t.conversation_id, t.parent_id, t.depth, t.account_id, t.own, t.written_at, b.channel_id,
      b.completeness, b.missing_replies, b.until
    FROM begun b JOIN turn t USING (conversation_id)
    WHERE NOT t.placeholder AND NOT t.repost AND t.written_at <= b.until)`;

const talks = {
  of: /FROM talk ORDER BY channel_id/,
  sql: `WITH ${said},
    pair AS (
      SELECT s.conversation_id, count(*) AS exchanges, bool_or(s.own) AND NOT bool_and(s.own) AS back_and_forth
      FROM said s JOIN said p ON p.message_id = s.parent_id AND p.own <> s.own
      GROUP BY s.conversation_id, CASE WHEN s.own THEN p.account_id ELSE s.account_id END)
    SELECT v.channel_id::DOUBLE, coalesce(person, -v.conversation_id)::DOUBLE, CASE WHEN own_turns BETWEEN 1 AND turns - 1 THEN 0
        WHEN completeness <> 'complete' THEN NULL WHEN own_turns > 0 THEN 1 ELSE 2 END::DOUBLE,
      turns::DOUBLE, own_turns::DOUBLE, chain::DOUBLE, coalesce(exchanges, 0)::DOUBLE,
      coalesce(back_and_forth, false)::INTEGER::DOUBLE, CASE WHEN NOT r.placeholder THEN first_own END::INTEGER::DOUBLE,
      (last_at + to_days($closedAfter::INTEGER) <= until)::INTEGER::DOUBLE,
      CASE WHEN missing_replies = 0 THEN last_own END::INTEGER::DOUBLE, v.conversation_id::DOUBLE,
      epoch(first_at)::DOUBLE
    FROM (SELECT conversation_id, any_value(channel_id) AS channel_id, any_value(completeness) AS completeness,
        any_value(missing_replies) AS missing_replies, any_value(until) AS until, count(*) AS turns,
        count(*) FILTER (own) AS own_turns, max(depth) + 1 AS chain, min(written_at) AS first_at, max(written_at) AS last_at,
        arg_min(own, (depth, written_at, message_id)) AS first_own, arg_max(own, (written_at, message_id)) AS last_own,
        arg_min(account_id, (depth, written_at, message_id)) FILTER (NOT own) AS person
      FROM said GROUP BY conversation_id) v
    LEFT JOIN (SELECT conversation_id, sum(exchanges) AS exchanges, bool_or(back_and_forth) AS back_and_forth
      FROM pair GROUP BY conversation_id) q ON q.conversation_id = v.conversation_id
    JOIN turn r ON r.message_id = v.conversation_id`,
};

const turnsByPerson = {
  of: /GROUP BY s.conversation_id, s.account_id/,
  sql: `WITH ${said}
    SELECT conversation_id::DOUBLE, count(*)::DOUBLE FROM said
    SEMI JOIN (SELECT conversation_id FROM said GROUP BY conversation_id HAVING bool_or(own) AND NOT bool_and(own)) USING (conversation_id)
    GROUP BY conversation_id, account_id`,
};

const comingBack = {
  of: /FROM returning_person ORDER BY/,
  sql: `WITH said AS MATERIALIZED (FROM turn WHERE NOT placeholder AND channel_id IS NOT NULL AND NOT repost),
    visit AS (
      SELECT channel_id, account_id, conversation_id, min({moment: written_at, id: message_id}) AS first,
        bool_or(addressed) OR conversation_id IN (SELECT conversation_id FROM said WHERE own) AS with_us
      FROM said WHERE NOT own GROUP BY channel_id, account_id, conversation_id),
    person AS (
      SELECT channel_id, account_id, min(first.moment) AS seen_at, min(first, 2) FILTER (with_us) AS visits
      FROM visit GROUP BY channel_id, account_id),
    day AS (SELECT DISTINCT channel_id, written_at::DATE AS written_on FROM said),
    stretch AS (
      SELECT channel_id, written_on AS starts_on FROM day
      QUALIFY coalesce(written_on - lag(written_on) OVER (PARTITION BY channel_id ORDER BY written_on) >= 90, true))
    SELECT p.channel_id::DOUBLE, epoch(coalesce(visits[2].moment, c.observed_until) - visits[1].moment)::DOUBLE,
      (visits[2] IS NOT NULL)::INTEGER::DOUBLE, (seen_at < starts_on + to_days(90))::INTEGER::DOUBLE, visits[2].id::DOUBLE
    FROM person p JOIN channel c USING (channel_id) ASOF JOIN stretch s ON s.channel_id = p.channel_id AND p.seen_at >= s.starts_on
    WHERE visits[1].moment >= $from::TIMESTAMP AND visits[1].moment < $to::TIMESTAMP`,
};

const outside = (rest) => `FROM turn t LEFT JOIN turn p ON p.message_id = t.parent_id
    WHERE NOT t.own AND NOT t.placeholder AND NOT t.repost AND t.channel_id IS NOT NULL
      AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
      AND t.conversation_id IN (SELECT conversation_id FROM turn WHERE own AND NOT repost) ${rest}`;
const toPerson = 'NOT p.own AND NOT p.placeholder AND p.account_id <> t.account_id';

const among = {
  of: /greatest\(account_id, to_id\)/,
  sql: `SELECT t.channel_id::DOUBLE, t.conversation_id::DOUBLE, CASE WHEN ${toPerson} THEN 1 WHEN p.placeholder THEN 2 ELSE 0 END::DOUBLE,
      CASE WHEN ${toPerson} THEN least(t.account_id, p.account_id) ELSE t.account_id END::DOUBLE,
      CASE WHEN ${toPerson} THEN greatest(t.account_id, p.account_id) ELSE t.account_id END::DOUBLE ${outside('')}`,
};

const answersToPeople = {
  of: /FROM outside WHERE answers = 'person'/,
  sql: `SELECT t.channel_id::DOUBLE, t.account_id::DOUBLE, p.account_id::DOUBLE, epoch(date_trunc('week', t.written_at))::DOUBLE
    ${outside(`AND ${toPerson}`)}`,
};

const outsideMessages = {
  sql: 'SELECT count(*)::INTEGER AS n FROM turn WHERE NOT own AND NOT placeholder AND channel_id IS NOT NULL',
};

/** What is fetched for the period asked for, and again for the one that it is compared with. */
const compared = (...fetched) => ({ now: fetched, before: fetched.filter(({ of }) => of) });

export const floors = {
  'waiting-curve': compared(waits, voices),
  'waiting-by-kind': { now: [waits], before: [] },
  'waiting-now': { now: [list, older], before: [] },
  'rule-check': { now: [outsideMessages], before: [] },
  'two-way': compared(twoWay),
  exchanges: compared(talks, turnsByPerson),
  openers: compared(talks, turnsByPerson),
  'coming-back': compared(comingBack),
  'among-themselves': compared(among),
  reciprocity: compared(answersToPeople),
};
