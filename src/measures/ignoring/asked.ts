import { openUntil } from '../../facts/opening.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { Param, Store } from '../../model/store.ts';

/** Causes as the estimators count them. */
export const censored = 0;
export const answered = 1;
export const dismissed = 2;

/** Messages that expect an answer, as columns of equal length: who waited how long, and what ended it. */
export interface Asked {
  channelId: number;
  /** Seconds to the first answer, the dismissal or the end of observation. */
  time: Float64Array;
  cause: Int32Array;
  /** The person who wrote. */
  cluster: Int32Array;
  kind: Int32Array;
  /** Messages kept beside the curve: answered at an unknown time, or with a reply that is not in the data. */
  unsure: { answeredAtUnknownTime: Float64Array; replyMissing: Float64Array };
}

export const kinds = ['question', 'request', 'complaint'] as const;
export type Kind = (typeof kinds)[number];

/**
 * Messages in a span that expect an answer, as a common table expression `asked`: one row each with its fate.
 * The earliest of answer, stated answer elsewhere, dismissal and deletion ends the waiting, if it came before
 * observed-until; else the message still waited then. An answer elsewhere stated for a time before the message (it
 * was edited since) is one at an unknown time. Corrections of the rule count only from the random sample;
 * one that the rule finds nothing in and a person does is a request.
 */
export function askedSql(filter: Filter): string {
  const seconds =
    filter.clock === 'wall'
      ? 'epoch(ended_at) - epoch(asked_at)'
      : `greatest(0, ${openUntil('ended_at', 'oe')} - ${openUntil('asked_at', 'oa')})`;
  const joins =
    filter.clock === 'wall'
      ? ''
      : 'ASOF LEFT JOIN opening oa ON s.asked_at >= oa.starts_at ASOF LEFT JOIN opening oe ON s.ended_at >= oe.starts_at';
  return `ended AS (
    SELECT f.message_id, f.conversation_id, f.channel_id, f.account_id, f.asked_at, f.answer_id,
      CASE WHEN d.kind = 'answered-elsewhere' AND d.since < f.asked_at AND f.state IN ('waiting', 'unknown')
        THEN 'answered-unknown-time' ELSE f.state END AS state,
      CASE e.kind WHEN 'none' THEN 'request' ELSE e.kind END AS kind,
      c.observed_until,
      CASE WHEN f.state = 'answered' AND f.answered_at <= c.observed_until THEN f.answered_at END AS answer_at,
      CASE WHEN d.kind = 'answered-elsewhere' AND d.since BETWEEN f.asked_at AND c.observed_until THEN d.since END AS elsewhere_at,
      least(CASE WHEN d.kind = 'needs-no-answer' AND d.since BETWEEN f.asked_at AND c.observed_until THEN d.since END,
        CASE WHEN f.deleted_at BETWEEN f.asked_at AND c.observed_until THEN f.deleted_at END) AS dismissed_at
    FROM first_answer f
    JOIN channel c ON c.channel_id = f.channel_id AND c.sides = 'both'
    JOIN expectation e ON e.message_id = f.message_id
    LEFT JOIN dismissal d ON d.message_id = f.message_id AND d.kind <> 'expects-answer'
    LEFT JOIN dismissal x ON x.message_id = f.message_id AND x.kind = 'expects-answer' AND x.sampled
    WHERE coalesce(x.reason = 'true', e.expects) AND f.asked_at <= c.observed_until
      AND f.asked_at >= $from::TIMESTAMP AND f.asked_at < $to::TIMESTAMP
      ${filter.channels.length === 0 ? '' : `AND list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word))`}),
  settled AS (
    SELECT *, least(answer_at, elsewhere_at, dismissed_at, observed_until) AS ended_at,
      CASE WHEN least(answer_at, elsewhere_at, dismissed_at) IS NULL THEN ${censored}
        WHEN least(answer_at, elsewhere_at) <= coalesce(dismissed_at, observed_until) THEN ${answered}
        ELSE ${dismissed} END AS cause
    FROM ended),
  asked AS (
    SELECT s.*, ${seconds} AS seconds,
      (s.state IN ('answered-unknown-time', 'unknown') AND s.cause = ${censored}) AS unsure
    FROM settled s ${joins})`;
}

/** Parameters of `askedSql`. */
export function askedParams(filter: Filter, span: Span): Record<string, Param> {
  return {
    from: span.from,
    to: span.to,
    channels: JSON.stringify(filter.channels.map((word) => word.toLowerCase())),
  };
}

/** Messages in a span that expect an answer, by channel. */
export async function askedIn(store: Store, filter: Filter, span: Span): Promise<Map<number, Asked>> {
  const [channel, time, cause, person, kind, unsure] = await store.numbers(
    `WITH ${askedSql(filter)}
    SELECT channel_id::DOUBLE, seconds::DOUBLE, cause::DOUBLE, account_id::DOUBLE,
      list_position(['question', 'request', 'complaint'], kind)::DOUBLE - 1,
      CASE WHEN NOT unsure THEN 0 WHEN state = 'unknown' THEN 2 ELSE 1 END::DOUBLE
    FROM asked ORDER BY channel_id`,
    askedParams(filter, span),
  );
  const groups = new Map<number, Asked>();
  for (let start = 0; start < channel.length; ) {
    let end = start;
    while (end < channel.length && channel[end] === channel[start]) end++;
    const sure = rowsWhere(unsure, start, end, 0);
    const unknownTime = rowsWhere(unsure, start, end, 1);
    const missing = rowsWhere(unsure, start, end, 2);
    groups.set(channel[start], {
      channelId: channel[start],
      time: pick(time, sure, Float64Array),
      cause: pick(cause, sure, Int32Array),
      cluster: pick(person, sure, Int32Array),
      kind: pick(kind, sure, Int32Array),
      unsure: {
        answeredAtUnknownTime: pick(time, unknownTime, Float64Array),
        replyMissing: pick(time, missing, Float64Array),
      },
    });
    start = end;
  }
  return groups;
}

function rowsWhere(values: Float64Array, start: number, end: number, wanted: number): Int32Array {
  const rows = new Int32Array(end - start);
  let found = 0;
  for (let row = start; row < end; row++) if (values[row] === wanted) rows[found++] = row;
  return rows.subarray(0, found);
}

/** A loop, because `from` with a function takes several times as long for millions of rows. */
function pick<T extends Float64Array | Int32Array>(
  values: Float64Array,
  rows: Int32Array,
  Columns: new (length: number) => T,
): T {
  const picked = new Columns(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at]];
  return picked;
}
