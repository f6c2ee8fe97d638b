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
interface Chance {
  group: string;
  probability: number;
  happened: boolean;
  seed?: number;
}
const load = (name: string) => import(pathToFileURL(join(root, 'src', `${name}.ts`)).href);
const { coverageOf, modulesFrom, recoverSeed, reliabilityOf } = (await import(
  pathToFileURL(join(root, 'scripts', 'recovery.mjs')).href
)) as {
  coverageOf(estimates: Estimate[], companies: number): Cell[];
  modulesFrom(load: (name: string) => Promise<unknown>): Promise<unknown>;
  recoverSeed(seed: number, modules: unknown, stretches?: string[]): Promise<Estimate[]>;
  reliabilityOf(chances: Chance[], stats: object): { n: number; said: number; off: boolean }[];
};
const { recoverWhy, whyModulesFrom } = (await import(
  pathToFileURL(join(root, 'scripts', 'recovery-why.mjs')).href
)) as {
  recoverWhy(seed: number, modules: unknown): Promise<{ estimates: Estimate[]; chances: Chance[] }>;
  whyModulesFrom(load: (name: string) => Promise<unknown>): Promise<object>;
};

describe('recovery of the truth (npm run recover does it over 200 seeds)', () => {
  const seeds = [11, 12, 13];
  const estimates: Estimate[] = [];
  beforeAll(async () => {
    const modules = await modulesFrom(load);
    for (const seed of seeds)
      estimates.push(...(await recoverSeed(seed, modules, ['third quarter of 2026'])));
  }, 240_000);
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

describe('recovery of what the plan promised', () => {
  it('holds waves, effects of changes and chances of a company against what is true', async () => {
    const modules = { ...((await modulesFrom(load)) as object), ...(await whyModulesFrom(load)) };
    const { estimates, chances } = await recoverWhy(21, modules);
    const names = new Set(estimates.map(({ name, channel }) => `${name}, ${channel}`));
    for (const wanted of [
      'change of still_waiting_after_1d, youtube:tarnwell',
      'change of answers_share_of_our_messages, linkedin:tarnwell',
      'share in a wave, awareness',
      'expected level of a survey, open-repair',
      'expected total of a series, enquiries',
    ])
      expect(names).toContain(wanted);
    expect(estimates.filter(({ name }) => name === 'share in a wave')).toHaveLength(12);
    expect(chances.length).toBeGreaterThan(100);
    // of one company nearly all waves are held, each by its own people
    const held = estimates.filter(({ low, high, truth }) => low <= truth && truth <= high).length;
    expect(held / estimates.length).toBeGreaterThan(0.6);
  }, 240_000);

  it('would see chances that are too sure', async () => {
    const stats = { ...(await load('stats/proportion')), ...(await load('stats/cluster')) };
    const { seeded } = await load('stats/random');
    const random = seeded(3);
    const drawn = (sure: number) =>
      Array.from({ length: 2000 }, (_, seed): Chance => {
        const probability = random.uniform();
        const odds = (probability / (1 - probability)) ** sure;
        return { group: 'g', probability, happened: random.uniform() < odds / (1 + odds), seed };
      });
    expect(reliabilityOf(drawn(1), stats).map(({ off }) => off)).toEqual([false, false, false, false, false]);
    expect(reliabilityOf(drawn(0.5), stats).filter(({ off }) => off).length).toBeGreaterThan(1);
  });
});
