import { logLogInterval, type Ranged, unseenShare } from '../interval.ts';
import type { Refusal } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { beyondFollowUp, type Curve, curveOf, effectiveNumber } from './kaplan-meier.ts';
import { type LifeTable, lifeTable, type Observations, rowAt } from './life-table.ts';

/** Where everybody stands over time: still without an event (`curve`), or ended by cause k (`incidence[k - 1]`). */
export interface Incidence {
  curve: Curve;
  /** Share that has ended by the cause, by row; together with the curve they make 1 in every row. */
  incidence: Float64Array[];
  /** Events of the cause, by row. */
  byCause: Float64Array[];
}

/** The state shares at one time. */
export interface States {
  surviving: number;
  ended: number[];
}

/**
 * Cumulative incidence of competing causes (Aalen and Johansen 1978): F_k(t) = sum over event times up to t of
 * S(just before) d_k / n. With one cause it is 1 - S.
 */
export function aalenJohansen(observations: Observations, causes?: number): Incidence {
  return incidenceOf(lifeTable(observations, causes));
}

/** The incidence of a life table. */
export function incidenceOf(table: LifeTable): Incidence {
  const curve = curveOf(table);
  const incidence = table.byCause.map((events) => {
    const share = new Float64Array(events.length);
    for (let at = 1; at < share.length; at++)
      share[at] = share[at - 1] + curve.survival[at - 1] * (events[at] / table.atRisk[at]);
    return share;
  });
  return { curve, incidence, byCause: table.byCause };
}

/** All state shares just after `t`. */
export function statesAt(incidence: Incidence, t: number): States | Refusal {
  const beyond = beyondFollowUp(incidence.curve, t);
  if (beyond) return beyond;
  const at = rowAt(incidence.curve.time, t);
  return { surviving: incidence.curve.survival[at], ended: incidence.incidence.map((share) => share[at]) };
}

/**
 * F_k(t) with the delta-method standard error of Gaynor et al. (1993, JASA 88) and an interval on the log(-log)
 * scale of 1 - F_k, for independent observations; with one cause it is Greenwood's.
 */
export function incidenceInterval(inc: Incidence, cause: number, t: number, level = 0.95): Ranged | Refusal {
  const { curve } = inc;
  const beyond = beyondFollowUp(curve, t);
  if (beyond) return beyond;
  const at = rowAt(curve.time, t);
  const value = inc.incidence[cause - 1][at];
  if (value < 1e-12 || value > 1 - 1e-12) {
    const unseen = unseenShare(effectiveNumber(curve, t), level);
    return value < 0.5 ? { value, se: 0, low: 0, high: unseen } : { value, se: 0, low: 1 - unseen, high: 1 };
  }
  const se = Math.sqrt(gaynor(inc, cause, at));
  const rest = logLogInterval(1 - value, se, multiplier(level));
  return { value, se, low: 1 - rest.high, high: 1 - rest.low };
}

function gaynor({ curve, incidence, byCause }: Incidence, cause: number, at: number): number {
  const share = incidence[cause - 1];
  const events = byCause[cause - 1];
  let variance = 0;
  for (let j = 1; j <= at; j++) {
    const n = curve.atRisk[j];
    const before = curve.survival[j - 1];
    const later = share[at] - share[j];
    variance +=
      later ** 2 * (curve.greenwood[j] - curve.greenwood[j - 1]) +
      (before ** 2 * events[j] * (n - events[j])) / n ** 3 -
      (2 * later * before * events[j]) / n ** 2;
  }
  return Math.max(0, variance);
}
