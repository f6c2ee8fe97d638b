import { describe, expect, it } from 'vitest';
import { scoreBands } from './bands.ts';

describe('scoreBands', () => {
  it('cuts where the sum of sqrt(s (1 - s)) reaches equal parts, worked by hand', () => {
    // spreads 0.3, 0.4, 0.5, 0.4, 0.3: middles at 0.08, 0.26, 0.5, 0.74 and 0.92 of their sum
    expect([...scoreBands([0.1, 0.2, 0.5, 0.8, 0.9])]).toEqual([0, 1, 2, 2, 3]);
    expect([...scoreBands([0.9, 0.1, 0.5, 0.2, 0.8], 2)]).toEqual([1, 0, 1, 0, 1]);
  });
  it('keeps equal scores together, and gives two labels two bands and one label one', () => {
    expect([...scoreBands([1, 0, 0, 0, 0, 0, 0, 0, 0, 0])]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...scoreBands([0.3, 0.3, 0.3])]).toEqual([0, 0, 0]);
    const bands = scoreBands(Float64Array.from({ length: 300 }, (_, i) => (i % 7) / 10));
    for (let i = 7; i < 300; i++) expect(bands[i]).toBe(bands[i - 7]);
    expect(scoreBands([])).toHaveLength(0);
  });
});
