import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samePerson, undone, write } from '../../test/coding.ts';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { linkedTo, personLinks } from './person.ts';
import { membersOf } from './target-group.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  const people = ['ann', 'Ann2', 'bob', 'cem'];
  await importAll(db, [
    fileOf('x', [
      said('0', 'acme', '2026-01-01T00:00:00Z', 'We are here'),
      ...people.map((who, n) => said(String(n + 1), who, '2026-01-02T00:00:00Z', '@acme hello?')),
      said('9', '4711', '2026-01-02T00:00:00Z', '@acme hi', { author: { id: '4711', handle: 'Dee' } }),
    ]),
    fileOf('b', [
      said('11', 'ann', '2026-01-03T00:00:00Z', '@acme hello?', { source: 'bluesky' }),
      said('12', 'bob', '2026-01-03T00:00:00Z', '@acme hello?', { source: 'bluesky' }),
    ]),
  ]);
});
afterEach(() => db.close());

const others = async (source: string, nativeId: string) =>
  (await linkedTo(db.store, { source, nativeId })).map((one) => `${one.source}:${one.nativeId}`);

describe('a person', () => {
  it('is one account until somebody links it, whatever two accounts are called', async () => {
    expect(await others('x', 'ann')).toEqual([]);
    expect(await db.store.query('FROM linked_account')).toEqual([]);
  });

  it('is all accounts that are linked with each other, over others too, and without regard to case', async () => {
    await write(db, samePerson('x:ANN', 'bluesky:ann'), samePerson('bluesky:ann', 'x:ann2'));
    await write(db, samePerson('x:bob', 'bluesky:bob'));
    expect(await others('x', 'ann')).toEqual(['bluesky:ann', 'x:ann2']);
    expect(await others('x', 'ANN2')).toEqual(['bluesky:ann', 'x:ann']);
    expect(await others('bluesky', 'bob')).toEqual(['x:bob']);
    expect(await others('x', 'cem')).toEqual([]);
    const rows = await db.store.query<{ who: string; least: string }>(
      `SELECT a.source || ':' || a.key AS who, p.source || ':' || p.key AS least FROM linked_account l
      JOIN account a ON a.account_id = l.account_id JOIN account p ON p.account_id = l.person_id ORDER BY who`,
    );
    const leastOf = new Map(rows.map(({ who, least }) => [who, least]));
    expect([...leastOf.keys()]).toEqual(['bluesky:ann', 'bluesky:bob', 'x:ann', 'x:ann2', 'x:bob']);
    expect(new Set(['bluesky:ann', 'x:ann', 'x:ann2'].map((who) => leastOf.get(who))).size).toBe(1);
    expect(leastOf.get('x:bob')).not.toBe(leastOf.get('x:ann'));
  });

  it('falls apart where a link is taken back, and only there', async () => {
    const second = samePerson('bluesky:ann', 'x:ann2');
    await write(db, samePerson('x:ann', 'bluesky:ann'), second, undone(second));
    expect(await others('x', 'ann')).toEqual(['bluesky:ann']);
    expect(await others('x', 'ann2')).toEqual([]);
    expect((await personLinks(db.store)).map(({ other }) => other.nativeId)).toEqual(['ann']);
  });

  it('is a member of a group by any of its accounts', async () => {
    const group = (word: string, members?: string[]) => ({ word, name: word, ...(members && { members }) });
    const sizes = async () => {
      const groups = [
        group('engineers', ['x:@dee', 'X:ann', 'bluesky:ann', 'x:nobody']),
        group('buyers', ['x:nobody']),
        group('others'),
      ];
      return [...(await membersOf(db.store, groups))].map(([word, people]) => [word, people.size]);
    };
    expect(await sizes()).toEqual([
      ['engineers', 3],
      ['buyers', 0],
    ]);
    await write(db, samePerson('x:ann', 'bluesky:ann'));
    expect(await sizes()).toEqual([
      ['engineers', 2],
      ['buyers', 0],
    ]);
  });
});
