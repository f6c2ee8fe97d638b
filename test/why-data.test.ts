import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onTrack } from '../src/measures/why/on-track.ts';
import { defaultFilter } from '../src/model/filter.ts';
import type { Goal } from '../src/model/goal.ts';
import type { SurveyMapping } from '../src/model/mapping.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { memoryFile } from './memory-file.ts';
import { importAll, testPlan } from './reading.ts';
import { incomingOf } from './series.ts';
import { dataFile, noSharedData } from './shared-data.ts';

const mapping: SurveyMapping = {
  rows: 'totals',
  source: 'generic-ballot',
  columns: { wave: 'question_id', from: 'start_date', to: 'end_date', n: 'sample_size' },
  question: 'vote',
  answers: ['dem', 'rep', 'ind'].map((column) => ({ column, word: column })),
  dimensions: ['population'],
  percent: true,
  selfSelected: false,
  time: { format: 'M/d/yy' },
};
const share = (value: number) => ({ value, unit: 'share' as const, written: `${100 * value} %` });
const goal: Goal = {
  word: 'vote',
  title: 'They would vote for it',
  purpose: { kind: 'political', eyes: 'voters' },
  measure: 'survey/vote=dem',
  milestones: [{ by: '2019-03-31', value: share(0.48) }],
  result: share(0.4),
  direction: 'up',
  by: '2020-09-15',
  states: {},
};

describe.skipIf(noSharedData)('goals on polls with known sizes', () => {
  let db: Database;
  beforeAll(async () => {
    db = await openDatabase(':memory:');
    const text = readFileSync(dataFile('waves-polls', 'generic_ballot_polls.csv'), 'utf8');
    await importAll(db, [await incomingOf(memoryFile('polls.csv', text), { mapping })]);
  });
  afterAll(() => db.close());

  it('expects in June what came in September, and knows what came before', async () => {
    const finding = await onTrack.answer({
      store: db.store,
      filter: { ...defaultFilter, to: '2020-06-30' },
      plan: { ...testPlan, goals: [goal] },
      seed: 1,
      dataVersion: 1,
      program: 'test',
    });
    if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
    const of = (name: string) => finding.estimates.find((one) => one.name === name);
    // the plain mean of the 41 polls that ended in March 2019 is 42.7 %
    expect(Math.abs((of('vote_read_for_2019-03-31')?.value ?? 0) - 0.427)).toBeLessThan(0.05);
    // of the 88 that ended in September 2020 it is 49.4 %
    const expected = of('vote_expected_on_2020-09-15');
    expect(expected?.low).toBeLessThan(0.494);
    expect(expected?.high).toBeGreaterThan(0.494);
    expect(of('vote_chance_by_2020-09-15')?.value).toBeGreaterThan(0.9);
  }, 60_000);
});
