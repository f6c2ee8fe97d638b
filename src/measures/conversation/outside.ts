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
  const [channel, conversation, answers, low, high] = await store.numbers(
    `WITH ${outsideSql}
    SELECT channel_id::DOUBLE, conversation_id::DOUBLE, CASE answers WHEN 'person' THEN 1 WHEN 'unseen' THEN 2 ELSE 0 END::DOUBLE,
      coalesce(least(account_id, to_id), 0)::DOUBLE, coalesce(greatest(account_id, to_id), 0)::DOUBLE
    FROM outside ORDER BY channel_id, message_id`,
    spanParams(filter, span),
  );
  const found: Outside[] = [];
  for (let start = 0; start < channel.length; ) {
    let end = start;
    while (end < channel.length && channel[end] === channel[start]) end++;
    const fact = channels.find((one) => one.channelId === channel[start]);
    if (fact) {
      const rows = { start, end, conversation, answers, low, high };
      found.push({ channel: fact, ...outsideOf(rows, level) });
    }
    start = end;
  }
  return found.sort((a, b) => b.n - a.n || a.channel.word.localeCompare(b.channel.word));
}

/** Messages from outside on one channel: rows of the columns from `start` to before `end`. */
interface Rows {
  start: number;
  end: number;
  conversation: Float64Array;
  /** 1 another person, 2 something that is not in the data, 0 anything else. */
  answers: Float64Array;
  /** The two people, the lower number first, where one answers the other. */
  low: Float64Array;
  high: Float64Array;
}

function outsideOf(
  { start, end, conversation, answers, low, high }: Rows,
  level?: number,
): Omit<Outside, 'channel'> {
  const hits = new Float64Array(end - start);
  const ids = new Float64Array(end - start);
  const pairs = new Set<string>();
  let n = 0;
  let between = 0;
  for (let row = start; row < end; row++) {
    if (answers[row] === 2) continue;
    hits[n] = answers[row];
    ids[n++] = conversation[row];
    if (answers[row] !== 1) continue;
    between++;
    pairs.add(`${low[row]} ${high[row]}`);
  }
  const known = hits.subarray(0, n);
  const clusters = clustersOf(ids.subarray(0, n));
  return {
    n,
    conversations: clusters.count,
    between,
    pairs: pairs.size,
    unseen: end - start - n,
    ...told(n, clusteredProportion(known, clusters, level)),
  };
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
