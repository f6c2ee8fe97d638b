import { dot, times } from '../matrix.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { type Fit, fitWalk, type Prior, smoothWalk, type Walk } from './walk.ts';

/** One survey wave: a share, the effective number of answers behind it (Kish, or by design), and when. */
export interface Wave {
  /** Weeks since any fixed day; waves stand in their order. */
  week: number;
  share: number;
  effective: number;
  /** The wording of the question or the panel it was put to; where it changes, the level may jump. */
  wording?: string;
}

export interface LevelOptions {
  /**
   * Half-normal prior of the walk's step, in logits per root of a week: its scale. By default 0.02 with fewer than
   * 10 waves and 0.1 from there on, where the waves tell the rest.
   */
  stepScale?: number;
  /** The step itself, taken as known: used instead of the prior. */
  step?: number;
  /** Expected change a week in logits, and how unsure it is. Without it none is expected. */
  drift?: { mean: number; sd: number };
  /** How much a changed wording may move the level, in logits (standard deviation); by default nothing is known of it. */
  shiftSd?: number;
}

/** A level on the logit scale, and as a share with its interval. */
export interface Level {
  week: number;
  logit: number;
  variance: number;
}

/** What the waves say of one step size: level and drift now, with their covariance. */
export interface StepPosterior {
  /** Posterior weight; all sum to 1. */
  weight: number;
  /** Step variance a week, q, in squared logits. */
  rate: number;
  level: number;
  drift: number;
  levelVariance: number;
  driftVariance: number;
  covariance: number;
  filtered: (Level | undefined)[];
  smoothed: Level[];
}

/** The level over the waves with all that is unsure: a mixture over step sizes. */
export interface WaveLevels {
  waves: readonly Wave[];
  steps: StepPosterior[];
  stepScale: number | undefined;
  /** What the newest wording measures more than each other one, in logits, averaged over the steps. */
  shifts: { from: string; to: string; value: number; sd: number }[];
  /** Log likelihood of each step (diffuse in level and shifts). */
  logLikelihood: number[];
}

/** The prior is laid out on so many steps, evenly up to so many times its scale, so that many waves can outvote it. */
const nodes = 40;
const reach = 5;

/**
 * Local level over survey waves (Harvey 1989; Durbin and Koopman 2012): the logit of the true share walks at random by
 * `step` per root of a week; each wave sees it with its own known sampling variance 1/(n p (1-p)). The start is exactly
 * diffuse, gaps may differ. A changed wording has a shift of its own, and the level is told in the newest wording. All
 * is averaged over the step, by its half-normal prior times the likelihood.
 */
export function waveLevels(waves: readonly Wave[], options: LevelOptions = {}): WaveLevels | Refusal {
  if (waves.length === 0) return refuse('few-points', 'there is no wave yet');
  const { y, noise } = logits(waves);
  const gap = waves.map(({ week }, i) => (i === 0 ? 0 : week - waves[i - 1].week));
  if (gap.some((weeks, i) => i > 0 && !(weeks > 0)))
    throw new RangeError('waves stand in their order, no two at the same time');
  const wordings = [...new Set(waves.map(({ wording = '' }) => wording))];
  const newest = waves[waves.length - 1].wording ?? '';
  const others = wordings.filter((wording) => wording !== newest);
  const end = waves[waves.length - 1].week;
  const columns = [
    waves.map(() => 1),
    ...others.map((one) => waves.map(({ wording = '' }) => (wording === one ? 1 : 0))),
    ...(options.drift ? [waves.map(({ week }) => week - end)] : []),
  ];
  const shiftPrior: Prior = options.shiftSd ? { mean: 0, sd: options.shiftSd } : undefined;
  const priors: Prior[] = [undefined, ...others.map(() => shiftPrior), options.drift];
  const stepScale =
    options.step === undefined ? (options.stepScale ?? (waves.length < 10 ? 0.02 : 0.1)) : undefined;
  const sizes =
    stepScale === undefined
      ? [options.step as number]
      : Array.from({ length: nodes }, (_, j) => (stepScale * reach * (j + 0.5)) / nodes);
  const fits: { walk: Walk; fit: Fit }[] = [];
  for (const size of sizes) {
    const walk: Walk = { gap, noise, rate: size * size };
    const fit = fitWalk(walk, y, columns, priors, 'recursive');
    if (!fit)
      return refuse('few-points', 'the waves do not tell the change of wording from a change of the level');
    fits.push({ walk, fit });
  }
  const most = Math.max(...fits.map(({ fit }) => fit.logLikelihood));
  const prior = (size: number) => (stepScale === undefined ? 1 : Math.exp(-0.5 * (size / stepScale) ** 2));
  const weights = fits.map(({ fit }, j) => prior(sizes[j]) * Math.exp(fit.logLikelihood - most));
  const sum = weights.reduce((a, b) => a + b, 0);
  const drifts = options.drift ? columns.length - 1 : undefined;
  const steps = fits.map(({ walk, fit }, j) => posterior(walk, fit, waves, weights[j] / sum, drifts));
  const shifts = others.map((wording, at) => {
    const value = fits.reduce((total, { fit }, j) => total - (weights[j] / sum) * fit.coefficient[at + 1], 0);
    const square = fits.reduce(
      (total, { fit }, j) =>
        total + (weights[j] / sum) * (fit.covariance[at + 1][at + 1] + fit.coefficient[at + 1] ** 2),
      0,
    );
    return {
      from: wording,
      to: newest,
      value,
      sd: Math.sqrt(Math.max(0, square - value * value)),
    };
  });
  return { waves, steps, stepScale, shifts, logLikelihood: fits.map(({ fit }) => fit.logLikelihood) };
}

/** Logits of the waves with their variances; at 0 and all, half an answer is added on both sides (Haldane 1956; Anscombe 1956). */
export function logits(waves: readonly Wave[]): { y: Float64Array; noise: Float64Array } {
  const y = new Float64Array(waves.length);
  const noise = new Float64Array(waves.length);
  for (const [i, { share, effective }] of waves.entries()) {
    if (!(share >= 0 && share <= 1 && effective > 0))
      throw new RangeError(`a wave has a share from 0 to 1 and people, not ${share} of ${effective}`);
    const hits = share * effective;
    const edge = hits < 0.5 || effective - hits < 0.5;
    const p = edge ? (hits + 0.5) / (effective + 1) : share;
    y[i] = Math.log(p / (1 - p));
    noise[i] = 1 / ((edge ? effective + 1 : effective) * p * (1 - p));
  }
  return { y, noise };
}

function posterior(
  walk: Walk,
  fit: Fit,
  waves: readonly Wave[],
  weight: number,
  drifts: number | undefined,
): StepPosterior {
  const k = fit.coefficient.length;
  /** Level = base + load . coefficient, when r has the given columns. */
  const told = (
    week: number,
    r: Float64Array,
    rVariance: number,
    coefficient: Float64Array,
    covariance: readonly Float64Array[],
  ) => {
    const load = Float64Array.from({ length: k }, (_, c) => {
      const own = c === 0 ? 1 : c === drifts ? week - waves[waves.length - 1].week : 0;
      return own - r[c + 1];
    });
    const toCoefficients = times(covariance, load);
    return {
      level: { week, logit: r[0] + dot(load, coefficient), variance: rVariance + dot(load, toCoefficients) },
      toCoefficients,
    };
  };
  const smooth = smoothWalk(walk, fit.points);
  const smoothed = smooth.map(
    ({ smoothed: r, variance }, t) => told(waves[t].week, r, variance, fit.coefficient, fit.covariance).level,
  );
  const filtered = fit.points.map(({ filtered: r, variance, known }, t) =>
    known ? told(waves[t].week, r, variance, known.coefficient, known.covariance).level : undefined,
  );
  const last = fit.points[fit.points.length - 1];
  const now = told(
    waves[waves.length - 1].week,
    last.filtered,
    last.variance,
    fit.coefficient,
    fit.covariance,
  );
  return {
    weight,
    rate: walk.rate,
    level: now.level.logit,
    levelVariance: now.level.variance,
    drift: drifts === undefined ? 0 : fit.coefficient[drifts],
    driftVariance: drifts === undefined ? 0 : fit.covariance[drifts][drifts],
    covariance: drifts === undefined ? 0 : now.toCoefficients[drifts],
    filtered,
    smoothed,
  };
}
