import { describe, expect, it } from 'vitest';
import { seeded } from '../../test/random.ts';
import { sparseOf } from './sparse.ts';
import { along, directionsOf as work } from './svd.ts';

const rowsOf = (matrix: number[][]) =>
  matrix.map((row) => sparseOf(new Map(row.flatMap((x, i) => (x ? [[i, x]] : [])))));

function directionsOf(...given: Parameters<typeof work>) {
  const steps = work(...given);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('the first directions of a matrix', () => {
  it('are those of an example worked out on paper', () => {
    // Strang, Introduction to Linear Algebra, 7.2: [[3, 0], [4, 5]] has the singular values 3 sqrt 5 and sqrt 5,
    // with the right singular vectors (1, 1)/sqrt 2 and (-1, 1)/sqrt 2
    const { singular, columns, rank } = directionsOf(
      rowsOf([
        [3, 0],
        [4, 5],
      ]),
      2,
      2,
      seeded(1).normal,
    );
    expect(rank).toBe(2);
    expect(singular[0]).toBeCloseTo(3 * Math.sqrt(5), 9);
    expect(singular[1]).toBeCloseTo(Math.sqrt(5), 9);
    expect(columns[0]).toBeCloseTo(Math.SQRT1_2, 9);
    expect(columns[2]).toBeCloseTo(Math.SQRT1_2, 9);
    expect(Math.abs(columns[1])).toBeCloseTo(Math.SQRT1_2, 9);
    expect(columns[1] * columns[3]).toBeCloseTo(-0.5, 9);
  });

  it('recover a matrix that was made of few, and stop there', () => {
    const random = seeded(2);
    const left = Array.from({ length: 60 }, () => [random.normal(), random.normal(), random.normal()]);
    const right = Array.from({ length: 40 }, () => [
      3 * random.normal(),
      2 * random.normal(),
      random.normal(),
    ]);
    const matrix = left.map((u) => right.map((v) => u.reduce((sum, x, k) => sum + x * v[k], 0)));
    const { rank, singular, columns } = directionsOf(rowsOf(matrix), 40, 10, random.normal);
    expect(rank).toBe(3);
    const total = matrix.flat().reduce((sum, x) => sum + x * x, 0);
    expect(singular.reduce((sum, x) => sum + x * x, 0) / total).toBeCloseTo(1, 6);
    // each row lies wholly in the directions
    for (const row of matrix) {
      const parts = Array.from({ length: rank }, (_, d) =>
        row.reduce((sum, x, i) => sum + x * columns[i * rank + d], 0),
      );
      expect(parts.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(
        row.reduce((sum, x) => sum + x * x, 0),
        4,
      );
    }
  });

  it('bring together words that stand with the same words', () => {
    const rows = rowsOf([
      [1, 1, 0, 0, 0],
      [0, 1, 1, 0, 0],
      [1, 1, 1, 0, 0],
      [0, 0, 0, 1, 1],
      [0, 0, 0, 1, 1],
    ]);
    const directions = directionsOf(rows, 5, 2, seeded(3).normal);
    const at = (place: number) => along(sparseOf(new Map([[place, 1]])), directions);
    const cosine = (a: number, b: number) => at(a).reduce((sum, x, d) => sum + x * at(b)[d], 0);
    expect(cosine(0, 2)).toBeCloseTo(1, 3);
    expect(cosine(0, 4)).toBeCloseTo(0, 3);
    expect([...along(sparseOf(new Map()), directions)]).toEqual([0, 0]);
  });
});
