import { Temporal } from 'temporal-polyfill';
import { oursSaidSql } from '../../facts/exchange.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import type { BusinessHours } from '../../model/plan.ts';
import type { ChannelFact } from '../channels.ts';
import { askedParams, askedSql } from '../ignoring/asked.ts';
import { dateOf, daysOf } from './course.ts';

/** A number step by step: a share of one channel by weeks, or a series from elsewhere by weeks, months or quarters. */
export interface Stepped {
  /** Stem of the names of its estimates: `still_waiting_after_1d`, `leads`. */
  name: string;
  label: string;
  /** The channel it is of, or the source that tells it. */
  channel: string;
  unit: 'share' | 'count';
  step: 'week' | 'month' | 'quarter';
  /** First day of the first step. */
  from: string;
  /** NaN in steps with too little, of which nothing was told, or in which the desk was hardly open. */
  values: number[];
  /** Messages, or values, behind each. */
  n: number[];
  counts: 'messages' | 'values';
}

/** A week with fewer messages has no share. */
const fewest = 5;
const week = 604_800;

/** What a change of tactics may change in a channel: who still waits after a day, and how much of ours answers somebody. */
export async function weeklyOf({ store, plan, filter }: Asking, channel: ChannelFact): Promise<Stepped[]> {
  const from = mondayAfter(channel.firstAt, plan.zone);
  const start = Temporal.PlainDate.from(from).toZonedDateTime(plan.zone).epochMilliseconds / 1000;
  const end = Date.parse(channel.observedUntil) / 1000;
  const only: Filter = { ...defaultFilter, channels: [channel.word], clock: filter.clock };
  const span = {
    from: new Date(start * 1000).toISOString(),
    to: new Date(end * 1000).toISOString(),
    unfinished: false,
  };
  const params = { ...askedParams(only, span), zero: start };
  const oneDay = filter.clock === 'wall' ? 86_400 : (plan.business.closes - plan.business.opens) * 60;
  const waiting =
    channel.sides === 'both'
      ? await store.query<Row>(
          `WITH ${askedSql(only)}
          SELECT floor((epoch(asked_at) - $zero) / ${week})::INTEGER AS week, count(*)::INTEGER AS n,
            count(*) FILTER (seconds >= $oneDay)::INTEGER AS hits
          FROM asked WHERE NOT unsure AND (cause > 0 OR seconds >= $oneDay) GROUP BY 1`,
          { ...params, oneDay },
        )
      : [];
  const ours = await store.query<Row>(
    `WITH ${oursSaidSql}
    SELECT floor((epoch(written_at) - $zero) / ${week})::INTEGER AS week, count(*)::INTEGER AS n,
      count(*) FILTER (role IN ('answer', 'unseen'))::INTEGER AS hits FROM ours GROUP BY 1`,
    params,
  );
  const whole = (late: number) => Math.max(0, Math.floor((end - late - start) / week));
  const base = {
    channel: channel.word,
    unit: 'share' as const,
    step: 'week' as const,
    from,
    counts: 'messages' as const,
  };
  const closed = (index: number) => hardlyOpen(plan.business, dateOf(daysOf(from) + 7 * index));
  return [
    ...(waiting.length > 0
      ? [
          {
            ...base,
            name: 'still_waiting_after_1d',
            label: 'Still waiting after a day',
            ...spread(waiting, whole(86_400), closed),
          },
        ]
      : []),
    {
      ...base,
      name: 'answers_share_of_our_messages',
      label: 'Our messages that answer somebody',
      ...spread(ours, whole(0), closed),
    },
  ];
}

interface Row {
  week: number;
  n: number;
  hits: number;
}

/** True for a week of which the plan says that the desk was closed on more than half of its days. */
function hardlyOpen({ days, holidays }: BusinessHours, monday: string): boolean {
  const open = days.map((weekday) => dateOf(daysOf(monday) + weekday - 1));
  return 2 * open.filter((day) => holidays.includes(day)).length > open.length;
}

function spread(
  rows: Row[],
  weeks: number,
  closed: (week: number) => boolean,
): Pick<Stepped, 'values' | 'n'> {
  const found = new Map(rows.map((row) => [row.week, row]));
  const at = Array.from({ length: weeks }, (_, index) => found.get(index));
  return {
    values: at.map((row, index) =>
      row && row.n >= fewest && !closed(index) ? row.hits / row.n : Number.NaN,
    ),
    n: at.map((row) => row?.n ?? 0),
  };
}

/** The first Monday from an instant on, in a zone. */
function mondayAfter(instant: string, zone: string): string {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
  return day.add({ days: (8 - day.dayOfWeek) % 7 }).toString();
}

const monthsOf = { month: 1, quarter: 3 } as const;

/** The number of the first whole step from a day on. */
export function stepFrom({ from, step }: Pick<Stepped, 'from' | 'step'>, day: string): number {
  if (step === 'week') return Math.ceil((daysOf(day) - daysOf(from)) / 7);
  const [start, at] = [from, day].map((date) => Temporal.PlainDate.from(date));
  const months = (at.year - start.year) * 12 + at.month - start.month + (at.day > start.day ? 1 : 0);
  return Math.ceil(months / monthsOf[step]);
}

/** The first day of a step. */
export function stepDay({ from, step }: Pick<Stepped, 'from' | 'step'>, index: number): string {
  if (step === 'week') return dateOf(daysOf(from) + 7 * index);
  return Temporal.PlainDate.from(from)
    .add({ months: index * monthsOf[step] })
    .toString();
}
