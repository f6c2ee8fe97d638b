import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { listConflicts, totals } from '../../src/store/imports.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());
const q = (sql: string) => db.store.query(sql);
const undo = (importId: number) =>
  undoImport(db, importId, {
    now: '2026-12-31T00:00:00Z',
    who: 'test',
    plan: testPlan,
    refresh: refreshFacts,
  });
const march = { observedUntil: '2026-03-31T00:00:00Z' };
const april = { observedUntil: '2026-04-30T00:00:00Z' };
const until = () =>
  q("SELECT word, sides, strftime(observed_until, '%Y-%m-%d') AS u FROM channel ORDER BY lower(word)");
const hi = said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?');

describe('observed until', () => {
  it('moves with a newer export that brings nothing new', async () => {
    await importAll(db, [fileOf('a', [hi], march)]);
    await importAll(db, [fileOf('b', [hi], april)]);
    expect(await until()).toMatchObject([{ u: '2026-04-30' }]);
  });
  it('with both in one import', async () => {
    await importAll(db, [fileOf('a', [hi], march), fileOf('b', [hi], april)]);
    expect(await until()).toMatchObject([{ u: '2026-04-30' }]);
  });
  it('goes back when the newer is undone, and when the first is', async () => {
    await importAll(db, [fileOf('a', [hi], april)]);
    await importAll(db, [fileOf('b', [hi], march)]);
    await undo(1);
    expect(await until()).toMatchObject([{ u: '2026-03-31' }]);
  });
  it('sides both known from later file', async () => {
    await importAll(db, [fileOf('a', [hi], { ...march, sides: 'own' })]);
    await importAll(db, [fileOf('b', [hi], { ...march, sides: 'both' })]);
    expect(await until()).toMatchObject([{ sides: 'both' }]);
    expect(await q('SELECT completeness c FROM conversation')).toEqual([{ c: 'complete' }]);
  });
});

describe('undo', () => {
  it('makes no second placeholder', async () => {
    const p = said('p', 'acme', '2026-03-01T08:00:00Z', 'parent');
    await importAll(db, [
      fileOf('a', [p, said('c', 'ann', '2026-03-01T09:00:00Z', 'new text?', { parentId: 'p' })], april),
    ]);
    await importAll(db, [
      fileOf('b', [said('c', 'ann', '2026-03-01T09:00:00Z', 'old text?', { parentId: 'p' })], march),
    ]);
    await undo(1);
    expect(await q('SELECT native_id AS id, placeholder AS p FROM message ORDER BY 1')).toEqual([
      { id: 'c', p: false },
      { id: 'p', p: true },
    ]);
    expect(await q('SELECT count(*)::INTEGER AS n FROM turn')).toEqual([{ n: 2 }]);
  });
  it('drops settled conflicts', async () => {
    await importAll(db, [fileOf('a', [said('1', 'acme', '2026-03-01T09:00:00Z', 'one')], march)]);
    await importAll(db, [fileOf('b', [said('1', 'acme', '2026-03-01T09:00:00Z', 'two')], march)]);
    expect((await listConflicts(db.store)).length).toBe(1);
    await undo(1);
    expect(await listConflicts(db.store)).toEqual([]);
  });
  it('first of three overlapping', async () => {
    await importAll(db, [fileOf('a', [hi], march)]);
    await importAll(db, [fileOf('b', [hi], { observedUntil: '2026-04-01T00:00:00Z' })]);
    await importAll(db, [fileOf('c', [hi], april)]);
    await undo(1);
    expect(await until()).toMatchObject([{ u: '2026-04-30' }]);
    await undo(3);
    expect(await until()).toMatchObject([{ u: '2026-04-01' }]);
    await importAll(db, [fileOf('a', [hi], march)]);
    await undo(2);
    expect(await until()).toMatchObject([{ u: '2026-03-31' }]);
    await undo(4);
    expect(await totals(db.store)).toMatchObject({
      messages: 0,
      conversations: 0,
      channels: 0,
      placeholders: 0,
    });
  });
});

describe('merge', () => {
  it('a worse encoding is no conflict', async () => {
    await importAll(db, [fileOf('a', [said('1', 'acme', '2026-03-01T09:00:00Z', 'caf\ufffd')], march)]);
    const r = await importAll(db, [fileOf('b', [said('1', 'acme', '2026-03-01T09:00:00Z', 'café')], march)]);
    expect(r.conflicts).toBe(0);
  });
  it('a text seen again later is the latest', async () => {
    const t = (text: string) => said('1', 'acme', '2026-03-01T09:00:00Z', text);
    await importAll(db, [fileOf('a', [t('aaa')], march)]);
    await importAll(db, [fileOf('b', [t('bbb')], april)]);
    await importAll(db, [fileOf('c', [t('aaa')], { observedUntil: '2026-05-30T00:00:00Z' })]);
    expect(await q('SELECT text FROM message')).toEqual([{ text: 'aaa' }]);
    await undo(3);
    expect(await q('SELECT text FROM message')).toEqual([{ text: 'bbb' }]);
  });
  it('changing parent leaves no idle placeholder', async () => {
    await importAll(db, [
      fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', 'x', { parentId: 'p' })], march),
    ]);
    await importAll(db, [
      fileOf('b', [said('1', 'ann', '2026-03-01T09:00:00Z', 'x', { parentId: 'r' })], april),
    ]);
    expect(await totals(db.store)).toMatchObject({ placeholders: 1, conversations: 1 });
  });
  it('NUL, lone surrogate, emoji, empty are idempotent', async () => {
    const rows = ['a\0b', 'x \ud83d y', '👩‍👩‍👧', '', 'e\u0301 é'].map((t, i) =>
      said(`k${i}`, 'o\'br"ien;--', '2026-03-01T09:00:00Z', t),
    );
    await importAll(db, [fileOf('a', rows)]);
    const r = await importAll(db, [fileOf('b', [...rows, hi])]);
    expect(r).toMatchObject({ added: 1, changed: 0, same: 5, conflicts: 0 });
  });
});
