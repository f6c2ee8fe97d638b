import { describe, expect, it } from 'vitest';
import type { Expectation } from '../../model/journal.ts';
import { scoreOf } from './score.ts';

const said = (sure: number, came: 'yes' | 'no' | 'cannot-tell', n = 1): Expectation[] =>
  Array.from({ length: n }, (_, i) => ({
    kind: 'expectation',
    id: `${sure}-${came}-${i}`,
    at: '2026-01-01T00:00:00Z',
    what: 'x',
    corrections: [],
    by: '2026-02-01',
    sure,
    outcome: { act: 'o', at: '2026-02-01T00:00:00Z', came, what: '' },
  }));

describe('scoreOf', () => {
  it('says in words what fewer than twenty tell, without a score', () => {
    const score = scoreOf([...said(60, 'yes', 2), ...said(90, 'no'), ...said(70, 'cannot-tell')]);
    expect(score).toMatchObject({ n: 3, came: 2, untold: 1 });
    expect(score.sentence).toContainEqual({ value: expect.closeTo(0.7, 12), as: 'share', strong: true });
    expect(score.brier).toBeUndefined();
    expect(score.figure).toBeUndefined();
    expect(scoreOf([]).sentence[0]).toContain('nothing is scored');
  });

  it('is Brier, skill and reliability worked by hand from twenty on', () => {
    // 10 at 80 %: 8 came; 10 at 30 %: 3 came. Score (8 * 0.04 + 2 * 0.64 + 3 * 0.49 + 7 * 0.09) / 20 = 3.7 / 20.
    const score = scoreOf([
      ...said(80, 'yes', 8),
      ...said(80, 'no', 2),
      ...said(30, 'yes', 3),
      ...said(30, 'no', 7),
    ]);
    expect(score.brier?.value).toBeCloseTo(0.185, 12);
    // base rate 11 / 20: reference 0.55 * 0.45 = 0.2475
    expect(score.skill).toBeCloseTo(1 - 0.185 / 0.2475, 12);
    expect(score.reliability).toBeCloseTo(0, 12);
    // (0.25^2 + 0.25^2) / 2
    expect(score.resolution).toBeCloseTo(0.0625, 12);
    expect(score.figure?.rows.map(({ label, value, before }) => [label, value, before])).toEqual([
      ['Said 20 to 40 %', expect.closeTo(0.3, 12), true],
      ['Came, of 10', 0.3, false],
      ['Said 80 to 100 %', expect.closeTo(0.8, 12), true],
      ['Came, of 10', 0.8, false],
    ]);
  });
});
