import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../repository.ts';

interface Estimate {
  measure: string;
  name: string;
  channel: string;
  stretch: string;
  truth: number;
  value: number;
  low: number;
  high: number;
  n: number;
}
interface Cell {
  name: string;
  judged: boolean;
  n: number;
  coverage: number;
  bias: number;
}
const { coverageOf, modulesFrom, recoverSeed } = (await import(
  pathToFileURL(join(root, 'scripts', 'recovery.mjs')).href
)) as {
  coverageOf(estimates: Estimate[], companies: number): Cell[];
  modulesFrom(load: (name: string) => Promise<unknown>): Promise<unknown>;
  recoverSeed(seed: number, modules: unknown, stretches?: string[]): Promise<Estimate[]>;
};

describe('recovery of the truth (npm run recover does it over 200 seeds)', () => {
  const seeds = [11, 12, 13];
  const estimates: Estimate[] = [];
  beforeAll(async () => {
    const modules = await modulesFrom((name) => import(pathToFileURL(join(root, 'src', `${name}.ts`)).href));
    for (const seed of seeds)
      estimates.push(...(await recoverSeed(seed, modules, ['third quarter of 2026'])));
  });
  const overall = (all: Estimate[]) => {
    const cells = coverageOf(all, seeds.length).filter(({ judged }) => judged);
    const told = cells.reduce((sum, { n }) => sum + n, 0);
    return { told, held: cells.reduce((sum, { n, coverage }) => sum + n * coverage, 0) / told };
  };

  it('asks the measures for intervals of 90 %, most of which hold the truth, and not all', () => {
    const { told, held } = overall(estimates);
    expect(told).toBeGreaterThan(90);
    // quantities of one company hang together; over 200 seeds this is within 84 to 95 % for each of them
    expect(held).toBeGreaterThan(0.78);
    expect(held).toBeLessThan(0.99);
    for (const measure of ['waiting-curve', 'exchanges', 'openers', 'coming-back', 'among-themselves'])
      expect(estimates.some((one) => one.measure === measure)).toBe(true);
  });

  it('would see intervals that are too narrow, and estimates that are off', () => {
    const halved = estimates.map((one) => ({
      ...one,
      low: one.value - (one.value - one.low) / 3,
      high: one.value + (one.high - one.value) / 3,
    }));
    expect(overall(halved).held).toBeLessThan(0.65);
    const moved = estimates.map((one) => ({ ...one, truth: one.truth > 1 ? one.truth : one.truth + 0.15 }));
    expect(overall(moved).held).toBeLessThan(0.4);
  });

  it('does not judge what is told in few companies or has few hits', () => {
    const one = {
      measure: 'm',
      name: 'a',
      channel: 'c',
      stretch: 's',
      truth: 0.5,
      value: 0.5,
      low: 0.4,
      high: 0.6,
      n: 50,
    };
    expect(coverageOf([one], 2)[0].judged).toBe(false);
    expect(coverageOf([one, one], 2)[0]).toMatchObject({ judged: true, coverage: 1, n: 2, bias: 0 });
    expect(coverageOf([{ ...one, truth: 0.02 }], 1)[0].judged).toBe(false);
  });
});
