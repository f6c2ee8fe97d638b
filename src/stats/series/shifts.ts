import { type Refusal, refuse } from '../refusal.ts';

/** A difference of means between marked and unmarked times, with its range. */
export interface ShiftedDifference {
  /** Mean of the marked times less that of the unmarked. */
  value: number;
  low: number;
  high: number;
  marked: { mean: number; n: number };
  unmarked: { mean: number; n: number };
  /** Two-sided, of no difference: the share of shifts that differ as much; never 0. */
  p: number;
}

/**
 * The difference of means between marked and unmarked times of a series whose values hang together. The marks are moved
 * round the circle of times, as torus shifts do (Lotwick and Silverman 1982, JRSS B 44), which keeps how values and marks
 * each hang together and breaks only what ties one to the other. The range holds every difference that such a test does
 * not reject (Garthwaite 1996, Biometrics 52), each found where a shift begins to differ as much as the observed: the
 * range of a difference that is the same at all times, of series without a common trend. Times without a value (NaN) keep
 * their place. Refused where no range of this level is to be had from so many times, or marks come back on a fixed beat.
 */
export function shiftedDifference(
  values: readonly number[],
  marks: readonly boolean[],
  level = 0.95,
): ShiftedDifference | Refusal {
  const n = values.length;
  const told = values.flatMap((value, at) => (Number.isFinite(value) ? [at] : []));
  const observed = meansOf(values, told, (at) => marks[at]);
  if (observed.marked.n === 0 || observed.unmarked.n === 0)
    return refuse('no-variation', 'there are no times with and without the mark');
  const value = observed.marked.mean - observed.unmarked.mean;
  const most = Math.floor((1 - level) * n + 1e-9);
  if (most < 1)
    return refuse('few-points', `${n} times have too few shifts for a range of ${100 * level} per cent`);
  const own = marks.map(Number);
  const lows: number[] = [];
  const highs: number[] = [];
  let asMuch = 1;
  for (let shift = 1; shift < n; shift++) {
    const marked = (at: number) => marks[(at + shift) % n];
    const shifted = differenceOf(meansOf(values, told, marked));
    const overlap = differenceOf(meansOf(own, told, marked));
    if (!(Math.abs(shifted) < Math.abs(value) - 1e-12)) asMuch++;
    const ends = Number.isNaN(shifted) ? [-Infinity, Infinity] : asMuchBetween(value, shifted, overlap);
    lows.push(ends[0]);
    highs.push(ends[1]);
  }
  const low = lows.sort((a, b) => a - b)[most - 1];
  const high = highs.sort((a, b) => b - a)[most - 1];
  if (!Number.isFinite(low) || !Number.isFinite(high))
    return refuse(
      'no-variation',
      'the marks come back on so fixed a beat that other times are no comparison',
    );
  return { value, low, high, ...observed, p: asMuch / n };
}

interface Means {
  marked: { mean: number; n: number };
  unmarked: { mean: number; n: number };
}

function meansOf(values: readonly number[], told: readonly number[], marked: (at: number) => boolean): Means {
  const sums = [0, 0];
  const counts = [0, 0];
  for (const at of told) {
    const group = marked(at) ? 0 : 1;
    sums[group] += values[at];
    counts[group]++;
  }
  return {
    marked: { mean: sums[0] / counts[0], n: counts[0] },
    unmarked: { mean: sums[1] / counts[1], n: counts[1] },
  };
}

function differenceOf({ marked, unmarked }: Means): number {
  return marked.mean - unmarked.mean;
}

/** The true differences under which a shift differs from its expectation at least as much as the observed marks do. */
function asMuchBetween(observed: number, shifted: number, overlap: number): [number, number] {
  if (1 - Math.abs(overlap) < 1e-9) return [-Infinity, Infinity];
  const ends = [(observed - shifted) / (1 - overlap), (observed + shifted) / (1 + overlap)];
  return [Math.min(...ends), Math.max(...ends)];
}
