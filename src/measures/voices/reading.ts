import {
  type CodableMessages,
  codableMessages,
  type DrawnMessage,
  drawnMessages,
  type FacetCoding,
  facetCodings,
  type MessageCode,
  messageCodes,
  nthWritten,
} from '../../facts/coded-message.ts';
import { readSamples } from '../../facts/coding.ts';
import { populationSize } from '../../facts/draw.ts';
import { type FacetSide, withParents } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import type { Asking } from '../../model/measure.ts';
import type { Store } from '../../model/store.ts';
import type { ChannelFact } from '../channels.ts';

/** What people have read of one side's messages: the samples, what was drawn, and what was said of it. */
export interface Reading {
  side: FacetSide;
  /** Drawn at random, and not only to see whether a coder agrees with themselves. */
  samples: DrawnSample[];
  /** Samples that are coded again, by the word of the first. */
  again: DrawnSample[];
  /** Where the messages end that each sample speaks of: milliseconds since 1970, exclusive. */
  ends: ReadonlyMap<string, number>;
  drawn: DrawnMessage[];
  codings: FacetCoding[];
  codes: MessageCode[];
  /** Samples that speak no longer of what is in the data, each with why. */
  outgrown: { sample: string; drawnFrom: number; now: number }[];
}

/** So much of what a sample could draw from must be what is there now, else it is outgrown. */
const stillThere = 0.9;

/** Everything that people coded of one side's messages; a code stands with those that it is a kind of. */
export async function readCodings({ store, plan }: Asking, side: FacetSide): Promise<Reading> {
  const all = (await readSamples(store)).filter((sample) => sample.of === side && sample.design !== 'picked');
  const random = all.filter(({ again }) => again === undefined);
  const again = all.filter((sample) => sample.again !== undefined);
  const words = all.map(({ word }) => word);
  const [drawn, codings, codes] = await Promise.all([
    drawnMessages(store, words),
    facetCodings(store, words),
    messageCodes(store, words),
  ]);
  const kinds = <T extends { codes: string[] }>(one: T): T => ({
    ...one,
    codes: withParents(plan.codebook, one.codes),
  });
  const ends = new Map<string, number>();
  const outgrown: Reading['outgrown'] = [];
  for (const sample of random) {
    const last = Math.max(...drawn.flatMap((one) => (one.sample === sample.word ? [one.at] : [])));
    const found = await frameEnd(store, sample, last);
    if (typeof found === 'number') ends.set(sample.word, found);
    else outgrown.push({ sample: sample.word, ...found });
  }
  return {
    side,
    samples: random.filter(({ word }) => ends.has(word)),
    again,
    ends,
    drawn,
    codings: codings.map(kinds),
    codes: codes.map(kinds),
    outgrown,
  };
}

/**
 * Where the messages end that a sample speaks of, in milliseconds since 1970. As many as it was drawn from, the oldest
 * first, where none of those drawn is younger; else older messages came in since, and it is outgrown where these are many.
 */
async function frameEnd(
  store: Store,
  { of, channels, from, to, at, population }: DrawnSample,
  last: number,
): Promise<number | { drawnFrom: number; now: number }> {
  const end = to && to < at ? to : at;
  const frame = { of, channels, from, to: end };
  const messages = await populationSize(store, frame);
  if (messages <= population) return Date.parse(end);
  const nth = await nthWritten(store, frame, population);
  if (nth !== undefined && last <= nth) return nth + 1;
  return population < stillThere * messages ? { drawnFrom: population, now: messages } : Date.parse(end);
}

/** The messages of a stretch of time that codes can speak of. */
export function messagesOf(
  { store }: Asking,
  side: FacetSide,
  span: { from: string; to: string },
  channels: ChannelFact[],
): Promise<CodableMessages> {
  return codableMessages(
    store,
    side,
    span,
    channels.map(({ channelId }) => channelId),
  );
}
