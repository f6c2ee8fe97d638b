import { returningPersonSql } from '../../facts/returning-person.ts';
import type { CurvePoint } from '../../model/figure.ts';
import type { Filter, Span } from '../../model/filter.ts';
import type { Store } from '../../model/store.ts';
import type { Ranged } from '../../stats/interval.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type ClusteredSurvival, clusteredShare, clusteredSurvival } from '../../stats/survival/clustered.ts';
import type { ChannelFact } from '../channels.ts';
import { spanParams } from './asking.ts';

const day = 86_400;
const enough = 30;
const narrow = 0.4;

/** The times after which the share that came back is told. */
export const marks: { t: number; word: string; label: string; short: string; emphasis?: boolean }[] = [
  { t: 7 * day, word: '7d', label: '7 days', short: '7 d' },
  { t: 28 * day, word: '28d', label: '28 days', short: '28 d' },
  { t: 90 * day, word: '90d', label: '90 days', short: '90 d', emphasis: true },
  { t: 180 * day, word: '180d', label: '180 days', short: '180 d' },
];

/** The people who first wrote with us on one channel in a span, and whether and when they came back. */
export interface Returns {
  channel: ChannelFact;
  /** People told of. */
  n: number;
  /** People first seen too early in the data to tell whether they wrote before. */
  leftOut: number;
  /** Of `n`, those who had come back when the data end, and those who had within a day. */
  back: number;
  withinDay: number;
  /** Share that came back by each of `marks`; undefined where the data end before. */
  shares: (Ranged | undefined)[];
  cannotTell?: string;
  /** Those of `n` who had come back: after how long, and with which message; the longest away first. */
  away: () => { seconds: number; backId: number }[];
  /** Share not back over time, with its band. */
  curve: () => CurvePoint[];
}

/** Returns of each channel in which somebody first wrote with us in the span, those with most people first. */
export async function returnsIn(
  store: Store,
  filter: Filter,
  span: Span,
  channels: ChannelFact[],
  level?: number,
): Promise<Returns[]> {
  const [channel, seconds, back, unknown, backId] = await store.numbers(
    `WITH ${returningPersonSql}
    SELECT channel_id::DOUBLE, (epoch(coalesce(back_at, observed_until)) - epoch(first_at))::DOUBLE,
      (back_at IS NOT NULL)::INTEGER::DOUBLE, unknown_before::INTEGER::DOUBLE, back_id::DOUBLE
    FROM returning_person ORDER BY channel_id, account_id`,
    spanParams(filter, span),
  );
  const told: Returns[] = [];
  for (let start = 0; start < channel.length; ) {
    let end = start;
    while (end < channel.length && channel[end] === channel[start]) end++;
    const fact = channels.find(({ channelId }) => channelId === channel[start]);
    const known = Int32Array.from({ length: end - start }, (_, at) => start + at).filter(
      (row) => unknown[row] === 0,
    );
    if (fact)
      told.push(
        returnsOf(
          fact,
          end - start - known.length,
          Float64Array.from(known, (row) => seconds[row]),
          Int32Array.from(known, (row) => back[row]),
          Float64Array.from(known, (row) => backId[row]),
          level,
        ),
      );
    start = end;
  }
  return told.sort((a, b) => b.n - a.n || a.channel.word.localeCompare(b.channel.word));
}

function returnsOf(
  channel: ChannelFact,
  leftOut: number,
  time: Float64Array,
  cause: Int32Array,
  backId: Float64Array,
  level?: number,
): Returns {
  const n = time.length;
  const base = {
    channel,
    n,
    leftOut,
    back: count(n, (row) => cause[row] === 1),
    withinDay: count(n, (row) => cause[row] === 1 && time[row] < day),
    shares: marks.map(() => undefined),
    away: () => awayOf(time, cause, backId),
    curve: () => [],
  };
  if (n === 0) return { ...base, cannotTell: 'nobody is known to be new' };
  // one row a person, so each is a cluster of their own
  const label = Int32Array.from({ length: n }, (_, row) => row);
  const data = clusteredSurvival({ time, cause }, { label, count: n }, 1);
  if (isRefusal(data)) return { ...base, cannotTell: 'only one person' };
  const shares = marks.map(({ t }) => cameBackBy(data, t, level));
  const first = shares[0];
  if (!first) return { ...base, cannotTell: 'the data end before anybody was followed for 7 days' };
  const told = shares.map((share) =>
    share && (n >= enough || share.high - share.low < narrow) ? share : undefined,
  );
  if (!told.some(Boolean)) return { ...base, cannotTell: `only ${n} people` };
  return { ...base, shares: told, curve: () => pointsOf(data, level) };
}

function awayOf(time: Float64Array, cause: Int32Array, backId: Float64Array): ReturnType<Returns['away']> {
  const away: ReturnType<Returns['away']> = [];
  for (let row = 0; row < time.length; row++)
    if (cause[row] === 1) away.push({ seconds: time[row], backId: backId[row] });
  return away.sort((a, b) => b.seconds - a.seconds || a.backId - b.backId);
}

function cameBackBy(data: ClusteredSurvival, t: number, level?: number): Ranged | undefined {
  const away = clusteredShare(data, 0, t, level);
  if (isRefusal(away)) return undefined;
  return { value: 1 - away.value, se: away.se, low: 1 - away.high, high: 1 - away.low };
}

/** Times at equal steps of the axis, log(1 + t / 30 min), and the marks, as far as the curve is known. */
function pointsOf(data: ClusteredSurvival, level?: number, steps = 96): CurvePoint[] {
  const last = marks[marks.length - 1].t;
  const until = isRefusal(clusteredShare(data, 0, last)) ? Math.min(last, data.table.followUp) : last;
  const top = Math.log1p(until / 1800);
  const even = Array.from({ length: steps }, (_, step) => 1800 * Math.expm1((top * step) / steps));
  const times = [...new Set([...even, ...marks.map(({ t }) => t), until])].filter((t) => t <= until);
  return times
    .sort((a, b) => a - b)
    .flatMap((t) => {
      const away = clusteredShare(data, 0, t, level);
      return isRefusal(away) ? [] : [{ t, value: away.value, low: away.low, high: away.high }];
    });
}

function count(n: number, holds: (row: number) => boolean): number {
  let found = 0;
  for (let row = 0; row < n; row++) if (holds(row)) found++;
  return found;
}
