import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import type { Message } from '../../src/model/message.ts';
import type { Plan } from '../../src/model/plan.ts';
import { listAudit } from '../../src/store/audit.ts';
import { keepConnection } from '../../src/store/connections.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { expire, keptClasses } from '../../src/store/expire.ts';
import { ingestLeg } from '../../src/store/ingest-leg.ts';
import { legOf, told } from '../connector.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let folder: string;
let file: string;
let db: Database;
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-expire-'));
  file = path.join(folder, 'rapport.duckdb');
  db = await openDatabase(file);
});
afterEach(async () => {
  await db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const world = (now: string, plan: Partial<Plan> = {}) => ({
  now,
  who: 'night',
  plan: { ...testPlan, ...plan },
  refresh: refreshFacts,
});
const long = 'why does the marker6611 pump leak, can you help?';

/** Reads messages from a source over the network. */
async function read(now: string, messages: Message[]): Promise<void> {
  await keepConnection(
    db,
    {
      name: 'acme',
      connector: 'parley',
      origin: 'https://parley.example',
      account: 'did:acme',
      handle: 'acme',
    },
    now,
  );
  const leg = {
    leg: legOf('end', messages, { done: true, observedUntil: now }),
    connection: 'acme',
    shown: 'Parley @acme',
    reader: 'parley',
    readerVersion: 1,
    missing: [],
    startedAt: now,
  };
  await ingestLeg(db, leg, { ...world(now), progress: () => undefined });
}

async function texts(): Promise<unknown> {
  return db.store.query('SELECT native_id AS id, text FROM message ORDER BY native_id');
}

const conversation = (source: string) => [
  told('1', 'ann', '2026-01-05T09:00:00Z', {
    source,
    text: long,
    channel: 'did:acme',
    author: { id: 'did:ann', handle: 'annmarker5522', name: 'Ann Marker' },
  }),
  told('2', 'acme', '2026-01-05T10:00:00Z', { source, parentId: '1', text: 'it does not' }),
];

describe('expire', () => {
  it('removes what others wrote in public 13 months after it was read, in every byte, and changes no count', async () => {
    await read('2026-01-06T00:00:00Z', conversation('parley'));
    const facts = () =>
      db.store.query(
        'SELECT message_id, expects, e.kind, state FROM expectation e JOIN first_answer USING (message_id)',
      );
    const before = await facts();
    expect(await keptClasses(db.store, testPlan)).toEqual([
      { class: 'own_content', messages: 1 },
      { class: 'public_third_party', messages: 1, next: '2027-02-06T00:00:00Z' },
    ]);
    expect(await expire(db, world('2027-02-05T23:00:00Z'))).toEqual({ messages: 0, names: 0 });
    expect(await expire(db, world('2027-02-06T00:00:00Z'))).toEqual({ messages: 1, names: 1 });
    expect(await texts()).toEqual([
      { id: '1', text: '' },
      { id: '2', text: 'it does not' },
    ]);
    expect(await facts()).toEqual(before);
    expect(await expire(db, world('2027-02-06T00:00:00Z'))).toEqual({ messages: 0, names: 0 });
    expect(await listAudit(db.store)).toMatchObject([
      { did: 'expiry', who: 'night', counts: { messages: 1, names: 1 } },
    ]);
    await db.close();
    const bytes = fs.readFileSync(file);
    for (const marker of ['marker6611', 'annmarker5522', 'Ann Marker'])
      expect(bytes.includes(marker)).toBe(false);
    db = await openDatabase(file);
  });

  it('keeps what a company brought in as a file, unless the plan says how long', async () => {
    await importAll(db, [fileOf('a', [said('1', 'ann', '2020-01-05T09:00:00Z', `@acme ${long}`)])], {
      now: '2026-01-06T00:00:00Z',
    });
    expect(await expire(db, world('2046-01-01T00:00:00Z'))).toEqual({ messages: 0, names: 0 });
    const retention: Plan['retention'] = { export_file: { count: 2, unit: 'years' } };
    expect(await expire(db, world('2028-01-05T00:00:00Z', { retention }))).toEqual({ messages: 0, names: 0 });
    expect(await expire(db, world('2028-01-06T00:00:00Z', { retention }))).toEqual({ messages: 1, names: 1 });
  });

  it('keeps the text that another file may keep', async () => {
    await read('2026-01-06T00:00:00Z', conversation('parley'));
    const exported = { source: 'parley', author: { id: 'did:ann', handle: 'annmarker5522' } };
    await importAll(
      db,
      [fileOf('a', [said('1', 'ann', '2026-01-05T09:00:00Z', long.slice(0, 40), exported)])],
      { now: '2026-02-01T00:00:00Z' },
    );
    expect(await texts()).toContainEqual({ id: '1', text: long });
    expect(await expire(db, world('2027-02-06T00:00:00Z'))).toEqual({ messages: 0, names: 0 });
    expect(await texts()).toContainEqual({ id: '1', text: long.slice(0, 40) });
  });

  it('keeps of a message under two ids the text that one of them may keep', async () => {
    await read('2026-01-06T00:00:00Z', conversation('parley'));
    const exported = { source: 'parley', author: { id: 'did:ann' } };
    const cut = said('0', 'ann', '2026-01-05T09:00:30Z', `${long.slice(0, 40)}…`, exported);
    const { recognised } = await importAll(db, [fileOf('a', [{ ...cut, nativeId: undefined }])], {
      now: '2026-02-01T00:00:00Z',
    });
    expect(recognised).toEqual({ matched: 1, apart: 0 });
    expect(await texts()).toContainEqual({ id: '1', text: long });
    expect(await expire(db, world('2027-02-06T00:00:00Z'))).toEqual({ messages: 0, names: 0 });
    expect(await texts()).toContainEqual({ id: '1', text: cut.text });
    const retention: Plan['retention'] = { export_file: { count: 2, unit: 'years' } };
    expect(await expire(db, world('2028-02-01T00:00:00Z', { retention }))).toMatchObject({ messages: 1 });
    expect(await texts()).toContainEqual({ id: '1', text: '' });
    expect(await db.store.query("FROM observation WHERE text <> '' AND author <> 'did:acme'")).toEqual([]);
  });

  it.each([
    ['parley', ''],
    ['youtube', long],
  ])('read again from %s, the text is “%s”', async (source, text) => {
    await read('2026-01-06T00:00:00Z', conversation(source));
    await expire(db, world('2027-02-06T00:00:00Z'));
    expect(await texts()).toContainEqual({ id: '1', text: '' });
    await read('2027-02-07T00:00:00Z', conversation(source));
    expect(await texts()).toContainEqual({ id: '1', text });
  });

  it('brings a text back that a person brings in a file', async () => {
    await read('2026-01-06T00:00:00Z', conversation('parley'));
    await expire(db, world('2027-02-06T00:00:00Z'));
    await importAll(db, [fileOf('a', conversation('parley'))], { now: '2027-03-01T00:00:00Z' });
    expect(await texts()).toContainEqual({ id: '1', text: long });
    expect(await db.store.query('SELECT * FROM withheld')).toEqual([]);
  });

  it.each([
    ['linkedin', '2026-01-07T23:00:00Z', '2026-01-08T00:00:00Z'],
    ['youtube', '2026-02-04T00:00:00Z', '2026-02-05T00:00:00Z'],
    ['reddit', '2026-01-07T23:00:00Z', '2026-01-08T00:00:00Z'],
  ])('of %s keeps no longer than its terms allow', async (source, kept, over) => {
    await read('2026-01-06T00:00:00Z', conversation(source));
    expect(await expire(db, world(kept))).toMatchObject({ messages: 0 });
    expect(await expire(db, world(over))).toMatchObject({ messages: 1 });
  });
});
