import { normalQuantile } from './normal.ts';

/**
 * How many people to ask in each of two independent waves to tell the share `from` from the share `to`: two-sided
 * test of two proportions at 5 %, power 80 % (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions,
 * 3rd ed., 4.2, without continuity correction; R's `power.prop.test`), times the design effect (Kish).
 * Infinity where the two are the same.
 */
export function peopleNeeded(from: number, to: number, deff = 1, { alpha = 0.05, power = 0.8 } = {}): number {
  const apart = Math.abs(to - from);
  if (apart === 0) return Number.POSITIVE_INFINITY;
  const middle = (from + to) / 2;
  const spread =
    normalQuantile(1 - alpha / 2) * Math.sqrt(2 * middle * (1 - middle)) +
    normalQuantile(power) * Math.sqrt(from * (1 - from) + to * (1 - to));
  return Math.ceil(deff * (spread / apart) ** 2);
}
