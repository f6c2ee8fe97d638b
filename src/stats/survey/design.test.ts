import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataFile, noSharedData } from '../../../test/shared-data.ts';
import { type Random, seeded } from '../random.ts';
import { isRefusal } from '../refusal.ts';
import { type Design, type Surveyed, type SurveyedShare, surveyMean, surveyShare } from './design.ts';

const found = <T>(result: T): Exclude<T, { refused: unknown }> => {
  if (isRefusal(result)) throw new Error(result.because);
  return result as Exclude<T, { refused: unknown }>;
};

function api(name: string): Record<string, string>[] {
  const lines = readFileSync(dataFile('survey-weights', name), 'utf8').trim().split(/\r?\n/);
  const names = lines[0].split(',');
  return lines.slice(1).map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])));
}
const numbers = (rows: Record<string, string>[], name: string) => rows.map((row) => Number(row[name]));

describe.skipIf(noSharedData)('the school surveys of R survey (needs the shared data)', () => {
  it('stratified: mean api00 662.29, SE 9.41 with and 9.54 without the finite-population correction', () => {
    const rows = api('apistrat.csv');
    const design = { weight: numbers(rows, 'pw'), stratum: rows.map(({ stype }) => stype) };
    const corrected = found(
      surveyMean(numbers(rows, 'api00'), { ...design, population: numbers(rows, 'fpc') }),
    );
    expect(corrected.value).toBeCloseTo(662.29, 2);
    expect(corrected.se).toBeCloseTo(9.4089, 3);
    expect(corrected.df).toBe(197);
    expect(found(surveyMean(numbers(rows, 'api00'), design)).se).toBeCloseTo(9.536, 2);
  });

  it('clusters: 644.17, and 593.6763 to 694.6625 by t on 14 degrees of freedom', () => {
    const rows = api('apiclus1.csv');
    const mean = found(
      surveyMean(numbers(rows, 'api00'), {
        weight: numbers(rows, 'pw'),
        cluster: numbers(rows, 'dnum'),
        population: numbers(rows, 'fpc'),
      }),
    );
    expect(mean.value).toBeCloseTo(644.17, 2);
    expect(mean.se).toBeCloseTo(23.542, 3);
    expect(mean.low).toBeCloseTo(593.6763, 3);
    expect(mean.high).toBeCloseTo(694.6625, 3);
  });
});

describe('surveyMean', () => {
  it('is the one-sample t interval where all weigh the same: 1 to 5, R t.test 1.036757 to 4.963243', () => {
    const mean = found(surveyMean([1, 2, 3, 4, 5], { weight: [2, 2, 2, 2, 2] }));
    expect(mean.low).toBeCloseTo(1.036757, 6);
    expect(mean.high).toBeCloseTo(4.963243, 6);
  });

  it('worked by hand: two strata of two, one of them asked in full', () => {
    // The first stratum is asked in full and gives no error; of the second, 2 of 8: z = 4 (y - 5) / 10.
    const mean = found(
      surveyMean([1, 3, 5, 7], {
        weight: [1, 1, 4, 4],
        stratum: ['a', 'a', 'b', 'b'],
        population: [2, 2, 8, 8],
      }),
    );
    expect(mean.value).toBeCloseTo(5.2, 12);
    expect(mean.se).toBeCloseTo(Math.sqrt(0.75 * 2 * 2 * 0.4 ** 2), 12);
    expect(mean.df).toBe(1);
  });

  it('names clusters within their stratum', () => {
    const design = { weight: [1, 1, 1, 1], stratum: [1, 1, 2, 2], cluster: ['x', 'y', 'x', 'y'] };
    expect(found(surveyMean([1, 2, 3, 4], design)).df).toBe(2);
  });

  it('refuses a stratum with one unit and a survey of nobody', () => {
    expect(surveyMean([1, 2, 3], { weight: [1, 1, 1], stratum: [1, 1, 2] })).toMatchObject({
      refused: 'few-clusters',
    });
    expect(surveyMean([], { weight: [] })).toMatchObject({ refused: 'no-observations' });
    expect(() => surveyMean([1], { weight: [1, 2] })).toThrow(RangeError);
  });
});

/** A survey of `n` with log-normal weights (unrelated to the answers) in clusters whose shares differ. */
function survey(random: Random, n: number, share: number, spread: number, perCluster: number) {
  const weight: number[] = [];
  const cluster: number[] = [];
  const hit: number[] = [];
  const strength = perCluster > 1 ? 24 : 0;
  let own = share;
  for (let i = 0; i < n; i++) {
    if (strength && i % perCluster === 0) own = betaDraw(random, share * strength, (1 - share) * strength);
    weight.push(Math.exp(spread * random.normal()));
    cluster.push(Math.floor(i / perCluster));
    hit.push(random.uniform() < own ? 1 : 0);
  }
  return { hit, design: { weight, cluster } satisfies Design };
}

/** Beta with whole parameters at least, as an order statistic of uniforms. */
function betaDraw(random: Random, a: number, b: number): number {
  const whole = Math.max(1, Math.round(a));
  const all = whole + Math.max(1, Math.round(b)) - 1;
  return Array.from({ length: all }, () => random.uniform()).sort((x, y) => x - y)[whole - 1];
}

describe('intervals of a share', () => {
  const covered = (
    n: number,
    share: number,
    spread: number,
    perCluster: number,
    seed: number,
    replicates = 1500,
  ) => {
    const random = seeded(seed);
    const held = { wilson: 0, logit: 0 };
    for (let k = 0; k < replicates; k++) {
      const { hit, design } = survey(random, n, share, spread, perCluster);
      for (const method of ['wilson', 'logit'] as const) {
        const { low, high } = found(surveyShare(hit, design, 0.95, method)) as SurveyedShare;
        held[method] += +(low <= share && share <= high) / replicates;
      }
    }
    return held;
  };

  it('hold the share in 93 to 98 % of weighted surveys, 0 of n included', () => {
    for (const [n, share, seed] of [
      [60, 0.05, 1],
      [100, 0.25, 2],
      [200, 0.5, 3],
    ]) {
      const held = covered(n, share, 0.6, 1, seed);
      expect(held.wilson, `Wilson at ${share} of ${n}`).toBeGreaterThan(0.925);
      expect(held.wilson, `Wilson at ${share} of ${n}`).toBeLessThan(0.985);
    }
  });

  it('hold it with 30 companies of 5 people each as well', () => {
    const held = covered(150, 0.25, 0.4, 5, 4);
    expect(held.wilson).toBeGreaterThan(0.93);
    expect(held.logit).toBeGreaterThan(0.92);
  });

  it('are never of zero width at none and all', () => {
    const none = found(surveyShare([0, 0, 0, 0], { weight: [1, 1, 2, 4] }));
    expect(none.low).toBe(0);
    expect(none.effective).toBeCloseTo(64 / 22, 12);
    expect(none.high).toBeGreaterThan(0.5);
    expect(found(surveyShare([1, 1, 1, 1], { weight: [1, 1, 2, 4] }, 0.95, 'logit')).low).toBeLessThan(0.5);
  });

  it('have no width where all there are were asked, and keep to a subgroup by weights of 0', () => {
    const all = found(surveyShare([1, 0, 1], { weight: [1, 1, 1], population: [3, 3, 3] }));
    expect(all).toMatchObject({ low: all.value, high: all.value, df: 0 });
    const part = found(surveyShare([1, 0, 1, 1, 1], { weight: [1, 1, 1, 1, 0] }));
    expect(part).toMatchObject({ value: 0.75, n: 4, df: 4 });
    expect(part.effective).toBeLessThanOrEqual(4);
  });

  it('count no more people than answered', () => {
    const stratum = [1, 1, 1, 1, 2, 2, 2, 2];
    const share = found(surveyShare([1, 1, 1, 1, 0, 0, 0, 1], { weight: new Array(8).fill(1), stratum }));
    expect(share.effective).toBe(8);
    expect((share satisfies Surveyed).n).toBe(8);
  });
});
