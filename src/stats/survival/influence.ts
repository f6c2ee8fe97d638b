import type { Incidence } from './aalen-johansen.ts';
import type { Curve } from './kaplan-meier.ts';
import { type LifeTable, rowAt } from './life-table.ts';
import { areas } from './restricted-mean.ts';

/**
 * The derivative of an estimate by the weight of one observation (infinitesimal jackknife: Jaeckel 1972; for
 * these curves Efron 1981 and, as R's survival computes them, Therneau, "Methods and formulae", section on the
 * robust variance). It depends only on the observation's row of the life table, capped at `lastRow`, and on
 * whether and how it ended there: `stay[row]` for all, plus `end[row]` for any event, plus `cause[row]` for an
 * event of cause `k`.
 */
export interface Influence {
  value: number;
  lastRow: number;
  stay: Float64Array;
  end: Float64Array;
  cause?: { k: number; add: Float64Array };
}

/** Influence on S(t): S(t) (G(row) - 1/(n - d) for an event), where G is the sum of d / (n (n - d)). */
export function survivalInfluence(table: LifeTable, curve: Curve, t: number): Influence {
  const lastRow = rowAt(curve.time, t);
  const value = curve.survival[lastRow];
  const stay = new Float64Array(lastRow + 1);
  const end = new Float64Array(lastRow + 1);
  if (value > 0)
    for (let at = 0; at <= lastRow; at++) {
      stay[at] = value * curve.greenwood[at];
      end[at] = -value / table.left[at];
    }
  return { value, lastRow, stay, end };
}

/**
 * Influence on F_k(t). With a_j = S(just before) d_k / n, an observation of row r has
 * sum to r of a_j (G(j - 1) - 1/n_j) + (F(t) - F(r)) (G(r) - 1/(n - d) for an event) + S/n for an event of cause k.
 */
export function incidenceInfluence(table: LifeTable, incidence: Incidence, k: number, t: number): Influence {
  const { survival, greenwood, time } = incidence.curve;
  const share = incidence.incidence[k - 1];
  const lastRow = rowAt(time, t);
  const value = share[lastRow];
  const stay = new Float64Array(lastRow + 1);
  const end = new Float64Array(lastRow + 1);
  const add = new Float64Array(lastRow + 1);
  for (let at = 1, sum = 0; at <= lastRow; at++) {
    const n = table.atRisk[at];
    sum += (share[at] - share[at - 1]) * (greenwood[at - 1] - 1 / n);
    stay[at] = sum + (value - share[at]) * greenwood[at];
    end[at] = table.left[at] > 0 ? (share[at] - value) / table.left[at] : 0;
    add[at] = survival[at - 1] / n;
  }
  return { value, lastRow, stay, end, cause: { k, add } };
}

/** Influence on the restricted mean up to tau: the integral of the influence on S. */
export function restrictedMeanInfluence(table: LifeTable, curve: Curve, tau: number): Influence {
  const lastRow = rowAt(curve.time, tau);
  const area = areas(curve, tau);
  const value = area[lastRow + 1];
  const stay = new Float64Array(lastRow + 1);
  const end = new Float64Array(lastRow + 1);
  for (let at = 0, sum = 0; at <= lastRow; at++) {
    if (at > 0) sum += (area[at] - area[at - 1]) * curve.greenwood[at - 1];
    const ahead = value - area[at];
    stay[at] = sum + ahead * curve.greenwood[at];
    end[at] = table.left[at] > 0 ? -ahead / table.left[at] : 0;
  }
  return { value, lastRow, stay, end };
}

/** The influence of each observation, one by one. */
export function influences(influence: Influence, table: LifeTable, cause: ArrayLike<number>): Float64Array {
  const each = new Float64Array(table.n);
  const { lastRow, stay, end, cause: own } = influence;
  for (let i = 0; i < table.n; i++) {
    const row = table.row[i];
    let u = row > lastRow ? stay[lastRow] : stay[row];
    if (row <= lastRow && cause[i] > 0) {
      u += end[row];
      if (own && cause[i] === own.k) u += own.add[row];
    }
    each[i] = u;
  }
  return each;
}
