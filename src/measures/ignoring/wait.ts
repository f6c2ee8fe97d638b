import type { CurvePoint } from '../../model/figure.ts';
import type { Filter } from '../../model/filter.ts';
import type { BusinessHours } from '../../model/plan.ts';
import { clustersOf } from '../../stats/cluster.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { clusteredShare, clusteredSurvival } from '../../stats/survival/clustered.ts';
import { curveOf, survivalAt } from '../../stats/survival/kaplan-meier.ts';
import { lifeTable } from '../../stats/survival/life-table.ts';
import { fate, type WaitingShares, type Waits, waitingShares } from '../../stats/survival/waiting-shares.ts';
import type { ChannelFact } from '../channels.ts';
import { type Asked, answered, censored } from './asked.ts';

const hour = 3600;
const day = 24 * hour;

/** The times after which a share still waiting is told, in seconds of the clock chosen. */
export interface Milestones {
  times: { t: number; label: string; short: string; word: string; emphasis?: boolean }[];
  /** How far the mean wait counts: seven days, or five working days. */
  tau: number;
  tauLabel: string;
  /** Coverage of intervals, where another is asked for than the usual one. */
  level?: number;
}

/** One hour, four hours, one day, seven days; in business time a day is one working day's hours, a week five. */
export function milestones(filter: Filter, hours: BusinessHours, level?: number): Milestones {
  const oneDay = filter.clock === 'wall' ? day : (hours.closes - hours.opens) * 60;
  const week = filter.clock === 'wall' ? 7 * day : 5 * oneDay;
  const working = filter.clock === 'wall' ? '' : 'working ';
  return {
    times: [
      { t: hour, label: '1 hour', short: '1 h', word: '1h' },
      { t: 4 * hour, label: '4 hours', short: '4 h', word: '4h' },
      { t: oneDay, label: `1 ${working}day`, short: '1 d', word: '1d', emphasis: true },
      {
        t: week,
        label: working ? '5 working days' : '7 days',
        short: working ? '5 d' : '7 d',
        word: working ? '5d' : '7d',
      },
    ],
    tau: week,
    tauLabel: working ? 'five working days' : 'seven days',
    level,
  };
}

/** What is known of the waiting in one channel, or why it cannot be told. */
export interface ChannelWait {
  channel: ChannelFact;
  n: number;
  people: number;
  unknownTime: number;
  replyMissing: number;
  shares?: WaitingShares;
  cannotTell?: string;
  /** Makes the curve with its band; only the few that are drawn are worth it. */
  curve?: () => CurvePoint[];
  /** Shares still waiting at the milestones if all uncertain messages were answered at once, and if never. */
  bounds?: { lowest: number[]; highest: number[] };
}

const enough = 30;
const narrow = 0.4;

/** The waiting in several channels; others get their turn in between, because a busy channel takes a while. */
export async function channelWaits(
  channels: ChannelFact[],
  asked: Map<number, Asked>,
  marks: Milestones,
): Promise<ChannelWait[]> {
  const waits: ChannelWait[] = [];
  for (const channel of channels) {
    waits.push(channelWait(channel, asked.get(channel.channelId), marks));
    await othersTurn();
  }
  return waits;
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** The waiting in one channel from its messages; too few messages with too wide a range are no answer. */
export function channelWait(channel: ChannelFact, asked: Asked | undefined, marks: Milestones): ChannelWait {
  const { times, tau, level } = marks;
  const n = asked?.time.length ?? 0;
  const unknownTime = asked?.unsure.answeredAtUnknownTime.length ?? 0;
  const replyMissing = asked?.unsure.replyMissing.length ?? 0;
  const clusters = clustersOf(asked?.cluster ?? []);
  const base = { channel, n, people: clusters.count, unknownTime, replyMissing };
  if (n === 0 && unknownTime + replyMissing > 0)
    return { ...base, cannotTell: 'the data do not tell whether or when an answer came' };
  if (!asked || n === 0) return { ...base, cannotTell: 'no message here expects an answer' };
  const at = times.map(({ t }) => t);
  const shares = waitingShares({ time: asked.time, cause: asked.cause, clusters }, at, tau, level);
  if (isRefusal(shares))
    return {
      ...base,
      cannotTell: shares.refused === 'few-clusters' ? 'only one person wrote' : shares.because,
    };
  const oneDay = shares.shares[2];
  const width = isRefusal(oneDay) ? 1 : oneDay.waiting.high - oneDay.waiting.low;
  if (n < enough && width >= narrow) return { ...base, cannotTell: `only ${n} messages` };
  return {
    ...base,
    shares,
    curve: () => curvePoints({ time: asked.time, cause: asked.cause, clusters }, marks),
    bounds: bounds(asked, at),
  };
}

/** Times from 0 to tau at equal steps of log(1 + minutes), and the milestones, whose numbers are written out. */
export function gridUntil({ times, tau }: Milestones, steps = 96): number[] {
  const top = Math.log1p(tau / 60);
  const even = Array.from({ length: steps }, (_, index) => 60 * Math.expm1((top * index) / steps));
  return [...new Set([...even, ...times.map(({ t }) => t), tau])]
    .filter((t) => t <= tau)
    .sort((a, b) => a - b);
}

function curvePoints(waits: Waits, marks: Milestones): CurvePoint[] {
  const data = clusteredSurvival(waits, waits.clusters, 2);
  if (isRefusal(data)) return [];
  return gridUntil(marks, waits.time.length > 50_000 ? 32 : 96).flatMap((t) => {
    const told = clusteredShare(data, fate.waiting, t, marks.level);
    return isRefusal(told) ? [] : [{ t, value: told.value, low: told.low, high: told.high }];
  });
}

function bounds(asked: Asked, times: number[]): ChannelWait['bounds'] {
  const { answeredAtUnknownTime, replyMissing } = asked.unsure;
  const unsure = answeredAtUnknownTime.length + replyMissing.length;
  if (unsure === 0) return undefined;
  const n = asked.time.length;
  const joinedShares = (answeredAtOnce: boolean) => {
    const time = new Float64Array(n + unsure);
    const cause = new Int32Array(n + unsure).fill(answeredAtOnce ? answered : censored, n);
    time.set(asked.time);
    cause.set(asked.cause);
    if (!answeredAtOnce) {
      time.set(answeredAtUnknownTime, n);
      time.set(replyMissing, n + answeredAtUnknownTime.length);
    }
    const curve = curveOf(lifeTable({ time, cause }, 2));
    return times.map((t) => {
      const share = survivalAt(curve, t);
      return isRefusal(share) ? Number.NaN : share;
    });
  };
  return { lowest: joinedShares(true), highest: joinedShares(false) };
}
