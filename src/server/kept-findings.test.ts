import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultFilter } from '../model/filter.ts';
import type { NoAnswer } from '../model/finding.ts';
import type { Asking, Measure } from '../model/measure.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { parsePlan } from '../workspace/plan.ts';
import { keepFindings } from './kept-findings.ts';

let db: Database;
let asked: number;
let broken: boolean;
let busy: boolean;

beforeEach(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '300MB' });
  await db.transaction((store) => store.run("UPDATE meta SET value = '1' WHERE key = 'data_version'"));
  asked = 0;
  broken = false;
  busy = false;
});
afterEach(() => db.close());

const measure: Measure = {
  word: 'counted',
  title: 'Counted',
  async answer({ filter, dataVersion, plan, seed, program }) {
    asked++;
    if (broken) throw new Error('broken');
    return {
      kind: 'no-answer',
      measure: 'counted',
      question: 'test',
      title: 'Counted',
      filter,
      definition: { text: '', decision: '', version: '1', docs: '' },
      sources: [],
      caveats: [],
      made: { dataVersion, planVersion: plan.version, seed, program },
      reason: [`asked ${asked}`],
      help: [],
    };
  },
  async rows() {
    return { sql: 'SELECT 1', params: {} };
  },
};

const asking = (changes: Partial<Asking> = {}): Asking => ({
  store: db.store,
  filter: defaultFilter,
  plan: parsePlan(''),
  seed: 1,
  dataVersion: 1,
  program: 'rapport 0.0.0',
  ...changes,
});
const keeper = () =>
  keepFindings(
    db,
    () => busy,
    (error) => expect.unreachable(String(error)),
  );

it('answers the same question once, also when asked twice at the same time', async () => {
  const findings = keeper();
  const [one, two] = await Promise.all([
    findings.answer(measure, asking()),
    findings.answer(measure, asking()),
  ]);
  expect(two).toBe(one);
  await findings.answer(measure, asking({ filter: { ...defaultFilter, channels: [] } }));
  expect(asked).toBe(1);
  await findings.settle();
});

it('answers anew for another filter, other data, another plan, seed or program', async () => {
  const findings = keeper();
  await findings.answer(measure, asking());
  await findings.answer(measure, asking({ filter: { ...defaultFilter, period: '90d' } }));
  await findings.answer(measure, asking({ dataVersion: 2 }));
  await findings.answer(measure, asking({ plan: parsePlan('zone: Europe/Berlin') }));
  await findings.answer(measure, asking({ seed: 2 }));
  await findings.answer(measure, asking({ program: 'rapport 0.0.1' }));
  expect(asked).toBe(6);
  await findings.settle();
});

it('keeps answers for the next start, but writes nothing while an import runs', async () => {
  const first = keeper();
  const found = await first.answer(measure, asking());
  await first.settle();
  expect(await keeper().answer(measure, asking())).toEqual(found);
  expect(asked).toBe(1);

  busy = true;
  const second = keeper();
  await second.answer(measure, asking({ seed: 2 }));
  await second.settle();
  await keeper().answer(measure, asking({ seed: 2 }));
  expect(asked).toBe(3);
});

it('knows after a restart, too, which values cannot be told', async () => {
  const estimate = {
    name: 'median_wait',
    label: '',
    unit: 'seconds',
    n: 0,
    period: 'now',
    cannotTell: 'too few',
  } as const;
  const untold: Measure = {
    ...measure,
    async answer(one) {
      const { reason: _, help: __, ...base } = (await measure.answer(one)) as NoAnswer;
      const nothing = { figures: [], voices: [], openings: [] };
      return {
        ...base,
        ...nothing,
        kind: 'answer',
        sentence: [],
        n: 0,
        estimates: [{ ...estimate, value: Number.NaN }],
      };
    },
  };
  const first = keeper();
  const found = await first.answer(untold, asking());
  await first.settle();
  expect(await keeper().answer(untold, asking())).toEqual(found);
  expect(asked).toBe(1);
});

it('does not keep a failure', async () => {
  const findings = keeper();
  broken = true;
  await expect(findings.answer(measure, asking())).rejects.toThrow('broken');
  broken = false;
  expect((await findings.answer(measure, asking())).kind).toBe('no-answer');
  await findings.settle();
});

it('keeps an answer whose part of the plan is the same, and names the plan as it is now', async () => {
  const findings = keeper();
  const own = { ...measure, readsOfPlan: [] };
  const before = parsePlan('company: Tarnwell\n');
  const goals = parsePlan('company: Tarnwell\ngoals:\n  - {word: known, title: They know us}\n');
  const accounts = parsePlan('company: Tarnwell\nown: {x: [tarnwell]}\n');
  await findings.answer(own, asking({ plan: before }));
  const same = await findings.answer(own, asking({ plan: goals }));
  expect(same).toMatchObject({ reason: ['asked 1'], made: { planVersion: goals.version } });
  await findings.settle();
  const later = await keeper().answer(own, asking({ plan: goals }));
  expect(later).toMatchObject({ reason: ['asked 1'], made: { planVersion: goals.version } });
  expect(await findings.answer(own, asking({ plan: accounts }))).toMatchObject({ reason: ['asked 2'] });
  const reading = { ...measure, readsOfPlan: ['goals' as const] };
  expect(await findings.answer(reading, asking({ plan: goals }))).toMatchObject({ reason: ['asked 3'] });
  expect(await findings.answer(reading, asking({ plan: before }))).toMatchObject({ reason: ['asked 4'] });
});

it('remembers what a measure found on its way, for any plan that reads it alike', async () => {
  let found = 0;
  const part: Measure = {
    ...measure,
    readsOfPlan: ['goals'],
    async answer(asking) {
      await asking.remembered?.('months', async () => ({ found: ++found }));
      return measure.answer(asking);
    },
  };
  const findings = keeper();
  await findings.answer(part, asking());
  await findings.answer(
    part,
    asking({ plan: parsePlan('goals:\n  - {word: known, title: They know us}\n') }),
  );
  expect([asked, found]).toEqual([2, 1]);
  await findings.answer(part, asking({ dataVersion: 2 }));
  await findings.answer(part, asking({ plan: parsePlan('business: {hours: "08:00-17:00"}\n') }));
  expect(found).toBe(3);
});

it('keeps nothing that was made of data of before, which could hold words that were removed meanwhile', async () => {
  const late = keeper();
  const meanwhile: Measure = {
    ...measure,
    async answer(asking) {
      await db.transaction((store) => store.run("UPDATE meta SET value = '2' WHERE key = 'data_version'"));
      return measure.answer(asking);
    },
  };
  await late.answer(meanwhile, asking());
  await late.settle();
  expect(await db.store.query('SELECT key FROM kept_finding')).toEqual([]);
});
