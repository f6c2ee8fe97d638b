import { pseudonym } from '../../facts/pseudonym.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { Voice } from '../../model/finding.ts';
import type { Store } from '../../model/store.ts';
import { quoted, worthQuoting } from '../quotation.ts';
import { durationWords } from '../words.ts';
import { answered, askedParams, askedSql, censored, dismissed } from './asked.ts';

/**
 * People's words beside the numbers, by a stated rule: of messages of 30 characters and more, the one that waits
 * longest without an answer, the one answered fastest, and the latest that a person marked as needing none.
 */
export async function voicesOf(
  store: Store,
  filter: Filter,
  span: Span,
  channelIds: number[],
): Promise<Voice[]> {
  const rows = await store.query<{
    source: string;
    nativeId: string;
    text: string;
    who: string;
    channel: string;
    at: string;
    cause: number;
    waited: number;
  }>(
    `WITH ${askedSql({ ...filter, clock: 'wall' })},
    chosen AS (
      SELECT a.* FROM asked a JOIN turn t ON t.message_id = a.message_id
      WHERE NOT a.unsure AND t.length >= ${worthQuoting} AND list_contains(from_json($ids, '["INTEGER"]'), a.channel_id)
      QUALIFY row_number() OVER (PARTITION BY a.cause ORDER BY
        CASE a.cause WHEN ${censored} THEN -a.seconds WHEN ${answered} THEN a.seconds ELSE -epoch(a.asked_at) END, a.message_id) = 1)
    SELECT m.source, m.native_id AS "nativeId", m.text, ${pseudonym('p')} AS who, c.word AS channel,
      strftime(a.asked_at, '%Y-%m-%dT%H:%M:%SZ') AS "at", a.cause::INTEGER AS cause, a.seconds::DOUBLE AS waited
    FROM chosen a JOIN message m ON m.message_id = a.message_id JOIN account p ON p.account_id = a.account_id
    JOIN channel c ON c.channel_id = a.channel_id ORDER BY a.cause`,
    { ...askedParams(filter, span), ids: JSON.stringify(channelIds) },
  );
  return quoted(
    store,
    rows.map(({ cause, waited, ...row }) => ({ ...row, note: noteOf(cause, waited) })),
  );
}

function noteOf(cause: number, waited: number): string {
  if (cause === dismissed) return 'Marked as needing no answer.';
  if (cause === answered) return `Answered after ${durationWords(waited)}.`;
  return `Without an answer for ${durationWords(waited)} when the data end.`;
}
