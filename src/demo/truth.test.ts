import { describe, expect, it } from 'vitest';
import { backWithin } from './returns.ts';
import { tarnwell } from './tarnwell.ts';
import { markOf, stretches, sumsOver, tarnwellTruth, truthFile } from './truth.ts';

const truth = tarnwellTruth();

describe('the truth', () => {
  it('belongs to the parameters: after a change of them, node scripts/truth.mjs makes it anew', () => {
    expect(truth.parameters).toBe(markOf(tarnwell));
    expect(truth.companies).toBeGreaterThanOrEqual(300);
  });

  it('is what eight other companies give, within what chance allows', () => {
    const seeds = Array.from({ length: 8 }, (_, k) => 77_000 + k);
    const asked = stretches.filter(({ word }) => ['2025', 'third quarter of 2026'].includes(word));
    const { channels } = sumsOver(seeds, tarnwell, asked);
    const far: string[] = [];
    let compared = 0;
    for (const [platform, list] of channels)
      list.forEach((sums, at) => {
        const { quantities } = truth.channels[platform][asked[at].word];
        for (const [name, { part, whole }] of sums) {
          const known = quantities[name];
          if (known === undefined || name.startsWith('mean_') || whole < 40) continue;
          compared++;
          // people and threads cluster: twice the variance of independent messages, and five errors wide
          const error = Math.sqrt((2 * Math.max(0.01, known * (1 - known))) / whole);
          if (Math.abs(part / whole - known) > 5 * error)
            far.push(`${platform} ${name}: ${part / whole}, not ${known}`);
        }
      });
    expect(compared).toBeGreaterThan(100);
    expect(far).toEqual([]);
  });

  it('has a waiting curve that only falls and agrees with the shares', () => {
    for (const [platform, told] of Object.entries(truth.channels))
      for (const [word, { curve, quantities }] of Object.entries(told)) {
        const shares = curve.map(([, share]) => share);
        expect(shares, `${platform} ${word}`).toEqual([...shares].sort((a, b) => b - a));
        const day = curve.filter(([t]) => t <= 86_400).at(-1)?.[1] ?? 0;
        expect(day).toBeGreaterThanOrEqual(quantities.still_waiting_after_1d);
      }
  });

  it('is written with what it is, its seed and its parameters', () => {
    const written = JSON.parse(truthFile(7)) as Record<string, unknown>;
    expect(written).toMatchObject({
      rapport: 'simulated',
      seed: 7,
      parameters: { company: 'Tarnwell Pumps' },
    });
    expect(written.about).toHaveLength(4);
  });
});

describe('coming back', () => {
  it('is likelier after an answer, the earlier the more, by the hazard ratio', () => {
    const at = (answered: number) => backWithin(tarnwell, 90, answered);
    expect(at(0)).toBeGreaterThan(at(5));
    expect(at(5)).toBeGreaterThan(at(Number.POSITIVE_INFINITY));
    // one habit only: -log(1 - p) is the cumulated hazard, which an answer at once multiplies by the ratio
    const one = { back: { ...tarnwell.back, people: [{ habit: 'once' as const, share: 1, pull: 0.3 }] } };
    const hazard = (answered: number) => -Math.log(1 - backWithin(one, 90, answered));
    expect(hazard(0) / hazard(Number.POSITIVE_INFINITY)).toBeCloseTo(tarnwell.back.answer, 10);
  });
});
