import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import type { Message } from '../../src/model/message.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { listConflicts } from '../../src/store/imports.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

/** Exports that overlap: the same few messages, told alike or not, with ends and sides of their own. */
const message = fc
  .record({
    id: fc.nat(6),
    author: fc.constantFrom('acme', 'ann', 'bob'),
    text: fc.constantFrom('@acme one?', '@acme two?', '@acme longer?', '@acme \ufffdne?'),
    parent: fc.option(fc.nat(8), { nil: undefined }),
    lang: fc.option(fc.constantFrom('en', 'de'), { nil: undefined }),
  })
  .map(({ id, author, text, parent, lang }): Message => {
    // what is answered has a lower number, so that there are no rings
    const parentId = parent !== undefined && parent < id ? String(parent) : undefined;
    return said(String(id), author, `2026-03-0${id + 1}T09:00:00Z`, text, { parentId, lang });
  });
const file = fc.record({
  rows: fc.array(message, { minLength: 1, maxLength: 6 }),
  end: fc.option(fc.constantFrom('2026-03-20T00:00:00Z', '2026-03-30T00:00:00Z'), { nil: undefined }),
  sides: fc.constantFrom('own' as const, 'both' as const),
});

async function told(db: Database) {
  const id = (column: string) => `(SELECT k.native_id FROM message k WHERE k.message_id = f.${column})`;
  return {
    messages:
      await db.store.query(`SELECT m.native_id, placeholder, a.key, text, parent_native_id, lang, NOT placeholder AND both_sides AS both
      FROM message m LEFT JOIN account a ON a.account_id = m.account_id ORDER BY 1`),
    turns:
      await db.store.query(`SELECT ${id('message_id')} AS m, ${id('parent_id')} AS p, ${id('conversation_id')} AS c,
      depth, own, addressed FROM turn f ORDER BY 1`),
    answers: await db.store.query(
      `SELECT ${id('message_id')} AS m, state, ${id('answer_id')} AS a FROM first_answer f ORDER BY 1`,
    ),
    conversations: await db.store.query(
      `SELECT ${id('conversation_id')} AS c, messages, placeholders, completeness FROM conversation f ORDER BY 1`,
    ),
    channels: await db.store.query(
      `SELECT word, messages, others, sides, strftime(observed_until, '%x %X') AS u FROM channel ORDER BY 1`,
    ),
    conflicts: await listConflicts(db.store),
  };
}

describe('an import taken back', () => {
  it('leaves what the others alone would have made', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 3, maxLength: 3 }), fc.nat(2), async (files, gone) => {
        const named = files.map(
          ({ rows, end, sides }, index) =>
            () =>
              fileOf(`file ${index}`, rows, { observedUntil: end, sides }),
        );
        const undone = await openDatabase(':memory:');
        const without = await openDatabase(':memory:');
        try {
          for (const one of named) await importAll(undone, [one()]);
          const { importId } = await importAll(undone, [
            fileOf('last', [said('x', 'eve', '2026-03-09T09:00:00Z', '-')]),
          ]);
          await undoImport(undone, importId, world);
          await undoImport(undone, gone + 1, world);
          for (const [index, one] of named.entries()) if (index !== gone) await importAll(without, [one()]);
          expect(await told(undone)).toEqual(await told(without));
        } finally {
          await undone.close();
          await without.close();
        }
      }),
      { numRuns: Number(process.env.RUNS ?? 4), seed: 20260302, endOnFailure: true },
    );
  });
});

const world = { now: '2026-12-31T00:00:00Z', who: 'test', plan: testPlan, refresh: refreshFacts };
