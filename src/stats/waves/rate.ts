import { fitWalk, type Prior } from './walk.ts';

/** The step variance per unit of time with the greatest likelihood, and that log likelihood (diffuse in the coefficients without prior). */
export interface LikeliestRate {
  rate: number;
  logLikelihood: number;
}

/**
 * Maximum likelihood of the walk's rate where the sampling variances are known: a scan over 60 powers of ten's parts, then
 * golden section. It is often exactly 0 with few points, which is why few waves need a prior.
 */
export function likeliestRate(
  y: ArrayLike<number>,
  noise: ArrayLike<number>,
  gap: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  priors: readonly Prior[] = [],
): LikeliestRate | undefined {
  const at = (rate: number) =>
    fitWalk({ gap, noise, rate }, y, columns, priors, 'last')?.logLikelihood ?? Number.NEGATIVE_INFINITY;
  const typical = Array.from(noise).reduce((sum, value) => sum + value, 0) / noise.length;
  const still = at(0);
  if (still === Number.NEGATIVE_INFINITY) return undefined;
  const logs = Array.from({ length: 60 }, (_, j) => Math.log(typical) + (j - 45) * 0.4);
  const values = logs.map((log) => at(Math.exp(log)));
  const best = values.indexOf(Math.max(...values));
  let low = logs[best] - 0.4;
  let high = logs[best] + 0.4;
  const ratio = (Math.sqrt(5) - 1) / 2;
  while (high - low > 1e-9) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (at(Math.exp(left)) < at(Math.exp(right))) low = left;
    else high = right;
  }
  const rate = Math.exp((low + high) / 2);
  const logLikelihood = at(rate);
  return logLikelihood > still ? { rate, logLikelihood } : { rate: 0, logLikelihood: still };
}
