import { talkSql } from '../../facts/exchange.ts';
import type { Span } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import { evennessOf } from '../../stats/balance.ts';
import type { ChannelFact } from '../channels.ts';
import { spanParams } from './asking.ts';

/** Conversations of one channel, a row each, as columns of equal length; NaN where it cannot be told. */
export interface Talks {
  channel: ChannelFact;
  n: number;
  /** Coverage of intervals, where another is asked for than the usual one. */
  level?: number;
  conversation: Float64Array;
  /** The first person from outside, or the conversation itself where nobody is seen. */
  cluster: Float64Array;
  parties: Float64Array;
  turns: Float64Array;
  ownTurns: Float64Array;
  chain: Float64Array;
  exchanges: Float64Array;
  backAndForth: Float64Array;
  openedByUs: Float64Array;
  closed: Float64Array;
  endedByUs: Float64Array;
  /** Normalised entropy of the turns over those who spoke, where both sides did. */
  evenness: Float64Array;
}

/** Codes of `parties`; a conversation of which one side is seen in incomplete data has NaN. */
export const both = 0;
export const oursAlone = 1;
export const theirsAlone = 2;

/** The conversations begun in a span, by channel, those with most first. `age` cuts the data off, see `ageOf`. */
export async function talksIn(
  { store, filter, plan, level }: Pick<Asking, 'store' | 'filter' | 'plan' | 'level'>,
  span: Span,
  age: number,
  channels: ChannelFact[],
): Promise<Talks[]> {
  const params = { ...spanParams(filter, span), age, closedAfter: plan.closedAfterDays };
  const columns = await store.numbers(
    `WITH ${talkSql},
    spoke AS (SELECT conversation_id, count(*) AS turns FROM said GROUP BY conversation_id, account_id),
    spread AS (SELECT conversation_id, count(*) AS speakers, sum(turns * ln(turns)) AS log_sum FROM spoke GROUP BY conversation_id)
    SELECT k.channel_id::DOUBLE, coalesce(k.person, -k.conversation_id)::DOUBLE,
      list_position(['both', 'ours', 'theirs'], k.parties)::DOUBLE - 1, k.turns::DOUBLE, k.own_turns::DOUBLE, k.chain::DOUBLE,
      k.exchanges::DOUBLE, k.back_and_forth::INTEGER::DOUBLE, k.opened_by_us::INTEGER::DOUBLE, k.closed::INTEGER::DOUBLE,
      k.ended_by_us::INTEGER::DOUBLE, k.conversation_id::DOUBLE,
      CASE WHEN k.parties = 'both' THEN s.speakers END::DOUBLE, s.log_sum::DOUBLE
    FROM talk k JOIN spread s ON s.conversation_id = k.conversation_id ORDER BY k.channel_id, k.conversation_id`,
    params,
  );
  const [channelId] = columns;
  const talks: Talks[] = [];
  for (let start = 0; start < channelId.length; ) {
    let end = start;
    while (end < channelId.length && channelId[end] === channelId[start]) end++;
    const channel = channels.find((one) => one.channelId === channelId[start]);
    const of = (column: number) => columns[column].subarray(start, end);
    if (channel)
      talks.push({
        channel,
        n: end - start,
        level,
        conversation: of(11),
        cluster: of(1),
        parties: of(2),
        turns: of(3),
        ownTurns: of(4),
        chain: of(5),
        exchanges: of(6),
        backAndForth: of(7),
        openedByUs: of(8),
        closed: of(9),
        endedByUs: of(10),
        evenness: of(12).map((speakers, row) => evennessOf(speakers, of(3)[row], of(13)[row])),
      });
    start = end;
  }
  return talks.sort((a, b) => b.n - a.n || a.channel.word.localeCompare(b.channel.word));
}
