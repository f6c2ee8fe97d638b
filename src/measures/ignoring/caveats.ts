import type { Span } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import type { ChannelFact } from '../channels.ts';
import { listWords } from '../words.ts';
import { ruleCaveat } from './about.ts';
import { askedParams, askedSql } from './asked.ts';
import type { OwnError } from './own-error.ts';
import type { ChannelWait, Milestones } from './wait.ts';

/** What a reader must know before believing the curve. */
export function caveatsOf(
  { filter, plan }: Asking,
  channels: ChannelFact[],
  waits: ChannelWait[],
  { times }: Milestones,
  ownRule: OwnError | undefined,
): string[] {
  const own = channels.filter(({ sides }) => sides === 'own').map(({ word }) => word);
  const few = waits
    .filter(({ shares, n }) => !shares && n > 0)
    .map(({ channel, n }) => `${channel.word} (${n})`);
  const missing = sum(waits.map(({ replyMissing }) => replyMissing));
  const unknownTime = sum(waits.map(({ unknownTime: count }) => count));
  const bounded = waits.filter(({ bounds }) => bounds).map((wait) => boundsWords(wait, times[2].label));
  return [
    ruleCaveat(ownRule),
    ...(missing > 0
      ? [
          `${count(missing, 'message has', 'messages have')} a reply that the source names but that is not in the data. They are left out of the curve: unknown is not ignored.`,
        ]
      : []),
    ...(unknownTime > 0
      ? [
          `${count(unknownTime, 'message was', 'messages were')} answered at an unknown time (the answer is dated before the message, as happens when a message is edited) and left out of the curve.`,
        ]
      : []),
    ...(bounded.length > 0
      ? [`With these counted as answered at once or as never answered: ${listWords(bounded, 4)}.`]
      : []),
    ...(few.length > 0
      ? [
          `Too few messages to tell: ${listWords(few, 8)}. From 30 on, or when the range is under 40 points, they are told.`,
        ]
      : []),
    ...(own.length > 0
      ? [`No waiting can be told for ${listWords(own, 8)}: the exports hold only our own side.`]
      : []),
    ...(filter.clock === 'business'
      ? [
          `Counted in business hours${plan.business.assumed ? ', which nobody has stated: Monday to Friday 9 to 17 are assumed' : ''} (${plan.business.zone}). One working day is ${(plan.business.closes - plan.business.opens) / 60} hours. What was answered before the desk opened again waited no desk time at all, that is, not at all.`,
        ]
      : [
          plan.business.assumed
            ? 'Counted around the clock.'
            : 'Counted around the clock, nights and weekends too; --clock business, or the clock beside the filter, counts the desk hours of the plan.',
        ]),
  ];
}

/** Said where messages or their answers are dated by the day: what happened within one looks as if at once. */
export async function dayCaveat({ store, filter }: Asking, span: Span): Promise<string[]> {
  const [any] = await store.query("SELECT 1 AS one FROM message WHERE precision = 'day' LIMIT 1");
  if (!any) return [];
  const [{ n }] = await store.query<{ n: number }>(
    `WITH ${askedSql(filter)}
    SELECT count(*)::INTEGER AS n FROM asked a JOIN message m ON m.message_id = a.message_id
    LEFT JOIN message w ON w.message_id = a.answer_id WHERE m.precision = 'day' OR w.precision = 'day'`,
    askedParams(filter, span),
  );
  if (n === 0) return [];
  return [
    `${count(n, 'message is dated, or has its answer dated,', 'messages are dated, or have their answers dated,')} by the day only: the shares after 1 hour and 4 hours say no more of them than whether the answer came on the same day.`,
  ];
}

function boundsWords({ channel, bounds }: ChannelWait, label: string): string {
  const percent = (share = Number.NaN) => Math.round(share * 100);
  return `${channel.word} ${percent(bounds?.lowest[2])} to ${percent(bounds?.highest[2])} % after ${label}`;
}

function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
