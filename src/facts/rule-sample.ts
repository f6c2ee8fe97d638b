import type { MessageRef } from '../model/act.ts';
import type { Store } from '../model/store.ts';
import { heldAct } from '../store/known.ts';

/**
 * The random sample on which the rule *expects an answer* is checked: the word that its judgements carry, how many
 * messages it holds, and how many judgements tell something.
 */
export const ruleSample = { word: 'rule-1', size: 60, enough: 30 } as const;

/** A message of the sample. Who judges it must see neither `rule` nor `answered` before. */
export interface SampleMessage {
  ref: MessageRef;
  text: string;
  at: string;
  channel: string;
  /** What it answers, if it answers anything; `missing` where that is not in the data. */
  before?: { text: string; from: 'us' | 'themselves' | 'another' | 'missing' };
  /** What a person said of it: the latest that was not undone. */
  judgement?: { act: string; at: string; expects: boolean };
  rule: { expects: boolean; kind: string; reason: string };
  /** Undefined where the source names a reply that is not in the data. */
  answered?: boolean;
}

/**
 * **The sample** as common table expressions, `sample` the last: of all messages from outside that could be judged
 * (in a channel whose data hold both sides), the first in an order drawn by md5 from source and id alone. The
 * order knows nothing of answers, and a message keeps its place in it whatever else is imported.
 */
export function sampleSql(size: number = ruleSample.size): string {
  return `drawn AS (
    SELECT t.message_id, md5('rule sample 1:' || m.source || m.native_id) AS place
    FROM turn t JOIN message m ON m.message_id = t.message_id
    JOIN channel c ON c.channel_id = t.channel_id AND c.sides = 'both'
    WHERE NOT t.own AND NOT t.placeholder ORDER BY place, t.message_id LIMIT ${Math.trunc(size)}),
  judgement AS (
    SELECT a.source, a.native_id, a.act_id, a.done_at, json_extract_string(a.detail, '$.expects') = 'true' AS expects
    FROM ${heldAct} a WHERE a.kind = 'expects-answer' AND json_extract_string(a.detail, '$.sample') = '${ruleSample.word}'
      AND NOT EXISTS (FROM act u WHERE u.kind = 'undo' AND json_extract_string(u.detail, '$.act') = a.act_id)
    QUALIFY row_number() OVER (PARTITION BY a.source, a.native_id ORDER BY a.done_at DESC, a.act_id DESC) = 1),
  sample AS (
    SELECT d.place, t.message_id, t.parent_id, t.account_id, t.channel_id, t.written_at, m.source, m.native_id, m.text,
      e.expects AS rule_expects, e.kind, e.reason, j.act_id, j.done_at AS judged_at, j.expects AS judged_expects,
      CASE f.state WHEN 'waiting' THEN false WHEN 'unknown' THEN NULL ELSE true END AS answered
    FROM drawn d JOIN turn t ON t.message_id = d.message_id JOIN message m ON m.message_id = d.message_id
    JOIN expectation e ON e.message_id = d.message_id JOIN first_answer f ON f.message_id = d.message_id
    LEFT JOIN judgement j ON j.source = m.source AND j.native_id = m.native_id)`;
}

interface Row {
  source: string;
  nativeId: string;
  text: string;
  at: string;
  channel: string;
  before: string | null;
  from: NonNullable<SampleMessage['before']>['from'] | null;
  act: string | null;
  judgedAt: string | null;
  judged: boolean | null;
  rule: boolean;
  kind: string;
  reason: string;
  answered: boolean | null;
}

/** The messages of the sample in their order. */
export async function readSample(store: Store, size: number = ruleSample.size): Promise<SampleMessage[]> {
  const rows = await store.query<Row>(
    `WITH ${sampleSql(size)}
    SELECT s.source, s.native_id AS "nativeId", coalesce(s.text, '') AS text,
      strftime(s.written_at, '%Y-%m-%dT%H:%M:%SZ') AS "at", c.name AS channel, pm.text AS before,
      CASE WHEN p.message_id IS NULL THEN NULL WHEN p.placeholder THEN 'missing' WHEN p.own THEN 'us'
        WHEN p.account_id = s.account_id THEN 'themselves' ELSE 'another' END AS "from",
      s.act_id AS act, strftime(s.judged_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS "judgedAt", s.judged_expects AS judged,
      s.rule_expects AS rule, s.kind, s.reason, s.answered
    FROM sample s JOIN channel c ON c.channel_id = s.channel_id
    LEFT JOIN turn p ON p.message_id = s.parent_id LEFT JOIN message pm ON pm.message_id = s.parent_id
    ORDER BY s.place, s.message_id`,
  );
  return rows.map((row) => ({
    ref: { source: row.source, nativeId: row.nativeId },
    text: row.text,
    at: row.at,
    channel: row.channel,
    ...(row.from ? { before: { text: row.before ?? '', from: row.from } } : {}),
    ...(row.act && row.judgedAt && row.judged !== null
      ? { judgement: { act: row.act, at: row.judgedAt, expects: row.judged } }
      : {}),
    rule: { expects: row.rule, kind: row.kind, reason: row.reason },
    answered: row.answered ?? undefined,
  }));
}

/** What the rule says of the messages of the sample that a person has judged, and what the person says. */
export interface Judged {
  rule: boolean;
  expects: boolean;
  answered: boolean | null;
}

/** The judged part of the sample. The sample is drawn only where somebody has judged at all. */
export async function judgedSample(store: Store): Promise<Judged[]> {
  const [any] = await store.query(
    `SELECT 1 AS one FROM act WHERE json_extract_string(detail, '$.sample') = $word LIMIT 1`,
    { word: ruleSample.word },
  );
  if (!any) return [];
  return store.query<Judged>(
    `WITH ${sampleSql()}
    SELECT rule_expects AS rule, judged_expects AS expects, answered FROM sample
    WHERE act_id IS NOT NULL ORDER BY place, message_id`,
  );
}

/** How many messages the sample holds: fewer than asked for where there are no more. */
export async function sampleSize(store: Store): Promise<number> {
  const [{ n }] = await store.query<{ n: number }>(
    `SELECT least(count(*), ${ruleSample.size})::INTEGER AS n FROM turn t
    JOIN channel c ON c.channel_id = t.channel_id AND c.sides = 'both' WHERE NOT t.own AND NOT t.placeholder`,
  );
  return n;
}

/** True when the message belongs to the sample as the data are now. */
export async function isInSample(store: Store, { source, nativeId }: MessageRef): Promise<boolean> {
  const found = await store.query(
    `WITH ${sampleSql()} SELECT 1 AS one FROM sample WHERE source = $source AND native_id = $nativeId`,
    { source, nativeId },
  );
  return found.length > 0;
}
