import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { readAround } from './around.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const minute = (n: number) => new Date(Date.UTC(2026, 2, 9) + n * 60_000).toISOString();
const around = (nativeId: string) => readAround(db.store, { source: 'x', nativeId });

it('gives what a message answers, what answers it, and names nobody', async () => {
  await importAll(db, [
    fileOf('a', [
      said('1', 'ann', minute(1), '@acme it leaks', { parentId: '0' }),
      said('2', 'acme', minute(2), 'since when?', { parentId: '1' }),
      said('3', 'bob', minute(3), 'same here', { parentId: '1' }),
      said('4', 'ann', minute(4), 'since May', { parentId: '2' }),
      said('5', 'cem', minute(5), 'ours too', { parentId: '4' }),
      said('6', 'ann', minute(6), 'see?', { parentId: '5' }),
    ]),
  ]);
  const found = await around('4');
  expect(found?.above.map(({ from, text }) => [from, text])).toEqual([
    ['missing', ''],
    ['writer', '@acme it leaks'],
    ['us', 'since when?'],
  ]);
  expect(found?.message).toMatchObject({
    from: 'writer',
    text: 'since May',
    channel: 'acme',
    at: '2026-03-09T00:04:00Z',
  });
  expect(found?.below).toMatchObject([{ from: 'another', person: 1, text: 'ours too' }]);
  expect(found?.elsewhere).toBe(2);
  expect(JSON.stringify(found)).not.toMatch(/\b(ann|bob|cem)\b/);
  expect(await around('0')).toBeUndefined();
  expect(await around('404')).toBeUndefined();
});

it('folds a thread of hundreds', async () => {
  const long = Array.from({ length: 300 }, (_, n) =>
    said(`l${n}`, n % 2 ? 'acme' : 'ann', minute(n), `step ${n}`, n ? { parentId: `l${n - 1}` } : {}),
  );
  const crowd = Array.from({ length: 60 }, (_, n) =>
    said(`c${n}`, `p${n}`, minute(400 + n), 'me', { parentId: 'l299' }),
  );
  await importAll(db, [fileOf('a', [...long, ...crowd])]);
  const found = await around('l299');
  expect(found?.above).toHaveLength(40);
  expect(found?.above[0]?.text).toBe('step 0');
  expect(found?.above.at(-1)?.text).toBe('step 298');
  expect(found?.below.map(({ person }) => person)).toEqual([2, 3, 4, 5, 6]);
  expect(found?.elsewhere).toBe(360 - 46);
});
