import type { PlannedEvent } from '../../model/event.ts';
import type { Asking } from '../../model/measure.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type TestedEffect, testedEffect } from '../../stats/series/placebo.ts';
import type { ChannelFact } from '../channels.ts';
import { type Weekly, weekDay, weekFrom, weeklyOf } from './weekly.ts';

/** What a change of tactics did to one number of one channel, or why that cannot be told. */
export interface ChangeEffect {
  event: PlannedEvent;
  channel: string;
  weekly?: Weekly;
  /** First whole week after the change, and the week behind the last that is looked at. */
  at?: number;
  end?: number;
  effect?: TestedEffect;
  because?: string;
}

/** With more channels an event that names none is told of the busiest only. */
const mostChannels = 4;
/** Weeks before and after the change that are looked at: two years, and half a year. */
const before = 104;
const after = 26;

/** Each change of tactics against what the weeks before lead one to expect, channel by channel. */
export async function changeEffects(
  asking: Asking,
  events: PlannedEvent[],
  channels: ChannelFact[],
): Promise<ChangeEffect[]> {
  const known = new Map<number, Weekly[]>();
  const found: ChangeEffect[] = [];
  for (const event of events) {
    const here = channelsOfEvent(asking, event, channels);
    if (here.length === 0)
      found.push({
        event,
        channel: event.channels.join(', '),
        because: 'no channel that it names is in the data',
      });
    for (const channel of here) {
      const weekly = known.get(channel.channelId) ?? (await weeklyOf(asking, channel));
      known.set(channel.channelId, weekly);
      const others = events.filter(
        (one) => one !== event && channelsOfEvent(asking, one, channels).includes(channel),
      );
      found.push(...weekly.map((one) => effectOf(event, channel, one, others, asking.level ?? 0.95)));
    }
  }
  return found;
}

function channelsOfEvent({ plan }: Asking, event: PlannedEvent, channels: ChannelFact[]): ChannelFact[] {
  if (event.channels.length === 0) return channels.slice(0, mostChannels);
  const words = event.channels.flatMap((word) => {
    const role = plan.channels.find((one) => one.word.toLowerCase() === word.toLowerCase());
    return [word, ...(role?.accounts ?? [])].map((one) => one.toLowerCase());
  });
  return channels.filter(({ word }) => words.includes(word.toLowerCase()));
}

function effectOf(
  event: PlannedEvent,
  channel: ChannelFact,
  weekly: Weekly,
  others: PlannedEvent[],
  level: number,
): ChangeEffect {
  const base = { event, channel: channel.word, weekly };
  const at = weekFrom(weekly, event.on);
  const next = others
    .map(({ on }) => on)
    .filter((on) => on > event.on)
    .sort()[0];
  const last = others
    .map(({ on }) => on)
    .filter((on) => on <= event.on)
    .sort()
    .at(-1);
  // the week in which something else is changed belongs to neither
  const end = Math.min(
    weekly.values.length,
    at + after,
    next === undefined ? Infinity : weekFrom(weekly, next) - 1,
  );
  const start = Math.max(0, at - before, last === undefined ? 0 : weekFrom(weekly, last));
  if (at >= weekly.values.length) return { ...base, because: 'no whole week has passed since' };
  if (at <= start || end <= at)
    return { ...base, because: 'there are no weeks before and after it without another change' };
  const values = weekly.values.slice(start, end);
  // the week of the change is partly before it
  if (at > start && weekDay(weekly, at) !== event.on) values[at - start - 1] = Number.NaN;
  const effect = testedEffect({ values, at: at - start }, { level });
  return isRefusal(effect) ? { ...base, at, end, because: effect.because } : { ...base, at, end, effect };
}
