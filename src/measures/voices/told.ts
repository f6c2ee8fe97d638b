import type { CodableMessages } from '../../facts/coded-message.ts';
import { type Code, codeAddress, type Facet } from '../../model/codebook.ts';
import type { Span } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import { isRefusal } from '../../stats/refusal.ts';
import type { ChannelFact } from '../channels.ts';
import { type CodeAgreement, codeAgreement } from './agreement.ts';
import { type CodedSet, codedSet, humanCodes, outdatedIn } from './coded-set.ts';
import { percent } from './percent.ts';
import { messagesOf, type Reading } from './reading.ts';
import { scoresOf } from './scores.ts';
import { type CodeShare, codeShare } from './share.ts';

/** Of fewer people than this nothing is quoted, and the share is told as *fewer than*. */
export const fewestPeople = 5;

/** What can be told of one code on one channel, or on several together where none has enough alone. */
export interface ToldCode {
  facet: Facet;
  code: Code;
  /** `facet/code`. */
  address: string;
  agreement: CodeAgreement;
  /** The share, and the places in `set` of the messages that people found to have the code. */
  share?: CodeShare;
  /** Set where fewer than five people raise it: the upper limit of the share. */
  fewerThan?: number;
  /** Nobody is known to raise it. */
  none?: true;
  /** Why there is no share, in a clause. */
  cannotTell?: string;
}

/** What people raise on one channel. */
export interface ToldChannel {
  /** One; or all of them, where they stand together. */
  channels: ChannelFact[];
  name: string;
  /** Messages of the stretch. */
  n: number;
  /** Most messages that people coded in any facet. */
  coded: number;
  codes: ToldCode[];
}

/** What can be told of a stretch of time, with what quotes and groups of people are chosen from. */
export interface ToldStretch {
  messages: CodableMessages;
  /** Channels with enough codes, the one with most first; or one entry for all together. */
  told: ToldChannel[];
  /** Channels of which too little is coded to be told alone. */
  few: { channel: ChannelFact; coded: number; n: number }[];
  sets: Map<string, CodedSet>;
  human(address: string): Float64Array;
  agreement(facet: Facet, code: Code): CodeAgreement;
  /** The share of a code among the messages at these places. */
  shareAt(facet: Facet, code: Code, places: readonly number[]): ToldCode;
}

const enough = 30;

/** The shares of the codes of facets over a stretch of time, channel by channel. */
export async function toldIn(
  asking: Asking,
  reading: Reading,
  facets: Facet[],
  span: Span,
  channels: ChannelFact[],
): Promise<ToldStretch> {
  const { agreement: threshold } = asking.plan;
  const messages = await messagesOf(asking, reading.side, span, channels);
  const scores = await scoresOf(asking, facets, span, messages);
  const ids = new Map(channels.map(({ word, channelId }) => [word.toLowerCase(), channelId] as const));
  const sets = new Map(facets.map((facet) => [facet.word, codedSet(reading, facet, messages, ids)] as const));
  const outdated = new Map(facets.map((facet) => [facet.word, outdatedIn(reading, facet)] as const));
  const humans = new Map<string, Float64Array>();
  const human = (address: string): Float64Array => {
    const known = humans.get(address);
    if (known) return known;
    const word = address.split('/')[0] as string;
    const made = humanCodes(sets.get(word) as CodedSet, address, outdated.get(word) ?? new Set());
    humans.set(address, made);
    return made;
  };
  const agreements = new Map<string, CodeAgreement>();
  const agreement = (facet: Facet, code: Code): CodeAgreement => {
    const key = facet.level === 'nominal' ? codeAddress(facet.word, code.word) : facet.word;
    const known =
      agreements.get(key) ?? codeAgreement(reading, facet, code, { seed: asking.seed, threshold });
    agreements.set(key, known);
    return known;
  };
  const shareAt = (facet: Facet, code: Code, places: readonly number[]): ToldCode => {
    const address = codeAddress(facet.word, code.word);
    const found = codeShare(sets.get(facet.word) as CodedSet, human(address), places, {
      scores: scores.get(address),
      level: asking.level,
    });
    return toldOf(facet, code, agreement(facet, code), found, reading.side === 'others');
  };
  const placesOf = new Map<number, number[]>(channels.map(({ channelId }) => [channelId, []]));
  messages.channel.forEach((id, i) => {
    placesOf.get(id)?.push(i);
  });
  const at = (channel: ChannelFact) => placesOf.get(channel.channelId) ?? [];
  const codedAt = (places: readonly number[]) =>
    Math.max(0, ...[...sets.values()].map(({ coded }) => places.filter((i) => coded.has(i)).length));
  const toldOn = (on: ChannelFact[]): ToldChannel => {
    const places = on.flatMap(at);
    return {
      channels: on,
      name: on.length === 1 ? on[0].word : 'all channels together',
      n: places.length,
      coded: codedAt(places),
      codes: facets.flatMap((facet) => facet.codes.map((code) => shareAt(facet, code, places))),
    };
  };
  const alone = channels.map((channel) => ({ channel, coded: codedAt(at(channel)), n: at(channel).length }));
  const few = alone.filter(({ coded, n }) => coded < enough && n > 0);
  const told = alone
    .filter(({ coded }) => coded >= enough)
    .sort((a, b) => b.coded - a.coded || a.channel.word.localeCompare(b.channel.word))
    .map(({ channel }) => toldOn([channel]));
  if (told.length === 0 && few.length > 1 && codedAt(few.flatMap(({ channel }) => at(channel))) >= enough)
    told.push(toldOn(few.map(({ channel }) => channel)));
  return { messages, told, few, sets, human, agreement, shareAt };
}

function toldOf(
  facet: Facet,
  code: Code,
  agreement: CodeAgreement,
  found: ReturnType<typeof codeShare>,
  guarded: boolean,
): ToldCode {
  const base = { facet, code, address: codeAddress(facet.word, code.word), agreement };
  if (isRefusal(found)) return { ...base, cannotTell: found.because };
  if (agreement.withheld !== undefined) return { ...base, cannotTell: `withheld: ${agreement.withheld}` };
  if (guarded && found.people < fewestPeople)
    return {
      ...base,
      fewerThan: found.high,
      ...(found.people === 0 && { none: true as const }),
      cannotTell: `fewer than ${percent(found.high)} of 100: ${found.people === 0 ? 'nobody is known to raise it' : `fewer than ${fewestPeople} people raise it`}`,
    };
  return { ...base, share: found };
}

/** The told code of the same address, of another stretch on the same channels. */
export function sameCode(
  of: ToldChannel,
  address: string,
  told: readonly ToldChannel[],
): ToldCode | undefined {
  const key = (one: ToldChannel) => one.channels.map(({ channelId }) => channelId).join(' ');
  return told.find((one) => key(one) === key(of))?.codes.find((one) => one.address === address);
}
