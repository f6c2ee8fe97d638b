import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wavesOf } from '../src/facts/index.ts';
import { onTrack } from '../src/measures/why/on-track.ts';
import { weightedWave } from '../src/measures/why/wave-weights.ts';
import { defaultFilter } from '../src/model/filter.ts';
import type { Goal } from '../src/model/goal.ts';
import type { SurveyMapping } from '../src/model/mapping.ts';
import type { Plan, StatedMargin } from '../src/model/plan.ts';
import { surveyMean } from '../src/stats/survey/design.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { memoryFile } from './memory-file.ts';
import { importAll, testPlan } from './reading.ts';
import { incomingOf } from './series.ts';
import { dataFile, noSharedData } from './shared-data.ts';
import { stateOfJs } from './state-of-js.ts';

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

/** What on-track says of goals, in a workspace with one file, up to a day. */
async function told(
  { name, text, mapping }: { name: string; text: string; mapping?: SurveyMapping },
  goals: Goal[],
  { to, ...more }: Partial<Plan> & { to?: string } = {},
) {
  const db = await openDatabase(':memory:');
  try {
    await importAll(db, [await incomingOf(memoryFile(name, text), mapping ? { mapping } : {})]);
    const finding = await onTrack.answer({
      store: db.store,
      filter: { ...defaultFilter, ...(to && { to }) },
      plan: { ...testPlan, goals, ...more },
      seed: 1,
      dataVersion: 1,
      program: 'test',
    });
    if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
    return { finding, of: (word: string) => finding.estimates.find(({ name }) => name === word) };
  } finally {
    await db.close();
  }
}

describe.skipIf(noSharedData)('awareness of three tools, State of JS 2021 to 2024', () => {
  const tools = ['react', 'svelte', 'solid'];
  const goals = tools.map(
    (word): Goal => ({
      word,
      title: word,
      purpose: { kind: 'social', eyes: 'developers' },
      measure: `survey/${word}=aware`,
      baseline: { value: share(0.5), on: '2021-12-01' },
      milestones: [{ by: '2023-12-01', value: share(0.9) }],
      result: share(0.95),
      direction: 'up',
      by: '2024-12-01',
      states: {},
    }),
  );

  it('are trajectories with the published shares, and changes between editions', async () => {
    const { rows, text, mapping } = stateOfJs(tools);
    const { finding, of } = await told({ name: 'state-of-js.csv', text, mapping }, goals);
    for (const tool of tools) {
      const picture = finding.figures.find(({ title }) => title === tool);
      if (picture?.form !== 'trajectory') throw new Error('no trajectory');
      const published = rows.filter(({ cells }) => cells[3] === tool && cells[4] === 'aware');
      const since = published.filter(({ cells }) => Number(cells[0]) >= 2021);
      expect(since.map(({ cells }) => cells[0])).toEqual(['2021', '2022', '2023', '2024']);
      for (const [at, { awareness }] of published.entries())
        expect(Math.abs((picture.points[at]?.value ?? 0) - awareness)).toBeLessThan(0.01);
      // Newcombe (1998), method 10, from the counts themselves
      const [a, b] = published.slice(-2).map(({ cells }) => wilson(Number(cells[5]), Number(cells[6])));
      if (!a || !b) throw new Error('two editions');
      const change = of(`${tool}_change_since_wave_before`);
      expect(change?.value).toBeCloseTo(b.p - a.p, 9);
      expect(change?.low).toBeCloseTo(b.p - a.p - Math.hypot(b.p - b.low, a.high - a.p), 6);
      expect(change?.high).toBeCloseTo(b.p - a.p + Math.hypot(b.high - b.p, a.p - a.low), 6);
      const first = since[0]?.cells ?? [];
      const last = published.at(-1)?.cells ?? [];
      expect(of(`${tool}_change_since_baseline_wave`)?.value).toBeCloseTo(
        Number(last[5]) / Number(last[6]) - Number(first[5]) / Number(first[6]),
        9,
      );
    }
    expect(finding.caveats.join(' ')).toContain('the interval covers sampling noise only');
  });

  it('expected of 2024 at the end of 2023 what came', async () => {
    const { rows, text, mapping } = stateOfJs(tools);
    const { of } = await told({ name: 'state-of-js.csv', text, mapping }, goals, { to: '2023-12-31' });
    for (const tool of tools) {
      const cells = rows.find(({ cells }) => cells[0] === '2024' && cells[3] === tool)?.cells ?? [];
      const came = Number(cells[5]) / Number(cells[6]);
      const expected = of(`${tool}_expected_on_2024-12-01`);
      expect(expected?.low).toBeLessThan(came);
      expect(expected?.high).toBeGreaterThan(came);
    }
  });
});

/** Wilson's limits at 95 % (1927). */
function wilson(k: number, n: number): { p: number; low: number; high: number } {
  const z = 1.959963984540054;
  const p = k / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { p, low: middle - half, high: middle + half };
}

describe.skipIf(noSharedData)('a stratified sample of schools (R survey, apistrat)', () => {
  const text = noSharedData ? '' : readFileSync(dataFile('survey-weights', 'apistrat.csv'), 'utf8');
  const schools: SurveyMapping = {
    rows: 'respondents',
    source: 'schools',
    columns: { id: 'cds', weight: 'pw', stratum: 'stype', population: 'fpc' },
    questions: [
      { column: 'api00', word: 'api00' },
      { column: 'awards', word: 'awards' },
    ],
    margins: ['stype'],
    wave: { word: '2000', from: '2000-01-01', to: '2000-12-31' },
    selfSelected: false,
    time: { format: 'iso' },
  };
  const stype: StatedMargin = {
    name: 'stype',
    levels: Object.entries({ E: 4421, H: 755, M: 1018 }).map(([name, size]) => ({ names: [name], size })),
  };
  const { weight: _, ...unweighted } = schools.columns;
  const { stratum: __, population: ___, ...plain } = unweighted;

  it.each([
    ['by the weights of the file', schools, []],
    ['by the people of each stratum', { ...schools, columns: unweighted }, []],
    ['by stated margins', { ...schools, columns: unweighted }, [stype]],
  ])(
    'means 662.29 with a standard error of 9.41, 9.54 without the correction: %s',
    async (_, mapping, margins) => {
      const db = await openDatabase(':memory:');
      try {
        await importAll(db, [await incomingOf(memoryFile('apistrat.csv', text), { mapping })]);
        const [wave] = await wavesOf(db.store, 'schools', 'api00');
        if (wave?.told.as !== 'respondents') throw new Error('no respondents');
        const weighted = weightedWave(wave.told.respondents, 'schools', margins);
        if ('because' in weighted) throw new Error(weighted.because);
        const { people, weight } = weighted;
        const design = { weight, stratum: people.map(({ stratum = '' }) => stratum) };
        const values = people.map(({ answer }) => Number(answer));
        const population = people.map((one) => one.population ?? 0);
        const corrected = surveyMean(values, { ...design, population });
        const not = surveyMean(values, design);
        if ('refused' in corrected || 'refused' in not) throw new Error('refused');
        expect(corrected.value).toBeCloseTo(662.2874, 3);
        expect(corrected.se).toBeCloseTo(9.4089, 3);
        expect(not.se).toBeCloseTo(9.5361, 3);
      } finally {
        await db.close();
      }
    },
  );

  /*
  Stratified estimate by hand (Cochran 1977, section 5.6): sum W p = 0.638936, variance sum W^2 (1 - f) p (1 - p) / (n - 1),
  its root 0.0344059; without strata known, only weighted by the margin, the variance is that of a weighted mean.
  */
  it('tells a goal by its design, and weighted by margins alone nearly the same', async () => {
    const goal: Goal = {
      word: 'awards',
      title: 'Schools with awards',
      purpose: { kind: 'social', eyes: 'parents' },
      measure: 'survey/awards=Yes',
      milestones: [],
      result: share(0.9),
      direction: 'up',
      by: '2002-12-31',
      states: {},
    };
    const by = async (mapping: SurveyMapping, margins: StatedMargin[]) => {
      const { of } = await told({ name: 'apistrat.csv', text, mapping }, [goal], { margins });
      const [now, effective, kish] = ['now', 'effective_people', 'kish_people'].map((one) =>
        of(`awards_${one}`),
      );
      const value = now?.value ?? 0;
      return {
        value,
        se: Math.sqrt((value * (1 - value)) / (effective?.value ?? 1)),
        kish: kish?.value,
      };
    };
    const design = await by(schools, []);
    expect(design.value).toBeCloseTo(0.638936, 5);
    expect(design.se).toBeCloseTo(0.0344059, 5);
    // (sum w)^2 / sum w^2 = 6194^2 / (4421^2 / 100 + 755^2 / 50 + 1018^2 / 50)
    expect(design.kish).toBeCloseTo(6194 ** 2 / (4421 ** 2 / 100 + 755 ** 2 / 50 + 1018 ** 2 / 50), 0);
    const raked = await by({ ...schools, columns: plain }, [stype]);
    expect(raked.value).toBeCloseTo(0.638936, 5);
    expect(raked.se).toBeGreaterThan(0.9 * design.se);
    expect(raked.se).toBeLessThan(1.3 * design.se);
    const bare = await by({ ...schools, columns: plain }, []);
    expect(Math.abs(bare.value - 0.638936)).toBeGreaterThan(0.005);
  });
});

describe.skipIf(noSharedData)('followers of a page', () => {
  it('are a series that a goal counts, and that events are marked on', async () => {
    const text = readFileSync(dataFile('linkedin-page-wai', 'women_in_ai_usa_followers.csv'), 'utf8');
    const goal: Goal = {
      word: 'followers',
      title: 'Followers gained',
      purpose: { kind: 'social', eyes: 'women in AI' },
      measure: 'series/new-followers total',
      baseline: { value: { value: 0, unit: 'number', written: '0' }, on: '2025-02-08' },
      milestones: [{ by: '2025-08-31', value: { value: 10, unit: 'number', written: '10' } }],
      result: { value: 1_000_000, unit: 'number', written: '1000000' },
      direction: 'up',
      by: '2026-12-31',
      states: {},
    };
    const rows = text
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    const sum = rows.reduce((total, cells) => total + Number(cells[4]), 0);
    const { of, finding } = await told({ name: 'acme_followers.csv', text }, [goal], {
      events: [{ on: '2025-10-06', kind: 'campaign', title: 'Campaign', channels: [] }],
    });
    expect(of('followers_now')).toMatchObject({ value: sum, unit: 'count', counts: 'values' });
    const until = rows.filter(([day = '']) => day <= '2025-08-31');
    expect(of('followers_read_for_2025-08-31')?.value).toBe(
      until.reduce((total, cells) => total + Number(cells[4]), 0),
    );
    // a million more in a year, from some thousands a year
    expect(of('followers_chance_by_2026-12-31')?.value).toBeLessThan(0.01);
    const [picture] = finding.figures;
    expect(picture?.form === 'trajectory' && picture.marks?.map(({ label }) => label)).toEqual(['Campaign']);
  }, 60_000);
});
