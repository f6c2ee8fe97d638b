import { describe, expect, it } from 'vitest';
import { isRefusal } from '../refusal.ts';
import { surveyMean, surveyShare } from './design.ts';
import { type Margin, type Raked, rake } from './raking.ts';

/** 100 respondents in cells of two rows and three columns, some of them aware. */
const cells = [
  [20, 25, 15],
  [10, 18, 12],
];
const awareCells = [
  [12, 14, 6],
  [7, 9, 4],
];
const people = cells.flatMap((row, r) =>
  row.flatMap((count, c) =>
    Array.from({ length: count }, (_, k) => ({
      r: `r${r}`,
      c: `c${c}`,
      aware: k < awareCells[r][c] ? 1 : 0,
    })),
  ),
);
const margins: Margin[] = [
  { name: 'row', category: people.map(({ r }) => r), target: { r0: 48, r1: 52 } },
  { name: 'column', category: people.map(({ c }) => c), target: { c0: 0.3, c1: 0.4, c2: 0.3 } },
];
const raked = (found: ReturnType<typeof rake>): Raked => {
  if (isRefusal(found)) throw new Error(found.because);
  return found;
};

describe('rake', () => {
  it('gives the weights of a numpy run of iterative proportional fitting, and what they cost', () => {
    const { weight, designEffect, effective, trimmed, worst } = raked(rake(margins));
    const of = (r: number, c: number) =>
      weight[people.findIndex((one) => one.r === `r${r}` && one.c === `c${c}`)];
    const expected = [
      [0.827160411, 0.7368709588, 0.8690011873],
      [1.345679178, 1.198790335, 1.4137485159],
    ];
    for (const [r, row] of expected.entries())
      for (const [c, value] of row.entries()) expect(of(r, c)).toBeCloseTo(value, 8);
    expect(designEffect).toBeCloseTo(1.0654631482, 8);
    expect(effective).toBeCloseTo(93.8558974769, 6);
    expect(trimmed).toBe(0);
    expect(worst).toBeLessThan(1e-10);
    const share = surveyShare(
      people.map(({ aware }) => aware),
      { weight },
    );
    if (isRefusal(share)) throw new Error(share.because);
    expect(share.value).toBeCloseTo(0.513199868, 8);
    expect(share.se).toBeCloseTo(0.0518713811, 8);
  });

  it('reaches the margins from design weights, whose ratios within a cell stay', () => {
    const start = people.map((_, i) => 1 + (i % 3));
    const { weight } = raked(rake(margins, { start, bounds: null }));
    for (const { category, target } of margins) {
      const sum = Object.values(target).reduce((a, b) => a + b, 0);
      for (const [name, size] of Object.entries(target)) {
        const held = weight.reduce((total, w, i) => total + (category[i] === name ? w : 0), 0) / 100;
        expect(held).toBeCloseTo(size / sum, 9);
      }
    }
    expect(weight[1] / weight[0]).toBeCloseTo(2, 9);
  });

  it('holds weights at the bounds and still meets the margins where it can', () => {
    const found = raked(rake(margins, { bounds: { low: 0.75, high: 1.5 } }));
    expect(Math.min(...found.weight)).toBeGreaterThanOrEqual(0.75 - 1e-6);
    expect(found.trimmed).toBe(25);
    expect(found.worst).toBeLessThan(0.005);
  });

  it('refuses bounds that the margins cannot live with', () => {
    expect(rake(margins, { bounds: { low: 0.95, high: 1.05 } })).toMatchObject({ refused: 'no-convergence' });
  });

  it('refuses an empty category, one without a size, and combinations that cannot settle', () => {
    const one = (target: Record<string, number>) => [{ name: 'size', category: ['s', 's', 'm'], target }];
    expect(rake(one({ s: 1, m: 1, l: 1 }))).toMatchObject({
      refused: 'empty-category',
      because: expect.stringContaining('nobody asked has size = l, which is 33.3 %'),
    });
    expect(rake(one({ s: 1 }))).toMatchObject({ refused: 'empty-category' });
    expect(rake(one({ s: 1, m: 0 }))).toMatchObject({ refused: 'empty-category' });
    const bound = ['a', 'a', 'b', 'b'];
    const knot = [
      { name: 'one', category: bound, target: { a: 1, b: 1 } },
      { name: 'two', category: bound, target: { a: 1, b: 2 } },
    ];
    expect(rake(knot)).toMatchObject({ refused: 'no-convergence' });
    expect(rake([])).toMatchObject({ refused: 'no-observations' });
  });

  it('removes the bias of who answers that the margins explain', () => {
    const category = Array.from({ length: 400 }, (_, i) => (i < 300 ? 'large' : 'small'));
    const value = category.map((name) => (name === 'large' ? 10 : 20));
    const { weight } = raked(rake([{ name: 'size', category, target: { large: 50, small: 50 } }]));
    expect(surveyMean(value, { weight })).toMatchObject({ value: expect.closeTo(15, 9) });
  });
});
