import {
  type CodableMessages,
  codableMessages,
  type DrawnMessage,
  drawnMessages,
  type FacetCoding,
  facetCodings,
  type MessageCode,
  messageCodes,
} from '../../facts/coded-message.ts';
import { readSamples } from '../../facts/coding.ts';
import { countPopulation } from '../../facts/draw.ts';
import type { FacetSide } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import type { Asking } from '../../model/measure.ts';
import type { ChannelFact } from '../channels.ts';

/** What people have read of one side's messages: the samples, what was drawn, and what was said of it. */
export interface Reading {
  side: FacetSide;
  /** Drawn at random, and not only to see whether a coder agrees with herself. */
  samples: DrawnSample[];
  /** Samples that are coded again, by the word of the first. */
  again: DrawnSample[];
  drawn: DrawnMessage[];
  codings: FacetCoding[];
  codes: MessageCode[];
  /** Samples that speak no longer of what is in the data, each with why. */
  outgrown: { sample: string; drawnFrom: number; now: number }[];
}

/** So much of what a sample could draw from must be what is there now, else it is outgrown. */
const stillThere = 0.9;

/** Everything that people coded of one side's messages. */
export async function readCodings({ store }: Asking, side: FacetSide): Promise<Reading> {
  const all = (await readSamples(store)).filter((sample) => sample.of === side && sample.design !== 'picked');
  const random = all.filter(({ again }) => again === undefined);
  const again = all.filter((sample) => sample.again !== undefined);
  const words = all.map(({ word }) => word);
  const [drawn, codings, codes] = await Promise.all([
    drawnMessages(store, words),
    facetCodings(store, words),
    messageCodes(store, words),
  ]);
  const counts = await Promise.all(
    random.map(async (sample) => {
      const { of, channels, from, to, at } = sample;
      const { messages } = await countPopulation(store, { of, channels, from, to: to && to < at ? to : at });
      return { sample: sample.word, drawnFrom: sample.population, now: messages };
    }),
  );
  const outgrown = counts.filter(({ drawnFrom, now }) => drawnFrom > 0 && drawnFrom < stillThere * now);
  const gone = new Set(outgrown.map(({ sample }) => sample));
  return {
    side,
    samples: random.filter(({ word }) => !gone.has(word)),
    again,
    drawn,
    codings,
    codes,
    outgrown,
  };
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
