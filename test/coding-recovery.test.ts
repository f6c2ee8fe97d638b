import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { scoreBands } from '../src/stats/correction/bands.ts';
import { correctedShare } from '../src/stats/correction/share.ts';
import { sample, stream } from '../src/stats/random.ts';
import { isRefusal } from '../src/stats/refusal.ts';
import { root } from './repository.ts';

interface Covered {
  level: number;
  told: number;
  draws: number;
  coverage: number;
  width: number;
  humanWidth: number;
}
interface FiniteSet {
  name: string;
  machine: Float64Array;
  truth: Float64Array;
  share: number;
}
const script = (name: string) => import(pathToFileURL(join(root, 'scripts', name)).href);
const { coverPlan, finiteSet, isOff, plans } = await script('coding.mjs');
const modules = { correctedShare, isRefusal, sample, scoreBands, stream };

/** Made-up texts: thanks hold a word of thanks, mostly, and others do now and then. */
const thanks = {
  name: 'thanks',
  train: 400,
  read: () => {
    const random = stream(1, 'texts');
    const words = ['pump', 'valve', 'delivery', 'manual', 'seal', 'invoice', 'noise', 'flow'];
    const some = () => Array.from({ length: 6 }, () => words[random.integer(0, words.length - 1)]).join(' ');
    return Array.from({ length: 2000 }, () => {
      const code = random.uniform() < 0.1 ? 1 : 0;
      const says = random.uniform() < (code ? 0.85 : 0.02);
      return { text: `${some()}${says ? ' thank you' : ''}`, code };
    });
  },
};

describe('recovery of coded shares (npm run recover draws from real texts)', () => {
  const set: FiniteSet = finiteSet(thanks, '', modules);

  it('trains a coder on texts outside of the set, which finds most of the code', () => {
    expect(set.truth.length).toBe(1600);
    const said = set.machine.map((score) => +(score >= 0.5));
    const both = said.reduce((sum, one, i) => sum + one * set.truth[i], 0);
    expect(both / set.truth.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.5);
    expect(both / said.reduce((a, b) => a + b, 0)).toBeGreaterThan(0.5);
  });
  it('finds ranges that hold and are narrower than those of human codes alone', () => {
    for (const plan of plans.filter(({ codes }: { codes: number }) => codes === 200)) {
      const covered: Covered[] = coverPlan(set, plan, 150, modules);
      expect(covered.map(({ level, told }) => [level, told])).toEqual([
        [0.9, 150],
        [0.95, 150],
      ]);
      expect(covered.filter(isOff)).toEqual([]);
      for (const { width, humanWidth } of covered) expect(width).toBeLessThan(0.97 * humanWidth);
    }
  });
  it('would see ranges that are too narrow', () => {
    const spoilt = {
      ...modules,
      correctedShare: (...asked: Parameters<typeof correctedShare>) => {
        const found = correctedShare(...asked);
        if (isRefusal(found)) return found;
        return { ...found, low: (found.low + found.value) / 2, high: (found.high + found.value) / 2 };
      },
    };
    const covered: Covered[] = coverPlan(set, plans[0], 150, spoilt);
    expect(covered.filter(isOff)).toHaveLength(2);
  });
});
