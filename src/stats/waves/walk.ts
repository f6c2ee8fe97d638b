import { dot, invertPositive, times } from '../matrix.ts';

/**
 * A hidden quantity that starts at 0 and moves between observations: r' = persistence^gap * r + step. With persistence 1
 * it is a random walk whose variance grows by `rate` per unit of time; below 1 it comes back to 0 and `start` is its
 * variance at the first point, which stays.
 */
export interface Walk {
  /** Time since the point before; the first counts as 0. */
  gap: ArrayLike<number>;
  /** Sampling variance of each observation. */
  noise: ArrayLike<number>;
  rate: number;
  persistence?: number;
  start?: number;
}

/** What is known of a column after the walk is taken out of it: y = sum of coefficient * column + r + noise. */
export interface Fit {
  /** Coefficients of the columns given all that was seen, with their covariance (in units of `scale`). */
  coefficient: Float64Array;
  covariance: Float64Array[];
  /** Log likelihood without the constant that has no parameters: diffuse in the coefficients that have no prior. */
  logLikelihood: number;
  /** Sum of squared standardised innovations, prior terms included, and the number of observations less diffuse coefficients. */
  squares: number;
  df: number;
  /** -1/2 (sum log F + log det): the part of the likelihood that no scale touches. */
  logVolume: number;
  points: Point[];
}

/** Filtered r after each point, and what it needs to be smoothed: for y and each of the columns. */
export interface Point {
  /** r given the coefficients, as value of y minus coefficient times values of the columns. */
  filtered: Float64Array;
  variance: number;
  predicted: Float64Array;
  predictedVariance: number;
  /** Coefficients and covariance given the points so far; undefined while they are not yet determined. */
  known?: { coefficient: Float64Array; covariance: Float64Array[] };
}

/** A coefficient that something is known of beforehand: its mean and standard deviation. */
export type Prior = { mean: number; sd: number } | undefined;

/** The factors by which r shrinks over a gap, and the variance that it gains. */
export function move(
  { rate, persistence = 1, start = 0 }: Walk,
  gap: number,
): { shrink: number; gain: number } {
  if (persistence === 1) return { shrink: 1, gain: rate * gap };
  const shrink = persistence ** gap;
  return { shrink, gain: start * (1 - shrink * shrink) };
}

const still = { shrink: 1, gain: 0 };

/**
 * Regression with a hidden walk, by the filter run on y and on each column at once: de Jong's augmented Kalman filter
 * (1991, Ann. Statist. 19), exact for coefficients of which nothing is known beforehand (the diffuse start). NaN in y
 * is an observation that is missing. `keep` says of which points the state is told: the last (quick), every one (as the
 * smoother needs), or every one with the coefficients known by then.
 */
export function fitWalk(
  walk: Walk,
  y: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  priors: readonly Prior[] = [],
  keep: 'last' | 'every' | 'recursive' = 'every',
): Fit | undefined {
  const k = columns.length;
  const inputs = [y, ...columns];
  const state = new Float64Array(k + 1);
  let variance = walk.start ?? 0;
  const cross = Array.from({ length: k }, () => new Float64Array(k));
  const right = new Float64Array(k);
  let squares = 0;
  let seen = 0;
  let logF = 0;
  let informed = 0;
  for (let c = 0; c < k; c++) {
    const prior = priors[c];
    if (!prior) continue;
    informed++;
    cross[c][c] += 1 / prior.sd ** 2;
    right[c] += prior.mean / prior.sd ** 2;
    squares += (prior.mean / prior.sd) ** 2;
    logF += 2 * Math.log(prior.sd);
  }
  const points: Point[] = [];
  const innovation = new Float64Array(k + 1);
  for (let t = 0; t < y.length; t++) {
    const { shrink, gain } = t === 0 ? still : move(walk, walk.gap[t]);
    const told = keep !== 'last' || t === y.length - 1;
    for (let c = 0; c <= k; c++) state[c] *= shrink;
    const predicted = told ? state.slice() : state;
    const predictedVariance = shrink * shrink * variance + gain;
    variance = predictedVariance;
    if (!Number.isNaN(y[t])) {
      const f = predictedVariance + walk.noise[t];
      if (!(f > 0)) return undefined;
      for (let c = 0; c <= k; c++) {
        innovation[c] = inputs[c][t] - state[c];
        state[c] += (predictedVariance / f) * innovation[c];
      }
      variance = predictedVariance * (walk.noise[t] / f);
      squares += innovation[0] ** 2 / f;
      logF += Math.log(f);
      seen++;
      for (let a = 0; a < k; a++) {
        right[a] += (innovation[a + 1] * innovation[0]) / f;
        for (let b = 0; b < k; b++) cross[a][b] += (innovation[a + 1] * innovation[b + 1]) / f;
      }
    }
    if (!told) continue;
    const known = keep === 'recursive' ? solve(cross, right) : undefined;
    points.push({ filtered: state.slice(), variance, predicted, predictedVariance, ...(known && { known }) });
  }
  const solved = invertPositive(cross);
  if (!solved) return undefined;
  const coefficient = times(solved.inverse, right);
  const left = Math.max(0, squares - dot(coefficient, right));
  const df = seen + informed - k;
  const logVolume = -0.5 * (logF + solved.logDet);
  return {
    coefficient,
    covariance: solved.inverse,
    squares: left,
    df,
    logVolume,
    logLikelihood: logVolume - 0.5 * (left + df * Math.log(2 * Math.PI)),
    points,
  };
}

/** Coefficients from the sums so far; a column that has not begun yet (all 0) is left out, at 0. */
function solve(cross: readonly Float64Array[], right: Float64Array): Point['known'] {
  const live = Array.from(right.keys()).filter((c) => cross[c][c] > 0);
  const solved = invertPositive(live.map((a) => Float64Array.from(live, (b) => cross[a][b])));
  if (!solved) return undefined;
  const found = times(
    solved.inverse,
    live.map((c) => right[c]),
  );
  const coefficient = new Float64Array(right.length);
  const covariance = Array.from(right, () => new Float64Array(right.length));
  for (const [i, a] of live.entries()) {
    coefficient[a] = found[i];
    for (const [j, b] of live.entries()) covariance[a][b] = solved.inverse[i][j];
  }
  return { coefficient, covariance };
}

/** r at each point given all points and the coefficients: fixed-interval smoother (Rauch, Tung and Striebel 1965), columns as in `Point`. */
export function smoothWalk(
  walk: Walk,
  points: readonly Point[],
): { smoothed: Float64Array; variance: number }[] {
  const last = points.length - 1;
  const out = points.map(({ filtered, variance }) => ({ smoothed: filtered, variance }));
  for (let t = last - 1; t >= 0; t--) {
    const { shrink } = move(walk, walk.gap[t + 1]);
    const { predicted, predictedVariance } = points[t + 1];
    const back = predictedVariance > 0 ? (shrink * points[t].variance) / predictedVariance : 0;
    const next = out[t + 1];
    out[t] = {
      smoothed: points[t].filtered.map((value, c) => value + back * (next.smoothed[c] - predicted[c])),
      variance: points[t].variance + back * back * (next.variance - predictedVariance),
    };
  }
  return out;
}
