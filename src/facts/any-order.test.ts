import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../test/reading.ts';
import type { Message } from '../model/message.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { undoImport } from '../store/undo-import.ts';
import { refreshFacts } from './index.ts';

const authors = ['acme', 'ann', 'bob', 'cem'];
const messages = fc
  .array(
    fc.record({
      author: fc.constantFrom(...authors),
      minute: fc.integer({ min: 0, max: 5000 }),
      parent: fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined }),
      reply: fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined }),
      names: fc.subarray(authors),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(({ author, minute, parent, reply, names }, index): Message => {
      const at = new Date(Date.UTC(2026, 2, 1) + minute * 60_000).toISOString();
      const text = `${names.map((name) => `@${name}`).join(' ')} does it work?`;
      return said(String(index), author, at, text, {
        parentId: parent === undefined ? undefined : String(parent),
        replyIds: reply === undefined ? undefined : [String(reply)],
      });
    }),
  );

/** All facts, told by the messages' own ids, so that two databases can be compared. */
async function facts(db: Database) {
  const id = (column: string) => `(SELECT k.native_id FROM message k WHERE k.message_id = f.${column})`;
  return {
    turns: await db.store.query(`SELECT ${id('message_id')} AS m, ${id('parent_id')} AS p, depth,
      (SELECT word FROM own_account o WHERE o.account_id = f.channel_id) AS channel, own, addressed, placeholder
      FROM turn f ORDER BY 1`),
    conversations: await db.store.query(`SELECT c.messages, c.own_messages, c.people, c.placeholders,
      c.missing_replies, c.completeness, strftime(c.started_at, '%x %X') AS s FROM conversation c ORDER BY ALL`),
    answers: await db.store.query(
      `SELECT ${id('message_id')} AS m, state, ${id('answer_id')} AS a, strftime(answered_at, '%x %X') AS t FROM first_answer f ORDER BY 1`,
    ),
    expects: await db.store.query(
      `SELECT ${id('message_id')} AS m, expects, kind, reason FROM expectation f ORDER BY 1`,
    ),
    channels: await db.store.query(
      `SELECT word, messages, others, strftime(observed_until, '%x %X') AS u FROM channel ORDER BY 1`,
    ),
  };
}

/** Rings are cut at the message that was numbered first, which depends on the order of arrival. */
function hasRing(all: Message[]): boolean {
  const parent = new Map(all.map(({ nativeId, parentId }) => [nativeId, parentId]));
  return all.some(({ nativeId }) => {
    let at = parent.get(nativeId);
    for (let steps = 0; at !== undefined && steps <= all.length; steps++) {
      if (at === nativeId) return true;
      at = parent.get(at);
    }
    return false;
  });
}

describe('facts', () => {
  it('are the same from one import, from many in any order, drawn anew, and after an undo', async () => {
    await fc.assert(
      fc.asyncProperty(messages, fc.infiniteStream(fc.nat(2)), async (all, parts) => {
        fc.pre(!hasRing(all));
        const pieces: Message[][] = [[], [], []];
        for (const message of all) pieces[parts.next().value as number].push(message);
        const whole = await openDatabase(':memory:');
        const pieced = await openDatabase(':memory:');
        try {
          await importAll(whole, [fileOf('all', all)]);
          const expected = await facts(whole);
          for (const [index, piece] of pieces.reverse().entries())
            await importAll(pieced, [fileOf(`${index}`, piece)]);
          expect(await facts(pieced)).toEqual(expected);
          await pieced.transaction((store) => refreshFacts(store, 'all', testPlan));
          expect(await facts(pieced)).toEqual(expected);
          const extra = all.map((message) => ({
            ...message,
            nativeId: `extra-${message.nativeId}`,
            text: 'later',
          }));
          const { importId } = await importAll(pieced, [fileOf('extra', extra)]);
          await undoImport(pieced, importId, {
            now: '2026-04-01T00:00:00Z',
            who: 't',
            plan: testPlan,
            refresh: refreshFacts,
          });
          expect(await facts(pieced)).toEqual(expected);
        } finally {
          await whole.close();
          await pieced.close();
        }
      }),
      { numRuns: 8, seed: 20260301 },
    );
  });
});
