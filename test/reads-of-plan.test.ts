import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questions } from '../src/measures/index.ts';
import { defaultFilter } from '../src/model/filter.ts';
import type { SurveyMapping } from '../src/model/mapping.ts';
import { everyMeasureReads } from '../src/model/measure.ts';
import type { Plan } from '../src/model/plan.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { parsePlan } from '../src/workspace/plan.ts';
import { exampleCorpus } from './example.ts';
import { memoryFile } from './memory-file.ts';
import { importAll } from './reading.ts';
import { incomingOf } from './series.ts';
import { codeBy, draw } from './voices.ts';

const plan = parsePlan(`company: Tarnwell
why: {answer: They ask there., untraceable: [talk at fairs]}
sales_cycle: {months: {low: 6, high: 18}}
channels:
  people: {accounts: [tarnwell, tarnwell_service]}
surveys: [{on: 2027-01-15, people: 400, question: aware}]
events:
  - {on: 2025-12-01, kind: change-of-tactics, title: We answer first, channels: [tarnwell]}
goals:
  - word: waiting
    title: Nobody waits
    purpose: {kind: social, eyes: engineers}
    measure: waiting-curve/still_waiting_after_1d @ tarnwell
    baseline: {value: 30 %, on: 2025-12-01}
    result: 5 %
    by: 2026-12-31
    milestones: [{by: 2026-08-31, value: 10 %}]
  - word: known
    title: They know us
    purpose: {kind: social, eyes: engineers}
    measure: survey/aware=yes
    baseline: {value: 4 %, on: 2025-12-01}
    result: 50 %
    by: 2027-12-31
`);

/** A survey that a goal and a measure of their own are read on. */
const brand: SurveyMapping = {
  rows: 'respondents',
  source: 'brand',
  columns: { id: 'id' },
  questions: [
    { column: 'aware', word: 'aware' },
    { column: 'heard', word: 'heard' },
  ],
  wave: { word: '1', from: '2026-01-05', to: '2026-01-09' },
  selfSelected: false,
  time: { format: 'iso' },
};
const respondents = Array.from({ length: 60 }, (_, at) => `r${at},${at % 3 ? 'no' : 'yes'},${(at % 5) + 1}`);

let db: Database;
beforeAll(async () => {
  db = await openDatabase(':memory:', { memoryLimit: '500MB' });
  await importAll(
    db,
    [
      await incomingOf(memoryFile('tarnwell.csv', exampleCorpus()), {}),
      await incomingOf(memoryFile('brand.csv', `id,aware,heard\n${respondents.join('\n')}\n`), {
        mapping: brand,
      }),
    ],
    { plan },
  );
  await readBySomebody('others', 'theirs', [
    'does/question',
    'does/complaint',
    'cares/need',
    'depth/shallow',
  ]);
  await readBySomebody('own', 'ours', ['we-do/answers', 'we-do/asks', 'interesting/yes']);
}, 60_000);
afterAll(() => db.close());

/** A random sample of one side's messages, with codes: measures of codes read more of the plan where somebody coded. */
async function readBySomebody(of: 'others' | 'own', word: string, codes: string[]): Promise<void> {
  const facets = [...new Set(codes.map((code) => code.split('/')[0] as string))];
  const ids = await draw(db, word, facets, { of, size: 40 });
  const truth = new Map(ids.map((id, at) => [id, codes.filter((_, k) => (at + k) % 2 === 0)]));
  await codeBy(db, word, ids, truth, { facets, codes, coders: [{ who: 'ann' }] });
}

/** A plan that can be read in these parts only. */
function only(parts: (keyof Plan)[]): Plan {
  return new Proxy(plan, {
    get(whole, part) {
      if (typeof part === 'string' && !parts.includes(part as keyof Plan)) throw new Error(`reads ${part}`);
      return Reflect.get(whole, part);
    },
    ownKeys: () => parts,
  });
}

/** Measures that this workspace answers, and that read more of the plan where they do. */
const told = ['on-track', 'value-states', 'asked'];

describe('what a measure reads of the plan', () => {
  it.each(questions.flatMap(({ measures }) => measures))(
    'is what $word says',
    async (measure) => {
      expect(measure.readsOfPlan, 'an answer is dropped with any change of the plan').toBeDefined();
      for (const clock of ['wall', 'business'] as const) {
        const finding = await measure.answer({
          store: db.store,
          filter: { ...defaultFilter, period: '90d', clock },
          plan: only([...everyMeasureReads, ...(measure.readsOfPlan ?? [])]),
          seed: 1,
          dataVersion: 1,
          program: 'test',
        });
        if (told.includes(measure.word)) expect(finding.kind).toBe('answer');
        expect(finding.kind).toBeTypeOf('string');
      }
    },
    60_000,
  );
});
