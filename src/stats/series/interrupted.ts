import type { Ranged } from '../interval.ts';
import { mixtureMean, mixtureQuantile, mixtureSd, type Part } from '../mixture.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { baseline, type InterruptedOptions, type Interruption } from './baseline.ts';
import { predict } from './dependence.ts';

/** A value with its interval. */
export interface Range {
  value: number;
  low: number;
  high: number;
}

/** The mean difference a point between what came and what would have come. */
export interface Effect extends Ranged {
  /** What would have come on average, as far as the points before tell. */
  expected: Range;
  /** Difference as a share of what was expected; absent where that may be 0 or less. */
  relative?: Range;
  before: number;
  after: number;
}

function rangeOf(parts: readonly Part[], level: number): Range {
  return {
    value: mixtureMean(parts),
    low: mixtureQuantile(parts, (1 - level) / 2),
    high: mixtureQuantile(parts, (1 + level) / 2),
  };
}

/**
 * What changed when we changed: the points after against what the points before lead one to expect (an interrupted time
 * series; the counterfactual by a structural model as in Brodersen et al. 2015, Ann. Appl. Stat. 9). The interval covers
 * what is unsure in level, controls and dependence, and the noise of the points after. It takes for granted that nothing
 * else changed on that day and that controls stay untouched; `testedEffect` puts the first to the test as far as the
 * past can.
 */
export function interruptedEffect(
  interruption: Interruption,
  options: InterruptedOptions = {},
): Effect | Refusal {
  const { level = 0.95 } = options;
  const base = baseline(interruption, options);
  if (isRefusal(base)) return base;
  const { explained, after, ahead, before } = base;
  const share = 1 / after.length;
  const sum = after.map((t) => ahead(t, share));
  const expected = rangeOf(predict(explained, sum), level);
  const parts = predict(explained, sum, options.alike ? 1 : spreadAfter(interruption, options));
  const around = rangeOf(parts, level);
  const observed = after.reduce((sum, t) => sum + share * interruption.values[t], 0);
  return {
    value: observed - expected.value,
    se: mixtureSd(parts),
    low: observed - around.high,
    high: observed - around.low,
    expected,
    ...(expected.low > 0 && {
      relative: {
        value: observed / expected.value - 1,
        low: observed / expected.high - 1,
        high: observed / expected.low - 1,
      },
    }),
    before,
    after: after.length,
  };
}

/** As many points' worth of "as before" are mixed in. */
const asBefore = 2;

/**
 * How many times the variance of a point before the change those after it have, by squared steps from point to point (von
 * Neumann 1941), which a level that moves slowly hardly touches. A few points tell it badly, so it is drawn towards 1.
 */
function spreadAfter({ values, at }: Interruption, { leaveOut = 4, settle = 0 }: InterruptedOptions): number {
  const steps = (from: number, to: number) => {
    const squares: number[] = [];
    for (let t = from + 1; t < to; t++) {
      const step = values[t] - values[t - 1];
      if (Number.isFinite(step)) squares.push(step * step);
    }
    return { n: squares.length, mean: squares.reduce((sum, one) => sum + one, 0) / squares.length };
  };
  const before = steps(0, Math.max(0, at - leaveOut));
  const after = steps(at + settle, values.length);
  if (after.n === 0 || !(before.mean > 0)) return 1;
  return (asBefore + after.n * (after.mean / before.mean)) / (asBefore + after.n);
}

/** What would have come at each point after the change, for a picture; the ranges are of single points, noise included. */
export function counterfactual(
  interruption: Interruption,
  options: InterruptedOptions = {},
): (Range & { index: number })[] | Refusal {
  const base = baseline(interruption, options);
  if (isRefusal(base)) return base;
  const { explained, after, ahead } = base;
  return after.map((index) => ({
    index,
    ...rangeOf(predict(explained, [ahead(index, 1)]), options.level ?? 0.95),
  }));
}
