import { type Refusal, refuse } from '../refusal.ts';
import { weightLoss } from './weights.ts';

/** One question whose answers are known for the whole group, such as the size of the companies it is about. */
export interface Margin {
  name: string;
  /** Which category each respondent is in. */
  category: readonly string[];
  /** Counts or shares of the categories in the target group; only their proportions matter. */
  target: Readonly<Record<string, number>>;
}

export interface RakingOptions {
  /** Weights to start from (from the design); without them all are 1. */
  start?: ArrayLike<number>;
  /** Weights are held between these multiples of the mean weight; null for none. */
  bounds?: { low: number; high: number } | null;
  /** Largest difference between a weighted and a stated share at which raking ends. */
  tolerance?: number;
  /** The same where bounds stand in the way: a larger difference is refused. */
  slack?: number;
}

export interface Raked {
  /** Weights with mean 1, in the order of the respondents. */
  weight: Float64Array;
  rounds: number;
  /** How many respondents stand at a bound. */
  trimmed: number;
  /** Largest difference that is left between a weighted and a stated share. */
  worst: number;
  designEffect: number;
  effective: number;
}

interface Table {
  label: Int32Array;
  share: Float64Array;
}

/**
 * Raking (iterative proportional fitting; Deming and Stephan 1940, Ann. Math. Stat. 11): each margin in turn is scaled
 * to its stated shares until all hold. Then weights beyond the bounds are set to them and the rest is raked again. It
 * mends only what the margins tell: who answered at all within a category remains a matter of trust.
 */
export function rake(margins: readonly Margin[], options: RakingOptions = {}): Raked | Refusal {
  const { bounds = { low: 0.2, high: 5 }, tolerance = 1e-10, slack = 0.005 } = options;
  const n = margins[0]?.category.length ?? 0;
  if (n === 0) return refuse('no-observations', 'there are no respondents');
  const tables: Table[] = [];
  for (const margin of margins) {
    const table = tableOf(margin, n);
    if ('refused' in table) return table;
    tables.push(table);
  }
  const weight = options.start ? Float64Array.from(options.start) : new Float64Array(n).fill(1);
  scale(weight);
  const first = weight.slice();
  let rounds = 0;
  let worst = Number.POSITIVE_INFINITY;
  const settle = () => {
    for (let k = 0; k < 1000; k++, rounds++) {
      worst = largestError(weight, tables);
      if (worst < tolerance) return true;
      for (const table of tables) fit(weight, table);
    }
    return false;
  };
  if (!settle())
    return refuse(
      'no-convergence',
      `raking did not settle: the largest difference is still ${(100 * worst).toFixed(2)} points; some combination of ${margins.map(({ name }) => name).join(' and ')} has no respondents`,
    );
  for (let k = 0; bounds && k < 200 && beyond(weight, bounds); k++) {
    for (let i = 0; i < n; i++) weight[i] = Math.min(bounds.high, Math.max(bounds.low, weight[i]));
    settle();
  }
  if (bounds && beyond(weight, bounds)) {
    for (let i = 0; i < n; i++) weight[i] = Math.min(bounds.high, Math.max(bounds.low, weight[i]));
    scale(weight);
    worst = largestError(weight, tables);
  }
  if (worst > slack)
    return refuse(
      'no-convergence',
      `the stated margins need weights beyond ${bounds?.low} to ${bounds?.high} times the mean: within them a share is ${(100 * worst).toFixed(1)} points off`,
    );
  const edge = 1e-6;
  const trimmed = bounds
    ? weight.filter((w, i) => first[i] > 0 && (w <= bounds.low + edge || w >= bounds.high - edge)).length
    : 0;
  return { weight, rounds, trimmed, worst, ...weightLoss(weight) };
}

function tableOf({ name, category, target }: Margin, n: number): Table | Refusal {
  if (category.length !== n) throw new RangeError(`margin ${name} has ${category.length} rows, not ${n}`);
  const names = Object.keys(target);
  const sum = names.reduce((total, key) => total + target[key], 0);
  if (!names.every((key) => target[key] >= 0) || !(sum > 0))
    throw new RangeError(`the stated sizes of ${name} are not negative and not all 0`);
  const at = new Map(names.map((key, k) => [key, k]));
  const found = new Int32Array(names.length);
  const label = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const k = at.get(category[i]);
    if (k === undefined || target[names[k]] === 0)
      return refuse(
        'empty-category',
        `respondents say ${name} = ${category[i]}, for which no size is stated: state one, or merge it with another`,
      );
    label[i] = k;
    found[k]++;
  }
  const missing = names.find((key, k) => target[key] > 0 && found[k] === 0);
  if (missing !== undefined)
    return refuse(
      'empty-category',
      `nobody asked has ${name} = ${missing}, which is ${((100 * target[missing]) / sum).toFixed(1)} % of the target group: merge it with another, or ask some of them`,
    );
  return { label, share: Float64Array.from(names, (key) => target[key] / sum) };
}

function fit(weight: Float64Array, { label, share }: Table): void {
  const sums = new Float64Array(share.length);
  for (let i = 0; i < weight.length; i++) sums[label[i]] += weight[i];
  for (let i = 0; i < weight.length; i++)
    weight[i] *= sums[label[i]] > 0 ? (share[label[i]] * weight.length) / sums[label[i]] : 1;
}

function largestError(weight: Float64Array, tables: readonly Table[]): number {
  const total = weight.reduce((sum, w) => sum + w, 0);
  let worst = 0;
  for (const { label, share } of tables) {
    const sums = new Float64Array(share.length);
    for (let i = 0; i < weight.length; i++) sums[label[i]] += weight[i];
    for (let k = 0; k < share.length; k++) worst = Math.max(worst, Math.abs(sums[k] / total - share[k]));
  }
  return worst;
}

function scale(weight: Float64Array): void {
  const mean = weight.reduce((sum, w) => sum + w, 0) / weight.length;
  for (let i = 0; i < weight.length; i++) weight[i] /= mean;
}

function beyond(weight: Float64Array, { low, high }: { low: number; high: number }): boolean {
  return weight.some((w) => w > 0 && (w < low - 1e-6 || w > high + 1e-6));
}
