import type { CodableMessages, MessageCode } from '../../facts/coded-message.ts';
import { type Code, codeAddress, type Facet } from '../../model/codebook.ts';
import { frameOf, regionsOf, type SampleFrame } from './frame.ts';
import type { Reading } from './reading.ts';

/** The messages of a stretch of time with what people said of those of them that were drawn at random, in one facet. */
export interface CodedSet {
  facet: Facet;
  messages: CodableMessages;
  /** The samples that speak of each message, as a number; -1 where none does. */
  region: Int32Array;
  /** Chance to be drawn, of the messages that were coded; 1 for all others. */
  probability: Float64Array;
  /** True for regions of which whole conversations were drawn. */
  clustered: boolean[];
  /** The code that counts, of the messages that people coded. */
  coded: ReadonlyMap<number, MessageCode>;
  /** Messages of which nobody could tell. */
  cannot: number;
}

/**
 * Joins the messages of a stretch of time with the random samples in which the facet was judged. What was coded by
 * another version of a definition is taken out code by code (`humanCodes`).
 */
export function codedSet(
  reading: Reading,
  facet: Facet,
  messages: CodableMessages,
  channelIds: ReadonlyMap<string, number>,
): CodedSet {
  const frames = framesOf(reading, facet, channelIds);
  const { regions, of } = regionsOf(messages, frames);
  const counts = new Map<string, MessageCode>();
  for (const code of reading.codes)
    if (code.facet === facet.word) counts.set(`${code.sample}\n${code.message}`, code);
  const probability = new Float64Array(messages.message.length).fill(1);
  // of simple samples taken together every message had about the sum of their chances to be coded
  const together = regions.map(({ frames: over }) =>
    Math.min(
      1,
      over.reduce((sum, { density }) => sum + density, 0),
    ),
  );
  const coded = new Map<number, MessageCode>();
  let cannot = 0;
  for (const { sample, message, probability: chance } of reading.drawn) {
    const i = placeOf(messages.message, message);
    if (i < 0 || of[i] < 0 || coded.has(i)) continue;
    const frame = regions[of[i]].frames.find(({ word }) => word === sample);
    const code = frame && counts.get(`${sample}\n${message}`);
    if (!code) continue;
    probability[i] = frame.simple ? together[of[i]] : chance;
    if (code.cannot) cannot++;
    else coded.set(i, code);
  }
  return {
    facet,
    messages,
    region: of,
    probability,
    clustered: regions.map(({ frames }) => frames.some((frame) => frame.clustered)),
    coded,
    cannot,
  };
}

/** Where an id stands in ids in their order; -1 where it does not. */
function placeOf(ids: Float64Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < id) low = middle + 1;
    else high = middle;
  }
  return ids[low] === id ? low : -1;
}

function framesOf(
  reading: Reading,
  { word: facet }: Facet,
  channelIds: ReadonlyMap<string, number>,
): SampleFrame[] {
  const coded = new Map<string, number>();
  for (const code of reading.codes)
    if (code.facet === facet) coded.set(code.sample, (coded.get(code.sample) ?? 0) + 1);
  return reading.samples.flatMap((sample) => {
    const many = coded.get(sample.word) ?? 0;
    if (many === 0) return [];
    const end = reading.ends.get(sample.word);
    return end === undefined ? [] : [frameOf(sample, end, many, channelIds)];
  });
}

/** True where a coding was made by another version of the code. One that names none was made by the first. */
export function byOtherVersion(versions: readonly string[], facet: Facet, { word, version }: Code): boolean {
  const address = `${codeAddress(facet.word, word)}@`;
  const named = versions.find((one) => one.startsWith(address));
  return (named === undefined ? 1 : Number(named.slice(address.length))) !== version;
}

/** Codings by an older definition, as `MESSAGE FACET/CODE`. */
export function outdatedIn({ codings }: Reading, facet: Facet): ReadonlySet<string> {
  const outdated = new Set<string>();
  for (const { facet: word, message, versions } of codings) {
    if (word !== facet.word) continue;
    for (const code of facet.codes)
      if (byOtherVersion(versions, facet, code)) outdated.add(`${message} ${codeAddress(word, code.word)}`);
  }
  return outdated;
}

/** 1 where a message has the code, 0 where it was judged not to, NaN where nobody read it or the definition was another. */
export function humanCodes(set: CodedSet, address: string, outdated: ReadonlySet<string>): Float64Array {
  const human = new Float64Array(set.messages.message.length).fill(Number.NaN);
  for (const [i, { codes, message }] of set.coded)
    if (!outdated.has(`${message} ${address}`)) human[i] = codes.includes(address) ? 1 : 0;
  return human;
}
