import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stream } from './random.ts';
import { type SparseRow, score, sparseLogistic } from './sparse-logistic.ts';

function solved(rows: SparseRow[], positive: boolean[], cost: number, width: number, tolerance = 1e-9) {
  const { uniform } = stream(1, 'order');
  const work = sparseLogistic(rows, positive, { cost, width, uniform, tolerance, rounds: 20_000 });
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** How far the weights are from what makes the objective least: there w = cost * sum of y x / (1 + exp(y w'x)). */
function slopeAt(weights: Float64Array, rows: SparseRow[], positive: boolean[], cost: number): number {
  const pull = new Float64Array(weights.length);
  rows.forEach((row, i) => {
    const y = positive[i] ? 1 : -1;
    const share = cost * y * (1 / (1 + Math.exp(y * score(weights, row))));
    row.at.forEach((place, k) => {
      pull[place] += share * row.value[k];
    });
    pull[pull.length - 1] += share;
  });
  return Math.max(...weights.map((weight, k) => Math.abs(weight - pull[k])));
}

describe('sparse logistic regression', () => {
  it('finds the one optimum of its objective, for any data and cost', () => {
    const width = 6;
    const row = fc
      .array(fc.tuple(fc.integer({ min: 0, max: width - 1 }), fc.integer({ min: -20, max: 20 })), {
        maxLength: 4,
      })
      .map((pairs) => {
        const cells = [...new Map(pairs)].sort(([a], [b]) => a - b);
        return {
          at: Int32Array.from(cells, ([at]) => at),
          value: Float32Array.from(cells, ([, value]) => value / 10),
        };
      });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(row, fc.boolean()), { minLength: 1, maxLength: 25 }),
        fc.constantFrom(0.01, 1, 3, 50),
        (data, cost) => {
          const rows = data.map(([one]) => one);
          const positive = data.map(([, is]) => is);
          const weights = solved(rows, positive, cost, width);
          expect(slopeAt(weights, rows, positive, cost)).toBeLessThan(1e-5 * Math.max(1, cost));
        },
      ),
      { seed: 5, numRuns: 150 },
    );
  });

  it('is the plain regression where the cost is large: O-ring failures by temperature', () => {
    // Dalal, Fowlkes and Hoadley 1989 (J. Am. Stat. Assoc. 84), 23 flights before the Challenger: logit = 15.043 - 0.2322 F
    const data = [
      [53, 1], [57, 1], [58, 1], [63, 1], [66, 0], [67, 0], [67, 0], [67, 0], [68, 0], [69, 0], [70, 1], [70, 0],
      [70, 1], [70, 0], [72, 0], [73, 0], [75, 0], [75, 1], [76, 0], [76, 0], [78, 0], [79, 0], [81, 0],
    ]; // biome-ignore format: a table
    const rows = data.map(([f]) => ({ at: Int32Array.of(0), value: Float32Array.of((f - 70) / 10) }));
    const [slope, intercept] = solved(
      rows,
      data.map(([, failed]) => failed === 1),
      1e4,
      1,
      1e-7,
    );
    expect(slope / 10).toBeCloseTo(-0.2322, 3);
    expect(intercept - 7 * slope).toBeCloseTo(15.043, 1);
  });

  it('gives the same weights for the same order, and yields between rounds', () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({
      at: Int32Array.of(i % 5, 5 + (i % 7)),
      value: Float32Array.of(1, 0.5),
    }));
    const positive = rows.map((_, i) => i % 3 === 0);
    expect(solved(rows, positive, 3, 12)).toEqual(solved(rows, positive, 3, 12));
    const work = sparseLogistic(rows, positive, { cost: 3, width: 12, uniform: stream(1).uniform });
    expect(work.next().done).toBe(false);
  });
});
