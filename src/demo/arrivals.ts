import { type Random, stream } from '../stats/random.ts';
import { exponential, poisson, weighted, weightedIndex } from './draws.ts';
import type { ChannelParameters, Kind } from './parameters.ts';
import type { Said } from './said.ts';
import { postingOn } from './tactics.ts';
import type { World } from './world.ts';

/** Somebody's first visit: when, what for, and below which post where a post moved them. */
export interface Arrival {
  person: string;
  at: number;
  kind: Kind;
  post?: Said;
}

/** People who come because they want something: Poisson by day, by the rhythm of the week, growth and attention. */
export function needsOf({ seed, days, parameters, attention }: World, channel: ChannelParameters): Arrival[] {
  const { platform, needs, weekend, first } = channel;
  const [from, to] = parameters.growth;
  const average = (5 + 2 * weekend) / 7;
  const found: Arrival[] = [];
  for (let day = 0; day < days.starts.length; day++) {
    const random = stream(seed, 'arrivals', platform, day);
    const growth = from + (to - from) * Math.min(1, day / days.count);
    const rhythm = (days.weekday[day] > 5 ? weekend : 1) / average;
    for (let n = poisson(random, needs * growth * rhythm * attention[platform][day]); n > 0; n--)
      found.push({
        person: `${platform}/needs/${day}/${n}`,
        at: days.starts[day] + hourIn(random, channel),
        kind: weighted(random, first),
      });
  }
  return found;
}

/** People whom a post moves to write for the first time: Poisson by post, by its theme; most on the first two days. */
export function movedBy(
  { seed, parameters, days }: World,
  channel: ChannelParameters,
  post: Said,
): Arrival[] {
  const random = stream(seed, 'moved', post.key);
  const [from, to] = parameters.growth;
  const growth = from + (to - from) * Math.min(1, days.dayOf(post.at) / days.count);
  const { moved } = postingOn(channel, days.dates[days.dayOf(post.at)]);
  const mean = moved * growth * (post.theme ? parameters.themes[post.theme].moves : 1);
  return Array.from({ length: poisson(random, mean) }, (_, n) => ({
    person: `${post.key}/moved/${n}`,
    at:
      post.at +
      Math.round(60 + exponential(random, random.uniform() < 0.85 ? 0.8 * 86_400 : 9 * 86_400)) * 1000,
    kind: weighted<Kind>(random, { praise: 58, talk: 42 }),
    post,
  }));
}

/** A moment of a day by the channel's hours, in milliseconds after midnight. */
export function hourIn(random: Random, { hours }: ChannelParameters): number {
  return (weightedIndex(random, hours) * 3600 + random.integer(0, 3599)) * 1000;
}
