import { describe, expect, it } from 'vitest';
import { holm } from './holm.ts';

const near = (values: number[]) => values.map((value) => expect.closeTo(value, 12));

describe('Holm', () => {
  it('gives the adjusted values of the documentation of pingouin (holm)', () => {
    expect(holm([0.5, 0.003, 0.32, 0.054, 0.0003])).toEqual(near([0.64, 0.012, 0.64, 0.162, 0.0015]));
  });

  it('rejects the first and the fourth of the worked example of four (0.01, 0.04, 0.03, 0.005)', () => {
    const adjusted = holm([0.01, 0.04, 0.03, 0.005]);
    expect(adjusted).toEqual(near([0.03, 0.06, 0.06, 0.02]));
    expect(adjusted.map((p) => p <= 0.05)).toEqual([true, false, false, true]);
  });

  it('leaves one alone, none empty, and refuses what is no p', () => {
    expect(holm([0.04])).toEqual([0.04]);
    expect(holm([])).toEqual([]);
    expect(() => holm([0.1, Number.NaN])).toThrow('from 0 to 1');
  });
});
