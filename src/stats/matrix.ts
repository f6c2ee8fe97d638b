/** Inverse and log determinant of a symmetric positive definite matrix (rows of numbers), by Cholesky; undefined where it is singular. */
export function invertPositive(
  matrix: readonly Float64Array[],
): { inverse: Float64Array[]; logDet: number } | undefined {
  const k = matrix.length;
  const lower = matrix.map(() => new Float64Array(k));
  let logDet = 0;
  for (let i = 0; i < k; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i][j];
      for (let m = 0; m < j; m++) sum -= lower[i][m] * lower[j][m];
      if (i === j) {
        if (!(sum > 1e-12 * matrix[i][i])) return undefined;
        lower[i][i] = Math.sqrt(sum);
        logDet += Math.log(sum);
      } else lower[i][j] = sum / lower[j][j];
    }
  const inverse = matrix.map(() => new Float64Array(k));
  for (let column = 0; column < k; column++) {
    const x = new Float64Array(k);
    for (let i = 0; i < k; i++) {
      let sum = i === column ? 1 : 0;
      for (let m = 0; m < i; m++) sum -= lower[i][m] * x[m];
      x[i] = sum / lower[i][i];
    }
    for (let i = k - 1; i >= 0; i--) {
      let sum = x[i];
      for (let m = i + 1; m < k; m++) sum -= lower[m][i] * x[m];
      x[i] = sum / lower[i][i];
    }
    for (let i = 0; i < k; i++) inverse[i][column] = x[i];
  }
  return { inverse, logDet };
}

/** The matrix times a vector. */
export function times(matrix: readonly Float64Array[], vector: ArrayLike<number>): Float64Array {
  return Float64Array.from(matrix, (row) => row.reduce((sum, value, j) => sum + value * vector[j], 0));
}

/** Sum of products. */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
