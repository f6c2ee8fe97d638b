import { Temporal } from 'temporal-polyfill';
import { oursSaidSql } from '../../facts/exchange.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import type { ChannelFact } from '../channels.ts';
import { askedParams, askedSql } from '../ignoring/asked.ts';
import { dateOf, daysOf } from './course.ts';

/** A share of one channel, week by week. */
export interface Weekly {
  name: 'waiting' | 'two-way';
  label: string;
  /** The first day, a Monday, of the first week. */
  from: string;
  /** NaN in weeks with too little. */
  values: number[];
  /** Messages behind each. */
  n: number[];
}

/** A week with fewer messages has no share. */
const fewest = 5;
const week = 604_800;

/** What a change of tactics may change in a channel: who still waits after a day, and how much of ours answers somebody. */
export async function weeklyOf({ store, plan, filter }: Asking, channel: ChannelFact): Promise<Weekly[]> {
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
  return [
    ...(waiting.length > 0
      ? [
          {
            name: 'waiting' as const,
            label: 'Still waiting after a day',
            from,
            ...spread(waiting, whole(86_400)),
          },
        ]
      : []),
    { name: 'two-way', label: 'Our messages that answer somebody', from, ...spread(ours, whole(0)) },
  ];
}

interface Row {
  week: number;
  n: number;
  hits: number;
}

function spread(rows: Row[], weeks: number): Pick<Weekly, 'values' | 'n'> {
  const found = new Map(rows.map((row) => [row.week, row]));
  const at = Array.from({ length: weeks }, (_, index) => found.get(index));
  return {
    values: at.map((row) => (row && row.n >= fewest ? row.hits / row.n : Number.NaN)),
    n: at.map((row) => row?.n ?? 0),
  };
}

/** The first Monday from an instant on, in a zone. */
function mondayAfter(instant: string, zone: string): string {
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate();
  return day.add({ days: (8 - day.dayOfWeek) % 7 }).toString();
}

/** The number of the first whole week from a day on. */
export function weekFrom({ from }: Weekly, day: string): number {
  return Math.ceil((daysOf(day) - daysOf(from)) / 7);
}

/** The first day of a week. */
export function weekDay({ from }: Weekly, index: number): string {
  return dateOf(daysOf(from) + 7 * index);
}
