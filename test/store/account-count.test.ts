import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readableSeries, refreshFacts, seriesIn } from '../../src/facts/index.ts';
import { onTrack } from '../../src/measures/why/on-track.ts';
import { defaultFilter } from '../../src/model/filter.ts';
import type { Goal } from '../../src/model/goal.ts';
import { type SyncDesk, syncDesk } from '../../src/server/sync/desk.ts';
import { makeReach } from '../../src/server/sync/reach.ts';
import { listAudit } from '../../src/store/audit.ts';
import { held, keepConnection, listConnections, removeConnection } from '../../src/store/connections.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { listImports } from '../../src/store/imports.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { legOf, noWire, parley, told } from '../connector.ts';
import { memoryFile } from '../memory-file.ts';
import { importAll, testPlan } from '../reading.ts';
import { incomingOf } from '../series.ts';

let db: Database;
let clock: string;
/** What Parley tells of each account; undefined where it tells nothing. */
let followers: Record<string, number | undefined>;
let desk: SyncDesk;
// 13 hours ahead of UTC in November, so that a day there begins at 11 in UTC
const plan = { ...testPlan, zone: 'Pacific/Auckland' };

const account = (name: string, handle = `${name}.parley`) => ({
  name,
  connector: 'parley',
  origin: 'https://parley.example',
  account: `did:${name}`,
  handle,
});

beforeEach(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '300MB' });
  clock = '2026-11-20T08:00:00.000Z';
  followers = {};
  const connector = parley(({ connection, now }) => {
    const value = followers[connection.name];
    const values = value === undefined ? [] : [{ series: 'followers', label: 'Followers', value, at: now }];
    return [legOf('x', [], { done: true, observedUntil: now, ...(values.length > 0 && { values }) })];
  });
  desk = syncDesk({
    db,
    now: () => new Date(clock),
    reach: makeReach([connector], () => noWire),
    token: async () => undefined,
    before: async () => undefined,
  });
});
afterEach(() => db.close());

async function look(at: string, value: number | undefined, name = 'acme') {
  clock = at;
  followers[name] = value;
  return desk.run({ name, who: 'Ada', plan });
}

const points = async () =>
  (await seriesIn(db.store, 'followers')).map(({ source, points }) => [
    source,
    ...points.map(({ from, value }) => `${from} ${value}`),
  ]);
const world = () => ({ plan, refresh: refreshFacts, now: clock, who: 'Ada' });

describe('followers that a sync is told', () => {
  beforeEach(() => keepConnection(db, account('acme'), clock));

  it('are a series by day in the zone of the workspace, of which the last look of a day holds', async () => {
    // 21:00 and 23:59 on the 20th, then 00:00 on the 21st
    expect(await look('2026-11-20T08:00:00.000Z', 100)).toMatchObject({ importId: 1, added: 0, read: 0 });
    await look('2026-11-20T10:59:00.000Z', 103);
    await look('2026-11-20T11:00:00.000Z', 101);
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-20 103', '2026-11-21 101']]);
    expect(await readableSeries(db.store)).toMatchObject([
      {
        source: 'parley-acme-parley',
        word: 'followers',
        label: 'Followers',
        kind: 'platform',
        unit: 'count',
        grain: 'day',
        dimensions: {},
        from: '2026-11-20',
        to: '2026-11-22',
        last: 101,
        files: ['Parley @acme.parley'],
      },
    ]);
    // the looks of before are kept
    expect(await db.store.query('SELECT value FROM point ORDER BY value_id')).toEqual(
      [100, 103, 101].map((value) => ({ value })),
    );
    expect((await listConnections(db.store))[0]?.followers).toEqual({ value: 101, on: '2026-11-21' });
  });

  it('go back to an earlier number of the same day', async () => {
    for (const value of [100, 101, 100]) await look(clock.replace(/T0\d/, `T0${value - 95}`), value);
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-20 100']]);
    expect(await listImports(db.store)).toHaveLength(3);
  });

  it('make no import while a day has the same number, and one with the next day', async () => {
    await look('2026-11-20T08:00:00.000Z', 100);
    const again = await look('2026-11-20T09:00:00.000Z', 100);
    expect(again.importId).toBeUndefined();
    expect(again.values).toMatchObject([{ label: 'Followers', value: 100 }]);
    expect(await look('2026-11-21T08:00:00.000Z', 100)).toMatchObject({ importId: 2 });
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-20 100', '2026-11-21 100']]);
    const [last] = await listImports(db.store);
    expect(last).toMatchObject({ added: 0, values: { added: 1, changed: 0, same: 0 } });
    expect(last?.files[0]).toMatchObject({ rows: 1, accepted: 1, messages: 0, values: 1 });
  });

  it('are none of them, and none is nothing', async () => {
    await look('2026-11-20T08:00:00.000Z', 0);
    const untold = await look('2026-11-21T08:00:00.000Z', undefined);
    expect(untold.values).toBeUndefined();
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-20 0']]);
    expect((await listConnections(db.store))[0]?.followers).toEqual({ value: 0, on: '2026-11-20' });
  });

  it('go with the import of their sync, and the look before holds again', async () => {
    await look('2026-11-20T08:00:00.000Z', 100);
    await look('2026-11-20T09:00:00.000Z', 103);
    expect(await undoImport(db, 2, world())).toEqual({
      removed: 0,
      restored: 0,
      values: { removed: 0, restored: 1 },
    });
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-20 100']]);
    expect(await undoImport(db, 1, world())).toMatchObject({ values: { removed: 1, restored: 0 } });
    expect(await points()).toEqual([]);
    expect((await listConnections(db.store))[0]?.followers).toBeUndefined();
    await look('2026-11-20T10:00:00.000Z', 103);
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-20 103']]);
  });

  it('go with their connection, but for what a file tells too', async () => {
    const csv = 'date,followers\n2026-11-19,90\n2026-11-20,100\n';
    const mapping = {
      rows: 'points' as const,
      source: 'parley-acme-parley',
      columns: { time: 'date' },
      series: [{ column: 'followers', word: 'followers', unit: 'count' as const, kind: 'platform' as const }],
      time: { format: 'iso', stretch: 'day' as const },
    };
    await importAll(db, [await incomingOf(memoryFile('followers.csv', csv), { mapping })]);
    await look('2026-11-20T08:00:00.000Z', 100);
    await look('2026-11-20T10:00:00.000Z', 103);
    await look('2026-11-21T08:00:00.000Z', 104);
    const all = ['2026-11-19 90', '2026-11-20 103', '2026-11-21 104'];
    expect(await points()).toEqual([['parley-acme-parley', ...all]]);
    expect(await held(db.store, 'acme')).toMatchObject({ messages: 0, values: 3 });
    expect(await removeConnection(db, 'acme', world())).toMatchObject({ removed: 0, values: 3 });
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-19 90', '2026-11-20 100']]);
    expect(
      await db.store.query(`SELECT value FROM point ANTI JOIN value_sighting USING (value_id)
        UNION ALL SELECT value FROM point WHERE value > 100`),
    ).toEqual([]);
    expect((await listAudit(db.store))[0]).toMatchObject({ did: 'purge', counts: { values: 3 } });
  });

  it('are read by a goal, on the day of the look itself', async () => {
    const number = (value: number) => ({ value, unit: 'number' as const, written: String(value) });
    const goal: Goal = {
      word: 'reach',
      title: 'More people follow us',
      purpose: { kind: 'social', eyes: 'buyers' },
      measure: 'series/followers',
      baseline: { value: number(90), on: '2026-11-01' },
      milestones: [{ by: '2026-11-22', value: number(100) }],
      result: number(200),
      direction: 'up',
      by: '2027-11-30',
      states: {},
    };
    // no look at the weekend
    await look('2026-11-20T08:00:00.000Z', 99);
    await look('2026-11-20T10:00:00.000Z', 102);
    await look('2026-11-23T20:00:00.000Z', 105);
    const finding = await onTrack.answer({
      store: db.store,
      filter: defaultFilter,
      plan: { ...plan, goals: [goal] },
      seed: 1,
      dataVersion: 1,
      program: 'test',
    });
    if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
    const read = finding.estimates.map(({ name, value, unit }) => [name, value, unit]);
    expect(read).toEqual([
      ['reach_now', 105, 'count'],
      // what was read on Friday stands until it is told anew
      ['reach_read_for_2026-11-22', 102, 'count'],
      ['reach_chance_by_2027-11-30', Number.NaN, 'share'],
    ]);
    expect(JSON.stringify(finding.sentence)).toContain('was reached');
    // a number that stands is not said to be so many a day
    expect(JSON.stringify(finding.sentence)).not.toContain('a day');
  });
});

describe('the source of followers', () => {
  it('is named by the account, and stays when its handle changes', async () => {
    await keepConnection(db, account('acme', 'Acme.Parley'), clock);
    await look('2026-11-20T08:00:00.000Z', 100);
    await keepConnection(db, account('acme', 'acme.example'), clock);
    await look('2026-11-21T08:00:00.000Z', 101);
    expect(await points()).toEqual([['parley-acme-parley', '2026-11-20 100', '2026-11-21 101']]);
  });

  it('keeps two accounts of one platform apart, also where their names come to the same word', async () => {
    await keepConnection(db, account('acme', 'acme@a-b.example'), clock);
    await keepConnection(db, account('second', 'acme@a.b.example'), clock);
    await keepConnection(db, account('third', 'bob@a.b.example'), clock);
    await look('2026-11-20T08:00:00.000Z', 100);
    await look('2026-11-20T08:00:00.000Z', 7, 'second');
    await look('2026-11-20T08:00:00.000Z', 5, 'third');
    await look('2026-11-21T08:00:00.000Z', 8, 'second');
    expect(await points()).toEqual([
      ['parley-acme-a-b-example', '2026-11-20 100'],
      ['parley-acme-a-b-example-second', '2026-11-20 7', '2026-11-21 8'],
      ['parley-bob-a-b-example', '2026-11-20 5'],
    ]);
    expect((await listConnections(db.store)).map((one) => one.followers?.value)).toEqual([100, 8, 5]);
  });

  it('is the same for a look at messages and at followers, one import of one file', async () => {
    await keepConnection(db, account('acme'), clock);
    const values = [{ series: 'followers', label: 'Followers', value: 9, at: clock }];
    const legs = [
      legOf('one', [told('1', 'ann', '2026-11-01T09:00:00Z')], { values }),
      legOf('two', [told('2', 'ben', '2026-11-02T09:00:00Z')], { done: true }),
    ];
    const other = syncDesk({
      db,
      now: () => new Date(clock),
      reach: makeReach([parley(() => legs)], () => noWire),
      token: async () => undefined,
      before: async () => undefined,
    });
    const report = await other.run({ name: 'acme', who: 'Ada', plan });
    expect(report).toMatchObject({ importId: 1, added: 2, values });
    const [record, ...more] = await listImports(db.store);
    expect(more).toEqual([]);
    expect(record).toMatchObject({ added: 2, values: { added: 1, changed: 0, same: 0 } });
    expect(record?.files).toMatchObject([{ rows: 3, accepted: 3, messages: 2, values: 1 }]);
  });
});
