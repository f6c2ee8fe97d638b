import type { Ranged } from '../interval.ts';
import { normalCdf, normalQuantile } from '../normal.ts';
import { proportion } from '../proportion.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { checked, type Forecast, groupOf } from './brier.ts';

/** With fewer forecasts than this a calibration picture is refused: all of them in one group, its 95 % interval is still more than 40 points wide. */
export const fewestForecasts = 20;

/** Edges of the groups of a reliability table, where none are given. */
export const fifths: readonly number[] = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** One row of a reliability table: what was said on average, and what came, with Wilson's interval. */
export interface ReliabilityRow {
  from: number;
  to: number;
  n: number;
  said: number;
  came: Ranged;
}

/** Reliability table by groups of probabilities; empty groups are left out. Refused with fewer than `fewest` forecasts. */
export function reliabilityTable(
  forecasts: readonly Forecast[],
  { edges = fifths, fewest = fewestForecasts, level = 0.95 } = {},
): ReliabilityRow[] | Refusal {
  const empty = checked(forecasts);
  if (empty) return empty;
  if (forecasts.length < fewest)
    return refuse('few-points', `${forecasts.length} forecasts have come due; a picture needs ${fewest}`);
  const rows: ReliabilityRow[] = [];
  for (let k = 0; k + 1 < edges.length; k++) {
    const group = forecasts.filter(({ probability }) => groupOf(probability, edges) === k);
    const n = group.length;
    const came = proportion(group.filter(({ happened }) => happened).length, n, level);
    if ('refused' in came) continue;
    const said = group.reduce((sum, { probability }) => sum + probability, 0) / n;
    rows.push({ from: edges[k], to: edges[k + 1], n, said, came });
  }
  return rows;
}

/** Spiegelhalter's z and the two-sided p of being calibrated. */
export interface CalibrationTest {
  z: number;
  p: number;
}

/**
 * Spiegelhalter's test (1986, Stat. Med. 5): whether the Brier score is what calibrated forecasts would earn.
 * z = sum (x - p)(1 - 2p) / sqrt(sum (1 - 2p)^2 p (1 - p)). Forecasts at one half say nothing in it, and a forecaster who is
 * too high below and too low above one half by as much can pass.
 */
export function spiegelhalter(forecasts: readonly Forecast[]): CalibrationTest | Refusal {
  const empty = checked(forecasts);
  if (empty) return empty;
  let sum = 0;
  let variance = 0;
  for (const { probability: p, happened } of forecasts) {
    sum += (+happened - p) * (1 - 2 * p);
    variance += (1 - 2 * p) ** 2 * p * (1 - p);
  }
  if (variance === 0)
    return refuse('no-variation', 'every forecast was 0, one half or 1, which this test cannot weigh');
  const z = sum / Math.sqrt(variance);
  return { z, p: 2 * normalCdf(-Math.abs(z)) };
}

/**
 * How many forecasts like these probabilities Spiegelhalter's test needs to find, with the stated power at 5 %, a forecaster
 * who is too sure: whose odds should have been the `slope`-th power of the odds said (0.5: twice too sure in log odds).
 */
export function forecastsNeeded(
  probabilities: readonly number[],
  { slope = 0.5, alpha = 0.05, power = 0.8 } = {},
): number | Refusal {
  let shift = 0;
  let said = 0;
  let true_ = 0;
  for (const p of probabilities) {
    if (!(p > 0 && p < 1))
      throw new RangeError(`forecastsNeeded requires probabilities inside 0 to 1, not ${p}`);
    const odds = (p / (1 - p)) ** slope;
    const right = odds / (1 + odds);
    shift += ((right - p) * (1 - 2 * p)) / probabilities.length;
    said += ((1 - 2 * p) ** 2 * p * (1 - p)) / probabilities.length;
    true_ += ((1 - 2 * p) ** 2 * right * (1 - right)) / probabilities.length;
  }
  if (!(Math.abs(shift) > 1e-12))
    return refuse('no-variation', 'forecasts of one half cannot be found to be too sure');
  const z = normalQuantile(1 - alpha / 2) * Math.sqrt(said) + normalQuantile(power) * Math.sqrt(true_);
  return Math.ceil((z / shift) ** 2);
}
