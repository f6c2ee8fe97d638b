import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());
const q = (sql: string) => db.store.query(sql);
const plan = (own: Plan['own']): Plan => ({ ...testPlan, own, version: JSON.stringify(own) });
const until = () =>
  q("SELECT word, sides, strftime(observed_until, '%Y-%m-%d') AS u FROM channel ORDER BY lower(word)");
const hi = said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?');

describe('own side', () => {
  it('plan naming one source leaves the others to the file', async () => {
    await importAll(
      db,
      [
        fileOf('a', [hi]),
        fileOf('m', [said('m1', 'acme@h', '2026-03-01T09:00:00Z', 'post', { source: 'mastodon' })], {
          ownAccounts: ['acme@h'],
          sides: 'own',
        }),
      ],
      { plan: plan({ x: ['acme'] }) },
    );
    expect(await q('SELECT source FROM own_account ORDER BY 1')).toEqual([
      { source: 'mastodon' },
      { source: 'x' },
    ]);
  });
  it('an own account known by handle only and later by id is one', async () => {
    const p = plan({ x: ['acme'] });
    await importAll(
      db,
      [fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', 'hi?', { channel: 'acme' })])],
      { plan: p },
    );
    await importAll(
      db,
      [
        fileOf('b', [
          said('2', '123', '2026-03-01T10:00:00Z', 'yes', {
            parentId: '1',
            author: { id: '123', handle: 'Acme' },
          }),
        ]),
      ],
      { plan: p },
    );
    expect(await q('SELECT count(*)::INTEGER AS n FROM turn')).toEqual([{ n: 2 }]);
    expect(await q('SELECT word FROM channel')).toEqual([{ word: 'Acme' }]);
  });
  it('file fully seen before still names own', async () => {
    await importAll(db, [fileOf('a', [hi], { ownAccounts: [] })]);
    expect(await until()).toEqual([]);
    await importAll(db, [fileOf('b', [hi], { ownAccounts: ['acme'] })]);
    expect(await until()).toMatchObject([{ word: 'acme' }]);
  });
  it('--us with @ ; --us again on the same file', async () => {
    const f = () =>
      fileOf('a', [hi, said('2', 'bob', '2026-03-01T09:00:00Z', '@beta hi?')], {
        ownAccounts: ['acme', 'beta'],
      });
    await importAll(db, [f()], { us: ['@Acme'] });
    expect(await until()).toMatchObject([{ word: 'acme' }]);
    await importAll(db, [f()], { us: ['beta'] });
    expect(await until()).toMatchObject([{ word: 'beta' }]);
    await importAll(db, [f()]);
    expect((await until()).length).toBe(2);
  });
  it('same handle on two sources in other case', async () => {
    await importAll(db, [
      fileOf(
        'a',
        [
          said('1', 'Acme', '2026-03-01T09:00:00Z', 'p'),
          said('2', 'acme', '2026-03-01T09:00:00Z', 'p', { source: 'y' }),
        ],
        { ownAccounts: ['acme'] },
      ),
    ]);
    expect((await until()).map((r) => (r as { word: string }).word.toLowerCase())).toEqual([
      'x:acme',
      'y:acme',
    ]);
  });
});
