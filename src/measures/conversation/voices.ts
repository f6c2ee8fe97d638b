import { talkSql } from '../../facts/exchange.ts';
import { pseudonym } from '../../facts/pseudonym.ts';
import { returningPersonSql } from '../../facts/returning-person.ts';
import type { Span } from '../../model/filter.ts';
import type { Voice } from '../../model/finding.ts';
import type { Asking } from '../../model/measure.ts';
import { type Quotation, quoted, worthQuoting } from '../quotation.ts';
import { spanParams } from './asking.ts';

const columns = (message: string) => `${message}.source, ${message}.native_id AS "nativeId", ${message}.text,
  ${pseudonym('p')} AS who, c.word AS channel, strftime(${message}.created_at, '%Y-%m-%dT%H:%M:%SZ') AS "at"`;

type Row = Omit<Quotation, 'note'>;

/**
 * The last words, of 30 characters and more, of somebody from outside in the longest conversation of each channel
 * that went back and forth; channels with the longest first.
 */
export async function lastWords({ store, filter, plan }: Asking, span: Span): Promise<Voice[]> {
  const rows = await store.query<Row & { turns: number }>(
    `WITH ${talkSql},
    last_said AS (
      SELECT s.conversation_id, arg_max(s.message_id, (s.written_at, s.message_id)) AS message_id
      FROM said s JOIN message m ON m.message_id = s.message_id
      SEMI JOIN (FROM talk WHERE parties = 'both' AND back_and_forth) b ON b.conversation_id = s.conversation_id
      WHERE NOT s.own AND length(m.text) >= ${worthQuoting} GROUP BY s.conversation_id),
    longest AS (
      SELECT l.message_id, k.channel_id, k.turns FROM talk k JOIN last_said l ON l.conversation_id = k.conversation_id
      QUALIFY row_number() OVER (PARTITION BY k.channel_id ORDER BY k.turns DESC, k.first_at, k.conversation_id) = 1)
    SELECT ${columns('m')}, l.turns FROM longest l JOIN message m ON m.message_id = l.message_id
    JOIN account p ON p.account_id = m.account_id JOIN channel c ON c.channel_id = l.channel_id
    ORDER BY l.turns DESC, m.message_id LIMIT 3`,
    { ...spanParams(filter, span), age: 0, closedAfter: plan.closedAfterDays },
  );
  return quoted(
    store,
    rows.map(({ turns, ...row }) => ({ ...row, note: `In a conversation of ${turns} turns.` })),
  );
}

/**
 * The first words, of 30 characters and more, of the person of each channel who came back after the longest time; the
 * longest away first.
 */
export async function wordsOnReturn({ store, filter }: Asking, span: Span): Promise<Voice[]> {
  const rows = await store.query<Row & { days: number }>(
    `WITH ${returningPersonSql},
    back AS (
      SELECT r.back_id, r.channel_id, epoch(r.back_at) - epoch(r.first_at) AS away
      FROM returning_person r JOIN message m ON m.message_id = r.back_id
      WHERE NOT r.unknown_before AND length(m.text) >= ${worthQuoting} AND r.back_at >= r.first_at + to_days(1)
      QUALIFY row_number() OVER (PARTITION BY r.channel_id ORDER BY away DESC, r.back_id) = 1)
    SELECT ${columns('m')}, floor(b.away / 86400)::INTEGER AS days FROM back b JOIN message m ON m.message_id = b.back_id
    JOIN account p ON p.account_id = m.account_id JOIN channel c ON c.channel_id = b.channel_id
    ORDER BY b.away DESC, m.message_id LIMIT 3`,
    spanParams(filter, span),
  );
  return quoted(
    store,
    rows.map(({ days, ...row }) => ({ ...row, note: `Back after ${days} ${days === 1 ? 'day' : 'days'}.` })),
  );
}
