import { Temporal } from 'temporal-polyfill';
import type { BusinessHours } from '../model/plan.ts';
import type { WritingStore } from '../model/store.ts';

/**
 * **Opening**: the stretches in which our desk is open, over the whole time of the data, each with the open
 * seconds before it. Business time between two moments is then `open_until(b) - open_until(a)`, see `openUntil`.
 */
export async function refreshOpenings(store: WritingStore, hours: BusinessHours): Promise<void> {
  const [{ first, last }] = await store.query<{ first: string | null; last: string | null }>(`
    SELECT strftime(min(written_at), '%Y-%m-%d') AS first,
      strftime(greatest(max(written_at), (SELECT max(observed_until) FROM channel)), '%Y-%m-%d') AS last
    FROM turn WHERE NOT placeholder AND written_at BETWEEN '1990-01-01' AND '2100-01-01'`);
  await store.run('DELETE FROM opening');
  if (first === null || last === null) return;
  const openings = openingsBetween(hours, first, last);
  await store.run('CREATE TEMP TABLE opening_ms (starts DOUBLE, ends DOUBLE, open_before DOUBLE)');
  await store.append('temp.opening_ms', [
    { type: 'double', values: openings.map(({ starts }) => starts) },
    { type: 'double', values: openings.map(({ ends }) => ends) },
    { type: 'double', values: openings.map(({ openBefore }) => openBefore) },
  ]);
  await store.run(`INSERT INTO opening SELECT make_timestamp((starts * 1000)::BIGINT),
    make_timestamp((ends * 1000)::BIGINT), open_before FROM opening_ms`);
}

export interface Opening {
  /** Milliseconds since 1970, UTC. */
  starts: number;
  ends: number;
  /** Open seconds before it began. */
  openBefore: number;
}

/** The openings from the day before `first` to the day after `last` (ISO dates, UTC), holidays left out. */
export function openingsBetween(hours: BusinessHours, first: string, last: string): Opening[] {
  const closed = new Set(hours.holidays);
  const openings: Opening[] = [];
  let openBefore = 0;
  const end = Temporal.PlainDate.from(last).add({ days: 1 });
  for (
    let day = Temporal.PlainDate.from(first).subtract({ days: 1 });
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  ) {
    if (!hours.days.includes(day.dayOfWeek) || closed.has(day.toString())) continue;
    const starts = instant(day, hours.opens, hours.zone);
    const ends = instant(day, hours.closes, hours.zone);
    openings.push({ starts, ends, openBefore });
    openBefore += (ends - starts) / 1000;
  }
  return openings;
}

function instant(day: Temporal.PlainDate, minutes: number, zone: string): number {
  const whole = minutes === 24 * 60 ? day.add({ days: 1 }) : day;
  const time = Temporal.PlainTime.from({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
  return whole.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** SQL for the open seconds up to a moment, given the opening joined to it by ASOF under the alias. */
export function openUntil(moment: string, opening: string): string {
  return `coalesce(${opening}.open_before + least(epoch(${opening}.ends_at) - epoch(${opening}.starts_at),
    epoch(${moment}) - epoch(${opening}.starts_at)), 0)`;
}
