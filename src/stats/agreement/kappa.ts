import type { Ranged } from '../interval.ts';
import { proportion, wilsonLimits } from '../proportion.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { multiplier } from '../student.ts';

/** A code that a reader or a rule gives. */
export type Code = string | number | boolean;

/** How far two coders of the same items agree. */
export interface Agreement {
  n: number;
  /** Share of items that both coded alike. */
  observed: number;
  /** Wilson's interval of `observed`. */
  low: number;
  high: number;
  /** Agreement beyond chance. */
  kappa: Ranged;
}

/** Agreement of two coders, item by item. Refuses where no kappa can be had. */
export function agreement(a: readonly Code[], b: readonly Code[], level = 0.95): Agreement | Refusal {
  const beyondChance = kappa(a, b, level);
  if (isRefusal(beyondChance)) return beyondChance;
  const observed = observedAgreement(a, b, level);
  if (isRefusal(observed)) return observed;
  return {
    n: a.length,
    observed: observed.value,
    low: observed.low,
    high: observed.high,
    kappa: beyondChance,
  };
}

/** Share of items that both coded alike, with Wilson's interval. Chance agreement is in it; see `kappa`. */
export function observedAgreement(a: readonly Code[], b: readonly Code[], level = 0.95): Ranged | Refusal {
  paired(a, b);
  return proportion(a.filter((code, i) => code === b[i]).length, a.length, level);
}

/**
 * Cohen's (1960) kappa, (po - pe) / (1 - pe), with the large-sample standard error of Fleiss, Cohen and Everitt
 * (1969, Psychol. Bull. 72). Where that error is 0 (full agreement) the interval comes from Wilson's limits of the
 * agreement at the same pe. Refuses codes without variation: chance alone then agrees always.
 */
export function kappa(a: readonly Code[], b: readonly Code[], level = 0.95): Ranged | Refusal {
  paired(a, b);
  const n = a.length;
  if (n === 0) return refuse('no-observations', 'there are no items that both coded');
  const codes = [...new Set([...a, ...b])];
  if (codes.length === 1) return refuse('no-variation', `both gave every item the same code, ${codes[0]}`);
  const index = new Map(codes.map((code, k) => [code, k]));
  const joint = codes.map(() => new Float64Array(codes.length));
  const rows = new Float64Array(codes.length);
  const columns = new Float64Array(codes.length);
  for (let i = 0; i < n; i++) {
    const r = index.get(a[i]) as number;
    const c = index.get(b[i]) as number;
    joint[r][c] += 1 / n;
    rows[r] += 1 / n;
    columns[c] += 1 / n;
  }
  const po = joint.reduce((sum, row, k) => sum + row[k], 0);
  const pe = rows.reduce((sum, row, k) => sum + row * columns[k], 0);
  const value = (po - pe) / (1 - pe);
  let spread = -((value - pe * (1 - value)) ** 2);
  for (let r = 0; r < codes.length; r++)
    for (let c = 0; c < codes.length; c++) {
      const margins = columns[r] + rows[c];
      spread += joint[r][c] * ((r === c ? 1 : 0) - margins * (1 - value)) ** 2;
    }
  const se = Math.sqrt(Math.max(0, spread) / n) / (1 - pe);
  const z = multiplier(level);
  if (se < 1e-9) {
    const wilson = wilsonLimits(Math.min(1, po), n, z);
    return { value, se: 0, low: (wilson.low - pe) / (1 - pe), high: (wilson.high - pe) / (1 - pe) };
  }
  return { value, se, low: Math.max(-1, value - z * se), high: Math.min(1, value + z * se) };
}

/** Throws where two readers did not code the same items. */
export function paired(a: readonly Code[], b: readonly Code[]): void {
  if (a.length !== b.length)
    throw new RangeError(`codes come in pairs, not ${a.length} from one and ${b.length} from the other`);
}
