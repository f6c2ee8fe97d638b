import { normalCdf } from './normal.ts';
import { multiplier } from './student.ts';

/** An estimate with its standard error and interval. */
export interface Ranged {
  value: number;
  se: number;
  low: number;
  high: number;
}

/**
 * Interval of a share on the log(-log) scale: value^exp(+-z se / (value |log value|)); it never leaves 0 to 1.
 * Kalbfleisch and Prentice (2002), section 1.4. For shares strictly between 0 and 1.
 */
export function logLogInterval(value: number, se: number, z: number): { low: number; high: number } {
  const spread = (z * se) / (value * Math.abs(Math.log(value)));
  return { low: value ** Math.exp(spread), high: value ** Math.exp(-spread) };
}

/**
 * The largest share that could hide behind none in `n` independent draws: 1 - (alpha/2)^(1/n), the upper
 * limit of Clopper and Pearson (1934) at zero. `n` may be an effective number.
 */
export function unseenShare(n: number, level: number): number {
  return 1 - ((1 - level) / 2) ** (1 / n);
}

/**
 * Difference a - b of two independent estimates. The interval is made from the two intervals (MOVER: Zou and
 * Donner 2008, Stat. Med. 27), so it keeps their lopsidedness and holds where a share is 0 or 1. Where the same
 * people are in both, it is as a rule too wide.
 */
export function difference(a: Ranged, b: Ranged): Ranged {
  const value = a.value - b.value;
  return {
    value,
    se: Math.hypot(a.se, b.se),
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/**
 * How often chance alone would put an estimate as far from 0, or farther: from its interval, whose half toward 0 is
 * taken for so many standard errors of a normal distribution. At the level exactly where the interval ends at 0.
 * NaN where that half has no length.
 */
export function tailsOf({ value, low, high }: Pick<Ranged, 'value' | 'low' | 'high'>, level = 0.95): number {
  if (value === 0) return 1;
  const half = value > 0 ? value - low : high - value;
  return half > 0 ? 2 * normalCdf((-Math.abs(value) / half) * multiplier(level)) : Number.NaN;
}

/**
 * Difference a - b of two estimates whose sampling errors have the correlation `r`: MOVER with covariance (Zou 2007,
 * Psychol. Methods 12). r = 0 is `difference`.
 */
export function correlatedDifference(a: Ranged, b: Ranged, r: number): Ranged {
  if (!(r >= -1 && r <= 1)) throw new RangeError(`a correlation lies between -1 and 1, not at ${r}`);
  const value = a.value - b.value;
  const reach = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * r * x * y + y * y));
  return {
    value,
    se: reach(a.se, b.se),
    low: value - reach(a.value - a.low, b.high - b.value),
    high: value + reach(a.high - a.value, b.value - b.low),
  };
}

/** Interval of a share on the logit scale; it never leaves 0 to 1. For shares strictly between 0 and 1. */
export function logitInterval(value: number, se: number, z: number): { low: number; high: number } {
  const logit = Math.log(value / (1 - value));
  const spread = (z * se) / (value * (1 - value));
  return { low: 1 / (1 + Math.exp(spread - logit)), high: 1 / (1 + Math.exp(-spread - logit)) };
}
