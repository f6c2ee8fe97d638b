import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exampleCorpus } from '../../test/example.ts';
import { memoryFile } from '../../test/memory-file.ts';
import { importAll } from '../../test/reading.ts';
import { incomingOf } from '../../test/series.ts';
import { findMeasures } from '../measures/index.ts';
import { defaultFilter } from '../model/filter.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { openLog } from '../workspace/log.ts';
import { parsePlan } from '../workspace/plan.ts';
import { answerAll, makeServing } from './serving.ts';

let dir: string;
let db: Database;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-serving-'));
  db = await openDatabase(':memory:', { memoryLimit: '500MB' });
  await importAll(db, [await incomingOf(memoryFile('tarnwell.csv', exampleCorpus()))], {
    plan: parsePlan(''),
  });
}, 60_000);
afterEach(async () => {
  await db.close();
  await rm(dir, { recursive: true, force: true });
});

const goal = (result: string) => `goals:
  - word: waiting
    title: Nobody waits
    purpose: {kind: social, eyes: engineers}
    measure: waiting-curve/still_waiting_after_1d @ tarnwell
    result: ${result}
    by: 2026-12-31
`;

it('reckons the waiting curve anew for other own accounts, and not for another goal', async () => {
  const now = () => new Date('2026-03-30T12:00:00Z');
  const serving = makeServing({ dir, now, who: 'tester', program: 'rapport 0.0.0', log: openLog(dir) }, db);
  const reckoned = async (plan: string) => {
    await writeFile(join(dir, 'plan.yaml'), plan);
    const measures = [...findMeasures('waiting-curve'), ...findMeasures('on-track')];
    const found = await answerAll(serving, measures, defaultFilter);
    await serving.findings.settle();
    const { version } = (await serving.plan()).plan;
    expect(found.map(({ made }) => made.planVersion)).toEqual([version, version]);
    const rows = await db.store.query<{ key: string }>('SELECT key FROM kept_finding');
    const of = (word: string) => rows.map(({ key }) => key).filter((key) => key.startsWith(word));
    return { curve: of('waiting-curve |'), months: of('part |'), goals: of('on-track |') };
  };
  const first = await reckoned(goal('5 %'));
  expect(first).toMatchObject({ curve: [expect.any(String)], months: [expect.any(String)] });
  const second = await reckoned(goal('10 %'));
  expect(second).toMatchObject({ curve: first.curve, months: first.months });
  expect(second.goals).toHaveLength(2);
  expect(await reckoned(`company: Tarnwell\n${goal('10 %')}`)).toEqual(second);
  const other = await reckoned(`own: {x: [tarnwell, tarnwell_service]}\n${goal('10 %')}`);
  expect(other.curve).toHaveLength(1);
  expect(other.curve).not.toEqual(first.curve);
  expect(other.months).not.toEqual(first.months);
}, 60_000);
