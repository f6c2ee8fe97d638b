import { clustersOf } from '../cluster.ts';
import type { Ranged } from '../interval.ts';
import { clusteredMean } from '../mean.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** What somebody said beforehand, and what came. */
export interface Forecast {
  /** From 0 to 1. */
  probability: number;
  happened: boolean;
}

/** Refuses none, and throws on a probability that is none. */
export function checked(forecasts: readonly Forecast[]): Refusal | undefined {
  for (const { probability } of forecasts)
    if (!(probability >= 0 && probability <= 1))
      throw new RangeError(`a probability lies between 0 and 1, not at ${probability}`);
  return forecasts.length === 0 ? refuse('no-observations', 'no forecast has come due yet') : undefined;
}

/**
 * Brier score (1950, Mon. Weather Rev. 78), one outcome: mean of (probability - outcome)^2. 0 is perfect, 0.25 is what
 * always saying one half earns. Student's t over forecasts, which takes them as unrelated.
 */
export function brierScore(forecasts: readonly Forecast[], level = 0.95): Ranged | Refusal {
  const empty = checked(forecasts);
  if (empty) return empty;
  const squares = Float64Array.from(forecasts, ({ probability, happened }) => (probability - +happened) ** 2);
  return clusteredMean(squares, clustersOf(forecasts.map((_, i) => i)), level);
}

/** Parts of the Brier score: score = reliability - resolution + uncertainty + within. */
export interface Decomposition {
  score: number;
  /** How far what was said is from what came, by group: 0 is best. */
  reliability: number;
  /** How far groups differ from each other in what came: more is better. */
  resolution: number;
  /** Variance of what came; nobody can help it. */
  uncertainty: number;
  /** What is lost by putting different probabilities into one group (Stephenson et al. 2008, Wea. Forecasting 23): 0 without `edges`. */
  within: number;
}

/**
 * Murphy's decomposition (1973, J. Appl. Meteor. 12), by the probabilities that were said, or by groups between
 * `edges`. With few forecasts a group reliability looks worse and resolution better than they are (Bröcker 2012).
 */
export function decomposition(
  forecasts: readonly Forecast[],
  edges?: readonly number[],
): Decomposition | Refusal {
  const empty = checked(forecasts);
  if (empty) return empty;
  const groups = new Map<number, Forecast[]>();
  for (const forecast of forecasts) {
    const key = edges ? groupOf(forecast.probability, edges) : forecast.probability;
    const group = groups.get(key);
    if (group) group.push(forecast);
    else groups.set(key, [forecast]);
  }
  const n = forecasts.length;
  const base = forecasts.filter(({ happened }) => happened).length / n;
  let reliability = 0;
  let resolution = 0;
  for (const group of groups.values()) {
    const said = group.reduce((sum, { probability }) => sum + probability, 0) / group.length;
    const came = group.filter(({ happened }) => happened).length / group.length;
    reliability += (group.length / n) * (said - came) ** 2;
    resolution += (group.length / n) * (came - base) ** 2;
  }
  const uncertainty = base * (1 - base);
  const score = forecasts.reduce((sum, f) => sum + (f.probability - +f.happened) ** 2, 0) / n;
  return {
    score,
    reliability,
    resolution,
    uncertainty,
    within: score - (reliability - resolution + uncertainty),
  };
}

/** The group (edge below) of a probability; groups include their lower edge, the last one both. */
export function groupOf(probability: number, edges: readonly number[]): number {
  for (let k = edges.length - 2; k > 0; k--) if (probability >= edges[k]) return k;
  return 0;
}

/**
 * Brier skill: 1 - score / score of always saying `base` (known beforehand). Without `base` it is the share that came,
 * known only afterwards, which flatters the reference by one forecast in n.
 */
export function brierSkill(forecasts: readonly Forecast[], base?: number): number | Refusal {
  const empty = checked(forecasts);
  if (empty) return empty;
  const n = forecasts.length;
  const rate = base ?? forecasts.filter(({ happened }) => happened).length / n;
  const score = (say: (forecast: Forecast) => number) =>
    forecasts.reduce((sum, forecast) => sum + (say(forecast) - +forecast.happened) ** 2, 0) / n;
  const reference = score(() => rate);
  if (reference === 0)
    return refuse(
      'no-variation',
      'all forecasts came out the same way, so there is nothing to be better than',
    );
  return 1 - score(({ probability }) => probability) / reference;
}
