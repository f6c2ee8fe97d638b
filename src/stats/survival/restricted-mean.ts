import type { Ranged } from '../interval.ts';
import type { Refusal } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { beyondFollowUp, type Curve } from './kaplan-meier.ts';

/**
 * Mean duration counted up to `tau` at most: the area under S from 0 to tau. Standard error as in R's survRM2
 * (Uno et al. 2014): the sum over event times of (area from there to tau)^2 d / (n (n - d)), for independent
 * observations. Refuses a tau beyond the follow-up.
 */
export function restrictedMean(curve: Curve, tau: number, level = 0.95): Ranged | Refusal {
  const beyond = beyondFollowUp(curve, tau);
  if (beyond) return beyond;
  const area = areas(curve, tau);
  const value = area[area.length - 1];
  let variance = 0;
  for (let at = 1; at < area.length - 1; at++) {
    const step = curve.greenwood[at] - curve.greenwood[at - 1];
    variance += (value - area[at]) ** 2 * step;
  }
  const se = Math.sqrt(variance);
  const half = multiplier(level) * se;
  return { value, se, low: Math.max(0, value - half), high: Math.min(tau, value + half) };
}

/** Area under S from 0 to each row's time not after `tau`, and as the last entry to tau itself. */
export function areas(curve: Curve, tau: number): Float64Array {
  const area = new Float64Array(curve.time.length + 1);
  let rows = 1;
  for (; rows < curve.time.length && curve.time[rows] <= tau; rows++)
    area[rows] = area[rows - 1] + curve.survival[rows - 1] * (curve.time[rows] - curve.time[rows - 1]);
  area[rows] = area[rows - 1] + curve.survival[rows - 1] * (tau - curve.time[rows - 1]);
  return area.subarray(0, rows + 1);
}
