import { invertPositive, times } from '../matrix.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Coefficients by least squares, with what each item contributes. */
export interface Fit {
  values: Float64Array;
  residual: Float64Array;
  /** By how much coefficient `k` moves with the outcome of item `i`, before its weight. */
  pull(k: number, i: number): number;
}

/** Weighted least squares on columns; refused where a column follows from the others. */
export function leastSquares(
  columns: readonly ArrayLike<number>[],
  outcome: ArrayLike<number>,
  weight?: ArrayLike<number>,
): Fit | Refusal {
  const size = outcome.length;
  if (columns.some((column) => column.length !== size))
    throw new RangeError(`each column has as many places as there are items, ${size}`);
  const weighted = columns.map((column) =>
    Float64Array.from({ length: size }, (_, i) => (weight ? weight[i] : 1) * column[i]),
  );
  const product = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += a[i] * b[i];
    return sum;
  };
  const solved = invertPositive(weighted.map((a) => Float64Array.from(columns, (b) => product(a, b))));
  if (!solved)
    return refuse(
      'no-variation',
      'one column follows from the others, so their effects cannot be told apart',
    );
  const { inverse } = solved;
  const moments = Float64Array.from(weighted, (a) => product(a, outcome));
  const values = times(inverse, moments);
  const residual = Float64Array.from({ length: size }, (_, i) =>
    columns.reduce((left, column, k) => left - column[i] * values[k], outcome[i]),
  );
  const pull = (k: number, i: number) =>
    columns.reduce((sum, column, j) => sum + inverse[k][j] * column[i], 0);
  return { values, residual, pull };
}
