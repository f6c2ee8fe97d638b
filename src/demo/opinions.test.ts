import { describe, expect, it } from 'vitest';
import { opinionOf, trueShare, weekOf } from './opinions.ts';
import { surveyCsv } from './survey.ts';
import { tarnwell } from './tarnwell.ts';
import { worldOf } from './world.ts';

const { cells, questions, waves } = tarnwell.survey;
const rowsOf = (seed: number) => {
  const [header = '', ...lines] = surveyCsv(worldOf(seed, tarnwell)).trim().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [names[at], cell])));
};

describe('opinions', () => {
  it('walk at the speed that the parameters name, without a trend', () => {
    const still = { ...tarnwell, survey: { ...tarnwell.survey, steps: [{ share: 1, scale: 0.05 }] } };
    const question = { word: 'awareness', wording: '', start: 0 };
    const ends = Array.from({ length: 300 }, (_, seed) => opinionOf(worldOf(seed, still), question)[100]);
    const mean = ends.reduce((a, b) => a + b, 0) / ends.length;
    const square = ends.reduce((sum, end) => sum + end * end, 0) / ends.length;
    // the square of a half-normal step is its scale squared on average: 100 weeks of 0.05 squared
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(square).toBeGreaterThan(0.25 * 0.7);
    expect(square).toBeLessThan(0.25 * 1.35);
  });

  it('are shared by all people by how many there are in each cell', () => {
    const world = worldOf(3, tarnwell);
    const level = opinionOf(world, questions[0])[weekOf(world, '2026-05-11')];
    const people = cells.reduce((sum, cell) => sum + cell.people, 0);
    const yes = cells.reduce((sum, { people, lean }) => sum + people / (1 + Math.exp(-(level + lean))), 0);
    expect(trueShare(world, questions[0], '2026-05-11')).toBeCloseTo(yes / people, 12);
  });
});

describe('the survey', () => {
  it('asks some people more often than others on purpose, which the weights undo', () => {
    const errors = { weighted: 0, plain: 0 };
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8])
      for (const { wave, from } of waves) {
        const here = rowsOf(seed).filter((row) => row.wave === wave);
        const truth = trueShare(worldOf(seed, tarnwell), questions[0], from);
        const share = (weight: (row: Record<string, string>) => number) =>
          here.reduce((sum, row) => sum + weight(row) * Number(row.awareness === 'yes'), 0) /
          here.reduce((sum, row) => sum + weight(row), 0);
        errors.weighted += (share(({ weight }) => Number(weight)) - truth) / (8 * waves.length);
        errors.plain += (share(() => 1) - truth) / (8 * waves.length);
      }
    // 48 waves of about two points each
    expect(Math.abs(errors.weighted)).toBeLessThan(0.01);
    expect(errors.plain).toBeGreaterThan(0.04);
  });

  it('has other people in each wave, and is left as it is by everything else', () => {
    const rows = rowsOf(1);
    expect(rows).toHaveLength(waves.length * cells.reduce((sum, { answers }) => sum + answers, 0));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const quiet = { ...tarnwell, channels: [], waitSpread: 2 };
    expect(surveyCsv(worldOf(1, quiet))).toBe(surveyCsv(worldOf(1, tarnwell)));
  });
});
