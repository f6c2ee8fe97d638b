import { describe, expect, it } from 'vitest';
import { noSharedData } from '../shared-data.ts';
import { labelledSets } from './labelled-sets.ts';
import { qualityOf } from './quality.ts';

/** What at least is found of a code in messages that were never taught, after 500 codings: see docs/coders.md. */
const least: [set: string, code: string, f1: number, skill: number][] = [
  ['complaints at airlines', 'complaint', 0.6, 0.33],
  ['complaints at telecoms', 'complaint', 0.55, 0.38],
  ['what companies post', 'Information', 0.86, 0.43],
  ['what companies post', 'Action', 0.58, 0.36],
  ['what companies post', 'Dialogue', 0.48, 0.33],
  ['gratitude', 'gratitude', 0.75, 0.62],
  ['ten intents of a bank', 'activate_my_card', 0.6, 0.5],
];

describe.skipIf(noSharedData)(
  `the learned coder on real messages${noSharedData ? `: ${noSharedData}` : ''}`,
  () => {
    it.each([...new Set(least.map(([set]) => set))])(
      'finds %s in messages that it never saw, better than always saying the more frequent',
      async (name) => {
        const read = labelledSets[name];
        const found = await qualityOf(read(), { taught: 500, unseen: 2000 });
        for (const [, code, f1, skill] of least.filter(([set]) => set === name)) {
          const one = found.find((row) => row.code === `f/${code}`);
          expect(one?.f1, code).toBeGreaterThan(f1);
          expect(one?.skill, code).toBeGreaterThan(skill);
          expect(one?.right, code).toBeGreaterThan(one?.majority ?? 1);
        }
      },
    );
  },
);
