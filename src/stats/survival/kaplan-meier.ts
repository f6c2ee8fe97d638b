import { logLogInterval, type Ranged, unseenShare } from '../interval.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { type LifeTable, lifeTable, rowAt } from './life-table.ts';

/** The product-limit curve, a step function: `survival[row]` holds from `time[row]` to the next. Row 0 is the origin. */
export interface Curve {
  time: Float64Array;
  atRisk: Float64Array;
  events: Float64Array;
  survival: Float64Array;
  /** Sum of d / (n (n - d)) up to the row, so Greenwood's variance is survival^2 times this. Where nobody is left it stays. */
  greenwood: Float64Array;
  /** The durations as given, ended or not. */
  durations: ArrayLike<number>;
  n: number;
  followUp: number;
}

/** A time with its interval; `high` is missing where the data end before the upper limit is reached. */
export interface RangedTime {
  value: number;
  low: number;
  high?: number;
}

/**
 * Kaplan and Meier (1958): S(t) = product over event times up to t of (1 - d/n). `event` is true (1) where the
 * duration ended and false (0) where it was censored; weights count as so many observations.
 */
export function kaplanMeier(observations: {
  time: ArrayLike<number>;
  event: ArrayLike<number | boolean>;
  weight?: ArrayLike<number>;
}): Curve {
  const cause = Uint8Array.from(observations.event, Number);
  return curveOf(lifeTable({ time: observations.time, cause, weight: observations.weight }, 1));
}

/** The curve of a life table, whatever the causes. */
export function curveOf(table: LifeTable): Curve {
  const rows = table.time.length;
  const survival = new Float64Array(rows);
  const greenwood = new Float64Array(rows);
  survival[0] = 1;
  for (let at = 1; at < rows; at++) {
    const n = table.atRisk[at];
    const left = table.left[at];
    survival[at] = survival[at - 1] * (left / n);
    greenwood[at] = greenwood[at - 1] + (left > 0 ? table.events[at] / (n * left) : 0);
  }
  const { time, atRisk, events, durations, n, followUp } = table;
  return { time, atRisk, events, survival, greenwood, durations, n, followUp };
}

/** Refusal when nothing was observed as late as `t`; a curve that has reached 0 stays there and is known for ever. */
export function beyondFollowUp(curve: Curve, t: number): Refusal | undefined {
  if (curve.n === 0) return refuse('no-observations', 'there are no observations');
  if (t <= curve.followUp || curve.survival[curve.survival.length - 1] === 0) return undefined;
  return refuse('beyond-follow-up', `time ${t} lies beyond the longest observed, ${curve.followUp}`);
}

/** S(t), the share still without an event just after `t`. */
export function survivalAt(curve: Curve, t: number): number | Refusal {
  return beyondFollowUp(curve, t) ?? curve.survival[rowAt(curve.time, t)];
}

/**
 * S(t) with Greenwood's standard error and log(-log) interval, for independent observations. Where S is 0 or 1
 * the bound is that of Clopper and Pearson with Peto's effective number, at risk / S just before.
 */
export function survivalInterval(curve: Curve, t: number, level = 0.95): Ranged | Refusal {
  const beyond = beyondFollowUp(curve, t);
  if (beyond) return beyond;
  const at = rowAt(curve.time, t);
  const value = curve.survival[at];
  if (value === 0 || value === 1) {
    const unseen = unseenShare(effectiveNumber(curve, t), level);
    return { value, se: 0, low: value * (1 - unseen), high: value === 1 ? 1 : unseen };
  }
  const se = value * Math.sqrt(curve.greenwood[at]);
  return { value, se, ...logLogInterval(value, se, multiplier(level)) };
}

/**
 * Peto's effective number at `t`, or where the curve came down to 0 before: at risk / S just before (Peto et al.
 * 1977, Br. J. Cancer 35). Without censoring it is the number of observations. `atRisk` may count otherwise,
 * clusters for instance.
 */
export function effectiveNumber(
  curve: Curve,
  t: number,
  atRisk = (from: number) => lasting(curve, from),
): number {
  const at = rowAt(curve.time, t);
  const gone = curve.survival[at] === 0;
  const from = gone ? curve.time[at] : t;
  const before = at > 0 && curve.time[at] === from ? at - 1 : at;
  return Math.max(1, atRisk(from) / curve.survival[before]);
}

function lasting({ durations }: Curve, t: number): number {
  let count = 0;
  for (let i = 0; i < durations.length; i++) if (durations[i] >= t) count++;
  return count;
}

/**
 * The first time at which S <= 1/2, with the interval of Brookmeyer and Crowley (1982): the first times at which
 * the lower and the upper limit of S come down to 1/2.
 */
export function medianTime(curve: Curve, level = 0.95): RangedTime | Refusal {
  const value = firstAtMost(curve, 0.5);
  if (value === undefined) return neverHalf(curve);
  const z = multiplier(level);
  let low: number | undefined;
  let high: number | undefined;
  for (let at = 1; at < curve.time.length && high === undefined; at++) {
    const s = curve.survival[at];
    const limits = s === 0 ? { low: 0, high: 0 } : logLogInterval(s, s * Math.sqrt(curve.greenwood[at]), z);
    if (low === undefined && limits.low <= 0.5) low = curve.time[at];
    if (limits.high <= 0.5) high = curve.time[at];
  }
  return { value, low: low ?? value, ...(high !== undefined && { high }) };
}

/** The Refusal of a median that more than half outlast. */
export function neverHalf(curve: Curve): Refusal {
  if (curve.n === 0) return refuse('no-observations', 'there are no observations');
  return refuse('not-reached', `more than half go on beyond the longest time observed, ${curve.followUp}`);
}

/** The first time at which S has come down to `share`; undefined when it never does. */
export function firstAtMost(curve: Curve, share: number): number | undefined {
  // A product of exact fractions may miss one half by some units in the last place.
  const limit = share + 1e-12;
  let low = 0;
  let high = curve.time.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve.survival[middle] <= limit) high = middle;
    else low = middle + 1;
  }
  return low < curve.time.length ? curve.time[low] : undefined;
}
