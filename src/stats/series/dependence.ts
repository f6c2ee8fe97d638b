import { dot, times } from '../matrix.ts';
import type { Part } from '../mixture.ts';
import { type Fit, fitWalk, move, type Prior, type Walk } from '../waves/walk.ts';

type Kind = 'unrelated' | 'swings' | 'wanders';

/** One way in which the weeks of a series may hang together, in units of its own variance. */
interface Dependence {
  kind: Kind;
  persistence: number;
  /** Variance of what persists: of its stationary state below persistence 1, of each step at 1. */
  hidden: number;
  /** Variance of what does not. */
  noise: number;
  /** Part of the prior weight of its kind. */
  part: number;
}

/** Weeks unrelated; a swing that dies away by a factor a week, alone or under noise; a level that walks at random under noise. */
const dependences: readonly Dependence[] = [
  { kind: 'unrelated', persistence: 0, hidden: 0, noise: 1, part: 1 },
  ...[0.3, 0.5, 0.7, 0.85, 0.95].flatMap((persistence) =>
    [0.3, 0.6, 1].map(
      (hidden): Dependence => ({ kind: 'swings', persistence, hidden, noise: 1 - hidden, part: 1 / 15 }),
    ),
  ),
  ...[0.0025, 0.01, 0.04, 0.16, 0.64, 2.5].map(
    (hidden): Dependence => ({ kind: 'wanders', persistence: 1, hidden, noise: 1, part: 1 / 6 }),
  ),
];

/** Prior weight of each kind; where the series is short it decides much. */
export type KindWeights = Readonly<Record<Kind, number>>;

/** A regression under one way of hanging together, with its posterior weight. */
export interface Explained {
  weight: number;
  walk: Walk;
  fit: Fit;
}

/**
 * Regression of an evenly spaced series on columns, averaged over the ways in which its errors may hang together: the
 * weight of each is that of its kind times what the series says for it, with the variance and the coefficients
 * integrated out (Zellner 1971, chapter 4). NaN is missing. Ways with less than a thousandth of the greatest weight are
 * left out. Undefined where the columns cannot be told apart or the series has no variation.
 */
export function explain(
  y: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  kinds: KindWeights,
  priors: readonly Prior[] = [],
): Explained[] | undefined {
  const gap = new Float64Array(y.length).fill(1);
  gap[0] = 0;
  const found: { score: number; walk: Walk; fit: Fit }[] = [];
  for (const { kind, persistence, hidden, noise, part } of dependences) {
    if (kinds[kind] === 0) continue;
    const walk: Walk = {
      gap,
      noise: new Float64Array(y.length).fill(noise),
      rate: persistence === 1 ? hidden : 0,
      persistence,
      start: persistence === 1 ? 0 : hidden,
    };
    const fit = fitWalk(walk, y, columns, priors, 'last');
    if (!fit || !(fit.df > 0) || !(fit.squares > 0)) return undefined;
    found.push({
      score: Math.log(part * kinds[kind]) + fit.logVolume - 0.5 * fit.df * Math.log(fit.squares),
      walk,
      fit,
    });
  }
  const most = Math.max(...found.map(({ score }) => score));
  const live = found.filter(({ score }) => score > most - Math.log(1000));
  const sum = live.reduce((total, { score }) => total + Math.exp(score - most), 0);
  return live.map(({ score, walk, fit }) => ({ weight: Math.exp(score - most) / sum, walk, fit }));
}

/** A weighted sum of values to come: `weight` of the point so many steps after the last one, with its columns. */
export interface Ahead {
  steps: number;
  weight: number;
  columns: readonly number[];
}

/**
 * What the regression expects of a weighted sum of values to come, errors included: a mixture of Student's t. `spread` is
 * how many times the variance of the errors so far those to come have.
 */
export function predict(explained: readonly Explained[], ahead: readonly Ahead[], spread = 1): Part[] {
  return explained.map(({ weight, walk, fit }) => {
    const last = fit.points[fit.points.length - 1];
    const k = fit.coefficient.length;
    const load = new Float64Array(k);
    let carried = 0;
    let variance = 0;
    const horizon = Math.max(...ahead.map(({ steps }) => steps));
    const at = new Float64Array(horizon + 1);
    for (const { steps, weight: share, columns } of ahead) {
      const shrink = move(walk, steps).shrink;
      carried += share * shrink;
      at[steps] += share;
      variance += spread * share * share * walk.noise[0];
      for (let c = 0; c < k; c++) load[c] += share * (columns[c] - shrink * last.filtered[c + 1]);
    }
    const step = move(walk, 1);
    let onward = 0;
    for (let t = horizon; t >= 1; t--) {
      onward = at[t] + step.shrink * onward;
      variance += spread * step.gain * onward * onward;
    }
    variance += carried * carried * last.variance + dot(load, times(fit.covariance, load));
    const mean = carried * last.filtered[0] + dot(load, fit.coefficient);
    return { weight, mean, sd: Math.sqrt((variance * fit.squares) / fit.df), df: fit.df };
  });
}
