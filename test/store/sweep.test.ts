import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import { Problem } from '../../src/model/problem.ts';
import { listAudit } from '../../src/store/audit.ts';
import { keepConnection, listConnections } from '../../src/store/connections.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { ingestLeg } from '../../src/store/ingest-leg.ts';
import { dueForSweep, sweep } from '../../src/store/sweep.ts';
import { legOf, told } from '../connector.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let db: Database;
const world = (now: string) => ({
  now,
  who: 'schedule',
  plan: testPlan,
  refresh: refreshFacts,
  progress: () => undefined,
});
const read = '2026-06-01T00:00:00Z';
beforeEach(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '300MB' });
  await keepConnection(
    db,
    {
      name: 'acme',
      connector: 'parley',
      origin: 'https://parley.example',
      account: 'did:acme',
      handle: 'acme',
    },
    read,
  );
  const leg = legOf(
    'end',
    [
      told('new', 'ann', '2026-05-31T09:00:00Z', { channel: 'did:acme', text: 'is it so?' }),
      told('mid', 'ann', '2026-01-05T09:00:00Z', { channel: 'did:acme' }),
      told('old', 'ann', '2024-01-05T09:00:00Z', { channel: 'did:acme' }),
      told('https://parley.example/7', 'ann', '2026-05-31T09:00:00Z', { channel: 'did:acme' }),
      told('https://parley.example.evil/7', 'ann', '2026-05-31T09:00:00Z', { channel: 'did:acme' }),
      told('elsewhere', 'bob', '2026-05-31T09:00:00Z'),
    ],
    { done: true, observedUntil: read },
  );
  await ingestLeg(
    db,
    {
      leg,
      connection: 'acme',
      shown: 'Parley',
      reader: 'parley',
      readerVersion: 1,
      missing: [],
      startedAt: read,
    },
    world(read),
  );
});
afterEach(() => db.close());

const one = (gone: (ids: readonly string[]) => Promise<string[]>) => ({
  connection: 'acme',
  source: 'parley',
  gone,
});

describe('sweep', () => {
  it('asks after messages of our channels daily, weekly and monthly by their age, at the one server', async () => {
    const due = async (now: string) => (await dueForSweep(db.store, 'acme', now)).sort();
    expect(await due('2026-06-01T23:00:00Z')).toEqual([]);
    expect(await due('2026-06-02T00:00:00Z')).toEqual(['https://parley.example/7', 'new']);
    expect(await due('2026-06-08T00:00:00Z')).toEqual(['https://parley.example/7', 'mid', 'new']);
    expect(await due('2026-07-01T00:00:00Z')).toEqual(['https://parley.example/7', 'mid', 'new', 'old']);
    expect(await dueForSweep(db.store, 'acme', '2026-06-08T00:00:00Z', 1)).toHaveLength(1);
    expect(
      await sweep(
        db,
        one(async () => []),
        world('2026-06-02T00:00:00Z'),
      ),
    ).toEqual({ asked: 2, gone: 0 });
    expect(await due('2026-06-02T23:00:00Z')).toEqual([]);
    expect(await due('2026-06-03T00:00:00Z')).toEqual(['https://parley.example/7', 'new']);
    expect((await listConnections(db.store))[0]?.sweptAt).toBe('2026-06-02T00:00:00Z');
  });

  it('removes the text of what is gone, which no older export brings back, and leaves its place', async () => {
    const before = await db.store.query('SELECT count(*)::INTEGER AS n FROM turn WHERE NOT placeholder');
    expect(
      await sweep(
        db,
        one(async () => ['new', 'somebody else’s']),
        world('2026-06-02T00:00:00Z'),
      ),
    ).toEqual({ asked: 2, gone: 1 });
    await importAll(db, [
      fileOf('export', [
        said('new', 'ann', '2026-05-31T09:00:00Z', 'is it so?', {
          source: 'parley',
          author: { id: 'did:ann' },
        }),
      ]),
    ]);
    expect(
      await db.store.query(
        "SELECT text, deleted_at IS NOT NULL AS gone FROM message WHERE native_id = 'new'",
      ),
    ).toEqual([{ text: '', gone: true }]);
    expect(await db.store.query('SELECT text FROM observation WHERE native_id = $id', { id: 'new' })).toEqual(
      [{ text: '' }, { text: '' }],
    );
    expect(await db.store.query('SELECT count(*)::INTEGER AS n FROM turn WHERE NOT placeholder')).toEqual(
      before,
    );
    expect(await dueForSweep(db.store, 'acme', '2026-06-08T00:00:00Z')).not.toContain('new');
    expect(await listAudit(db.store)).toMatchObject([
      { did: 'gone', who: 'schedule', counts: { messages: 1, texts: 1 } },
    ]);
  });

  it('takes a host that does not answer for one that deleted nothing', async () => {
    const broken = one(async () => {
      throw new Problem('The host does not answer.');
    });
    await expect(sweep(db, broken, world('2026-06-02T00:00:00Z'))).rejects.toThrow('does not answer');
    expect(await dueForSweep(db.store, 'acme', '2026-06-02T00:00:00Z')).toHaveLength(2);
    expect(await listAudit(db.store)).toEqual([]);
  });
});
