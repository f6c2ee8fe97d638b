import type { Filter } from '../model/filter.ts';
import { Problem } from '../model/problem.ts';
import type { Store } from '../model/store.ts';
import { listWords } from './words.ts';

/** A channel that the filter admits. */
export interface ChannelFact {
  channelId: number;
  word: string;
  source: string;
  sides: 'both' | 'own';
  firstAt: string;
  observedUntil: string;
  messages: number;
  others: number;
}

/**
 * The channels that a filter names (all when it names none), the busiest first. Throws a Problem for a name that
 * is no channel: left out in silence, the rest would pass for the answer.
 */
export async function channelsOf(store: Store, filter: Filter): Promise<ChannelFact[]> {
  const all = await store.query<ChannelFact>(
    `SELECT channel_id AS "channelId", word, source, sides, strftime(first_at, '%Y-%m-%dT%H:%M:%SZ') AS "firstAt",
      strftime(observed_until, '%Y-%m-%dT%H:%M:%SZ') AS "observedUntil", messages, others
    FROM channel ORDER BY others DESC, word`,
  );
  if (filter.channels.length === 0) return all;
  const wanted = new Set(filter.channels.map((word) => word.toLowerCase()));
  const unknown = filter.channels.filter(
    (word) => !all.some((one) => one.word.toLowerCase() === word.toLowerCase()),
  );
  if (unknown.length > 0)
    throw new Problem(
      `There is no channel called "${unknown[0]}".`,
      all.length > 0
        ? `There are ${listWords(
            all.map(({ word }) => word),
            12,
          )}.`
        : 'There are none yet.',
    );
  return all.filter(({ word }) => wanted.has(word.toLowerCase()));
}
