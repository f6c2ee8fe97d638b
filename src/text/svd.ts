import { denseDot, type Sparse } from './sparse.ts';

/** The first directions of a sparse matrix: a number of `rank` for each column, and how much each direction holds. */
export interface Directions {
  rank: number;
  /** Falling. */
  singular: Float64Array;
  /** By column: where it points, `rank` numbers each. */
  columns: Float64Array;
}

/**
 * The truncated singular value decomposition of rows of sparse vectors, by random projection with power steps (Halko,
 * Martinsson and Tropp 2011, SIAM Rev. 53, algorithms 4.4 and 5.1). `normal` yields standard normal numbers. The sign of
 * a direction is such that its largest column is positive. Fewer directions come back where the rows span no more. Yields
 * between steps.
 */
export function* directionsOf(
  rows: readonly Sparse[],
  width: number,
  rank: number,
  normal: () => number,
  steps = 4,
): Generator<void, Directions> {
  const wide = Math.min(rank + 10, rows.length, width);
  let tall: Float64Array[] = Array.from({ length: wide }, () => Float64Array.from({ length: width }, normal));
  for (let step = 0; step <= steps; step++) {
    tall = orthonormal(tall);
    yield;
    const across = orthonormal(tall.map((column) => byRows(rows, column)));
    yield;
    tall = across.map((column) => byColumns(rows, column, width));
    yield;
  }
  const gram = tall.map((a) => Float64Array.from(tall, (b) => dot(a, b)));
  const { values, vectors } = symmetricEigen(gram);
  const order = [...values.keys()].sort((a, b) => values[b] - values[a]);
  const most = values[order[0]] ?? 0;
  const kept = order.slice(0, rank).filter((k) => values[k] > 1e-10 * most && values[k] > 0);
  const singular = Float64Array.from(kept, (k) => Math.sqrt(values[k]));
  const columns = new Float64Array(width * kept.length);
  kept.forEach((k, at) => {
    const column = new Float64Array(width);
    for (let j = 0; j < tall.length; j++)
      for (let i = 0; i < width; i++) column[i] += (vectors[j][k] * tall[j][i]) / singular[at];
    const largest = column.reduce(
      (best, value, i) => (Math.abs(value) > Math.abs(column[best]) ? i : best),
      0,
    );
    const sign = column[largest] < 0 ? -1 : 1;
    for (let i = 0; i < width; i++) columns[i * kept.length + at] = sign * column[i];
  });
  return { rank: kept.length, singular, columns };
}

/** A sparse vector in the directions: its coordinates, of length 1, or all 0 where it has none of them. */
export function along({ at, value }: Sparse, { rank, columns }: Directions): Float64Array {
  const point = new Float64Array(rank);
  for (let k = 0; k < at.length; k++)
    for (let d = 0; d < rank; d++) point[d] += value[k] * columns[at[k] * rank + d];
  const length = Math.sqrt(dot(point, point));
  return length > 1e-12 ? point.map((x) => x / length) : new Float64Array(rank);
}

function byRows(rows: readonly Sparse[], column: Float64Array): Float64Array {
  const sums = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) sums[i] = denseDot(rows[i], column);
  return sums;
}

function byColumns(rows: readonly Sparse[], column: Float64Array, width: number): Float64Array {
  const sums = new Float64Array(width);
  rows.forEach(({ at, value }, i) => {
    for (let k = 0; k < at.length; k++) sums[at[k]] += value[k] * column[i];
  });
  return sums;
}

/** Gram and Schmidt, twice over, which is enough (Giraud and others 2005); what adds nothing new is left out. */
function orthonormal(columns: readonly Float64Array[]): Float64Array[] {
  const kept: Float64Array[] = [];
  for (const column of columns) {
    const rest = column.slice();
    const before = Math.sqrt(dot(rest, rest));
    for (let pass = 0; pass < 2; pass++)
      for (const other of kept) {
        const part = dot(rest, other);
        for (let i = 0; i < rest.length; i++) rest[i] -= part * other[i];
      }
    const length = Math.sqrt(dot(rest, rest));
    if (length > 1e-10 * before && length > 0) kept.push(rest.map((x) => x / length));
  }
  return kept;
}

/** Eigenvalues and vectors (by column) of a symmetric matrix, by Jacobi's rotations. */
function symmetricEigen(matrix: readonly Float64Array[]): { values: Float64Array; vectors: Float64Array[] } {
  const n = matrix.length;
  const a = matrix.map((row) => row.slice());
  const vectors = a.map((_, i) => Float64Array.from(a, (_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    let on = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++)
        if (i === j) on += a[i][j] ** 2;
        else off += a[i][j] ** 2;
    if (off <= 1e-24 * on) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        if (a[p][q] === 0) continue;
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[k][p], a[k][q]];
          a[k][p] = c * x - s * y;
          a[k][q] = s * x + c * y;
        }
        for (let k = 0; k < n; k++) {
          const [x, y] = [a[p][k], a[q][k]];
          a[p][k] = c * x - s * y;
          a[q][k] = s * x + c * y;
          const [v, w] = [vectors[k][p], vectors[k][q]];
          vectors[k][p] = c * v - s * w;
          vectors[k][q] = s * v + c * w;
        }
      }
  }
  return { values: Float64Array.from(a, (row, i) => row[i]), vectors };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
