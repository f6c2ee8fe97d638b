import { normalCdf, normalQuantile } from '../normal.ts';

/** A planned survey that is to tell a hit from a miss. Shares lie between 0 and 1. */
export interface PlannedSurvey {
  /** The share that was promised, such as 0.30. */
  hit: number;
  /** The share that would be a miss, such as the baseline, or the promise minus the distance that matters. */
  miss: number;
  /** Sides of the test; 1 where only falling short matters. */
  sides?: 1 | 2;
  /** The chance of calling a miss a hit that one accepts. */
  alpha?: number;
  power?: number;
  /** By how much weighting and clusters will raise the variance. */
  designEffect?: number;
  /** The share of those asked who answer. */
  response?: number;
  /** True to compare with an earlier wave of the same size, false to compare with a stated share. */
  againstWave?: boolean;
}

function parts(plan: PlannedSurvey) {
  const { hit, miss, sides = 1, alpha = 0.05, power = 0.8, designEffect = 1, response = 1 } = plan;
  const share = (p: number) => p > 0 && p < 1;
  if (!share(hit) || !share(miss) || hit === miss)
    throw new RangeError(`hit and miss are two different shares between 0 and 1, not ${hit} and ${miss}`);
  if (!share(alpha) || !share(power) || !(designEffect > 0) || !(response > 0 && response <= 1))
    throw new RangeError('alpha and power lie between 0 and 1, the design effect and the response above 0');
  const middle = (hit + miss) / 2;
  const spread = (p: number) => p * (1 - p);
  const apart = Math.abs(hit - miss);
  const known = Math.sqrt(plan.againstWave ? 2 * spread(middle) : spread(miss));
  const true_ = Math.sqrt(plan.againstWave ? spread(hit) + spread(miss) : spread(hit));
  return { apart, known, true_, z: normalQuantile(1 - alpha / sides), power, designEffect, response };
}

/** Answers needed, before rounding, without design effect and response: Fleiss, Levin and Paik 2003, sections 2.2 and 4.2. */
export function answersNeeded(plan: PlannedSurvey): number {
  const { apart, known, true_, z, power } = parts(plan);
  return ((z * known + normalQuantile(power) * true_) / apart) ** 2;
}

/** People to ask so that a hit is told from a miss with the stated power (each wave, where two are compared). */
export function peopleToAsk(plan: PlannedSurvey): number {
  const { designEffect, response } = parts(plan);
  return Math.ceil((answersNeeded(plan) * designEffect) / response - 1e-9);
}

/** The power that `asked` people give. */
export function surveyPower(plan: PlannedSurvey, asked: number): number {
  const { apart, known, true_, z, designEffect, response } = parts(plan);
  const n = (asked * response) / designEffect;
  return normalCdf((Math.sqrt(n) * apart - z * known) / true_);
}
