import { describe, expect, it } from 'vitest';
import { type Prediction, prediction } from './prediction.ts';
import { seeded } from './random.ts';
import { studentTails } from './student.ts';

describe('a prediction interval', () => {
  /** Fat content of ten hot dogs: Devore, Probability and Statistics for Engineering and the Sciences. */
  const fat = [25.2, 21.3, 22.8, 17.0, 29.8, 21.0, 25.5, 16.0, 20.9, 19.5];

  it('is that of the textbook, 12.09 to 31.71', () => {
    const { mean, low, high, p } = prediction(31.7, fat) as Prediction;
    expect(mean).toBeCloseTo(21.9, 10);
    expect(low).toBeCloseTo(12.09, 2);
    expect(high).toBeCloseTo(31.71, 2);
    expect(p).toBeCloseTo(0.05, 3);
  });

  it('widens with the variance that the next has more', () => {
    const { low, high } = prediction(20, fat, { more: 10 }) as Prediction;
    expect(high - low).toBeCloseTo(2 * 2.262157 * Math.sqrt((4.134136 ** 2 * 11) / 10 + 10), 3);
  });

  it('is refused of fewer than five, and where nothing varies', () => {
    expect(prediction(1, [1, 2, 3, 4])).toMatchObject({ refused: 'no-observations' });
    expect(prediction(1, [0.5, 0.5, 0.5, 0.5, 0.5])).toMatchObject({ refused: 'no-variation' });
  });

  it('leaves one in twenty outside', () => {
    const random = seeded(1);
    const worlds = 4000;
    let outside = 0;
    for (let world = 0; world < worlds; world++) {
      const [next, ...earlier] = Array.from({ length: 9 }, () => random.normal());
      if ((prediction(next, earlier) as Prediction).p <= 0.05) outside++;
    }
    expect(outside / worlds).toBeGreaterThan(0.04);
    expect(outside / worlds).toBeLessThan(0.06);
  });
});

describe('the tails of Student’s t', () => {
  it.each([
    [1, 7],
    [-1, 7],
    [2.365, 7],
    [4.5, 4],
    [12, 7],
    [0, 3],
  ])('beyond %d with %d degrees of freedom are those of SciPy (2 * t.sf)', (t, df) => {
    expect(studentTails(t, df) / scipy[`${Math.abs(t)} ${df}`]).toBeCloseTo(1, 9);
  });
});

const scipy: Record<string, number> = {
  '1 7': 0.3506166628202074,
  '2.365 7': 0.04997237227479154,
  '4.5 4': 0.010822550462608249,
  '12 7': 6.358310378185098e-6,
  '0 3': 1.0,
};
