/** One observation: the places of its predictors that are not 0, and their values. */
export interface SparseRow {
  at: Int32Array;
  value: Float32Array;
}

/** Weights of a logistic regression; the last is the intercept's. */
export type LogisticWeights = Float64Array;

export interface LogisticOptions {
  /** What an error costs against the length of the weights: large fits closely, small keeps them short. */
  cost: number;
  /** Predictors; places run from 0 to `width` - 1. */
  width: number;
  /** From 0 to 1: the order in which observations are visited. */
  uniform: () => number;
  /** Largest slope of the dual at which it is taken for solved. */
  tolerance?: number;
  /** After so many rounds it stops in any case. */
  rounds?: number;
}

/**
 * L2-regularised logistic regression: the weights w with the least |w|^2 / 2 + cost * sum of log(1 + exp(-y w'x)),
 * y = +1 or -1, by coordinate descent in the dual (Yu, Huang and Lin 2011, Mach. Learn. 85, Algorithm 5). The intercept
 * is the weight of a predictor that is always 1 and is regularised as the others. Yields after each round, so that who
 * drives it can let others have their turn, and returns the weights.
 */
export function* sparseLogistic(
  rows: readonly SparseRow[],
  positive: readonly boolean[],
  { cost, width, uniform, tolerance = 1e-2, rounds = 300 }: LogisticOptions,
): Generator<void, LogisticWeights> {
  const n = rows.length;
  const weights = new Float64Array(width + 1);
  const sign = Float64Array.from(positive, (is) => (is ? 1 : -1));
  const square = Float64Array.from(rows, ({ value }) => value.reduce((sum, x) => sum + x * x, 1));
  const low = Math.min(0.001 * cost, 1e-8);
  const alpha = new Float64Array(n).fill(low);
  for (let i = 0; i < n; i++) move(weights, rows[i], sign[i] * low);
  const order = Int32Array.from(rows, (_, i) => i);
  let inner = 1e-2;
  const innermost = Math.min(1e-8, tolerance);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, uniform);
    let steepest = 0;
    let steps = 0;
    for (const i of order) {
      const a = square[i];
      const margin = sign[i] * score(weights, rows[i]);
      const other = cost - alpha[i];
      // of alpha and cost - alpha, the one whose optimum is the smaller is solved for: Newton's steps are safe there
      const swap = 0.5 * a * (other - alpha[i]) + margin < 0;
      const start = swap ? other : alpha[i];
      const b = swap ? -margin : margin;
      let z = cost - start < 0.5 * cost ? 0.1 * start : start;
      let slope = a * (z - start) + b + Math.log(z / (cost - z));
      steepest = Math.max(steepest, Math.abs(slope));
      let tries = 0;
      for (; tries < 100 && Math.abs(slope) >= inner; tries++) {
        const next = z - slope / (a + cost / (cost - z) / z);
        z = next <= 0 ? z * 0.1 : next;
        slope = a * (z - start) + b + Math.log(z / (cost - z));
      }
      if (tries === 0) continue;
      steps += tries;
      alpha[i] = swap ? cost - z : z;
      move(weights, rows[i], (swap ? -1 : 1) * (z - start) * sign[i]);
    }
    if (steepest < tolerance) break;
    if (steps <= n / 10) inner = Math.max(innermost, 0.1 * inner);
    yield;
  }
  return weights;
}

/** The weights times a row, plus the intercept: the log odds that it is positive. */
export function score(weights: LogisticWeights, { at, value }: SparseRow): number {
  let sum = weights[weights.length - 1];
  for (let k = 0; k < at.length; k++) sum += value[k] * weights[at[k]];
  return sum;
}

function move(weights: LogisticWeights, { at, value }: SparseRow, by: number): void {
  for (let k = 0; k < at.length; k++) weights[at[k]] += by * value[k];
  weights[weights.length - 1] += by;
}

function shuffle(order: Int32Array, uniform: () => number): void {
  for (let k = order.length - 1; k > 0; k--) {
    const at = Math.floor(uniform() * (k + 1));
    [order[k], order[at]] = [order[at], order[k]];
  }
}
