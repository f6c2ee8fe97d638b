import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { listConflicts, listImports, rejectedRows, totals } from '../../src/store/imports.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const undo = (importId: number) =>
  undoImport(db, importId, {
    now: '2026-01-02T00:00:00Z',
    who: 'test',
    plan: testPlan,
    refresh: refreshFacts,
  });
const texts = async () =>
  (await db.store.query<{ text: string | null }>('SELECT text FROM message ORDER BY native_id')).map(
    ({ text }) => text,
  );
const march = { observedUntil: '2026-03-31T00:00:00Z' };
const april = { observedUntil: '2026-04-30T00:00:00Z' };

describe('ingest', () => {
  it('counts every row and keeps refused ones with file, line and reason', async () => {
    const report = await importAll(db, [
      fileOf('a.csv', [
        said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?'),
        { line: 3, rejected: 'the date 2026-02-30 does not exist', excerpt: '2,ann,2026-02-30' },
        { line: 4, empty: true },
      ]),
    ]);
    expect(report.files[0]).toMatchObject({ rows: 3, accepted: 1, rejected: 1, empty: 1, messages: 1 });
    expect(await rejectedRows(db.store)).toEqual([
      {
        importId: 1,
        shown: 'a.csv',
        line: 3,
        reason: 'the date 2026-02-30 does not exist',
        excerpt: '2,ann,2026-02-30',
      },
    ]);
  });

  it('does not read a file twice and changes nothing by an export that overlaps', async () => {
    const one = said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?');
    const two = said('2', 'ann', '2026-03-02T09:00:00Z', '@acme there?');
    await importAll(db, [fileOf('march', [one], march)]);
    const again = await importAll(db, [fileOf('march', [one], march)]);
    expect(again).toMatchObject({ importId: 0, added: 0, changed: 0 });
    expect(again.files[0].known).toBe(true);
    const overlap = await importAll(db, [fileOf('april', [one, two], april)]);
    expect(overlap).toMatchObject({ added: 1, changed: 0, same: 1 });
    expect((await listImports(db.store)).map(({ added }) => added)).toEqual([1, 1]);
  });

  it.each([
    ['a worse encoding never wins', 'caf\ufffd there', march, 'café there', april, 'café there'],
    ['not even from the later export', 'café there', march, 'caf\ufffd thereabouts', april, 'café there'],
    ['a shorter text never wins', 'a long text', march, 'a long', april, 'a long text'],
    ['else the later export does', 'the old text', march, 'the new text', april, 'the new text'],
    ['in any order of arrival', 'the new text', april, 'the old text', march, 'the new text'],
  ])('%s', async (_, text, end, otherText, otherEnd, kept) => {
    await importAll(db, [fileOf('a', [said('1', 'acme', '2026-03-01T09:00:00Z', text)], end)]);
    await importAll(db, [fileOf('b', [said('1', 'acme', '2026-03-01T09:00:00Z', otherText)], otherEnd)]);
    expect(await texts()).toEqual([kept]);
    expect(await listConflicts(db.store)).toEqual([]);
  });

  it('keeps the first of two texts of equal standing and lists the conflict', async () => {
    await importAll(db, [fileOf('a', [said('1', 'acme', '2026-03-01T09:00:00Z', 'one')], march)]);
    const report = await importAll(db, [
      fileOf('b', [said('1', 'acme', '2026-03-01T09:00:00Z', 'two')], march),
    ]);
    expect(report.conflicts).toBe(1);
    expect(await texts()).toEqual(['one']);
    expect(await listConflicts(db.store)).toEqual([
      { source: 'x', nativeId: '1', kept: 'one', other: 'two', shown: 'b' },
    ]);
  });

  it('keeps what one export knows and another does not', async () => {
    await importAll(db, [
      fileOf(
        'archive',
        [said('2', 'acme', '2026-03-01T09:00:00Z', 'text', { parentId: '1', kind: 'reply' })],
        march,
      ),
      fileOf(
        'analytics',
        [
          said('2', 'acme', '2026-03-01T09:00:00Z', 'text', {
            kind: 'post',
            url: 'https://x.com/acme/status/2',
          }),
        ],
        april,
      ),
    ]);
    expect(
      await db.store.query('SELECT parent_native_id AS parent, url FROM message WHERE NOT placeholder'),
    ).toEqual([{ parent: '1', url: 'https://x.com/acme/status/2' }]);
  });

  it('appends counts as snapshots and never merges them', async () => {
    const metrics = (value: number) => [{ metric: 'likes', value, definition: 'test:likes:1' }];
    await importAll(db, [
      fileOf('a', [said('1', 'acme', '2026-03-01T09:00:00Z', 't', { metrics: metrics(3) })], march),
    ]);
    await importAll(db, [
      fileOf('b', [said('1', 'acme', '2026-03-01T09:00:00Z', 't', { metrics: metrics(5) })], april),
    ]);
    await importAll(db, [
      fileOf(
        'b2',
        [said('1', 'acme', '2026-03-01T09:00:00Z', 't', { metrics: metrics(5), lang: 'en' })],
        april,
      ),
    ]);
    expect(await db.store.query('SELECT value FROM metric_snapshot ORDER BY observed_at')).toEqual([
      { value: 3 },
      { value: 5 },
    ]);
  });

  it('keeps nothing when it breaks midway', async () => {
    const breaking = {
      checkpoint: (name: string) => {
        if (name === 'threads') throw new Error('broken');
      },
    };
    const files = [fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?')])];
    await expect(importAll(db, files, breaking)).rejects.toThrow('broken');
    expect(await totals(db.store)).toMatchObject({ messages: 0, conversations: 0 });
    expect(
      await importAll(db, [fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?')])]),
    ).toMatchObject({
      added: 1,
    });
  });

  it('survives messages that answer each other in a ring, and says so', async () => {
    const report = await importAll(db, [
      fileOf('a', [
        said('1', 'ann', '2026-03-01T09:00:00Z', '@acme a?', { parentId: '3' }),
        said('2', 'acme', '2026-03-01T10:00:00Z', 'b', { parentId: '1' }),
        said('3', 'ann', '2026-03-01T11:00:00Z', 'c', { parentId: '2' }),
        said('4', 'ann', '2026-03-01T11:00:00Z', 'itself', { parentId: '4' }),
      ]),
    ]);
    expect(report.cycles).toBe(2);
    expect(await db.store.query('SELECT messages FROM conversation ORDER BY 1')).toEqual([
      { messages: 1 },
      { messages: 3 },
    ]);
  });
});

describe('undo of an import', () => {
  it('takes away what only it brought and leaves what another had too', async () => {
    const shared = said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?');
    await importAll(db, [
      fileOf('a', [shared, said('2', 'acme', '2026-03-01T10:00:00Z', '@ann yes', { parentId: '1' })]),
    ]);
    await importAll(db, [
      fileOf('b', [shared, said('3', 'ann', '2026-03-01T11:00:00Z', '@acme ta', { parentId: '2' })]),
    ]);
    expect(await undo(1)).toEqual({ removed: 1, restored: 0 });
    // message 2 is answered by 3, so it is a placeholder now
    expect(await db.store.query('SELECT native_id AS id, placeholder FROM message ORDER BY 1')).toEqual([
      { id: '1', placeholder: false },
      { id: '2', placeholder: true },
      { id: '3', placeholder: false },
    ]);
    expect(
      await db.store.query(
        "SELECT state FROM first_answer a JOIN message m USING (message_id) WHERE native_id = '1'",
      ),
    ).toEqual([{ state: 'waiting' }]);
    await undo(2);
    expect(await totals(db.store)).toMatchObject({
      messages: 0,
      placeholders: 0,
      conversations: 0,
      channels: 0,
    });
    await expect(undo(2)).rejects.toThrow('undone already');
  });

  it('brings an older text back', async () => {
    await importAll(db, [fileOf('a', [said('1', 'acme', '2026-03-01T09:00:00Z', 'the old text')], march)]);
    await importAll(db, [fileOf('b', [said('1', 'acme', '2026-03-01T09:00:00Z', 'the new text')], april)]);
    expect(await undo(2)).toEqual({ removed: 0, restored: 1 });
    expect(await texts()).toEqual(['the old text']);
  });

  it('lets the same file be imported again', async () => {
    const file = () => fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme hi?')]);
    await importAll(db, [file()]);
    await undo(1);
    expect(await importAll(db, [file()])).toMatchObject({ added: 1, importId: 2 });
  });
});
