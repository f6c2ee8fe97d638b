import { outsideSql } from '../../facts/between-people.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { Store } from '../../model/store.ts';
import { clustersOf } from '../../stats/cluster.ts';
import type { Ranged } from '../../stats/interval.ts';
import { clusteredProportion } from '../../stats/proportion.ts';
import { isRefusal } from '../../stats/refusal.ts';
import type { ChannelFact } from '../channels.ts';
import { spanParams } from './asking.ts';

const enough = 30;
const narrow = 0.4;

/** What the messages from outside on one channel answer. */
export interface Outside {
  channel: ChannelFact;
  /** Messages of which it is known. */
  n: number;
  conversations: number;
  /** Those that answer somebody else from outside, and the pairs of people between whom they went. */
  between: number;
  pairs: number;
  unseen: number;
  share?: Ranged;
  cannotTell?: string;
}

/** What messages from outside in our conversations answer, by channel. */
export async function outsideIn(
  store: Store,
  filter: Filter,
  span: Span,
  channels: ChannelFact[],
  level?: number,
): Promise<Outside[]> {
  const params = spanParams(filter, span);
  const [channel, conversation, between] = await store.numbers(
    `WITH ${outsideSql}
    SELECT channel_id::DOUBLE, conversation_id::DOUBLE, (answers = 'person')::INTEGER::DOUBLE
    FROM outside WHERE answers <> 'unseen' ORDER BY channel_id, message_id`,
    params,
  );
  const counts = await store.query<{ channelId: number; unseen: number; pairs: number }>(
    `WITH ${outsideSql}
    SELECT channel_id AS "channelId", count(*) FILTER (answers = 'unseen')::INTEGER AS unseen,
      count(DISTINCT (least(account_id, to_id), greatest(account_id, to_id))) FILTER (to_id IS NOT NULL)::INTEGER AS pairs
    FROM outside GROUP BY channel_id`,
    params,
  );
  const rows = new Map<number, { start: number; end: number }>();
  for (let start = 0; start < channel.length; ) {
    let end = start;
    while (end < channel.length && channel[end] === channel[start]) end++;
    rows.set(channel[start], { start, end });
    start = end;
  }
  return counts
    .flatMap(({ channelId, unseen, pairs }) => {
      const fact = channels.find((one) => one.channelId === channelId);
      const { start, end } = rows.get(channelId) ?? { start: 0, end: 0 };
      if (!fact) return [];
      const hits = between.subarray(start, end);
      const clusters = clustersOf(conversation.subarray(start, end));
      return [
        {
          channel: fact,
          n: hits.length,
          conversations: clusters.count,
          between: hits.reduce((sum, hit) => sum + hit, 0),
          pairs,
          unseen,
          ...told(hits.length, clusteredProportion(hits, clusters, level)),
        },
      ];
    })
    .sort((a, b) => b.n - a.n || a.channel.word.localeCompare(b.channel.word));
}

/** The shares that can be told: from 30 messages on, or when the range is under 40 points. */
export function told(
  n: number,
  share: ReturnType<typeof clusteredProportion>,
): Pick<Outside, 'share' | 'cannotTell'> {
  if (isRefusal(share))
    return {
      cannotTell:
        share.refused === 'few-clusters' ? 'all in one conversation' : 'what they answer is not in the data',
    };
  if (n < enough && share.high - share.low >= narrow)
    return { cannotTell: `only ${n} ${n === 1 ? 'message' : 'messages'}` };
  return { share };
}
