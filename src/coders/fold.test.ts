import { describe, expect, it } from 'vitest';
import { correctedShare } from '../stats/correction/share.ts';
import { type Random, sample, stream } from '../stats/random.ts';
import { isRefusal } from '../stats/refusal.ts';
import { foldOf, usualFolds } from './fold.ts';

const draws = 300;
const size = 1500;
const all = Array.from({ length: size }, (_, i) => i);

describe('a coder that learns from the codes it is corrected by', () => {
  // It knows by heart what it has seen, and guesses the rest, too few: the worst case of learning.
  const truth = all.map((i) => +(stream(5, 'world', i).uniform() < 0.4));
  const guess = all.map((i) => +(stream(2, 'guess', i).uniform() < 0.3));
  const share = truth.reduce((sum, y) => sum + y, 0) / size;

  /** How often a 90 % interval holds the true share; `sees` says whether the label of a message knows the code of it. */
  function held(sees: (message: number, coded: Set<number>) => boolean): number {
    let inside = 0;
    for (let k = 0; k < draws; k++) {
      const random: Random = stream(11, 'draw', k);
      const coded = new Set(sample(random, size, 150));
      const machine = Float64Array.from(all, (i) => (sees(i, coded) ? truth[i] : guess[i]));
      const human = Float64Array.from(all, (i) => (coded.has(i) ? truth[i] : Number.NaN));
      const found = correctedShare({ machine, human }, { level: 0.9 });
      if (isRefusal(found)) throw new Error(found.because);
      inside += +(found.low <= share && share <= found.high) / draws;
    }
    return inside;
  }

  it('is far too sure unless it is cross-fitted', () => {
    expect(held((i, coded) => coded.has(i))).toBeLessThan(0.5);
    const folds = usualFolds(150);
    const fold = all.map((i) => foldOf(9, i, folds));
    // a message is labelled by the model of its fold, which learnt from the coded messages of all other folds
    const learnt = (i: number, model: number) => foldOf(9, i, folds) !== model;
    const seen = (i: number, coded: Set<number>) => coded.has(i) && learnt(i, fold[i]);
    expect(held(seen)).toBeGreaterThan(0.86);
  });
});

describe('folds', () => {
  it('hold about as many conversations each, and a conversation has its fold whoever else is there', () => {
    const counts = new Array<number>(4).fill(0);
    for (const i of all) counts[foldOf(9, i, 4)]++;
    // 375 expected in each; four standard errors
    for (const count of counts) expect(Math.abs(count - 375)).toBeLessThan(4 * Math.sqrt(1500 * 0.25 * 0.75));
    expect(foldOf(9, 17, 4)).toBe(foldOf(9, 17, 4));
    expect(all.some((i) => foldOf(9, i, 4) !== foldOf(10, i, 4))).toBe(true);
  });
});
