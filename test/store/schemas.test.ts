import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { seriesIn, wavesOf } from '../../src/facts/index.ts';
import type { SurveyMapping } from '../../src/model/mapping.ts';
import { keepConnection, listConnections } from '../../src/store/connections.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { totals } from '../../src/store/imports.ts';
import { addReadings, beginRun, endRun, machineRuns } from '../../src/store/machine-runs.ts';
import { schemaVersion } from '../../src/store/migrate.ts';
import { memoryFile } from '../memory-file.ts';
import { fileOf, importAll, said } from '../reading.ts';
import { incomingOf } from '../series.ts';

const fixtures = path.resolve(import.meta.dirname, '..', 'fixtures');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-schemas-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const brand: SurveyMapping = {
  rows: 'respondents',
  source: 'brand',
  columns: { id: 'id' },
  questions: [{ column: 'aware', word: 'awareness' }],
  wave: { word: '1', from: '2026-01-05', to: '2026-01-09' },
  selfSelected: false,
  time: { format: 'iso' },
};

const acme = {
  name: 'acme',
  connector: 'parley',
  origin: 'https://parley.example',
  account: 'did:acme',
  handle: 'acme.parley',
};

/** A small workspace as this program writes it; kept as a fixture when the schema is released. */
async function writeFixture(file: string): Promise<void> {
  const plain = path.join(folder, 'fixture.duckdb');
  const db = await openDatabase(plain);
  await importAll(db, [
    fileOf('a', [
      said('1', 'ann', '2026-01-05T09:00:00Z', '@acme my pump leaks?'),
      said('2', 'acme', '2026-01-05T10:00:00Z', '@ann which seal?', { parentId: '1' }),
      said('3', 'ann', '2026-01-05T11:00:00Z', '@acme the blue one', { parentId: '2', replyIds: ['9'] }),
    ]),
    await incomingOf(memoryFile('crm.csv', 'month,leads\n2026-01,10\n2026-02,12\n')),
    await incomingOf(memoryFile('brand.csv', 'id,aware\nr1,yes\nr2,no\n'), { mapping: brand }),
  ]);
  await machineRun(db);
  await keepConnection(db, acme, '2026-01-06T00:00:00Z');
  await db.close();
  fs.writeFileSync(file, gzipSync(fs.readFileSync(plain), { level: 9 }));
}

/** A machine's labels of the two messages from outside. */
async function machineRun(db: Database): Promise<void> {
  const read = await db.store.query<{ id: number; textHash: string }>(
    `SELECT message_id AS id, substr(md5(text), 1, 16) AS "textHash" FROM message WHERE native_id IN ('1', '3') ORDER BY 1`,
  );
  const codes = ['act/question', 'act/thanks'];
  const run = { coder: 'learned', version: 'a', codebook: 'b', at: '2026-01-06T00:00:00Z', who: 'kim' };
  const id = await beginRun(db, { ...run, codes, trainedOn: { act: 40 } });
  await addReadings(
    db,
    id,
    codes,
    read.map((one, fold) => ({ ...one, fold, scores: [0.75 - fold / 2, Number.NaN] })),
  );
  await endRun(db, id, {});
}

describe('a workspace of each released schema', () => {
  it('is kept as a fixture', async () => {
    const file = path.join(fixtures, `schema-${schemaVersion}.duckdb.gz`);
    if (process.env.UPDATE) await writeFixture(file);
    expect(fs.existsSync(file)).toBe(true);
  });

  it.each(fs.readdirSync(fixtures).filter((name) => name.endsWith('.duckdb.gz')))(
    '%s opens, with all that is in it',
    async (name) => {
      const file = path.join(folder, name.replace('.gz', ''));
      fs.writeFileSync(file, gunzipSync(fs.readFileSync(path.join(fixtures, name))));
      const db = await openDatabase(file);
      try {
        expect(await db.store.query("SELECT value FROM meta WHERE key = 'schema_version'")).toEqual([
          { value: String(schemaVersion) },
        ]);
        expect(await totals(db.store)).toEqual({
          messages: 3,
          placeholders: 0,
          people: 1,
          ownAccounts: 1,
          conversations: 1,
          channels: 1,
          ...(name !== 'schema-1.duckdb.gz' && { series: 1, waves: 1 }),
        });
        if (name !== 'schema-1.duckdb.gz') {
          const [leads] = await seriesIn(db.store, 'leads');
          expect(leads?.points.map(({ value }) => value)).toEqual([10, 12]);
          expect((await wavesOf(db.store, 'brand', 'awareness')).map(({ n }) => n)).toEqual([2]);
        }
        const labelled = !/schema-[1-4]\./.test(name);
        expect((await machineRuns(db.store)).map(({ messages }) => messages)).toEqual(labelled ? [2] : []);
        expect(await db.store.query('SELECT code, score, fold FROM machine_label_now ORDER BY fold')).toEqual(
          labelled
            ? [
                { code: 'act/question', score: 0.75, fold: 0 },
                { code: 'act/question', score: 0.25, fold: 1 },
              ]
            : [],
        );
        expect(
          await db.store.query(
            'SELECT native_id AS id, state FROM first_answer JOIN message USING (message_id) ORDER BY 1',
          ),
        ).toEqual([
          { id: '1', state: 'answered' },
          { id: '3', state: 'unknown' },
        ]);
        const connected = !/schema-[1-5]\./.test(name);
        expect(await listConnections(db.store)).toMatchObject(connected ? [acme] : []);
        expect(await db.store.query('SELECT DISTINCT acquisition FROM import_file')).toEqual([
          { acquisition: 'export_file' },
        ]);
        const more = await importAll(db, [
          fileOf('b', [said('9', 'acme', '2026-01-05T12:00:00Z', '@ann sent', { parentId: '3' })]),
        ]);
        expect(more.added).toBe(1);
        const told = await importAll(db, [
          await incomingOf(memoryFile('crm.csv', 'month,leads\n2026-02,13\n2026-03,9\n')),
        ]);
        expect(told.values?.added).toBe(name === 'schema-1.duckdb.gz' ? 2 : 1);
      } finally {
        await db.close();
      }
    },
  );
});
