import { saidSql, talkSql } from '../../facts/exchange.ts';
import type { Span } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import type { Store } from '../../model/store.ts';
import { balance } from '../../stats/balance.ts';
import type { ChannelFact } from '../channels.ts';
import { spanParams } from './asking.ts';

/** Conversations of one channel, a row each, as columns of equal length; NaN where it cannot be told. */
export interface Talks {
  channel: ChannelFact;
  n: number;
  /** Coverage of intervals, where another is asked for than the usual one. */
  level?: number;
  /** The first person from outside, or the conversation itself where nobody is seen. */
  cluster: Float64Array;
  conversation: Float64Array;
  /** Seconds since 1970 of the first message. */
  firstAt: Float64Array;
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
    `WITH ${talkSql}
    SELECT channel_id::DOUBLE, coalesce(person, -conversation_id)::DOUBLE,
      list_position(['both', 'ours', 'theirs'], parties)::DOUBLE - 1, turns::DOUBLE, own_turns::DOUBLE, chain::DOUBLE,
      exchanges::DOUBLE, back_and_forth::INTEGER::DOUBLE, opened_by_us::INTEGER::DOUBLE, closed::INTEGER::DOUBLE,
      ended_by_us::INTEGER::DOUBLE, conversation_id::DOUBLE, epoch(first_at)::DOUBLE
    FROM talk ORDER BY channel_id, conversation_id`,
    params,
  );
  const evenness = await evennessIn(store, params);
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
        cluster: of(1),
        conversation: of(11),
        firstAt: of(12),
        parties: of(2),
        turns: of(3),
        ownTurns: of(4),
        chain: of(5),
        exchanges: of(6),
        backAndForth: of(7),
        openedByUs: of(8),
        closed: of(9),
        endedByUs: of(10),
        evenness: of(11).map((conversation) => evenness.get(conversation) ?? Number.NaN),
      });
    start = end;
  }
  return talks.sort((a, b) => b.n - a.n || a.channel.word.localeCompare(b.channel.word));
}

async function evennessIn(
  store: Store,
  params: Parameters<Store['numbers']>[1],
): Promise<Map<number, number>> {
  const [conversation, turns] = await store.numbers(
    `WITH ${saidSql}
    SELECT s.conversation_id::DOUBLE, count(*)::DOUBLE
    FROM said s SEMI JOIN (SELECT conversation_id FROM said GROUP BY conversation_id HAVING bool_or(own) AND NOT bool_and(own)) b
      ON b.conversation_id = s.conversation_id
    GROUP BY s.conversation_id, s.account_id ORDER BY s.conversation_id`,
    params,
  );
  const found = new Map<number, number>();
  for (let start = 0; start < conversation.length; ) {
    let end = start;
    while (end < conversation.length && conversation[end] === conversation[start]) end++;
    found.set(conversation[start], balance(turns.subarray(start, end))?.evenness ?? Number.NaN);
    start = end;
  }
  return found;
}
