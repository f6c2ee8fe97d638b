import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenOf } from '../../src/measures/decisions/seen.ts';
import type { Act } from '../../src/model/act.ts';
import { askedOnce } from '../../src/server/asked-once.ts';
import { addActs, listActs } from '../../src/store/acts.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { waitingAnswer } from '../journal.ts';
import { testPlan } from '../reading.ts';

let db: Database;
let refreshed: number;
beforeEach(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '200MB' });
  refreshed = 0;
});
afterEach(() => db.close());

const note = (id: string, at: string, rest: Partial<Act> = {}): Act => ({
  id,
  at,
  who: 'ann',
  kind: 'note',
  detail: { what: id },
  ...rest,
});
const add = (...acts: Act[]) =>
  addActs(db, acts, {
    plan: testPlan,
    refresh: async () => {
      refreshed++;
      return { cycles: 0 };
    },
  });
const ids = async (store = db.store) => (await listActs(store)).map(({ id }) => id);

describe('acts', () => {
  it('are listed in the order in which they were done, each once, whenever they were added', async () => {
    expect(await add(note('b', '2026-01-02T00:00:00.000Z'), note('d', '2026-01-04T00:00:00.000Z'))).toBe(2);
    expect(await ids()).toEqual(['b', 'd']);
    const again = [note('b', '2026-01-02T00:00:00.000Z'), note('a', '2026-01-01T00:00:00.000Z')];
    expect(
      await add(...again, note('c', '2026-01-04T00:00:00.000Z'), note('c', '2026-01-05T00:00:00.000Z')),
    ).toBe(2);
    expect(await ids()).toEqual(['a', 'b', 'c', 'd']);
    expect(await ids(askedOnce(db.store))).toEqual(['a', 'b', 'c', 'd']);
    expect(await listActs(askedOnce(db.store))).toBe(await listActs(db.store));
  });

  it('that are taken back with their transaction are not remembered', async () => {
    await add(note('a', '2026-01-01T00:00:00.000Z'));
    await ids();
    const broken = db.transaction(async (store) => {
      await store.run("INSERT INTO act SELECT * REPLACE ('x' AS act_id) FROM act");
      expect((await listActs(store)).map(({ id }) => id)).toEqual(['a', 'x']);
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    await add(note('y', '2026-01-03T00:00:00.000Z'));
    expect(await ids()).toEqual(['a', 'y']);
  });

  it('of the journal change no number, their undo neither', async () => {
    await add(note('a', '2026-01-01T00:00:00.000Z'));
    await add(note('u', '2026-01-02T00:00:00.000Z', { kind: 'undo', detail: { act: 'a' } }));
    expect(refreshed).toBe(0);
    await add(note('o', '2026-01-03T00:00:00.000Z', { kind: 'plan-edit', detail: {} }));
    await add(note('v', '2026-01-04T00:00:00.000Z', { kind: 'undo', detail: { act: 'o' } }));
    expect(refreshed).toBe(2);
  });

  it('come back by the thousand, with what was seen, within little memory', async () => {
    const seen = { ...seenOf(waitingAnswer(0.4)), title: 'x'.repeat(8000) };
    const many = Array.from({ length: 3000 }, (_, n) =>
      note(`n${n}`, new Date(Date.UTC(2022, 0, 1) + n * 3_600_000).toISOString(), { seen }),
    );
    expect(await add(...many)).toBe(3000);
    expect((await listActs(db.store)).at(-1)).toEqual(many.at(-1));
  }, 60_000);
});
