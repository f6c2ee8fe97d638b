import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coded, codingAct, write } from '../../test/coding.ts';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { type Allocate, countPopulation, type DrawRequest, drawAgain, drawItems } from './draw.ts';
import { weeksIn } from './week.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const minute = (n: number) => new Date(Date.UTC(2026, 2, 9) + n * 60_000).toISOString();
const request: DrawRequest = {
  of: 'others',
  channels: [],
  design: 'simple',
  strata: [],
  size: 10,
  twice: 3,
  seed: 1,
};
/** Two of each stratum, and the rest from the first. */
const some: Allocate = (strata, size) =>
  strata.map(({ stratum, messages }, place) => ({
    stratum,
    population: messages,
    drawn: place === 0 ? Math.min(messages, size - 2 * (strata.length - 1)) : 2,
  }));
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** Threads to acme of one question, an answer and a reply; the last ones are to other. */
const threads = (count: number, other = 0) =>
  Array.from({ length: count }, (_, n) => {
    const to = n < count - other ? 'acme' : 'other';
    return [
      said(`q${n}`, `person${n}`, minute(n), `@${to} why ${n}?`),
      said(`a${n}`, to, minute(n + 1), `because ${n}`, { parentId: `q${n}` }),
      said(`r${n}`, `person${n}`, minute(n + 2), `thanks ${n}`, { parentId: `a${n}` }),
    ];
  }).flat();

const load = (count: number, other = 0) =>
  importAll(db, [fileOf('a', threads(count, other), { ownAccounts: ['acme', 'other'] })]);

describe('a sample by week', () => {
  it('begins its weeks on Monday in the zone of the workspace, and in UTC without one', async () => {
    // Monday 2 March 2026 begins in Auckland (UTC+13) at 11:00 UTC of Sunday the 1st
    await importAll(db, [
      fileOf('w', [
        said('1', 'ann', '2026-03-01T10:59:59Z', '@acme before'),
        said('2', 'bob', '2026-03-01T11:00:00Z', '@acme after'),
        said('3', 'cat', '2026-03-04T11:00:00Z', '@acme in the middle'),
      ]),
    ]);
    const by = async (zone?: string) => {
      const { strata } = await countPopulation(
        db.store,
        { of: 'others', channels: [], ...(zone && { zone }) },
        ['week'],
      );
      return Object.fromEntries(strata.map(({ stratum, messages }) => [stratum, messages]));
    };
    expect(await by('Pacific/Auckland')).toEqual({ '2026-W09': 1, '2026-W10': 2 });
    expect(await by()).toEqual({ '2026-W09': 2, '2026-W10': 1 });
    const all: Allocate = (strata) =>
      strata.map(({ stratum, messages }) => ({ stratum, population: messages, drawn: messages }));
    const asked = { ...request, design: 'stratified' as const, strata: ['week' as const] };
    const { items } = await drawItems(db.store, { ...asked, zone: 'Pacific/Auckland' }, all);
    expect(Object.fromEntries(items.map(({ ref, stratum }) => [ref.nativeId, stratum]))).toEqual({
      1: '2026-W09',
      2: '2026-W10',
      3: '2026-W10',
    });
  });

  it('writes a week of the year before as ISO 8601 does', () => {
    // ISO 8601: 1 January 2027 is a Friday and lies in week 53 of 2026
    expect(weeksIn('2027-01-01T12:00:00Z', '2027-01-04T00:00:00Z', 'UTC')).toEqual([
      { week: '2026-W53', starts: '2026-12-28T00:00:00Z' },
      { week: '2027-W01', starts: '2027-01-04T00:00:00Z' },
    ]);
  });
});

describe('a sample of messages', () => {
  it('is the first in the order of md5 of seed, source and id', async () => {
    await load(40);
    const ids = Array.from({ length: 40 }, (_, n) => [`q${n}`, `r${n}`]).flat();
    const expected = ids.sort((a, b) => (md5(`1 x ${a}`) < md5(`1 x ${b}`) ? -1 : 1)).slice(0, 10);
    const { items, population, cells } = await drawItems(db.store, request, some);
    expect(items.map(({ ref }) => ref.nativeId)).toEqual(expected);
    expect(items.map(({ place }) => place)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([population, cells]).toEqual([80, [{ stratum: '', population: 80, drawn: 10 }]]);
    expect(items.every(({ probability }) => probability === 10 / 80)).toBe(true);
    expect(items.filter(({ twice }) => twice)).toHaveLength(3);
    const other = await drawItems(db.store, { ...request, seed: 2 }, some);
    expect(other.items.map(({ ref }) => ref.nativeId)).not.toEqual(expected);
  });

  it('takes one side, the channels and days asked for, and nothing without words', async () => {
    await load(10, 4);
    await importAll(db, [
      fileOf('b', [
        said('empty', 'zoe', minute(5), ' '),
        said('repost', 'zoe', minute(5), 'RT @acme because', { kind: 'repost' }),
        said('reply', 'zoe', minute(5), '@acme oh', { parentId: 'nowhere' }),
      ]),
    ]);
    const ids = async (more: Partial<DrawRequest>) =>
      (await drawItems(db.store, { ...request, size: 100, ...more }, some)).items
        .map(({ ref }) => ref.nativeId)
        .sort();
    expect(await ids({})).toHaveLength(21);
    expect(await ids({})).not.toContain('nowhere');
    expect(await ids({ of: 'own' })).toEqual(Array.from({ length: 10 }, (_, n) => `a${n}`));
    expect(await ids({ channels: ['OTHER'] })).toEqual(['q6', 'q7', 'q8', 'q9', 'r6', 'r7', 'r8', 'r9']);
    expect(await ids({ from: minute(8), to: minute(10) })).toEqual(['q8', 'q9', 'r6', 'r7']);
    await expect(ids({ channels: ['nobody'] })).rejects.toThrow('There is no message to draw.');
  });

  it('by stratum takes its share of each, with the chance of each', async () => {
    await load(40, 4);
    const drawn = await drawItems(
      db.store,
      {
        ...request,
        design: 'stratified',
        strata: ['channel', 'kind'],
        size: 20,
      },
      some,
    );
    const cells = new Map(drawn.cells.map((cell) => [cell.stratum, cell]));
    expect([...cells.keys()].sort()).toEqual([
      'acme / post',
      'acme / reply',
      'other / post',
      'other / reply',
    ]);
    expect(cells.get('other / post')).toEqual({ stratum: 'other / post', population: 4, drawn: 2 });
    expect(drawn.items).toHaveLength(20);
    for (const { stratum, drawn: n, population } of drawn.cells) {
      const inside = drawn.items.filter((item) => item.stratum === stratum);
      expect(inside).toHaveLength(n);
      expect(inside.every(({ probability }) => probability === n / population)).toBe(true);
    }
    // each message once, in expectation
    const total = drawn.items.reduce((sum, { probability }) => sum + 1 / (probability ?? 0), 0);
    expect(total).toBeCloseTo(80, 9);
  });

  it('by machine label takes some of what a machine found, and of the rest', async () => {
    await load(20);
    const parted: DrawRequest = { ...request, design: 'stratified', strata: ['label'], size: 8 };
    await expect(drawItems(db.store, parted, some)).rejects.toThrow('It was not said by which code');
    const byLabel = { ...parted, label: 'does/thanks' };
    await expect(drawItems(db.store, byLabel, some)).rejects.toThrow(
      'labelled the messages with does/thanks yet',
    );
    // the view that machine runs leave
    await db.transaction(async (store) => {
      await store.run('DROP VIEW IF EXISTS machine_label_now');
      await store.run(
        'CREATE TABLE machine_label_now (run_id INTEGER, message_id INTEGER, code VARCHAR, score DOUBLE)',
      );
      await store.run(`INSERT INTO machine_label_now SELECT 1, message_id, 'does/thanks',
        CASE WHEN native_id < 'r5' THEN 0.5 ELSE 0.4 END FROM message WHERE native_id LIKE 'r%'`);
    });
    const { cells, items } = await drawItems(db.store, byLabel, some);
    expect(cells).toEqual([
      { stratum: 'not read by a machine', population: 20, drawn: 4 },
      { stratum: 'does/thanks', population: 15, drawn: 2 },
      { stratum: 'not does/thanks', population: 5, drawn: 2 },
    ]);
    expect(
      items.filter(({ stratum }) => stratum === 'does/thanks').every(({ ref }) => ref.nativeId < 'r5'),
    ).toBe(true);
  });

  it('picked takes what a machine is least sure of, and nothing that a sample holds', async () => {
    await load(10);
    const picked: DrawRequest = { ...request, design: 'picked', label: 'does/thanks', size: 3 };
    await expect(drawItems(db.store, picked, some)).rejects.toThrow(
      'labelled the messages with does/thanks yet',
    );
    await db.transaction(async (store) => {
      await store.run('DROP VIEW IF EXISTS machine_label_now');
      await store.run(
        'CREATE TABLE machine_label_now (run_id INTEGER, message_id INTEGER, code VARCHAR, score DOUBLE)',
      );
      // r0 scores 0, r1 .1 ... r9 .9; questions are not read
      await store.run(`INSERT INTO machine_label_now SELECT 1, message_id, 'does/thanks', substr(native_id, 2)::INTEGER / 10
        FROM message WHERE native_id LIKE 'r%'`);
    });
    await write(db, codingAct('drawn', 'ann', 'r5', { sample: 'first', place: 1, probability: 0.1 }));
    const { items, population } = await drawItems(db.store, picked, some);
    expect(population).toBe(9);
    expect(
      items
        .map(({ ref }) => ref.nativeId)
        .slice(0, 2)
        .sort(),
    ).toEqual(['r4', 'r6']);
    expect(['r3', 'r7']).toContain(items[2]?.ref.nativeId);
    expect(items.every(({ probability, twice }) => probability === undefined && !twice)).toBe(true);
  });

  it('by conversation takes whole ones', async () => {
    await load(20);
    const { items, cells } = await drawItems(
      db.store,
      { ...request, design: 'conversations', size: 10 },
      some,
    );
    expect(cells).toEqual([{ stratum: 'conversations', population: 20, drawn: 5 }]);
    expect(items.map(({ ref }) => ref.nativeId.slice(0, 1)).join('')).toBe('qrqrqrqrqr');
    expect(new Set(items.map(({ ref }) => ref.nativeId.slice(1))).size).toBe(5);
    expect(items.every(({ probability }) => probability === 0.25)).toBe(true);
  });

  it('gives each message the same chance', async () => {
    await load(10);
    const times = new Map<string, number>();
    for (let seed = 0; seed < 200; seed++)
      for (const { ref } of (await drawItems(db.store, { ...request, size: 5, seed }, some)).items)
        times.set(ref.nativeId, (times.get(ref.nativeId) ?? 0) + 1);
    // 200 draws at a quarter: 50 expected, deviation sqrt(200 / 4 * 3 / 4) = 6.1
    expect(times.size).toBe(20);
    for (const n of times.values()) expect(Math.abs(n - 50)).toBeLessThan(25);
  });
});

describe('what could be drawn', () => {
  it('is counted before', async () => {
    await load(10, 4);
    expect(await countPopulation(db.store, request, ['channel'])).toEqual({
      messages: 20,
      conversations: 10,
      strata: [
        { stratum: 'acme', messages: 12 },
        { stratum: 'other', messages: 8 },
      ],
    });
  });
});

describe('coding again', () => {
  it('draws from what the coder coded before a day, without a probability', async () => {
    await load(10);
    await write(
      db,
      ...['q1', 'q2', 'q3'].map((id) => coded('s', 'ann', id, ['does/question'])),
      coded('s', 'bob', 'q4', ['does/question']),
    );
    const again = { sample: 's', who: 'ann', size: 2, seed: 1, before: '2027-01-01T00:00:00Z' };
    const { items, population } = await drawAgain(db.store, again);
    expect(population).toBe(3);
    expect(items).toHaveLength(2);
    for (const item of items) {
      expect(['q1', 'q2', 'q3']).toContain(item.ref.nativeId);
      expect(item).not.toHaveProperty('probability');
    }
    expect((await drawAgain(db.store, { ...again, before: '2026-11-01T00:00:00Z' })).items).toEqual([]);
  });
});
