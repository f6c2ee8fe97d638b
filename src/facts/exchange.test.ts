import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../test/reading.ts';
import type { Message } from '../model/message.ts';
import { openDatabase } from '../store/database.ts';
import { talkSql } from './exchange.ts';

const people = ['acme', 'ann', 'bob', 'cem'];
const at = (n: number) => new Date(Date.UTC(2026, 2, 1, 9, n)).toISOString();

/** Conversations of random people answering random earlier messages, or what is not in the data. */
const forest = fc
  .array(fc.record({ who: fc.nat({ max: 3 }), answers: fc.nat(), kind: fc.nat({ max: 9 }) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((drawn) =>
    drawn.map(({ who, answers, kind }, n): Message => {
      const rest =
        kind === 0
          ? { kind: 'repost' as const }
          : kind === 1
            ? { parentId: `gone${answers % 3}` }
            : kind < 4 || n === 0
              ? {}
              : { parentId: String(answers % n) };
      return said(String(n), people[who], at(n), '@acme', rest);
    }),
  );

/** The same, message by message in plain loops. */
function worked(messages: Message[]) {
  const byId = new Map(messages.map((message) => [message.nativeId as string, message]));
  const rootOf = (message: Message): string =>
    message.parentId === undefined
      ? (message.nativeId as string)
      : byId.has(message.parentId)
        ? rootOf(byId.get(message.parentId) as Message)
        : message.parentId;
  const own = (message: Message) => message.author.id === 'acme';
  const roots = [...new Set(messages.map(rootOf))];
  return roots
    .flatMap((root) => {
      const said = messages.filter((one) => rootOf(one) === root && one.kind !== 'repost');
      if (said.length === 0) return [];
      const pairs = said.flatMap((one) => {
        const parent = byId.get(one.parentId ?? '');
        if (!parent || parent.kind === 'repost' || own(parent) === own(one)) return [];
        return [{ person: own(one) ? parent.author.id : one.author.id, ours: own(one) }];
      });
      const ours = said.filter(own).length;
      return [
        {
          root,
          turns: said.length,
          own_turns: ours,
          exchanges: pairs.length,
          back_and_forth: pairs.some((a) => pairs.some((b) => a.person === b.person && a.ours !== b.ours)),
          parties:
            ours > 0 && ours < said.length
              ? 'both'
              : root.startsWith('gone')
                ? null
                : ours > 0
                  ? 'ours'
                  : 'theirs',
          ended_by_us: own(said[said.length - 1]),
        },
      ];
    })
    .sort((a, b) => (a.root < b.root ? -1 : 1));
}

describe('exchanges', () => {
  it('are what plain loops find in any conversations', async () => {
    await fc.assert(
      fc.asyncProperty(forest, async (messages) => {
        const db = await openDatabase(':memory:');
        try {
          await importAll(db, [fileOf('forest', messages, { observedUntil: '2027-01-01T00:00:00Z' })]);
          const found = await db.store.query(
            `WITH ${talkSql}
            SELECT m.native_id AS root, k.turns, k.own_turns, k.exchanges::INTEGER AS exchanges, k.back_and_forth, k.parties, k.ended_by_us
            FROM talk k JOIN message m ON m.message_id = k.conversation_id ORDER BY m.native_id`,
            {
              from: '2000-01-01T00:00:00Z',
              to: '2100-01-01T00:00:00Z',
              channels: '[]',
              age: 0,
              closedAfter: 14,
            },
          );
          expect(found).toEqual(worked(messages));
        } finally {
          db.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
