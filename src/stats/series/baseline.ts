import { type Refusal, refuse } from '../refusal.ts';
import { type Ahead, type Explained, explain, type KindWeights } from './dependence.ts';

/** An evenly spaced series (weeks, days) and the point from which something was done differently. */
export interface Interruption {
  /** NaN where nothing was measured: an outage is not a zero. */
  values: ArrayLike<number>;
  /** Index of the first point after the change. */
  at: number;
  /** Series that the change cannot have touched, over the same points. */
  controls?: readonly ArrayLike<number>[];
}

export interface InterruptedOptions {
  /**
   * Points just before the change that are left out of the baseline: who changes something after a bad stretch sees
   * things get better anyway (regression to the mean).
   */
  leaveOut?: number;
  /** Points just after the change that are left out, while it settles. */
  settle?: number;
  /** Takes points after to vary as much as those before, as they do where nothing was changed. */
  alike?: boolean;
  level?: number;
}

/** What the points before the change tell, and the points after it that can be compared with that. */
export interface Baseline {
  explained: Explained[];
  /** Points before the change that are in it. */
  before: number;
  /** Indices of the points after. */
  after: number[];
  /** A point after the change, as part of a weighted sum. */
  ahead: (t: number, weight: number) => Ahead;
}

/** With fewer points before (left-out ones not counted) or after the change, no effect is told. */
export const fewestBefore = 24;
export const fewestAfter = 4;

/** Half for weeks unrelated, a quarter each for the others: with these the simulated intervals hold what they say most evenly. */
export const baselineKinds: KindWeights = { unrelated: 1 / 2, swings: 1 / 4, wanders: 1 / 4 };

/** A level and the controls, with errors that may hang together in the ways of `explain`, from the points before alone. */
export function baseline(
  { values, at, controls = [] }: Interruption,
  { leaveOut = 4, settle = 0 }: InterruptedOptions,
): Baseline | Refusal {
  const n = values.length;
  if (!(Number.isInteger(at) && at > 0 && at < n))
    throw new RangeError(`the change lies within the ${n} points, not at ${at}`);
  for (const control of controls)
    if (control.length !== n) throw new RangeError(`a control has ${control.length} points, not ${n}`);
  const whole = (t: number) =>
    Number.isFinite(values[t]) && controls.every((control) => Number.isFinite(control[t]));
  const end = Math.max(0, at - leaveOut);
  const y = Float64Array.from({ length: end }, (_, t) => (whole(t) ? values[t] : Number.NaN));
  const after = Array.from({ length: n - at }, (_, k) => at + k).filter((t) => t >= at + settle && whole(t));
  const before = y.filter((value) => !Number.isNaN(value)).length;
  if (before < fewestBefore)
    return refuse(
      'few-points',
      `${before} points before the change (${leaveOut} just before it are left out) are too few to know what would have come; ${fewestBefore} are needed`,
    );
  if (after.length < fewestAfter)
    return refuse(
      'few-points',
      `${after.length} points since the change are too few; ${fewestAfter} are needed`,
    );
  const filled = (series: ArrayLike<number>) =>
    Float64Array.from({ length: end }, (_, t) => (Number.isNaN(y[t]) ? 0 : series[t]));
  const explained = explain(y, [new Float64Array(end).fill(1), ...controls.map(filled)], baselineKinds);
  if (!explained)
    return refuse(
      'no-variation',
      'the points before the change do not vary, or a control does not, so no range can be told',
    );
  const ahead = (t: number, weight: number): Ahead => ({
    steps: t - end + 1,
    weight,
    columns: [1, ...controls.map((control) => control[t])],
  });
  return { explained, before, after, ahead };
}
