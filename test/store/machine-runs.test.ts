import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codableAfter } from '../../src/facts/codable.ts';
import { refreshFacts } from '../../src/facts/index.ts';
import { machineScores } from '../../src/facts/machine-label.ts';
import { backup } from '../../src/store/backup.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { machineAnswers } from '../../src/store/machine-answers.ts';
import { addReadings, beginRun, dropRun, endRun, machineRuns } from '../../src/store/machine-runs.ts';
import { undoImport } from '../../src/store/undo-import.ts';
import { fileOf, importAll, said, testPlan } from '../reading.ts';

let folder: string;
let db: Database;
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-runs-'));
  db = await openDatabase(path.join(folder, 'rapport.duckdb'));
  await importAll(db, [
    fileOf('a', [
      said('1', 'ann', '2026-03-01T09:00:00Z', '@acme the pump leaks'),
      said('2', 'bob', '2026-03-02T09:00:00Z', '@acme thanks'),
    ]),
  ]);
});
afterEach(async () => {
  await db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const codes = ['act/complaint', 'act/thanks'];
const begin = (coder = 'learned') =>
  beginRun(db, {
    coder,
    version: 'v',
    codebook: 'c',
    at: '2026-03-03T00:00:00Z',
    who: 'kim',
    codes,
    trainedOn: { act: 40 },
  });
const read = async () => codableAfter(db.store, { sides: ['others'] }, -1, 100);
async function label(id: number, score: number) {
  const messages = await read();
  await addReadings(
    db,
    id,
    codes,
    messages.map(({ id, textHash }, k) => ({ id, textHash, fold: k, scores: [score, Number.NaN] })),
  );
}
const labels = (one: Database = db) =>
  one.store.query(`SELECT l.coder, m.native_id AS id, l.code, l.score, l.fold
    FROM machine_label_now l JOIN message m ON m.message_id = l.message_id ORDER BY l.coder, 2, 3`);
const dataVersion = async () =>
  (await db.store.query<{ value: string }>("SELECT value FROM meta WHERE key = 'data_version'"))[0].value;

const both = (score: number, coder = 'learned') => [
  { coder, id: '1', code: 'act/complaint', score, fold: 0 },
  { coder, id: '2', code: 'act/complaint', score, fold: 1 },
];

describe('a machine run', () => {
  it('holds once it is whole, and what was answered before is answered anew then', async () => {
    const before = await dataVersion();
    const id = await begin();
    await label(id, 0.75);
    expect(await labels()).toEqual([]);
    expect(await machineRuns(db.store)).toEqual([]);
    expect(await dataVersion()).toBe(before);
    await endRun(db, id, { untaught: ['act/thanks'] });
    expect(await labels()).toEqual(both(0.75));
    expect(await dataVersion()).not.toBe(before);
    expect(await machineRuns(db.store)).toEqual([
      {
        id,
        coder: 'learned',
        version: 'v',
        codebook: 'c',
        at: '2026-03-03T00:00:00.000Z',
        who: 'kim',
        state: 'done',
        codes,
        facets: ['act'],
        trainedOn: { act: 40 },
        messages: 2,
        notes: { untaught: ['act/thanks'] },
      },
    ]);
  });

  it('takes the place of the one before of the same coder, and of no other', async () => {
    for (const [coder, score] of [
      ['learned', 0.1],
      ['language-model', 1],
      ['learned', 0.9],
    ] as const) {
      const id = await begin(coder);
      await label(id, score);
      await endRun(db, id, {});
    }
    expect(await labels()).toEqual([...both(1, 'language-model'), ...both(0.9)]);
    expect((await machineRuns(db.store)).map(({ state }) => state)).toEqual(['done', 'done', 'replaced']);
    expect(await db.store.query('SELECT count(*)::INTEGER AS n FROM machine_label')).toEqual([{ n: 4 }]);
  });

  it('on one facet leaves what was said of the others, by the same coder or by another', async () => {
    const messages = await read();
    const run = async (coder: string, own: string[], score: number) => {
      const id = await beginRun(db, {
        ...{ coder, version: 'v', codebook: 'c', at: '2026-03-03T00:00:00Z', who: 'kim', trainedOn: {} },
        codes: own,
      });
      const scores = own.map(() => score);
      await addReadings(
        db,
        id,
        own,
        messages.map(({ id, textHash }) => ({ id, textHash, fold: 0, scores })),
      );
      await endRun(db, id, {});
      return id;
    };
    const [act, tone] = ['act/complaint', 'tone/kind'];
    const ids = Float64Array.from(messages, ({ id }) => id);
    const span = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };
    const held = async () =>
      Object.fromEntries(
        [...(await machineScores(db.store, [act, tone, 'act/none'], ids, span))].map(([code, scores]) => [
          code,
          [...scores],
        ]),
      );
    const model = await run('language-model', [act, tone], 1);
    expect(await held()).toEqual({ [act]: [1, 1], [tone]: [1, 1] });
    const first = await run('learned', [act, tone], 0.2);
    expect(await held()).toEqual({ [act]: [0.2, 0.2], [tone]: [0.2, 0.2] });
    const second = await run('learned', [act], 0.9);
    expect(await held()).toEqual({ [act]: [0.9, 0.9], [tone]: [0.2, 0.2] });
    expect(
      (await machineRuns(db.store)).map(({ id, state, codes, facets }) => [id, state, codes, facets]),
    ).toEqual([
      [second, 'done', [act], ['act']],
      [first, 'done', [tone], ['act', 'tone']],
      [model, 'done', [act, tone], ['act', 'tone']],
    ]);
    await dropRun(db, second);
    expect(await held()).toEqual({ [act]: [1, 1], [tone]: [0.2, 0.2] });
    await run('learned', [tone], 0.4);
    expect((await machineRuns(db.store)).find(({ id }) => id === first)?.state).toBe('replaced');
    await importAll(db, [
      fileOf('b', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme the pump leaks no more')], {
        observedUntil: '2026-04-01T00:00:00Z',
      }),
    ]);
    expect(await held()).toEqual({ [act]: [Number.NaN, 1], [tone]: [Number.NaN, 0.4] });
  });

  it('that is dropped or never ended leaves nothing', async () => {
    const dropped = await begin();
    await label(dropped, 0.5);
    await dropRun(db, dropped);
    const lost = await begin();
    await label(lost, 0.5);
    const next = await begin();
    expect(next).toBe(lost + 1);
    for (const table of ['machine_label', 'machine_reading'])
      expect(await db.store.query(`SELECT count(*)::INTEGER AS n FROM ${table}`)).toEqual([{ n: 0 }]);
    expect(await db.store.query('SELECT run_id AS id FROM machine_run')).toEqual([{ id: next }]);
  });

  it('says nothing of a text that has changed since, or of a message that is gone', async () => {
    const id = await begin();
    await label(id, 0.75);
    await endRun(db, id, {});
    await importAll(db, [
      fileOf('b', [said('1', 'ann', '2026-03-01T09:00:00Z', '@acme the pump leaks no more')], {
        observedUntil: '2026-04-01T00:00:00Z',
      }),
    ]);
    expect(await labels()).toEqual(both(0.75).slice(1));
    const world = { now: '2026-12-31T00:00:00Z', who: 'test', plan: testPlan, refresh: refreshFacts };
    await undoImport(db, 2, world);
    expect(await labels()).toEqual(both(0.75));
    await undoImport(db, 1, world);
    expect(await labels()).toEqual([]);
  });

  it('is carried by a back-up, with the answers of language models', async () => {
    const id = await begin();
    await label(id, 0.75);
    await endRun(db, id, {});
    await machineAnswers(db).put([['key', '["act/thanks"]']]);
    await backup(db, path.join(folder, 'copy'));
    const copy = await openDatabase(path.join(folder, 'copy', 'rapport.duckdb'));
    try {
      expect(await labels(copy)).toEqual(both(0.75));
      expect(await machineRuns(copy.store)).toEqual(await machineRuns(db.store));
      expect([...(await machineAnswers(copy).get(['key', 'other']))]).toEqual([['key', '["act/thanks"]']]);
    } finally {
      await copy.close();
    }
  });
});
