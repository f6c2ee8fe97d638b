/** From a score to a probability: 1 / (1 + exp(-(slope * score + intercept))). */
export interface Calibration {
  slope: number;
  intercept: number;
}

/**
 * Platt's calibration of scores of observations that the scorer never saw, by the Newton method of Lin, Lin and Weng
 * (2007, Mach. Learn. 68), with Platt's targets (positives + 1)/(positives + 2) and 1/(negatives + 2), so that few
 * observations never yield a certainty. The slope is never negative: a scorer that errs more often than chance on few
 * observations says nothing, and each gets the share of positives.
 */
export function platt(scores: ArrayLike<number>, positive: readonly boolean[]): Calibration {
  const n = scores.length;
  const positives = positive.filter(Boolean).length;
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (n - positives + 2);
  const target = Float64Array.from(positive, (is) => (is ? high : low));
  let slope = 0;
  let intercept = Math.log((positives + 1) / (n - positives + 1));
  let loss = lossOf(scores, target, slope, intercept);
  for (let step = 0; step < 100; step++) {
    let [aa, bb, ab, a, b] = [1e-12, 1e-12, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const p = logistic(slope * scores[i] + intercept);
      const spread = p * (1 - p);
      aa += scores[i] * scores[i] * spread;
      bb += spread;
      ab += scores[i] * spread;
      a += scores[i] * (p - target[i]);
      b += p - target[i];
    }
    if (Math.abs(a) < 1e-7 && Math.abs(b) < 1e-7) break;
    const det = aa * bb - ab * ab;
    const da = -(bb * a - ab * b) / det;
    const db = -(aa * b - ab * a) / det;
    const fall = a * da + b * db;
    let size = 1;
    for (; size >= 1e-10; size /= 2) {
      const next = lossOf(scores, target, slope + size * da, intercept + size * db);
      if (next < loss + 1e-4 * size * fall) {
        slope += size * da;
        intercept += size * db;
        loss = next;
        break;
      }
    }
    if (size < 1e-10) break;
  }
  if (slope >= 0) return { slope, intercept };
  return { slope: 0, intercept: Math.log((positives + 1) / (n - positives + 1)) };
}

/** The probability that a score stands for. */
export function calibrated({ slope, intercept }: Calibration, score: number): number {
  return logistic(slope * score + intercept);
}

function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** Cross-entropy of targets that are themselves shares, without overflow. */
function lossOf(scores: ArrayLike<number>, target: Float64Array, slope: number, intercept: number): number {
  let sum = 0;
  for (let i = 0; i < target.length; i++) {
    const x = slope * scores[i] + intercept;
    sum += Math.log1p(Math.exp(-Math.abs(x))) + (x >= 0 ? (1 - target[i]) * x : -target[i] * x);
  }
  return sum;
}
