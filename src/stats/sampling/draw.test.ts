import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.ts';
import { drawClusters, drawSimple, drawStratified } from './draw.ts';
import { inDrawnOrder, placeOf } from './place.ts';

const ids = Array.from({ length: 300 }, (_, i) => `message ${i}`);

describe('the drawn order', () => {
  it('depends on seed and id alone, so an item keeps its place when others come', () => {
    const order = inDrawnOrder(ids, 4).map((i) => ids[i]);
    expect(inDrawnOrder([...ids].reverse(), 4).map((i) => [...ids].reverse()[i])).toEqual(order);
    const fewer = ids.filter((_, i) => i % 2 === 0);
    expect(inDrawnOrder(fewer, 4).map((i) => fewer[i])).toEqual(order.filter((id) => fewer.includes(id)));
    expect(inDrawnOrder(ids, 5).map((i) => ids[i])).not.toEqual(order);
  });
  it('spreads places evenly, whatever the ids look like', () => {
    // chi-square of ten parts: 27.9 is its 0.999 quantile on 9 degrees of freedom
    for (const name of [(i: number) => `${i}`, (i: number) => `https://example.org/@a/${1e15 + i}`]) {
      const counts = new Float64Array(10);
      for (let i = 0; i < 5000; i++) counts[Math.floor(10 * placeOf(1, 'sample', name(i)))]++;
      expect(counts.reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0)).toBeLessThan(27.9);
    }
  });
});

describe('samples', () => {
  it('are as large as asked, without repeats, and a longer one contains the shorter', () => {
    const short = drawSimple(ids, 40, 1);
    const long = drawSimple(ids, 90, 1);
    expect(new Set(short.map(({ item }) => item)).size).toBe(40);
    expect(long.slice(0, 40).map(({ item }) => item)).toEqual(short.map(({ item }) => item));
    expect(short.every(({ probability }) => probability === 40 / 300)).toBe(true);
    expect(drawSimple(ids, 900, 1)).toHaveLength(300);
  });
  it('draw every item as often as its probability says', () => {
    const stratum = ids.map((_, i) => (i < 30 ? 'rare' : 'other'));
    const cluster = ids.map((_, i) => `talk ${Math.floor(i / 5)}`);
    const seeds = 400;
    const often = { simple: 0, rare: 0, cluster: 0 };
    for (let seed = 0; seed < seeds; seed++) {
      const has = (drawn: { item: number }[]) => +drawn.some(({ item }) => item === 7) / seeds;
      often.simple += has(drawSimple(ids, 60, seed));
      often.rare += has(drawStratified(ids, stratum, 60, seed, { rare: 15, other: 45 }));
      often.cluster += has(drawClusters(cluster, 60, seed));
    }
    // four standard errors of a share in 400 draws
    const near = (share: number, chance: number) =>
      expect(Math.abs(share - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / seeds));
    near(often.simple, drawSimple(ids, 60, 1)[0].probability);
    near(often.rare, 0.5);
    near(often.cluster, drawClusters(cluster, 60, 1)[0].probability);
  });
  it('by stratum hold what was asked of each, mixed so that whoever stops early has some of each', () => {
    const stratum = ids.map((_, i) => (i < 30 ? 'rare' : 'other'));
    const drawn = drawStratified(ids, stratum, 60, 2, { rare: 20, other: 40 });
    expect(drawn.filter((one) => one.stratum === 'rare').map(({ probability }) => probability)).toEqual(
      Array(20).fill(20 / 30),
    );
    expect(drawn.slice(0, 12).filter((one) => one.stratum === 'rare')).toHaveLength(4);
    expect(drawStratified(ids, stratum, 60, 2).filter((one) => one.stratum === 'rare')).toHaveLength(6);
  });
  it('by conversation take all of it or nothing', () => {
    const cluster = ids.map((_, i) => `talk ${i % 70}`);
    const drawn = drawClusters(cluster, 50, 3);
    const talks = new Set(drawn.map(({ item }) => cluster[item]));
    expect(drawn).toHaveLength(cluster.filter((name) => talks.has(name)).length);
    expect(drawn[0].probability).toBeCloseTo(talks.size / 70, 12);
    expect(drawClusters(cluster, 1, 3).length).toBeGreaterThan(3);
  });
});

describe('allocate', () => {
  it('adds up, never gives more than there are, and keeps a floor', () => {
    expect(allocate({ a: 900, b: 90, c: 10 }, 100)).toEqual({ a: 90, b: 9, c: 1 });
    expect(allocate({ a: 900, b: 90, c: 10 }, 100, { atLeast: 20 })).toEqual({ a: 70, b: 20, c: 10 });
    expect(allocate({ a: 5, b: 5 }, 100)).toEqual({ a: 5, b: 5 });
    expect(allocate({ a: 100, b: 100, c: 100 }, 100)).toEqual({ a: 34, b: 33, c: 33 });
    expect(allocate({ a: 3, b: 0 }, 2)).toEqual({ a: 2 });
  });
  it('is that of Neyman where shares are guessed: sizes times spread', () => {
    // 900 x sqrt(.1 x .9) = 270 and 100 x sqrt(.5 x .5) = 50
    expect(allocate({ a: 900, b: 100 }, 320, { guess: { a: 0.1, b: 0.5 } })).toEqual({ a: 270, b: 50 });
  });
});
