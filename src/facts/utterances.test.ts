import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { openDatabase } from '../store/database.ts';
import { readSpeakers, readUtterances } from './utterances.ts';

async function all<T>(batches: AsyncGenerator<T[]>): Promise<T[][]> {
  const kept: T[][] = [];
  for await (const batch of batches) kept.push(batch);
  return kept;
}

/** Where each of some messages hangs: on an earlier one, on one that is missing, on none; and whether it is a repost. */
const shapes = fc.array(
  fc.record({
    up: fc.integer({ min: -3, max: 12 }),
    author: fc.integer({ min: 0, max: 3 }),
    passedOn: fc.nat({ max: 9 }),
  }),
  { minLength: 1, maxLength: 25 },
);

it('gives the same trees in batches of any size, each conversation whole and its beginning first', async () => {
  await fc.assert(
    fc.asyncProperty(shapes, fc.integer({ min: 1, max: 8 }), async (shape, size) => {
      const parents = shape.map(({ up }, n) =>
        up < 0 ? undefined : up > n ? `${900 + up}` : up === 0 ? undefined : `${n - up + 1}`,
      );
      const reposts = new Set(shape.flatMap(({ passedOn }, n) => (passedOn === 0 ? [`${n + 1}`] : [])));
      const db = await openDatabase(':memory:', { threads: 1 });
      try {
        await importAll(db, [
          fileOf(
            'a.csv',
            shape.map(({ author }, n) =>
              said(
                `${n + 1}`,
                ['acme', 'ann', 'bob', 'cid'][author],
                `2026-11-02T10:00:${String(n).padStart(2, '0')}Z`,
                'hm',
                {
                  parentId: parents[n],
                  kind: reposts.has(`${n + 1}`) ? 'repost' : 'post',
                },
              ),
            ),
          ),
        ]);
        const choice = { names: true, channels: [] };
        const batches = await all(readUtterances(db.store, choice, size));
        const flat = batches.flat();
        const wanted = shape.flatMap((_, n) => {
          const id = `${n + 1}`;
          if (reposts.has(id)) return [];
          const parent = parents[n];
          const there = parent !== undefined && Number(parent) <= shape.length && !reposts.has(parent);
          return [[`x:${id}`, there ? `x:${parent}` : null, parent && !there ? `x:${parent}` : null]];
        });
        expect(flat.map((one) => [one.id, one.replyTo, one.missingReplyTo]).sort()).toEqual(wanted.sort());
        const begun = new Set<string>();
        for (const one of flat) {
          if (one.replyTo === null) begun.add(one.id);
          expect(begun.has(one.conversationId)).toBe(true);
        }
        const batchOf = new Map(batches.flatMap((batch, n) => batch.map((one) => [one.id, n] as const)));
        for (const one of flat) expect(batchOf.get(one.id)).toBe(batchOf.get(one.conversationId));
        expect(await all(readUtterances(db.store, choice))).toEqual(
          flat.length > 0 || batches.length > 0 ? [flat] : [],
        );
        const speakers = (await all(readSpeakers(db.store, choice, size))).flat().map(({ id }) => id);
        expect(speakers.sort()).toEqual([...new Set(flat.map(({ speaker }) => speaker))].sort());
      } finally {
        await db.close();
      }
    }),
    { numRuns: 12, seed: 20261122 },
  );
}, 30_000);
