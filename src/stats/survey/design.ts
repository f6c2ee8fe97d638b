import { clustersOf } from '../cluster.ts';
import { logitInterval, type Ranged } from '../interval.ts';
import { wilsonLimits } from '../proportion.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';
import { weightLoss } from './weights.ts';

/** How the people of a survey were chosen, a row each. What is absent plays no part. */
export interface Design {
  weight: ArrayLike<number>;
  stratum?: ArrayLike<string | number>;
  /** First-stage units drawn together, such as all the people of one company. */
  cluster?: ArrayLike<string | number>;
  /** How many first-stage units (people where there are no clusters) the row's stratum has in all: for the finite-population correction. */
  population?: ArrayLike<number>;
}

/** An estimate from a survey, with what its design does to it. */
export interface Surveyed extends Ranged {
  /** People with a weight above 0; give those outside a subgroup weight 0 instead of leaving them out. */
  n: number;
  /** First-stage units minus strata; 0 where all there are were asked. */
  df: number;
  /** Kish's design effect of the weights alone. */
  designEffect: number;
}

interface Stratum {
  units: number;
  population: number;
  sum: number;
  squares: number;
}

/**
 * Weighted mean sum(wy)/sum(w) with its linearised standard error (Binder 1983; as `svymean` of R's survey does), by
 * strata, first-stage clusters and finite-population correction where they are told; Student's t on units minus strata.
 * Weights are taken as given: what raking gained is left out, which as a rule errs on the wide side.
 */
export function surveyMean(values: ArrayLike<number>, design: Design, level = 0.95): Surveyed | Refusal {
  const { weight } = design;
  const n = values.length;
  if (weight.length !== n) throw new RangeError(`there are ${n} answers and ${weight.length} weights`);
  let total = 0;
  let sum = 0;
  let counted = 0;
  for (let i = 0; i < n; i++) {
    if (weight[i] > 0) counted++;
    total += weight[i];
    sum += weight[i] * values[i];
  }
  if (!(total > 0)) return refuse('no-observations', 'there are no respondents with a weight');
  const value = sum / total;
  const strata = strataOf(design, (i) => (weight[i] * (values[i] - value)) / total, n);
  let variance = 0;
  let df = 0;
  for (const { units, population, sum: u, squares } of strata.values()) {
    if (units > population)
      throw new RangeError(`a stratum of ${population} units cannot have ${units} in the sample`);
    if (units === population) continue;
    if (units < 2)
      return refuse('few-clusters', 'a stratum has a single unit, so how units differ within it is unknown');
    const spread = Math.max(0, squares - (u * u) / units);
    variance += (1 - units / population) * (units / (units - 1)) * spread;
    df += units - 1;
  }
  const se = Math.sqrt(variance);
  const half = df > 0 ? multiplier(level, df) * se : 0;
  const { designEffect } = weightLoss(weight);
  return { value, se, low: value - half, high: value + half, n: counted, df, designEffect };
}

function strataOf(design: Design, influence: (i: number) => number, n: number): Map<number, Stratum> {
  const { stratum, cluster, population } = design;
  const strata = stratum ? clustersOf(stratum).label : new Int32Array(n);
  const unit = cluster
    ? clustersOf(Array.from({ length: n }, (_, i) => `${strata[i]} ${cluster[i]}`)).label
    : undefined;
  const sums = new Map<number, { stratum: number; sum: number }>();
  const found = new Map<number, Stratum>();
  for (let i = 0; i < n; i++) {
    const key = unit ? unit[i] : i;
    const known = sums.get(key);
    if (known) known.sum += influence(i);
    else sums.set(key, { stratum: strata[i], sum: influence(i) });
    if (!found.has(strata[i]))
      found.set(strata[i], {
        units: 0,
        population: population ? population[i] : Number.POSITIVE_INFINITY,
        sum: 0,
        squares: 0,
      });
  }
  for (const { stratum: at, sum } of sums.values()) {
    const one = found.get(at) as Stratum;
    one.units++;
    one.sum += sum;
    one.squares += sum * sum;
  }
  return found;
}

/** A share from a survey; `effective` is the number of people drawn at random that would tell as much. */
export interface SurveyedShare extends Surveyed {
  effective: number;
}

/**
 * Weighted share. The interval is Wilson's with the effective number p(1-p)/se^2, held at n or less, and Student's t on
 * the design's degrees of freedom (Korn and Graubard 1998, Surv. Methodol. 24; Franco et al. 2019, J. Surv. Stat.
 * Methodol. 7, find Wilson's the best for shares of complex surveys); by 'logit' the one that `svyciprop` of R's survey
 * gives. Where all or none are hits the error cannot be seen: the effective number is then Kish's, at most that of the
 * clusters, and the interval is Wilson's.
 */
export function surveyShare(
  hit: ArrayLike<number | boolean>,
  design: Design,
  level = 0.95,
  method: 'wilson' | 'logit' = 'wilson',
): SurveyedShare | Refusal {
  const mean = surveyMean(Float64Array.from(hit, Number), design, level);
  if ('refused' in mean) return mean;
  const { value, se, df } = mean;
  if (df === 0) return { ...mean, effective: mean.n };
  const inside = value > 1e-12 && value < 1 - 1e-12;
  const clusters = design.cluster ? clustersOf(design.cluster).count : mean.n;
  const effective = inside
    ? Math.min(mean.n, (value * (1 - value)) / se ** 2)
    : Math.min(clusters, weightLoss(design.weight).effective);
  const t = multiplier(level, df);
  const limits =
    method === 'logit' && inside ? logitInterval(value, se, t) : wilsonLimits(value, effective, t);
  return { ...mean, ...limits, effective };
}
