import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/facts/index.ts';
import type { Act } from '../../src/model/act.ts';
import type { FoundAccount } from '../../src/model/keeping.ts';
import type { Store } from '../../src/model/store.ts';
import { addActs, listActs } from '../../src/store/acts.ts';
import { listAudit } from '../../src/store/audit.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { erase } from '../../src/store/erase.ts';
import { findPerson } from '../../src/store/find-person.ts';
import { keepFinding } from '../../src/store/findings.ts';
import { addReadings, beginRun, endRun } from '../../src/store/machine-runs.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { samePerson, undone } from '../coding.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

const words = 'Marker7734 of a leaking pump, why does nobody answer?';
const jane = { id: '900900900111', handle: 'JaneMarker8845', name: 'Jane Markername' };
const first = [
  said('770077001', 'x', '2026-01-05T09:00:00Z', `@acme ${words}`, {
    author: jane,
    replyIds: ['770077002'],
    url: 'https://x.com/JaneMarker8845/status/770077001',
    metrics: [{ metric: 'likes', value: 3, definition: 'x:likes:1' }],
  }),
  said('770077002', 'acme', '2026-01-05T10:00:00Z', '@JaneMarker8845 which seal? (@janemarker8845)', {
    parentId: '770077001',
  }),
  said('770077003', 'bob', '2026-01-05T11:00:00Z', '@JaneMarker8845 @acme same here, I ask too?', {
    parentId: '770077001',
  }),
  said('770077004', 'x', '2026-01-05T12:00:00Z', '@acme thank you', { author: jane, parentId: '770077002' }),
  said('770077005', 'eve', '2026-01-06T12:00:00Z', '@acme and who repairs it?'),
];

let folder: string;
let file: string;
let db: Database;
const world = { now: '2026-12-31T00:00:00Z', who: 'kim', plan: testPlan, refresh: refreshFacts };
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-erase-'));
  file = path.join(folder, 'rapport.duckdb');
  db = await openDatabase(file);
  await importAll(db, [
    fileOf('a', [...first, { line: 9, rejected: 'has no time', excerpt: `JaneMarker8845;${words};?` }]),
  ]);
});
afterEach(async () => {
  await db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const markers = [
  'Marker7734',
  'JaneMarker8845',
  'janemarker8845',
  'Markername',
  '900900900111',
  '770077001',
  '770077004',
];

/** Every file below a folder in which one of the markers stands, as UTF-8 or UTF-16. */
function filesWith(dir: string, sought: string[]): string[] {
  const files = fs.readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.flatMap(({ parentPath, name }) => {
    const bytes = fs.readFileSync(path.join(parentPath, name));
    const found = sought.filter((word) =>
      (['utf8', 'utf16le'] as const).some((as) => bytes.includes(Buffer.from(word, as))),
    );
    return found.map((word) => `${name}: ${word}`);
  });
}

/** Every column of text in which one of the markers stands: what the engine packs is not found in the bytes. */
async function columnsWith(store: Store, sought: string[]): Promise<string[]> {
  const columns = await store.query<{ table: string; column: string }>(
    `SELECT c.table_name AS "table", c.column_name AS "column" FROM duckdb_columns() c JOIN duckdb_tables() t USING (table_oid)
    WHERE NOT c.internal AND c.data_type = 'VARCHAR'`,
  );
  const found: string[] = [];
  for (const { table, column } of columns)
    for (const word of sought) {
      const rows = await store.query(
        `SELECT 1 AS one FROM "${table}" WHERE contains("${column}", $word) LIMIT 1`,
        { word },
      );
      if (rows.length > 0) found.push(`${table}.${column}: ${word}`);
    }
  return found;
}

async function found(typed: string): Promise<FoundAccount> {
  const person = await findPerson(db.store, typed);
  if (person.kind !== 'found') throw new Error(`${typed} is ${person.kind}`);
  return person.account;
}

/** What facts say of every message, by an id that no erasure changes. */
async function facts() {
  return db.store.query(`SELECT t.message_id AS id, t.conversation_id, t.parent_id, t.depth, t.channel_id, t.own, t.addressed,
      t.length > 0 AS said, e.expects, e.kind, f.state FROM turn t LEFT JOIN expectation e USING (message_id)
    LEFT JOIN first_answer f USING (message_id) ORDER BY 1`);
}

describe('erase', () => {
  it('leaves nothing of a message that a file told without its id and by another name, also when it comes again', async () => {
    const other = {
      ...first[0],
      author: { id: 'Jane Markername' },
      mentions: [],
      url: undefined,
      replyIds: undefined,
    };
    const told = fileOf('b', [{ ...other, nativeId: undefined } as (typeof first)[0]]);
    expect(await importAll(db, [told])).toMatchObject({ recognised: { matched: 1, apart: 0 } });
    const before = await facts();
    await erase(db, [await found('@janemarker8845')], world);
    expect(await facts()).toEqual(before);
    expect(await columnsWith(db.store, markers)).toEqual([]);
    const again = fileOf('c', [
      { ...other, nativeId: undefined } as (typeof first)[0],
      // a row that names the message as its own, under an id that nobody knew
      { ...other, nativeId: '88', aliases: ['770077001'], text: `${words} Marker7734` },
    ]);
    await importAll(db, [again]);
    expect(
      await columnsWith(
        db.store,
        [...markers].filter((word) => word !== 'Markername'),
      ),
    ).toEqual([]);
    expect(await db.store.query("SELECT 1 AS one FROM message WHERE native_id = '88'")).toEqual([]);
  });

  it('takes the prints of what was gone with it', async () => {
    await importAll(db, [fileOf('g', [{ line: 1, gone: [{ source: 'x', nativeId: '770077001' }] }])]);
    await undoImport(db, 1, world);
    expect(await db.store.query('FROM gone_print')).toHaveLength(1);
    await erase(db, [await found('@janemarker8845')], world);
    expect(await db.store.query('FROM gone_print')).toEqual([]);
  });

  it('leaves no byte of what was said and of who said it in any file of the workspace', async () => {
    await addActs(
      db,
      [
        {
          id: 'code-1',
          at: '2026-02-01T09:00:00.000Z',
          who: 'kim',
          kind: 'code',
          message: { source: 'x', nativeId: '770077001' },
          detail: {
            facets: ['act'],
            codes: ['act/question'],
            memo: `she says ${words}`,
            versions: ['act/question@1'],
          },
        },
        {
          id: 'note-1',
          at: '2026-02-02T09:00:00.000Z',
          who: 'kim',
          kind: 'note',
          detail: { what: `@JaneMarker8845 (Jane Markername) wrote “${words}”` },
        },
      ],
      world,
    );
    const run = await beginRun(db, {
      coder: 'm',
      version: '1',
      codebook: '1',
      at: world.now,
      who: 'kim',
      codes: ['act/question'],
      trainedOn: {},
    });
    await addReadings(db, run, ['act/question'], [{ id: 1, textHash: 'abc', scores: [1] }]);
    await endRun(db, run, {});
    await db.transaction((store) => store.run(`INSERT INTO machine_answer VALUES ('k', $words)`, { words }));
    await keepFinding(db, 'waiting', { voices: [{ text: words, who: 'Jane Markername' }] });
    fs.copyFileSync(file, path.join(folder, 'rapport.before-schema-5.duckdb'));
    expect(filesWith(folder, ['Marker7734']).length).toBeGreaterThan(0);
    expect((await columnsWith(db.store, markers)).length).toBeGreaterThan(10);

    const counts = await erase(db, [await found('@janemarker8845')], world);
    expect(counts).toMatchObject({ texts: 2, covered: 2, excerpts: 1, labels: 1 });
    expect(await columnsWith(db.store, markers)).toEqual([]);
    await db.close();
    expect(filesWith(folder, markers)).toEqual([]);
    expect(fs.readdirSync(folder)).toEqual(['rapport.duckdb']);
    db = await openDatabase(file);
    const [code] = (await listActs(db.store)).filter(({ kind }) => kind === 'code');
    expect(code.detail).toEqual({ facets: ['act'], codes: ['act/question'], versions: ['act/question@1'] });
    const [coded] = await db.store.query<{ text: string }>(
      'SELECT text FROM message WHERE source = $source AND native_id = $nativeId',
      { source: 'x', nativeId: code.message?.nativeId ?? '' },
    );
    expect(coded).toEqual({ text: '' });
    expect(await listAudit(db.store)).toMatchObject([
      { who: 'kim', did: 'erase', counts: { accounts: 1, texts: 2 } },
    ]);
  });

  it('takes every link with it, what took one back, and no link of others', async () => {
    const links = [samePerson('x:900900900111', 'x:bob'), samePerson('x:eve', 'x:900900900111')];
    const kept = samePerson('x:bob', 'x:eve');
    await addActs(db, [...links, undone(links[1] as Act), kept], world);
    const second = { ...(kept.detail as Record<string, string>), reason: 'as Jane Markername said' };
    await addActs(db, [{ ...samePerson('x:acme', 'x:bob'), detail: second }], world);
    await erase(db, [await found('@janemarker8845')], world);
    const acts = await listActs(db.store);
    expect(acts.map(({ kind }) => kind)).toEqual(['same-person', 'same-person']);
    expect(acts[0]).toEqual(kept);
    expect(acts[1]?.detail.reason).toBe('as erased said');
    expect(await columnsWith(db.store, markers)).toEqual([]);
  });

  it('changes no fact: who waits, who was addressed and what answers what stays', async () => {
    const before = await facts();
    expect(before.length).toBe(5);
    await erase(db, [await found('JaneMarker8845')], world);
    expect(await facts()).toEqual(before);
    const texts = await db.store.query<{ text: string }>('SELECT text FROM message ORDER BY message_id');
    expect(texts.map(({ text }) => text)).toEqual([
      '',
      '@erased which seal? (@erased)',
      '@erased @acme same here, I ask too?',
      '',
      '@acme and who repairs it?',
    ]);
  });

  it('lets no import bring text, name or id back, and says how many were kept without', async () => {
    await erase(db, [await found('900900900111')], world);
    const before = await facts();
    const again = await importAll(db, [
      fileOf('b', [
        ...first,
        said('770077020', 'x', '2026-01-07T09:00:00Z', `@acme again: ${words}`, { author: jane }),
        said('770077009', 'carl', '2026-01-07T10:00:00Z', 'hello @JaneMarker8845!', {
          parentId: '770077020',
        }),
        { line: 9, rejected: 'has no time', excerpt: 'JaneMarker8845;?' },
      ]),
    ]);
    expect(again).toMatchObject({ added: 2, conflicts: 0 });
    expect(again.files[0].notes).toEqual([
      '3 messages are of people who asked to be forgotten: kept without text and name.',
    ]);
    expect(await columnsWith(db.store, [...markers, '770077020'])).toEqual([]);
    const after = await facts();
    expect(after.slice(0, 5)).toEqual(before);
    // what carl answers is the message that came without its text
    expect(after[6]).toMatchObject({ parent_id: (after[5] as { id: number }).id });
  });

  it('finds the message again that others answered before it came', async () => {
    await importAll(db, [
      fileOf('b', [said('770077031', 'carl', '2026-01-08T10:00:00Z', 'so it is', { parentId: '770077030' })]),
    ]);
    await erase(db, [await found('JaneMarker8845')], world);
    await importAll(db, [
      fileOf('c', [said('770077030', 'x', '2026-01-08T09:00:00Z', words, { author: jane })]),
    ]);
    expect(await columnsWith(db.store, ['770077030'])).toEqual([]);
    const rows = await db.store.query(
      'SELECT placeholder, parent_native_id IS NULL AS root FROM message ORDER BY created_at DESC LIMIT 2',
    );
    expect(rows).toEqual([
      { placeholder: false, root: false },
      { placeholder: false, root: true },
    ]);
  });

  it('survives a process that ends before the file was written anew', async () => {
    const person = await found('JaneMarker8845');
    const dead: Database = {
      ...db,
      get store() {
        return db.store;
      },
      rewrite: async () => undefined,
    };
    fs.copyFileSync(file, path.join(folder, 'rapport.before-schema-5.duckdb'));
    await erase(dead, [person], world);
    await db.close();
    expect(fs.readdirSync(folder)).toHaveLength(2);
    db = await openDatabase(file);
    expect(fs.readdirSync(folder)).toEqual(['rapport.duckdb']);
    expect(filesWith(folder, markers)).toEqual([]);
    expect(await db.store.query("SELECT value FROM meta WHERE key = 'rewrite_due'")).toEqual([]);
  });

  it('answers questions that are asked while the file is written anew', async () => {
    const asked = Array.from({ length: 20 }, () =>
      db.store.query('SELECT count(*)::INTEGER AS n FROM message'),
    );
    const rewriting = db.rewrite();
    const later = Array.from({ length: 20 }, () =>
      db.store.query('SELECT count(*)::INTEGER AS n FROM message'),
    );
    await rewriting;
    expect(new Set((await Promise.all([...asked, ...later])).map((rows) => JSON.stringify(rows)))).toEqual(
      new Set(['[{"n":5}]']),
    );
  });
});

describe('findPerson', () => {
  it('knows a person by name, address and id, and asks where several could be meant', async () => {
    await importAll(db, [
      fileOf('m', [
        said('u1', 'https://chat.example/users/ann', '2026-01-05T09:00:00Z', 'hi', {
          source: 'mastodon',
          author: { id: 'https://chat.example/users/ann', handle: 'ann@chat.example' },
        }),
        said('80001', 'ann@chat.example', '2026-01-05T09:00:00Z', 'hi @zoe', {}),
      ]),
    ]);
    for (const typed of [
      '@JaneMarker8845',
      'janemarker8845',
      '900900900111',
      'https://x.com/JaneMarker8845?s=20',
      'x:JaneMarker8845',
    ])
      expect((await found(typed)).nativeId).toBe('900900900111');
    expect((await found('mastodon:@ann@chat.example')).source).toBe('mastodon');
    expect((await found('https://chat.example/users/ann')).source).toBe('mastodon');
    expect(await findPerson(db.store, '@ann@chat.example')).toMatchObject({
      kind: 'unclear',
      candidates: [{}, {}],
    });
    expect(await findPerson(db.store, 'markername')).toMatchObject({
      kind: 'unclear',
      candidates: [{ nativeId: '900900900111', messages: 2, namedIn: 2 }],
    });
    expect(await found('@zoe')).toMatchObject({ nativeId: 'zoe', messages: 0, namedIn: 1 });
    expect(await findPerson(db.store, 'nobody')).toEqual({ kind: 'none' });
    await erase(db, [await found('JaneMarker8845')], world);
    expect(await findPerson(db.store, 'JaneMarker8845')).toEqual({ kind: 'forgotten' });
  });
});
