import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts, seriesIn } from '../../src/facts/index.ts';
import { addAct, addActs, listActs, readActs } from '../../src/store/acts.ts';
import { backup } from '../../src/store/backup.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { schemaVersion } from '../../src/store/migrate.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { act, waitingSeen } from '../journal.ts';
import { memoryFile } from '../memory-file.ts';

import { fileOf, importAll, said, testPlan } from '../reading.ts';
import { incomingOf } from '../series.ts';

let folder: string;
let db: Database;
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-backup-'));
  db = await openDatabase(path.join(folder, 'rapport.duckdb'));
  await importAll(db, [
    fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme is this "quoted", 100% — ok?')]),
  ]);
  await addAct(
    db,
    {
      id: 'act-1',
      at: '2026-03-02T09:00:00.000Z',
      who: 'kim',
      kind: 'needs-no-answer',
      message: { source: 'x', nativeId: '1' },
      detail: { reason: 'she said "never mind"\nlater' },
    },
    { plan: testPlan, refresh: refreshFacts },
  );
});
afterEach(async () => {
  await db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('backup', () => {
  it('carries series from elsewhere, with all that was told of them', async () => {
    for (const leads of [10, 12])
      await importAll(db, [await incomingOf(memoryFile('crm.csv', `month,leads\n2026-01,${leads}\n`))]);
    await backup(db, path.join(folder, 'copy'));
    const copy = await openDatabase(path.join(folder, 'copy', 'rapport.duckdb'));
    try {
      expect((await seriesIn(copy.store, 'leads'))[0]?.points.map(({ value }) => value)).toEqual([12]);
      await undoImport(copy, 3, {
        now: '2026-12-31T00:00:00Z',
        who: 'test',
        plan: testPlan,
        refresh: refreshFacts,
      });
      expect((await seriesIn(copy.store, 'leads'))[0]?.points.map(({ value }) => value)).toEqual([10]);
    } finally {
      await copy.close();
    }
  });

  it('copies everything while the database is open, and the acts as text', async () => {
    const target = path.join(folder, 'copy');
    const done = await backup(db, target);
    expect(done.acts).toBe(1);
    expect(done.files.map(({ name }) => name).sort()).toEqual(['acts.jsonl', 'rapport.duckdb']);
    const copy = await openDatabase(path.join(target, 'rapport.duckdb'));
    const all = 'SELECT m.text, d.reason FROM message m JOIN dismissal d USING (message_id)';
    expect(await copy.store.query(all)).toEqual(await db.store.query(all));
    await copy.close();
  });

  it('refuses a folder that holds something', async () => {
    await expect(backup(db, folder)).rejects.toThrow('is not empty');
  });

  it('lets acts be read back into a workspace that was imported anew, once', async () => {
    const target = path.join(folder, 'copy');
    await backup(db, target);
    const acts = readActs(fs.readFileSync(path.join(target, 'acts.jsonl'), 'utf8'));
    const anew = await openDatabase(':memory:');
    const world = { plan: testPlan, refresh: refreshFacts };
    expect(await addActs(anew, acts, world)).toBe(1);
    expect(await addActs(anew, acts, world)).toBe(0);
    await importAll(anew, [fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme again?')])]);
    expect(await anew.store.query('SELECT reason FROM dismissal')).toEqual([
      { reason: 'she said "never mind"\nlater' },
    ]);
    expect(await listActs(anew.store)).toEqual(await listActs(db.store));
    await anew.close();
  });

  it('keeps an entry of the journal with the answer as it was seen, and no answer waits for it', async () => {
    const version = () => db.store.query("SELECT value FROM meta WHERE key = 'data_version'");
    const before = await version();
    const decided = act(
      'd',
      '2026-03-29',
      'decision',
      { what: 'Two rounds.', by: '2026-04-26' },
      waitingSeen,
    );
    const undone = act('u', '2026-03-30', 'undo', { act: 'd' });
    const world = { plan: testPlan, refresh: refreshFacts };
    expect(await addActs(db, [decided, undone], world)).toBe(2);
    expect(await version()).toEqual(before);
    const target = path.join(folder, 'copy');
    await backup(db, target);
    const acts = readActs(fs.readFileSync(path.join(target, 'acts.jsonl'), 'utf8'));
    expect(acts.find(({ id }) => id === 'd')?.seen).toEqual(waitingSeen);
    expect(acts).toEqual(await listActs(db.store));
    const broken = { ...decided, seen: { ...waitingSeen, estimates: [{ name: 'x' }] } };
    expect(() => readActs(JSON.stringify(broken))).toThrow('line 1 is no act');
  });

  it('names the line that is no act', () => {
    expect(() => readActs('{"id":"a"}\n')).toThrow('acts.jsonl, line 1 is no act.');
  });
});

describe('a database file', () => {
  it('that is newer than the program is refused with both versions named', async () => {
    await db.transaction((store) => store.run("UPDATE meta SET value = '99' WHERE key = 'schema_version'"));
    const { file } = db;
    await db.close();
    await expect(openDatabase(file)).rejects.toThrow(
      `has schema 99; this Rapport knows schemas up to ${schemaVersion}`,
    );
    db = await openDatabase(':memory:');
  });

  it('that is none is refused in words', async () => {
    const file = path.join(folder, 'none.duckdb');
    fs.writeFileSync(file, 'this is a text, not a database, and long enough to be looked at'.repeat(200));
    await expect(openDatabase(file)).rejects.toThrow('cannot be read as a Rapport database');
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['its head alone', (bytes: Buffer) => bytes.subarray(0, 4096)],
    [
      'other bytes in the middle',
      (bytes: Buffer) => Buffer.from(bytes).fill(170, bytes.length / 2, (bytes.length * 3) / 4),
    ],
    ['other bytes at the end', (bytes: Buffer) => Buffer.from(bytes).fill(170, bytes.length - 262_000)],
  ])('that is damaged is refused in words, and not as one that is open elsewhere: %s', async (_, damage) => {
    const file = path.join(folder, 'block.duckdb');
    const whole = await openDatabase(file);
    await importAll(whole, [fileOf('a', [said('1', 'ann', '2026-01-05T09:00:00Z', 'hello')])]);
    await whole.close();
    const damaged = damage(fs.readFileSync(file));
    fs.writeFileSync(file, damaged);
    await expect(openDatabase(file)).rejects.toThrow('block.duckdb is damaged');
    expect(fs.readFileSync(file).equals(damaged)).toBe(true);
  });
});
