import { Temporal } from 'temporal-polyfill';
import type { Parameters } from './parameters.ts';

const day = 86_400_000;

/** How long the simulation goes on after the data end, in days, so that what is cut off has a true fate too. */
export const beyond = 400;

/** The days of the simulation in the company's zone, and the hours of its desk. Moments are milliseconds since 1970. */
export interface Days {
  /** Days up to and with the last one; `starts` goes on for `beyond` more. */
  count: number;
  /** Midnight of each day. */
  starts: readonly number[];
  dates: readonly string[];
  /** 1 (Monday) to 7. */
  weekday: readonly number[];
  /** The day of a moment; beyond both ends the first or last. */
  dayOf(at: number): number;
  /** When the desk has been open for so many minutes since a moment. */
  afterDeskMinutes(at: number, minutes: number): number;
  isDeskDay(day: number): boolean;
}

/** Lays out the days from the start to `beyond` days after the end. */
export function daysOf({
  start,
  end,
  zone,
  desk,
}: Pick<Parameters, 'start' | 'end' | 'zone' | 'desk'>): Days {
  const first = Temporal.PlainDate.from(start);
  const count = first.until(Temporal.PlainDate.from(end)).days + 1;
  const starts: number[] = [];
  const dates: string[] = [];
  const weekday: number[] = [];
  for (let k = 0; k < count + beyond; k++) {
    const date = first.add({ days: k });
    starts.push(date.toZonedDateTime(zone).epochMilliseconds);
    dates.push(date.toString());
    weekday.push(date.dayOfWeek);
  }
  const closed = new Set(desk.holidays);
  const isDeskDay = (k: number) => weekday[k] <= 5 && !closed.has(dates[k]);
  const open = starts.flatMap((midnight, k) =>
    isDeskDay(k) ? [{ from: midnight + desk.opens * 60_000, to: midnight + desk.closes * 60_000 }] : [],
  );
  const dayOf = (at: number) => {
    let k = Math.min(starts.length - 1, Math.max(0, Math.floor((at - starts[0]) / day)));
    while (k > 0 && starts[k] > at) k--;
    while (k + 1 < starts.length && starts[k + 1] <= at) k++;
    return k;
  };
  const nextOpen = starts.map((midnight) => firstAfter(open, midnight));
  const afterDeskMinutes = (at: number, minutes: number) => {
    let left = minutes * 60_000;
    for (let k = nextOpen[dayOf(at)]; k < open.length; k++) {
      const from = Math.max(at, open[k].from);
      if (from >= open[k].to) continue;
      if (left <= open[k].to - from) return from + left;
      left -= open[k].to - from;
    }
    return Number.POSITIVE_INFINITY;
  };
  return { count, starts, dates, weekday, dayOf, afterDeskMinutes, isDeskDay };
}

/** The first opening that ends after a moment. */
function firstAfter(open: { to: number }[], at: number): number {
  let low = 0;
  let high = open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (open[middle].to > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
