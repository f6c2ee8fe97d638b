import { expect, it } from 'vitest';
import { calibrationWords } from './quality-row.ts';

const bin = (said: number, low: number, high: number, n = 20) => ({
  from: 0,
  to: 1,
  n,
  said,
  came: { value: (low + high) / 2, se: 0.1, low, high },
});

it('believes scores until people say otherwise, and then names the widest miss', () => {
  expect(calibrationWords([])).toBe('cannot be told');
  expect(calibrationWords([bin(0.1, 0.05, 0.2), bin(0.7, 0.5, 0.8)])).toBe('fit');
  expect(calibrationWords([bin(0.3, 0.05, 0.28), bin(0.9, 0.3, 0.55)])).toBe(
    'too high: says 90, people 30 to 55',
  );
  expect(calibrationWords([bin(0.1, 0.3, 0.5)])).toBe('too low: says 10, people 30 to 50');
  expect(calibrationWords([bin(0.9, 0.3, 0.5, 0)])).toBe('cannot be told');
});
