import type { PlannedEvent } from '../../model/event.ts';
import type { Asking } from '../../model/measure.ts';
import { holm } from '../../stats/holm.ts';
import { tailsOf } from '../../stats/interval.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type TestedEffect, testedEffect } from '../../stats/series/placebo.ts';
import type { ChannelFact } from '../channels.ts';
import { goalSource } from '../goal-source.ts';
import { accountsOf } from '../time-marks.ts';
import { changeReader, type Read } from './change-source.ts';
import { type Stepped, stepDay, stepFrom } from './weekly.ts';

/** What a change of tactics did to one number, or why that cannot be told. */
export interface ChangeEffect {
  event: PlannedEvent;
  /** The channel or source of the number; what the event names where it cannot be read. */
  channel: string;
  stepped?: Stepped;
  /** First whole step after the change, and the step behind the last that is looked at. */
  at?: number;
  end?: number;
  effect?: TestedEffect;
  /** Set with the effect: whether it is beyond its range, corrected for all that are told (Holm, 5 %). */
  claim?: 'higher' | 'lower' | 'unclear';
  because?: string;
}

/** With more channels an event that names none is told of the busiest only. */
const mostChannels = 4;
/** Steps before and after the change that are looked at, and those just before it that are left out. */
const reach = {
  week: { before: 104, after: 26, leaveOut: 4 },
  month: { before: 60, after: 12, leaveOut: 1 },
  quarter: { before: 40, after: 8, leaveOut: 1 },
};

/** Each change against what the time before leads one to expect, number by number. */
export async function changeEffects(
  asking: Asking,
  events: PlannedEvent[],
  channels: ChannelFact[],
): Promise<ChangeEffect[]> {
  const reader = changeReader(asking, channels);
  const readOf = async (event: PlannedEvent): Promise<{ word: string; read: Read }[]> => {
    if (event.measures?.length)
      return Promise.all(event.measures.map(async (word) => ({ word, read: await reader.named(word) })));
    const here = channelsOfEvent(asking, event, channels);
    const weekly = await Promise.all(here.map(reader.ofChannel));
    return weekly.flat().map((read) => ({ word: read.channel, read }));
  };
  const targets = new Map<PlannedEvent, { word: string; read: Read }[]>();
  for (const event of events) targets.set(event, await readOf(event));
  const found: ChangeEffect[] = [];
  for (const [event, numbers] of targets) {
    if (numbers.length === 0)
      found.push({
        event,
        channel: event.channels.join(', '),
        because: 'no channel that it names is in the data',
      });
    const controls: { word: string; read: Read }[] = [];
    for (const word of event.controls ?? [])
      controls.push({ word, read: controlOf(asking, event, word) ?? (await reader.named(word)) });
    for (const { word, read } of numbers) {
      if ('because' in read) {
        found.push({ event, channel: word, because: read.because });
        continue;
      }
      const others = events.filter(
        (one) => one !== event && targets.get(one)?.some((each) => same(each.read, read)),
      );
      found.push(effectOf(event, read, controls, others, asking.level ?? 0.95));
    }
  }
  claimEffects(found);
  return found;
}

function same(a: Read, b: Read): boolean {
  return !('because' in a) && !('because' in b) && a.name === b.name && a.channel === b.channel;
}

/** A control on a channel that the change was made on is none. */
function controlOf(
  { plan }: Asking,
  { channels }: PlannedEvent,
  word: string,
): { because: string } | undefined {
  const source = goalSource(word);
  const own = accountsOf(plan, channels).map((one) => one.toLowerCase());
  return source?.kind === 'measure' && own.includes(source.channel.toLowerCase())
    ? { because: 'it is of a channel on which the change was made' }
    : undefined;
}

function channelsOfEvent({ plan }: Asking, event: PlannedEvent, channels: ChannelFact[]): ChannelFact[] {
  if (event.channels.length === 0) return channels.slice(0, mostChannels);
  const words = accountsOf(plan, event.channels).map((one) => one.toLowerCase());
  return channels.filter(({ word }) => words.includes(word.toLowerCase()));
}

function effectOf(
  event: PlannedEvent,
  stepped: Stepped,
  controls: { word: string; read: Read }[],
  others: PlannedEvent[],
  level: number,
): ChangeEffect {
  const base = { event, channel: stepped.channel, stepped };
  const { before, after, leaveOut } = reach[stepped.step];
  const at = stepFrom(stepped, event.on);
  const next = others
    .map(({ on }) => on)
    .filter((on) => on > event.on)
    .sort()[0];
  const last = others
    .map(({ on }) => on)
    .filter((on) => on <= event.on)
    .sort()
    .at(-1);
  // the step in which something else is changed belongs to neither
  const end = Math.min(
    stepped.values.length,
    at + after,
    next === undefined ? Infinity : stepFrom(stepped, next) - 1,
  );
  const start = Math.max(0, at - before, last === undefined ? 0 : stepFrom(stepped, last));
  if (at >= stepped.values.length) return { ...base, because: `no whole ${stepped.step} has passed since` };
  if (at <= start || end <= at) {
    const another = at <= start ? last !== undefined && stepFrom(stepped, last) >= at : next !== undefined;
    const side = at <= start ? 'before' : 'after';
    return {
      ...base,
      because: another
        ? `there are no ${stepped.step}s before and after it without another change`
        : `the data are too short: they hold no whole ${stepped.step} ${side} it`,
    };
  }
  const values = stepped.values.slice(start, end);
  // the step of the change is partly before it
  if (at > start && stepDay(stepped, at) !== event.on) values[at - start - 1] = Number.NaN;
  const against: number[][] = [];
  for (const { word, read } of controls) {
    const control = 'because' in read ? read : alignedTo(stepped, read);
    if ('because' in control)
      return { ...base, at, end, because: `the control “${word}” cannot be used: ${control.because}` };
    against.push(control.slice(start, end));
  }
  const effect = testedEffect(
    { values, at: at - start, ...(against.length > 0 && { controls: against }) },
    { level, leaveOut },
  );
  return isRefusal(effect) ? { ...base, at, end, because: effect.because } : { ...base, at, end, effect };
}

/** A control over the steps of the number that it stands beside; NaN where it tells nothing. */
function alignedTo(stepped: Stepped, control: Stepped): number[] | { because: string } {
  if (control.step !== stepped.step)
    return { because: `it is told by the ${control.step}, “${stepped.label}” by the ${stepped.step}` };
  const shift = stepFrom(control, stepped.from);
  if (stepDay(control, shift) !== stepped.from)
    return { because: `its ${control.step}s begin on another day than those of “${stepped.label}”` };
  return stepped.values.map((_, index) => control.values[index + shift] ?? Number.NaN);
}

/** Says of each effect that can be told which way it goes, corrected for how many are told beside each other. */
export function claimEffects(effects: ChangeEffect[]): void {
  const told = effects.filter(
    (one): one is ChangeEffect & { effect: TestedEffect } => one.effect !== undefined,
  );
  const chance = (effect: TestedEffect) => {
    const p = tailsOf(effect);
    return Number.isFinite(p) ? p : 1;
  };
  const adjusted = holm(told.map(({ effect }) => chance(effect)));
  for (const [at, one] of told.entries())
    one.claim = adjusted[at] > 0.05 ? 'unclear' : one.effect.value > 0 ? 'higher' : 'lower';
}
