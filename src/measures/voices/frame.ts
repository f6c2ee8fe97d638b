import type { CodableMessages } from '../../facts/coded-message.ts';
import type { DrawnSample } from '../../model/coding.ts';

/** The messages that a sample speaks of, by time and channel, with how densely they are coded. */
export interface SampleFrame {
  word: string;
  /** True where every message had the same chance by itself, so that several such samples make one. */
  simple: boolean;
  /** True where whole conversations were drawn. */
  clustered: boolean;
  /** Milliseconds since 1970, `to` exclusive. */
  from: number;
  to: number;
  /** Undefined for all. */
  channels?: ReadonlySet<number>;
  /** Coded messages divided by those that could be drawn. */
  density: number;
}

/**
 * The frame of a sample, up to `end` (milliseconds since 1970, exclusive): messages that came in after it was drawn had no
 * chance and are none of it.
 */
export function frameOf(
  sample: DrawnSample,
  end: number,
  coded: number,
  channelIds: ReadonlyMap<string, number>,
): SampleFrame {
  return {
    word: sample.word,
    simple: sample.design === 'simple',
    clustered: sample.design === 'conversations',
    from: sample.from ? Date.parse(sample.from) : Number.NEGATIVE_INFINITY,
    to: end,
    ...(sample.channels.length > 0 && {
      channels: new Set(
        sample.channels.flatMap((word) => {
          const id = channelIds.get(word.toLowerCase());
          return id === undefined ? [] : [id];
        }),
      ),
    }),
    density: coded / Math.max(1, sample.population),
  };
}

/** Messages that the same samples speak of. */
export interface Region {
  frames: SampleFrame[];
}

/** Which region each message belongs to; -1 where no sample speaks of it. */
export interface Regions {
  regions: Region[];
  of: Int32Array;
}

/**
 * Gives each message to the samples that speak of it. Simple samples over the same messages are taken together, as one
 * random sample; of others the one that is coded most densely counts, so that no message is spoken of twice.
 */
export function regionsOf(messages: CodableMessages, frames: readonly SampleFrame[]): Regions {
  const regions: Region[] = [];
  const known = new Map<string, number>();
  const regionAt = (at: number, channel: number): number => {
    const over = frames.filter(
      ({ from, to, channels }) => at >= from && at < to && (!channels || channels.has(channel)),
    );
    if (over.length === 0) return -1;
    const simple = over.filter((frame) => frame.simple);
    const others = over.filter((frame) => !frame.simple).sort((a, b) => b.density - a.density);
    const together = simple.reduce((sum, { density }) => sum + density, 0);
    const chosen = others[0] && others[0].density > together ? [others[0]] : simple;
    const key = chosen.map(({ word }) => word).join('\n');
    const region = known.get(key);
    if (region !== undefined) return region;
    known.set(key, regions.length);
    regions.push({ frames: chosen });
    return regions.length - 1;
  };
  // between two ends of frames all messages of a channel belong to the same region
  const ends = [...new Set(frames.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const byChannel = new Map<number, (number | undefined)[]>();
  const of = new Int32Array(messages.message.length);
  for (let i = 0; i < of.length; i++) {
    const at = messages.at[i];
    const channel = messages.channel[i];
    let within = 0;
    while (within < ends.length && at >= ends[within]) within++;
    let own = byChannel.get(channel);
    if (!own) {
      own = [];
      byChannel.set(channel, own);
    }
    let region = own[within];
    if (region === undefined) {
      region = regionAt(at, channel);
      own[within] = region;
    }
    of[i] = region;
  }
  return { regions, of };
}
