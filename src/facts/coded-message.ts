import type { FacetSide } from '../model/codebook.ts';
import type { AgreedHow } from '../model/coding.ts';
import type { Store } from '../model/store.ts';
import { codingSql } from './coding.ts';
import type { Population } from './draw.ts';

/** The messages of one side in a stretch of time that could have been drawn into a sample, a place each. */
export interface CodableMessages {
  message: Float64Array;
  channel: Float64Array;
  conversation: Float64Array;
  /** Who wrote: an account, of several linked ones the least. */
  account: Float64Array;
  /** Milliseconds since 1970. */
  at: Float64Array;
}

/**
 * Messages with words, of other people or of our side, written in a stretch of time (ISO UTC, `to` exclusive) on the
 * channels of these ids, in the order of their ids. What is merely passed on is none.
 */
export async function codableMessages(
  store: Store,
  side: FacetSide,
  span: { from: string; to: string },
  channelIds: number[],
): Promise<CodableMessages> {
  const [message, channel, conversation, account, at] = await store.numbers(
    `SELECT t.message_id::DOUBLE, t.channel_id::DOUBLE, t.conversation_id::DOUBLE,
      t.account_id::DOUBLE, epoch_ms(t.written_at)::DOUBLE
    FROM turn t
    WHERE t.own = $own AND NOT t.placeholder AND NOT t.repost AND t.length > 0
      AND t.written_at >= $from::TIMESTAMP AND t.written_at < $to::TIMESTAMP
      AND list_contains(from_json($channels, '["INTEGER"]'), t.channel_id)
    ORDER BY t.message_id`,
    { own: side === 'own', from: span.from, to: span.to, channels: JSON.stringify(channelIds) },
  );
  return { message, channel, conversation, account, at };
}

/**
 * When the n-th message was written of those that a sample could be drawn from: what came into the data since is as a
 * rule younger. Milliseconds since 1970; undefined where there are not so many.
 */
export async function nthWritten(
  store: Store,
  { of, channels, from, to }: Population,
  n: number,
): Promise<number | undefined> {
  const [row] = await store.query<{ at: number }>(
    `SELECT epoch_ms(t.written_at)::DOUBLE AS "at" FROM turn t LEFT JOIN channel c ON c.channel_id = t.channel_id
    WHERE t.own = $own AND NOT t.placeholder AND NOT t.repost AND t.length > 0
      AND ($channels = '[]' OR list_contains(from_json($channels, '["VARCHAR"]'), lower(c.word)))
      AND ($from IS NULL OR t.written_at >= $from::TIMESTAMP) AND ($to IS NULL OR t.written_at < $to::TIMESTAMP)
    ORDER BY t.written_at, t.message_id LIMIT 1 OFFSET $skipped`,
    {
      own: of === 'own',
      channels: JSON.stringify(channels.map((word) => word.toLowerCase())),
      from: from ?? null,
      to: to ?? null,
      skipped: Math.max(0, n - 1),
    },
  );
  return row?.at;
}

/** A message of a sample that was drawn at random, in the order in which they are coded. */
export interface DrawnMessage {
  sample: string;
  message: number;
  probability: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** The drawn messages of samples that are in the data still. */
export async function drawnMessages(store: Store, samples: string[]): Promise<DrawnMessage[]> {
  if (samples.length === 0) return [];
  return store.query<DrawnMessage>(
    `WITH ${codingSql}
    SELECT i.sample, m.message_id AS message, i.probability, epoch_ms(m.created_at)::DOUBLE AS "at" FROM sample_item i
    JOIN message m ON m.source = i.source AND m.native_id = i.native_id
    WHERE i.probability IS NOT NULL AND list_contains(from_json($samples, '["VARCHAR"]'), i.sample)
    ORDER BY i.sample, i.place, m.message_id`,
    { samples: JSON.stringify(samples) },
  );
}

/** What one person said of one message in one facet. */
export interface FacetCoding {
  sample: string;
  message: number;
  who: string;
  facet: string;
  /** `facet/code`. */
  codes: string[];
  cannot: boolean;
  /** `facet/code@2`. */
  versions: string[];
}

/** What people said, one by one, of the messages of samples. */
export async function facetCodings(store: Store, samples: string[]): Promise<FacetCoding[]> {
  if (samples.length === 0) return [];
  const rows = await store.query<
    Omit<FacetCoding, 'codes' | 'versions'> & { codes: string; versions: string }
  >(
    `WITH ${codingSql}
    SELECT f.sample, m.message_id AS message, f.who, f.facet, to_json(f.codes)::VARCHAR AS codes, f.cannot,
      to_json(f.versions)::VARCHAR AS versions
    FROM facet_coding f JOIN message m ON m.source = f.source AND m.native_id = f.native_id
    WHERE list_contains(from_json($samples, '["VARCHAR"]'), f.sample)
    ORDER BY f.sample, m.message_id, f.facet, f.who`,
    { samples: JSON.stringify(samples) },
  );
  return rows.map(({ codes, versions, ...row }) => ({
    ...row,
    codes: JSON.parse(codes) as string[],
    versions: JSON.parse(versions) as string[],
  }));
}

/** What counts as the code of a message in one facet. */
export interface MessageCode {
  sample: string;
  message: number;
  facet: string;
  codes: string[];
  cannot: boolean;
  how: AgreedHow;
  coders: number;
}

/** What counts of the messages of samples, facet by facet. */
export async function messageCodes(store: Store, samples: string[]): Promise<MessageCode[]> {
  if (samples.length === 0) return [];
  const rows = await store.query<Omit<MessageCode, 'codes'> & { codes: string }>(
    `WITH ${codingSql}
    SELECT a.sample, m.message_id AS message, a.facet, to_json(a.codes)::VARCHAR AS codes, a.cannot, a.how, a.coders
    FROM agreed_code a JOIN message m ON m.source = a.source AND m.native_id = a.native_id
    WHERE list_contains(from_json($samples, '["VARCHAR"]'), a.sample)
    ORDER BY a.sample, m.message_id, a.facet`,
    { samples: JSON.stringify(samples) },
  );
  return rows.map(({ codes, ...row }) => ({ ...row, codes: JSON.parse(codes) as string[] }));
}
