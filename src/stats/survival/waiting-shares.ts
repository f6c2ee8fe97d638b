import type { Clusters } from '../cluster.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { Incidence } from './aalen-johansen.ts';
import {
  type ClusteredEstimate,
  clusteredMedian,
  clusteredRestrictedMean,
  clusteredShare,
  clusteredSurvival,
} from './clustered.ts';
import type { RangedTime } from './kaplan-meier.ts';

/** How a wait ended: `waiting` is censored, the others are competing events. */
export const fate = { waiting: 0, answered: 1, dismissed: 2 } as const;

/** One entry per message: how long it waited, how that ended (a `fate`), and whose it is. */
export interface Waits {
  time: Float64Array;
  cause: Int32Array | Uint8Array;
  clusters: Clusters;
}

/** What has become of messages by one time; the three shares make 1. */
export interface Shares {
  time: number;
  waiting: ClusteredEstimate;
  answered: ClusteredEstimate;
  dismissed: ClusteredEstimate;
}

/** The waiting curve at the times asked for, or why a part of it cannot be told. */
export interface WaitingShares {
  n: number;
  clusters: number;
  /** The longest wait observed, ended or not. */
  followUp: number;
  shares: (Shares | (Refusal & { time: number }))[];
  /** Mean wait counted up to tau; a dismissal ends a wait. */
  restrictedMean: ClusteredEstimate | Refusal;
  /** When half have been answered or dismissed. */
  median: RangedTime | Refusal;
  /** The whole curve, for drawing. */
  incidence: Incidence;
}

/** Shares waiting, answered and dismissed at `times`, the mean wait up to `tau` and the median, intervals clustered. */
export function waitingShares(
  waits: Waits,
  times: readonly number[],
  tau: number,
  level = 0.95,
): WaitingShares | Refusal {
  const data = clusteredSurvival(waits, waits.clusters, 2);
  if (isRefusal(data)) return data;
  const shares = times.map((time) => {
    const waiting = clusteredShare(data, fate.waiting, time, level);
    if (isRefusal(waiting)) return { ...waiting, time };
    const answered = clusteredShare(data, fate.answered, time, level) as ClusteredEstimate;
    const dismissed = clusteredShare(data, fate.dismissed, time, level) as ClusteredEstimate;
    return { time, waiting, answered, dismissed };
  });
  return {
    n: data.table.n,
    clusters: data.clusters.count,
    followUp: data.table.followUp,
    shares,
    restrictedMean: clusteredRestrictedMean(data, tau, level),
    median: clusteredMedian(data, level),
    incidence: data.incidence,
  };
}
