import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { type Database, openDatabase } from '../store/database.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const states = () =>
  db.store.query(`SELECT m.native_id AS id, a.state, strftime(a.answered_at, '%H:%M') AS answered, n.native_id AS answer
    FROM first_answer a JOIN message m ON m.message_id = a.message_id
    LEFT JOIN message n ON n.message_id = a.answer_id ORDER BY length(m.native_id), m.native_id`);

describe('first answer', () => {
  it('is the earliest message of our side, also for the follow-ups it covers', async () => {
    await importAll(db, [
      fileOf('a', [
        said('1', 'ann', '2026-01-05T09:00:00Z', '@acme my pump leaks?'),
        said('2', 'ann', '2026-01-05T09:10:00Z', '@acme it is the P2', { parentId: '1' }),
        said('3', 'acme', '2026-01-05T10:00:00Z', '@ann which seal?', { parentId: '2' }),
        said('4', 'acme', '2026-01-05T09:50:00Z', '@ann sorry', { parentId: '1' }),
      ]),
    ]);
    expect(await states()).toEqual([
      { id: '1', state: 'answered', answered: '09:50', answer: '4' },
      { id: '2', state: 'answered', answered: '10:00', answer: '3' },
    ]);
  });

  it('does not count people answering themselves or each other', async () => {
    await importAll(db, [
      fileOf('a', [
        said('1', 'ann', '2026-01-05T09:00:00Z', '@acme help?'),
        said('2', 'ann', '2026-01-05T09:10:00Z', 'anyone?', { parentId: '1' }),
        said('3', 'bob', '2026-01-05T10:00:00Z', '@ann turn it off', { parentId: '1' }),
        said('4', 'acme', '2026-01-05T11:00:00Z', '@bob thanks', { parentId: '3' }),
      ]),
    ]);
    expect((await states()).map((row) => (row as { state: string }).state)).toEqual([
      'waiting',
      'waiting',
      'answered',
    ]);
  });

  it('keeps an answer dated before its message, at an unknown time', async () => {
    await importAll(db, [
      fileOf('a', [
        said('1', 'ann', '2026-01-05T09:00:00Z', '@acme edited?'),
        said('2', 'acme', '2026-01-04T09:00:00Z', '@ann hello', { parentId: '1' }),
      ]),
    ]);
    expect(await states()).toEqual([
      { id: '1', state: 'answered-unknown-time', answered: null, answer: '2' },
    ]);
  });

  it('is unknown where the source names a reply that is not in the data, until it arrives', async () => {
    await importAll(db, [
      fileOf('a', [said('1', 'ann', '2026-01-05T09:00:00Z', '@acme help?', { replyIds: ['9'] })]),
    ]);
    expect(await states()).toEqual([{ id: '1', state: 'unknown', answered: null, answer: null }]);
    await importAll(db, [
      fileOf('b', [said('9', 'acme', '2026-01-05T09:30:00Z', '@ann yes', { parentId: '1' })]),
    ]);
    expect(await states()).toEqual([{ id: '1', state: 'answered', answered: '09:30', answer: '9' }]);
  });

  it('comes out the same in any order of arrival', async () => {
    const rows = [
      said('1', 'ann', '2026-01-05T09:00:00Z', '@acme a?'),
      said('2', 'acme', '2026-01-05T09:30:00Z', '@ann b', { parentId: '1' }),
      said('3', 'ann', '2026-01-05T09:40:00Z', '@acme c?', { parentId: '2' }),
      said('4', 'acme', '2026-01-05T09:50:00Z', '@ann d', { parentId: '3' }),
    ];
    for (const [index, row] of [...rows].reverse().entries())
      await importAll(db, [fileOf(`f${index}`, [row])]);
    expect(await states()).toEqual([
      { id: '1', state: 'answered', answered: '09:30', answer: '2' },
      { id: '3', state: 'answered', answered: '09:50', answer: '4' },
    ]);
    expect(await db.store.query('SELECT messages, completeness FROM conversation')).toEqual([
      { messages: 4, completeness: 'complete' },
    ]);
  });
});

describe('addressed to us', () => {
  it.each([
    ['in answer to us', 'no @name at all?', '2', true],
    ['to nobody, naming us', 'I like @acme, does it ship?', undefined, true],
    ['to nobody, not naming us', 'does it ship?', undefined, false],
    ['to somebody else', '@bob does it ship?', '3', false],
    ['to somebody else, with us in the row of names in front', '@bob @acme does it ship?', '3', false],
    ['to somebody else, naming us first', '@acme @bob does it ship?', '3', true],
    ['to somebody else, naming us in the text', '@bob no idea. @acme does it ship?', '3', true],
    ['to themselves, after addressing us', 'and does it float?', '1', true],
  ])('%s', async (_, text, parentId, addressed) => {
    await importAll(db, [
      fileOf('a', [
        said('1', 'ann', '2026-01-05T09:00:00Z', '@acme does the P2 leak?'),
        said('2', 'acme', '2026-01-05T09:10:00Z', '@ann no', { parentId: '1' }),
        said('3', 'bob', '2026-01-05T09:20:00Z', '@ann mine does', { parentId: '1' }),
        said('4', 'ann', '2026-01-05T09:30:00Z', text, { parentId }),
      ]),
    ]);
    expect(
      await db.store.query(
        "SELECT addressed FROM turn JOIN message USING (message_id) WHERE native_id = '4'",
      ),
    ).toEqual([{ addressed }]);
  });
});
