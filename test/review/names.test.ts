import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitingCurve } from '../../src/measures/ignoring/waiting-curve.ts';
import { waitingNow } from '../../src/measures/ignoring/waiting-now.ts';
import { defaultFilter } from '../../src/model/filter.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());
const asking = (filter = {}) => ({
  store: db.store,
  filter: { ...defaultFilter, ...filter },
  plan: testPlan,
  seed: 1,
  dataVersion: 1,
  program: 'test',
});

describe('names', () => {
  it('rows name nobody else', async () => {
    await importAll(db, [
      fileOf('a', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme ask @bobby does it?')]),
    ]);
    for (const m of [waitingCurve, waitingNow]) {
      const { sql, params } = await m.rows(asking());
      const rows = JSON.stringify(await db.store.query(sql, params));
      expect(rows).toContain('does it?');
      expect(rows).not.toContain('bobby');
      expect(rows).not.toContain('"ann"');
    }
  });
  it('pseudonyms do not collide', async () => {
    await importAll(db, [
      fileOf(
        'a',
        Array.from({ length: 6000 }, (_, i) => said(`${i}`, `p${i}`, '2026-03-01T09:00:00Z', '@acme hi?')),
      ),
    ]);
    const { sql, params } = await waitingCurve.rows(asking());
    expect(await db.store.query(`SELECT count(DISTINCT who)::INTEGER AS n FROM (${sql})`, params)).toEqual([
      { n: 6000 },
    ]);
  });
});
