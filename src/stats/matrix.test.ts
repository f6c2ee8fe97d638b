import { expect, it } from 'vitest';
import { invertPositive, times } from './matrix.ts';

it('inverts the Hilbert matrix of three (inverse 9, -36, 30 ...; determinant 1/2160)', () => {
  const hilbert = [1, 2, 3].map((i) => Float64Array.from([1, 2, 3], (j) => 1 / (i + j - 1)));
  const found = invertPositive(hilbert);
  if (!found) throw new Error('singular');
  const expected = [
    [9, -36, 30],
    [-36, 192, -180],
    [30, -180, 180],
  ];
  for (const [i, row] of expected.entries())
    for (const [j, value] of row.entries()) expect(found.inverse[i][j]).toBeCloseTo(value, 8);
  expect(found.logDet).toBeCloseTo(-Math.log(2160), 10);
  expect(times(found.inverse, [1, 0, 0])[1]).toBeCloseTo(-36, 8);
});

it('gives nothing for a singular matrix', () => {
  expect(invertPositive([Float64Array.of(1, 2), Float64Array.of(2, 4)])).toBeUndefined();
});
