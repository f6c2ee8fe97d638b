import { describe, expect, it } from 'vitest';
import { sample, seeded, stream } from './random.ts';

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

describe('stream', () => {
  it('is fixed by its seed and words, and another for any other', () => {
    const first = (...path: (string | number)[]) => stream(1, ...path).uniform();
    expect(first('a', 2)).toBe(first('a', 2));
    const all = [first(), first('a'), first('b'), first('a', 2), first('a2'), stream(2, 'a').uniform()];
    expect(new Set(all).size).toBe(all.length);
    expect(() => stream(0.5)).toThrow(RangeError);
  });
  it('is not moved by what another one draws in between', () => {
    const [alone, beside, other] = [stream(3, 'answers'), stream(3, 'answers'), stream(3, 'costs')];
    for (let k = 0; k < 50; k++) {
      other.normal();
      expect(beside.uniform()).toBe(alone.uniform());
    }
  });
  it('has neighbours that know nothing of each other: first and second draws of 40,000 streams fill the square', () => {
    const cells = new Float64Array(100);
    let cross = 0;
    let last = 0.5;
    for (let k = 0; k < 40_000; k++) {
      const random = stream(7, 'remark', k);
      const [x, y] = [random.uniform(), random.uniform()];
      cells[Math.floor(x * 10) * 10 + Math.floor(y * 10)]++;
      cross += (x - 0.5) * (last - 0.5);
      last = x;
    }
    // chi-square with 99 degrees of freedom: 0.1 % beyond 149
    const chi = cells.reduce((sum, n) => sum + (n - 400) ** 2 / 400, 0);
    expect(chi).toBeLessThan(149);
    expect(Math.abs(cross / 40_000) * 12).toBeLessThan(0.02);
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
