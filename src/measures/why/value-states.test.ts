import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Goal } from '../../model/goal.ts';
import type { Plan } from '../../model/plan.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { valueStates } from './value-states.ts';

const goal = (word: string, rest: Partial<Goal>): Goal => ({
  word,
  title: word,
  direction: 'up',
  milestones: [],
  states: {},
  ...rest,
});
const goals = [
  goal('leads', {
    purpose: { kind: 'commercial', eyes: 'sales' },
    months: 6,
    states: { delivered: { on: '2026-05-01', evidence: 'crm' }, recognised: { on: '2026-06-01' } },
  }),
  goal('trust', {
    purpose: { kind: 'social', eyes: 'engineers' },
    months: 36,
    states: { delivered: { on: '2027-05-01', evidence: 'survey' } },
  }),
  goal('voice', {
    purpose: { kind: 'political' },
    months: 24,
    states: { quantified: { evidence: 'count' } },
  }),
];

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  // the newest import is of the last day of 2026
  await importAll(db, [fileOf('x', [said('1', 'ann', '2026-03-01T00:00:00Z', '@acme hello?')])]);
});
afterEach(() => db.close());

const ask = (plan: Partial<Plan>) =>
  valueStates.answer({
    store: db.store,
    filter: defaultFilter,
    plan: { ...testPlan, goals, ...plan },
    seed: 1,
    dataVersion: 1,
    program: 'test',
  });

describe('value-states', () => {
  it('counts states in two layers; a day ahead does not count', async () => {
    const finding = await ask({});
    if (finding.kind !== 'answer') throw new Error('no answer');
    expect(finding.estimates.map(({ name, value, n }) => [name, value, n])).toEqual([
      ['goals_delivered_now', 1, 1],
      ['goals_recognised_now', 1, 1],
      ['goals_quantified_now', 0, 1],
      ['goals_delivered_later', 0, 2],
      ['goals_recognised_later', 0, 2],
      ['goals_quantified_later', 1, 2],
    ]);
    const [now, later] = finding.figures;
    expect(now?.form === 'table' && now.rows[0]?.cells).toEqual([
      'sales, commercial',
      'no date',
      'May 1, 2026: crm',
      'Jun 1, 2026',
      'not yet',
    ]);
    expect(later?.form === 'table' && later.rows.map(({ label }) => label)).toEqual(['trust', 'voice']);
  });

  it('says what does not go together, and that social value is not money', async () => {
    const { caveats } = await ask({});
    expect(caveats).toContain('trust: the day of delivered lies ahead and does not count yet.');
    expect(caveats).toContain('voice: its value is said to be quantified, but not delivered.');
    expect(caveats).toContain('leads: recognised by our own word only, without evidence.');
    expect(caveats.at(-1)).toMatch(/^trust and voice: .* not converted to money/);
  });

  it('says aloud what leaves no trace, or that nobody has said so', async () => {
    const silent = await ask({});
    expect(silent.caveats[0]).toContain('names nothing that leaves no trace');
    const said = await ask({
      why: { reasons: [], untraceable: ['Talks at the fair.', 'A name remembered'] },
    });
    expect(JSON.stringify(said)).toContain(
      'What leaves no trace and is in none of these numbers: Talks at the fair and A name remembered.',
    );
  });

  it('has nothing to tell without a goal', async () => {
    expect(await ask({ goals: [] })).toMatchObject({ kind: 'no-answer', openings: [{ href: '/plan' }] });
  });

  it('gives its goals as rows', async () => {
    const { sql, params } = await valueStates.rows({
      store: db.store,
      filter: defaultFilter,
      plan: { ...testPlan, goals },
      seed: 1,
      dataVersion: 1,
      program: 'test',
    });
    expect((await db.store.query<{ goal: string; delivered: string }>(sql, params))[0]).toMatchObject({
      goal: 'leads',
      delivered: '2026-05-01',
    });
  });
});
