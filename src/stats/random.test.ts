import { describe, expect, it } from 'vitest';
import { sample, seeded } from './random.ts';

const draw = (seed: number, count: number) => {
  const random = seeded(seed);
  return Array.from({ length: count }, () => random.uniform());
};

describe('seeded', () => {
  it('gives the same stream for the same seed and another for another', () => {
    expect(draw(7, 20)).toEqual(draw(7, 20));
    expect(draw(7, 20)).not.toEqual(draw(8, 20));
    expect(() => seeded(0.5)).toThrow(RangeError);
  });
  it('is uniform and normal in its moments', () => {
    const uniform = draw(1, 20_000);
    expect(uniform.every((u) => u >= 0 && u < 1)).toBe(true);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan(0.01);
    const random = seeded(2);
    const normal = Array.from({ length: 20_000 }, () => random.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.03);
    expect(Math.abs(mean(normal.map((x) => x * x)) - 1)).toBeLessThan(0.04);
  });
  it('reaches both ends of integer', () => {
    const random = seeded(3);
    const seen = new Set(Array.from({ length: 200 }, () => random.integer(-1, 2)));
    expect([...seen].sort()).toEqual([-1, 0, 1, 2]);
    expect(() => random.integer(2, 1)).toThrow(RangeError);
  });
});

describe('sample', () => {
  it('draws distinct indices, all of them when asked for more', () => {
    const drawn = sample(seeded(4), 1000, 300);
    expect(new Set(drawn).size).toBe(300);
    expect(drawn.every((k) => k >= 0 && k < 1000)).toBe(true);
    expect(sample(seeded(4), 5, 9).sort()).toEqual([0, 1, 2, 3, 4]);
    expect(sample(seeded(4), 0, 3)).toEqual([]);
  });
  it('draws every pair of four equally often', () => {
    const random = seeded(5);
    const counts = new Map<string, number>();
    for (let k = 0; k < 12_000; k++) {
      const pair = sample(random, 4, 2).join();
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    expect(counts.size).toBe(12);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130);
  });
});
