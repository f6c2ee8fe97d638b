import type { Ranged } from '../interval.ts';
import { multiplier } from '../student.ts';

/** Items of the finite set that belong together, and the share of hits among those of them that people coded. */
export interface Cell {
  /** Items of the finite set. */
  size: number;
  /** Items coded by people, drawn at random within the cell. */
  coded: number;
  /** Hits among the coded, weighted where their chances to be drawn differ: a share. */
  share: number;
  /** As many items with equal chances would tell as much (Kish); `coded` where chances are equal. */
  effective?: number;
}

/**
 * Share of hits in a finite set from a stratified random sample, with an interval that holds where hits or misses are
 * few: the score interval for a weighted sum of shares. The limits are those true shares at which the estimate is z
 * standard errors away, the error taken at the most likely shares of the cells that make up that true share (as
 * Miettinen and Nurminen 1985 do for differences), with a continuity correction of half a step and the finite-population
 * correction. With one cell it is Wilson's interval with Yates' correction. Limits never leave what is already known
 * from the items coded.
 */
export function stratifiedScore(
  cells: readonly Cell[],
  { level = 0.95, designEffect = 1, df = Number.POSITIVE_INFINITY } = {},
): Ranged {
  const parts = partsOf(cells, designEffect);
  const value = parts.reduce((sum, { weight, share }) => sum + weight * share, 0);
  const se = Math.sqrt(parts.reduce((sum, part) => sum + varianceAt(part, part.share), 0));
  const z = multiplier(level, df);
  const known = knownBounds(cells);
  const low = Math.max(known.low, limit(parts, value, z, 1));
  const high = Math.min(known.high, limit(parts, value, z, -1));
  return { value, se, low: Math.min(low, value), high: Math.max(high, value) };
}

interface Part {
  /** Share of the finite set. */
  weight: number;
  share: number;
  /** How many independent draws would tell as much; infinite where all items are coded. */
  n: number;
  /** How far one item more moves the estimate. */
  step: number;
}

function partsOf(cells: readonly Cell[], designEffect: number): Part[] {
  const all = cells.reduce((sum, { size }) => sum + size, 0);
  return cells.map(({ size, coded, share, effective = coded }) => {
    if (!(coded > 0 && coded <= size))
      throw new RangeError(`a cell of ${size} items cannot have ${coded} coded`);
    const rest = size > 1 ? (size - coded) / (size - 1) : 0;
    return {
      weight: size / all,
      share,
      n: effective / designEffect / rest,
      step: size / all / effective,
    };
  });
}

function varianceAt({ weight, n }: Part, share: number): number {
  return (weight * weight * share * (1 - share)) / n;
}

/** What the coded items alone say: at least their hits, at most all but their misses. */
function knownBounds(cells: readonly Cell[]): { low: number; high: number } {
  let all = 0;
  let hits = 0;
  let misses = 0;
  for (const { size, coded, share, effective = coded } of cells) {
    all += size;
    if (effective !== coded) continue;
    hits += coded * share;
    misses += coded * (1 - share);
  }
  return { low: hits / all, high: 1 - misses / all };
}

/**
 * The most likely shares of the cells under a Lagrange multiplier: those that maximise the likelihood among all that
 * make the same weighted sum. A negative multiplier makes the sum larger.
 */
function mostLikely({ weight, share, n }: Part, lambda: number): number {
  if (n === Number.POSITIVE_INFINITY) return share;
  const a = (lambda * weight) / n;
  if (Math.abs(a) < 1e-12) return share;
  const b = 1 + a;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * share));
  // the root of a p^2 - (1 + a) p + share = 0 inside 0 to 1, in the form that loses no digits
  const p = b > 0 ? (2 * share) / (b + root) : (b - root) / (2 * a);
  return Math.min(1, Math.max(0, p));
}

/** The limit on one side: `side` 1 looks below the estimate, -1 above. */
function limit(parts: readonly Part[], value: number, z: number, side: 1 | -1): number {
  const at = (lambda: number) => {
    let sum = 0;
    let variance = 0;
    let steps = 0;
    for (const part of parts) {
      const p = mostLikely(part, lambda);
      const own = varianceAt(part, p);
      sum += part.weight * p;
      variance += own;
      steps += own * part.step;
    }
    const correction = variance > 0 ? steps / variance / 2 : 0;
    return { sum, beyond: Math.abs(value - sum) - correction - z * Math.sqrt(variance) };
  };
  let inside = 0;
  let outside = side * 1e-3;
  while (at(outside).beyond <= 0) {
    if (Math.abs(outside) > 1e15) return side === 1 ? 0 : 1;
    inside = outside;
    outside *= 2;
  }
  for (let step = 0; step < 100 && Math.abs(outside - inside) > 1e-13 * Math.abs(outside); step++) {
    const middle = (inside + outside) / 2;
    if (at(middle).beyond <= 0) inside = middle;
    else outside = middle;
  }
  return at(outside).sum;
}
