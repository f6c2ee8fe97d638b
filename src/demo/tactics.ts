import type { ChannelParameters, Parameters, Platform, Regime } from './parameters.ts';

/** How a channel is run on a day: the regime that began last. */
export function regimeOn({ regimes }: ChannelParameters, date: string): Regime {
  return regimes.findLast(({ from }) => from <= date) ?? regimes[0];
}

/** What we post on a day: by the regime, else as the channel has it. */
export function postingOn(
  channel: ChannelParameters,
  date: string,
): { posts: number; moved: number; pitching: number } {
  const { posts = channel.posts, moved = channel.moved, pitching = 1 } = regimeOn(channel, date);
  return { posts, moved, pitching };
}

/** A change of tactics on a channel, in which a regime begins on purpose. */
export interface TacticChange {
  on: string;
  platform: Platform;
  name: string;
}

/** The two changes of tactics whose effects are known. */
export const tacticChanges: readonly TacticChange[] = [
  { on: '2025-11-03', platform: 'youtube', name: 'One person answers YouTube' },
  { on: '2026-03-02', platform: 'linkedin', name: 'LinkedIn asks, and pitches less' },
];

/** The company as it would have been without a change: the regime before goes on, on that channel alone. */
export function withoutChange(parameters: Parameters, { on, platform }: TacticChange): Parameters {
  return {
    ...parameters,
    channels: parameters.channels
      .filter((channel) => channel.platform === platform)
      .map((channel) => ({ ...channel, regimes: channel.regimes.filter(({ from }) => from !== on) })),
  };
}
