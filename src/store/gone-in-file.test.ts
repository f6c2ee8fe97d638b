import { expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { openDatabase } from './database.ts';

it('what a file says is gone loses its text, and no other file brings it back', async () => {
  const db = await openDatabase(':memory:');
  try {
    const post = said('1', 'acme', '2026-05-01T10:00:00.000Z', 'Hello');
    const ask = said('2', 'ann', '2026-05-01T11:00:00.000Z', 'Regretted words', { parentId: '1' });
    const late = said('3', 'bea', '2026-05-01T12:00:00.000Z', 'Never seen here');
    const ofAnn = said('4', 'Ann', '2026-05-01T13:00:00.000Z', 'More of me', { parentId: '1' });
    await importAll(db, [fileOf('a', [post, ask])]);
    const removal = fileOf('b', [
      { line: 1, gone: [{ source: 'x', nativeId: '2' }] },
      { line: 2, gone: [{ source: 'x', nativeId: '3' }] },
    ]);
    const { gone, files } = await importAll(db, [removal]);
    expect(gone).toBe(1);
    expect(files[0]).toMatchObject({ rows: 2, accepted: 2, messages: 0 });
    await importAll(db, [fileOf('c', [ask, late, ofAnn])]);
    const texts = async () =>
      db.store.query('SELECT native_id AS id, text, deleted_at IS NOT NULL AS gone FROM message ORDER BY id');
    expect(await texts()).toEqual([
      { id: '1', text: 'Hello', gone: false },
      { id: '2', text: '', gone: true },
      { id: '3', text: '', gone: expect.any(Boolean) },
      { id: '4', text: 'More of me', gone: false },
    ]);
    const ended = await importAll(db, [fileOf('d', [{ line: 1, gone: [{ source: 'x', author: 'ann' }] }])]);
    expect(ended.gone).toBe(1);
    expect(await texts()).toContainEqual({ id: '4', text: '', gone: true });
    expect(await texts()).toContainEqual({ id: '1', text: 'Hello', gone: false });
    expect(JSON.stringify(await db.store.query('FROM observation'))).not.toContain('More of me');
  } finally {
    await db.close();
  }
});
