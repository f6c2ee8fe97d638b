import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoFiles } from '../../src/demo/index.ts';
import { checkPlan } from '../../src/measures/plan-check.ts';
import { readableMeasures } from '../../src/measures/readable.ts';
import { onTrack } from '../../src/measures/why/on-track.ts';
import { defaultFilter } from '../../src/model/filter.ts';
import { parseMapping } from '../../src/sources/index.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { parsePlan } from '../../src/workspace/plan.ts';
import { memoryFile } from '../memory-file.ts';
import { importAll } from '../reading.ts';
import { incomingOf } from '../series.ts';

const { files, plan: text } = demoFiles(1);
const plan = parsePlan(text, 'demo');
let db: Database;

beforeAll(async () => {
  db = await openDatabase(':memory:');
  const incoming = await Promise.all(
    files
      .filter(({ data }) => data)
      .map(({ name, content, mapping }) => incomingOf(memoryFile(name, content), mapping ? { mapping } : {})),
  );
  await importAll(db, incoming, { plan });
}, 120_000);
afterAll(() => db.close());

it('has goals of every purpose in which the validator finds nothing to mend', async () => {
  const check = checkPlan({ plan, readable: await readableMeasures(db.store) });
  expect(check.goals.map(({ goal, faults }) => [goal.word, faults])).toEqual(
    ['awareness', 'repair', 'waiting', 'dialogue', 'enquiries'].map((word) => [word, []]),
  );
  expect(check.balance).toEqual([]);
  expect(new Set(plan.goals.map(({ purpose }) => purpose?.kind)).size).toBe(3);
  expect(plan.unknown).toEqual([]);
});

it('has both changes of tactics in its calendar, on channels that the data hold', () => {
  const changes = plan.events.filter(({ kind }) => kind === 'change-of-tactics');
  expect(changes.map(({ on, channels }) => [on, channels])).toEqual([
    ['2025-11-03', ['youtube']],
    ['2026-03-02', ['linkedin']],
  ]);
  for (const { channels } of changes)
    expect(plan.channels.map(({ word }) => word)).toEqual(expect.arrayContaining(channels));
});

it('is told goal by goal', async () => {
  const finding = await onTrack.answer({
    store: db.store,
    filter: defaultFilter,
    plan,
    seed: 1,
    dataVersion: 1,
    program: 'test',
  });
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  expect(finding.n).toBe(5);
  expect(finding.caveats.filter((one) => one.includes('cannot be told'))).toEqual([]);
  // a share that is expected stays one; a change of a share may be below nothing
  for (const { name, unit, low = 0, high = 0 } of finding.estimates)
    if (unit === 'share' && !name.includes('_change_since_')) expect(low >= 0 && high <= 1).toBe(true);
}, 120_000);

it('lays the mapping of each file from elsewhere beside it, as it was read', () => {
  for (const { name, mapping } of files) {
    if (!mapping) continue;
    const beside = files.find((file) => file.name === name.replace('.csv', '.rapport.yaml'));
    expect(parseMapping(beside?.content ?? '')).toEqual(mapping);
  }
});
