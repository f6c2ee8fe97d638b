import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { backup } from '../store/backup.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { keepLooks } from './looks.ts';

let dir: string;
let db: Database;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-looks-'));
  db = await openDatabase(join(dir, 'rapport.duckdb'), { memoryLimit: '300MB' });
});
afterEach(async () => {
  await db.close();
  await rm(dir, { recursive: true, force: true });
});

const rows = (of: Database) =>
  of.store.query(`SELECT strftime(day, '%Y-%m-%d') AS day, measure, looks FROM look ORDER BY ALL`);

it('counts by day of the zone and metric, and nothing else', async () => {
  let now = new Date('2026-03-30T21:00:00Z');
  const looks = keepLooks(
    db,
    () => now,
    (error) => expect.unreachable(String(error)),
  );
  looks.count(['two-way', 'waiting-curve'], 'Europe/Berlin');
  looks.count(['two-way'], 'Europe/Berlin');
  looks.count([], 'Europe/Berlin');
  now = new Date('2026-03-30T22:30:00Z');
  looks.count(['two-way'], 'Europe/Berlin');
  await looks.settle();
  looks.count(['two-way'], 'Europe/Berlin');
  await looks.settle();
  expect(await rows(db)).toEqual([
    { day: '2026-03-30', measure: 'two-way', looks: 2 },
    { day: '2026-03-30', measure: 'waiting-curve', looks: 1 },
    { day: '2026-03-31', measure: 'two-way', looks: 2 },
  ]);
  await backup(db, join(dir, 'copy'));
  const copy = await openDatabase(join(dir, 'copy', 'rapport.duckdb'), { memoryLimit: '300MB' });
  try {
    expect(await rows(copy)).toEqual(await rows(db));
  } finally {
    await copy.close();
  }
});

it('loses a count that cannot be written, and says so', async () => {
  const failed: unknown[] = [];
  const looks = keepLooks(
    db,
    () => new Date('2026-03-30T12:00:00Z'),
    (error) => failed.push(error),
  );
  await db.transaction((store) => store.run('DROP TABLE look'));
  looks.count(['two-way'], 'UTC');
  await looks.settle();
  expect(failed).toHaveLength(1);
});
