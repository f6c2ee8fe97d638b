import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Progress } from '../model/import.ts';
import type { Row } from '../model/message.ts';
import type { InputFile, Reader } from '../model/reader.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { parsePlan } from '../workspace/plan.ts';
import { type ImportDesk, importDesk, type Look } from './imports.ts';

const plan = parsePlan('');
let db: Database;
let desk: ImportDesk;

beforeEach(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '300MB' });
  desk = importDesk(
    db,
    () => new Date('2026-11-20T12:00:00Z'),
    async () => undefined,
  );
});
afterEach(async () => {
  await desk.close();
  await db.close();
});

/** A file of one message whose reading begins and goes on when the test says so. */
function gated(name: string): { look: Look; begun: Promise<void>; go: (error?: Error) => void } {
  let begin = (): void => undefined;
  let open: (error?: Error) => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const opened = new Promise<void>((resolve, reject) => {
    open = (error) => (error ? reject(error) : resolve());
  });
  const file: InputFile = {
    name,
    shown: name,
    bytes: name.length,
    head: async () => Buffer.from(name),
    async *stream() {
      yield Buffer.from(name);
    },
  };
  async function* rows(): AsyncGenerator<Row[]> {
    begin();
    await opened;
    const message = {
      source: 'test',
      nativeId: name,
      kind: 'post' as const,
      author: { id: 'a' },
      text: name,
    };
    yield [{ line: 2, messages: [{ ...message, createdAt: '2026-11-01T00:00:00Z', precision: 'instant' }] }];
  }
  const reader: Reader = {
    word: 'test',
    title: 'test',
    version: 1,
    detect: async () => undefined,
    read: () => ({
      rows: rows(),
      summary: () => ({ ownAccounts: ['a'], sides: 'both', encoding: 'utf-8', repaired: 0, notes: [] }),
    }),
  };
  const detection = { reader: 'test', confidence: 1, summary: '', questions: [] };
  return { look: { file, options: {}, reader, detection }, begun, go: open };
}

it('imports one at a time; others wait and are told for whom', async () => {
  const [one, two] = [gated('one.csv'), gated('two.csv')];
  const told: Progress[] = [];
  const first = desk.run({ looks: [one.look], who: 'Ada', plan });
  const second = desk.run({ looks: [two.look], who: 'Ben', plan, progress: (step) => told.push(step) });
  expect(desk.running()?.who).toBe('Ada');
  await one.begun;
  expect(told).toEqual([{ step: 'waiting for the import that Ada started at 12:00 UTC' }]);
  one.go();
  expect((await first).added).toBe(1);
  await two.begun;
  expect(desk.running()?.who).toBe('Ben');
  two.go();
  expect((await second).importId).toBe(2);
  expect(desk.running()).toBeUndefined();
  expect(desk.outcome()?.report?.importId).toBe(2);
});

it('goes on after an import that failed, and says so in words', async () => {
  const [one, two] = [gated('one.csv'), gated('two.csv')];
  const first = desk.run({ looks: [one.look], who: 'Ada', plan });
  await one.begun;
  one.go(new Error('secret words'));
  await expect(first).rejects.toThrow('secret words');
  expect(desk.outcome()?.problem?.message).toMatch(/nothing of it was kept/);
  expect(desk.outcome()?.problem?.message).not.toContain('secret');
  two.go();
  expect((await desk.run({ looks: [two.look], who: 'Ben', plan })).added).toBe(1);
  expect(desk.outcome()?.problem).toBeUndefined();
});

it('stops at close, and keeps nothing of what was under way', async () => {
  const one = gated('one.csv');
  const first = desk.run({ looks: [one.look], who: 'Ada', plan });
  await one.begun;
  const closed = desk.close();
  one.go();
  await expect(first).rejects.toThrow(/closing/);
  await closed;
  expect(await db.store.query('SELECT * FROM message')).toEqual([]);
});

it('reports files that were refused beside those that were read, and refuses when there is none', async () => {
  const one = gated('one.csv');
  one.go();
  const refused: Look = {
    ...gated('notes.txt').look,
    reader: undefined,
    detection: undefined,
    refused: 'is no table',
  };
  const report = await desk.run({ looks: [one.look, refused], who: 'Ada', plan });
  expect(report.files.map(({ shown, rows, notes }) => ({ shown, rows, notes }))).toEqual([
    { shown: 'one.csv', rows: 1, notes: [] },
    { shown: 'notes.txt', rows: 0, notes: ['is no table'] },
  ]);
  expect(desk.reports.get(report.importId)).toBe(report);
  await expect(desk.run({ looks: [refused], who: 'Ada', plan })).rejects.toThrow('notes.txt: is no table');
  await expect(desk.run({ looks: [], who: 'Ada', plan })).rejects.toThrow(/no file/);
});
