/**
 * Durations with how they ended: `cause` 0 is censored, 1, 2 ... are the competing events.
 * The three arrays have one entry per observation; without `weight` each counts 1.
 */
export interface Observations {
  time: ArrayLike<number>;
  cause: ArrayLike<number>;
  weight?: ArrayLike<number>;
}

/**
 * Who was at risk and what happened at each distinct event time. Row 0 is the origin (time 0, nothing has
 * happened); an event at time 0 has a row of its own. Events come before censorings at the same time.
 */
export interface LifeTable {
  time: Float64Array;
  atRisk: Float64Array;
  /** At risk and not struck by any event of the row; exactly 0 when nobody is left. */
  left: Float64Array;
  /** Events of any cause. */
  events: Float64Array;
  /** Events by cause; cause k stands at k - 1. */
  byCause: Float64Array[];
  /** Per observation, the last row whose time is not after it. */
  row: Int32Array;
  durations: ArrayLike<number>;
  n: number;
  /** The longest time observed, ended or not. */
  followUp: number;
}

/** Orders observations into a LifeTable. @throws RangeError on lengths that differ, times below 0, causes that are no whole number. */
export function lifeTable(observations: Observations, causes = highest(observations.cause)): LifeTable {
  check(observations, causes);
  const { time: t, cause, weight } = observations;
  const n = t.length;
  const time = distinctEventTimes(t, cause);
  const rows = time.length;
  const row = new Int32Array(n);
  const events = new Float64Array(rows);
  const byCause = Array.from({ length: causes }, () => new Float64Array(rows));
  const survivors = new Float64Array(rows);
  let followUp = 0;
  for (let i = 0; i < n; i++) {
    const at = rowAt(time, t[i]);
    const w = weight ? weight[i] : 1;
    row[i] = at;
    if (cause[i] > 0) {
      byCause[cause[i] - 1][at] += w;
      events[at] += w;
    } else survivors[at] += w;
    if (t[i] > followUp) followUp = t[i];
  }
  const atRisk = new Float64Array(rows);
  const left = new Float64Array(rows);
  for (let at = rows - 1, later = 0; at >= 0; at--) {
    left[at] = later + survivors[at];
    atRisk[at] = left[at] + events[at];
    later = atRisk[at];
  }
  return { time, atRisk, left, events, byCause, row, durations: t, n, followUp };
}

/** The last row whose time is not after `t` (row 0 is the origin). */
export function rowAt(time: Float64Array, t: number): number {
  let low = 0;
  let high = time.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (time[middle] <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

function distinctEventTimes(t: ArrayLike<number>, cause: ArrayLike<number>): Float64Array {
  let count = 0;
  const ended = new Float64Array(t.length);
  for (let i = 0; i < t.length; i++) if (cause[i] > 0) ended[count++] = t[i];
  const sorted = ended.subarray(0, count).sort();
  let rows = 1;
  const time = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) time[rows++] = sorted[i];
  return time.slice(0, rows);
}

function highest(cause: ArrayLike<number>): number {
  let top = 1;
  for (let i = 0; i < cause.length; i++) if (cause[i] > top) top = cause[i];
  return top;
}

function check({ time, cause, weight }: Observations, causes: number): void {
  if (cause.length !== time.length || (weight && weight.length !== time.length))
    throw new RangeError('lifeTable requires as many causes and weights as times');
  for (let i = 0; i < time.length; i++) {
    if (!(time[i] >= 0 && time[i] < Number.POSITIVE_INFINITY))
      throw new RangeError(`lifeTable requires times from 0, not ${time[i]} (observation ${i})`);
    if (!(Number.isInteger(cause[i]) && cause[i] >= 0 && cause[i] <= causes))
      throw new RangeError(
        `lifeTable requires causes from 0 to ${causes}, not ${cause[i]} (observation ${i})`,
      );
    if (weight && !(weight[i] > 0))
      throw new RangeError(`lifeTable requires weights above 0, not ${weight[i]} (observation ${i})`);
  }
}
