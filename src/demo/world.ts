import type { Event } from './calendar.ts';
import { attentionOf, calendarOf } from './calendar.ts';
import { type Days, daysOf } from './days.ts';
import type { ChannelParameters, Parameters, Platform } from './parameters.ts';

/** What every process is given: the parameters laid out in time, and the seed from which each derives its own stream. */
export interface World {
  seed: number;
  parameters: Parameters;
  days: Days;
  calendar: Event[];
  attention: Record<Platform, Float64Array>;
  channel(platform: Platform): ChannelParameters;
}

const laidOut = new WeakMap<Parameters, Omit<World, 'seed'>>();

/** The world of a seed; what does not depend on the seed is laid out once. */
export function worldOf(seed: number, parameters: Parameters): World {
  const known = laidOut.get(parameters);
  if (known) return { seed, ...known };
  const days = daysOf(parameters);
  const calendar = calendarOf(days);
  const channels = new Map(parameters.channels.map((one) => [one.platform, one]));
  const world = {
    parameters,
    days,
    calendar,
    attention: Object.fromEntries(
      [...channels.keys()].map((platform) => [platform, attentionOf(calendar, days, platform)]),
    ) as World['attention'],
    channel: (platform: Platform) => {
      const found = channels.get(platform);
      if (!found) throw new RangeError(`the company is not on ${platform}`);
      return found;
    },
  };
  laidOut.set(parameters, world);
  return { seed, ...world };
}
