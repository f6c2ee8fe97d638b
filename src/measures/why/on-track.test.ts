import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { incomingOf } from '../../../test/series.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Amount, Goal } from '../../model/goal.ts';
import type { SeriesMapping, SurveyMapping } from '../../model/mapping.ts';
import type { Plan } from '../../model/plan.ts';
import { stream } from '../../stats/random.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { waveLevels } from '../../stats/waves/level.ts';
import { milestoneChance } from '../../stats/waves/milestone.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { makeBrief } from '../brief/brief.ts';
import { waitingNow } from '../ignoring/waiting-now.ts';
import { why } from './index.ts';
import { onTrack } from './on-track.ts';

/*
Worked by hand. Three waves of 200 people each: 8, 40 and 88 know us. Wilson's 95 % intervals (R: prop.test(x, 200,
correct = FALSE)$conf.int): 4 % (2.0 to 7.7), 20 % (15.0 to 26.1), 44 % (37.3 to 50.9).
Milestones: 2 % by 12 January is unclear (2.0 to 7.7 holds it), 30 % by 31 July is reached (37.3 is above it).
*/
const waves = `wave,from,to,answer,k,n
1,2026-01-12,2026-01-23,yes,8,200
1,2026-01-12,2026-01-23,no,192,200
2,2026-04-13,2026-04-24,yes,40,200
2,2026-04-13,2026-04-24,no,160,200
3,2026-07-13,2026-07-24,yes,88,200
3,2026-07-13,2026-07-24,no,112,200
`;
const mapping: SurveyMapping = {
  rows: 'totals',
  source: 'brand',
  columns: { wave: 'wave', from: 'from', to: 'to', answer: 'answer', k: 'k', n: 'n' },
  question: 'aware',
  selfSelected: true,
  time: { format: 'iso' },
};
const share = (percent: number): Amount => ({ value: percent / 100, unit: 'share', written: `${percent} %` });
const number = (value: number): Amount => ({ value, unit: 'number', written: String(value) });
const awareness: Goal = {
  word: 'awareness',
  title: 'Engineers know us',
  purpose: { kind: 'social', eyes: 'engineers' },
  measure: 'survey/aware',
  baseline: { value: share(1), on: '2026-01-01' },
  milestones: [
    { by: '2026-01-20', value: share(2.5) },
    { by: '2026-07-31', value: share(30) },
    { by: '2027-01-31', value: share(40) },
  ],
  result: share(50),
  direction: 'up',
  by: '2027-07-31',
  states: {},
};

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const ask = (goals: Goal[], more: Partial<Plan> = {}) =>
  onTrack.answer({
    store: db.store,
    filter: defaultFilter,
    plan: { ...testPlan, goals, ...more },
    seed: 1,
    dataVersion: 1,
    program: 'test',
  });
async function told(goals: Goal[], more?: Partial<Plan>) {
  const finding = await ask(goals, more);
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  const estimate = (name: string) => finding.estimates.find((one) => one.name === name);
  const table = finding.figures.find((figure) => figure.form === 'table');
  const states = table?.form === 'table' ? table.rows.map(({ cells }) => cells[2]) : [];
  return {
    finding,
    estimate,
    states,
    words: finding.sentence.map(wordOf).join('').replaceAll('\u00a0', ' '),
  };
}
const wordOf = (run: unknown) =>
  typeof run === 'string'
    ? run
    : 'value' in (run as object)
      ? String(Math.round((run as { value: number }).value * 100) / 100)
      : String((run as { at?: string }).at).slice(0, 10);

describe('a goal on survey waves', () => {
  beforeEach(async () => {
    await importAll(db, [await incomingOf(memoryFile('brand.csv', waves), { mapping })]);
  });

  it('tells milestones that were reached, those that cannot be told, and the odds of those ahead', async () => {
    const { finding, estimate, states, words } = await told([awareness]);
    expect(states).toEqual(['cannot tell', 'reached', 'ahead', 'ahead']);
    expect(words).toMatch(
      /^Engineers know us: 0\.44, up from 0\.2 in the wave before; the second milestone \(30 % by 2026-07-31\) was reached; for 40 % by 2027-01-31 the odds are about even\.$/,
    );
    const now = estimate('awareness_now');
    expect(now).toMatchObject({ value: 0.44, n: 200, counts: 'people', unit: 'share' });
    expect(now?.low).toBeCloseTo(0.373, 3);
    expect(now?.high).toBeCloseTo(0.5093, 3);
    expect(finding.figures[0]).toMatchObject({ form: 'trajectory', title: 'Engineers know us' });
    expect(finding.headlines).toHaveLength(1);
    expect(finding.caveats.join(' ')).toContain('the interval covers sampling noise only');
    expect(finding.caveats.join(' ')).toContain('is half-normal with scale');
  });

  it('gives the chance of the level over the waves by the prior that they bear out, and less of it for more', async () => {
    const { estimate } = await told([awareness]);
    // the middles of the waves: 17 January, 18 April, 18 July, in weeks since 1970
    const week = (day: string) => Date.parse(`${day}T00:00:00Z`) / 604_800_000;
    const waves = [
      { week: week('2026-01-17'), share: 0.04, effective: 200 },
      { week: week('2026-04-18'), share: 0.2, effective: 200 },
      { week: week('2026-07-18'), share: 0.44, effective: 200 },
    ];
    const by = (day: string) => estimate(`awareness_chance_by_${day}`)?.value as number;
    const [calm, upheaval] = [0.02, 0.1].map((stepScale) => {
      const levels = waveLevels(waves, { stepScale });
      if (isRefusal(levels)) throw new Error(levels.because);
      return milestoneChance(levels, { week: week('2027-01-31'), share: 0.4 }, stream(1)).level;
    }) as [number, number];
    // from 4 to 44 % in half a year is no calm market: nearly all weight is on the other prior
    expect(by('2027-01-31')).toBeCloseTo(upheaval, 2);
    expect(Math.abs(by('2027-01-31') - calm)).toBeGreaterThan(0.05);
    expect(by('2027-07-31')).toBeLessThan(by('2027-01-31'));
    const expected = estimate('awareness_expected_on_2027-07-31');
    expect(expected?.low).toBeLessThan(0.44);
    expect(expected?.high).toBeGreaterThan(0.44);
  });

  it('turns verdict and chance round where less is better', async () => {
    const up = await told([awareness]);
    const down = await told([{ ...awareness, direction: 'down' }]);
    const chance = (one: typeof up) => one.estimate('awareness_chance_by_2027-01-31')?.value as number;
    expect(down.states.slice(0, 2)).toEqual(['cannot tell', 'not reached']);
    expect(chance(down)).toBeCloseTo(1 - chance(up), 9);
  });

  it('widens by the design effect that the plan states for the wave', async () => {
    const { estimate } = await told([awareness], {
      surveys: [{ on: '2026-07-15', people: 200, question: 'aware', deff: 2 }],
    });
    expect(estimate('awareness_effective_people')?.value).toBe(100);
    // R: binom::binom.wilson(44, 100)
    expect(estimate('awareness_now')?.low).toBeCloseTo(0.3467, 3);
  });

  it('counts the answer that is named, and asks for one where several could count', async () => {
    const no = await told([{ ...awareness, measure: 'survey/aware=no', direction: 'down' }]);
    expect(no.estimate('awareness_now')?.value).toBeCloseTo(0.56, 9);
    const finding = await ask([{ ...awareness, measure: 'survey/aware=perhaps' }]);
    expect(finding.kind).toBe('no-answer');
    expect(JSON.stringify(finding)).toContain('Nobody answered “perhaps”');
  });
});

describe('several goals', () => {
  beforeEach(async () => {
    await importAll(db, [await incomingOf(memoryFile('brand.csv', waves), { mapping })]);
  });
  const missed: Goal = {
    ...awareness,
    word: 'known',
    title: 'All know us',
    milestones: [{ by: '2026-07-31', value: share(80) }],
    result: share(90),
    by: '2028-12-31',
  };

  it('have one clause in the sentence, the missed one first, and the rest in the table', async () => {
    const { words, finding } = await told([awareness, missed]);
    expect(words).toBe(
      'All know us: 0.44; the first milestone (80 % by 2026-07-31) was not reached. The other goal is in the table.',
    );
    expect(finding.headlines?.map(({ name }) => name)).toEqual(['known_now', 'awareness_now']);
    const three = await told([awareness, missed, { ...missed, word: 'again', by: '2027-12-31' }]);
    expect(three.words).toContain('was not reached. Of 2 other goals, 1 missed its last milestone');
  });

  it('that ended half a year ago are no news any more', async () => {
    const over = { ...missed, milestones: [], result: share(80), by: '2026-01-31' };
    const { finding } = await told([over, awareness]);
    expect(finding.headlines?.map(({ name }) => name)).toEqual(['awareness_now', 'known_now']);
  });
});

describe('a goal on a series', () => {
  const leads: SeriesMapping = {
    rows: 'points',
    source: 'crm',
    columns: { time: 'month' },
    series: [{ column: 'leads', word: 'leads', unit: 'count', kind: 'outcome' }],
    time: { format: 'yyyy-MM', stretch: 'month' },
  };
  const csv = `month,leads\n${[30, 34, 28, 33, 35, 31, 29, 36, 32, 34]
    .map((value, month) => `2026-${String(month + 1).padStart(2, '0')},${value}`)
    .join('\n')}\n`;
  const goal: Goal = {
    ...awareness,
    word: 'leads',
    title: 'Leads',
    measure: 'series/leads',
    baseline: { value: number(30), on: '2026-01-01' },
    milestones: [
      { by: '2026-03-31', value: number(28) },
      { by: '2026-05-31', value: number(36) },
    ],
    result: number(60),
    by: '2027-03-31',
  };
  beforeEach(async () => {
    await importAll(db, [await incomingOf(memoryFile('crm.csv', csv), { mapping: leads })]);
  });

  it('compares months with milestones, and finds twice as many as ever unlikely', async () => {
    const { states, estimate, words, finding } = await told([goal]);
    expect(states).toEqual(['reached', 'not reached', 'ahead']);
    expect(estimate('leads_now')).toMatchObject({ value: 34, unit: 'count', counts: 'values' });
    expect(estimate('leads_chance_by_2027-03-31')?.value).toBeLessThan(0.1);
    expect(words).toContain('Leads: 34 a month; the second milestone (36 by 2026-05-31) was not reached');
    expect(finding.caveats.join(' ')).toContain('a season is unseen');
    // so that pages write it as they write other numbers
    expect(finding.kind === 'answer' && finding.sentence).toContainEqual({ value: 36, as: 'count' });
  });

  it('takes a stretch in which more was taken back than came', async () => {
    const text = csv.replace('2026-04,33', '2026-04,-3');
    await importAll(db, [await incomingOf(memoryFile('newer.csv', text), { mapping: leads })]);
    const { estimate } = await told([goal]);
    expect(estimate('leads_now')?.value).toBe(34);
    expect(estimate('leads_chance_by_2027-03-31')?.value).toBeLessThan(0.2);
  });

  it('adds up from the day of the baseline where the total is promised', async () => {
    const total = { ...goal, measure: 'series/leads total', result: number(400), milestones: [] };
    const { estimate } = await told([{ ...total, baseline: { value: number(0), on: '2026-03-01' } }]);
    // March to October: 28 + 33 + 35 + 31 + 29 + 36 + 32 + 34
    expect(estimate('leads_now')?.value).toBe(258);
    // five months of about 32 on top are some 418
    const expected = estimate('leads_expected_on_2027-03-31');
    expect(expected?.value).toBeGreaterThan(400);
    expect(expected?.value).toBeLessThan(435);
    expect(estimate('leads_chance_by_2027-03-31')?.value).toBeGreaterThan(0.7);
  });
});

describe('a goal on a measure of this workspace', () => {
  it('is asked of every month that is over', async () => {
    const messages = Array.from({ length: 120 }, (_, n) => {
      const at = new Date(Date.UTC(2026, 0, 1) + n * 86_400_000);
      const who = `p${n % 40}`;
      const asked = said(`${n}`, who, at.toISOString(), '@acme does the P2 ship?');
      const later = new Date(at.getTime() + (n % 4 === 0 ? 40 : 2) * 3_600_000).toISOString();
      return [asked, said(`${n}a`, 'acme', later, `@${who} it does`, { parentId: `${n}` })];
    }).flat();
    await importAll(db, [fileOf('x', messages, { observedUntil: '2026-05-03T00:00:00Z' })]);
    const { estimate, states, finding } = await told([
      {
        ...awareness,
        word: 'waiting',
        title: 'Nobody waits for a day',
        measure: 'waiting-curve/still_waiting_after_1d @ acme',
        direction: 'down',
        baseline: { value: share(60), on: '2025-12-31' },
        milestones: [{ by: '2026-02-15', value: share(50) }],
        result: share(5),
        by: '2026-12-31',
      },
    ]);
    expect(states).toEqual(['reached', 'ahead']);
    const [picture] = finding.figures;
    expect(picture?.form === 'trajectory' && picture.points.map(({ at }) => at)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
    // of the 30 days of April (n = 90 to 119) those divisible by 4 wait 40 hours: 92 to 116, 7
    expect(estimate('waiting_now')?.value).toBeCloseTo(7 / 30, 9);
    // the month is named, so that a brief that tells the days since does not seem to contradict
    const month =
      finding.kind === 'answer' && finding.sentence.find((run) => typeof run === 'object' && 'at' in run);
    expect(month).toMatchObject({ at: expect.stringMatching(/^2026-04-01/), as: 'month' });
    expect(estimate('waiting_chance_by_2026-12-31')?.value).toBeLessThan(0.2);
  });
});

describe('without a goal that can be read', () => {
  it('says that there is none, and where to write one', async () => {
    const finding = await ask([]);
    expect(finding).toMatchObject({ kind: 'no-answer', openings: [{ href: '/plan' }, { href: '/series' }] });
  });

  it('names a key that was probably meant to be the goals', async () => {
    const finding = await ask([], { unknown: ['goal'], meant: { goal: 'Did you mean goals?' } });
    expect(JSON.stringify(finding)).toContain('has a key “goal” that is not understood. Did you mean goals?');
  });

  it('gives the reason for each goal that cannot be read, with its measure', async () => {
    const finding = await ask([
      { ...awareness, purpose: undefined },
      { ...awareness, word: 'other', title: 'Other', measure: 'series/nothing' },
    ]);
    expect(finding.kind === 'no-answer' && finding.help[1]).toMatch(
      /^Other \(series\/nothing\): This workspace cannot read “series\/nothing”\. /,
    );
  });

  it('says what keeps the goal from being read, and how to mend it', async () => {
    const finding = await ask([{ ...awareness, purpose: undefined }]);
    expect(JSON.stringify(finding)).toContain('It has no purpose.');
    const waiting = await ask([awareness], {
      surveys: [{ on: '2026-07-15', people: 400, question: 'aware', deff: 1 }],
    });
    expect(JSON.stringify(waiting)).toContain('No wave with the question “aware” is in yet.');
  });
});

describe('the brief', () => {
  it('tells a goal with its picture and the way in, asked once and held against no days before', async () => {
    const messages = [said('1', 'ann', '2026-12-01T09:00:00Z', '@acme does the P2 ship?')];
    await importAll(db, [
      fileOf('x', messages, { observedUntil: '2026-12-05T00:00:00Z' }),
      await incomingOf(memoryFile('brand.csv', waves), { mapping }),
    ]);
    const asking = {
      store: db.store,
      filter: { ...defaultFilter, period: 'week' as const },
      plan: { ...testPlan, goals: [awareness] },
      seed: 1,
      dataVersion: 1,
      program: 'test',
    };
    let asked = 0;
    const brief = await makeBrief({
      asking,
      questions: [{ ...why, measures: [onTrack] }],
      waiting: waitingNow,
      answer: (measure, filter) => {
        if (measure === onTrack) asked++;
        return measure.answer({ ...asking, filter });
      },
      uploads: [],
      now: new Date('2026-12-31T00:00:00Z'),
    });
    expect(asked).toBe(1);
    expect(brief.items).toHaveLength(1);
    expect(brief.items[0]).toMatchObject({
      because: 'standing',
      promised: true,
      question: 'why',
      figure: { form: 'trajectory', title: 'Engineers know us' },
      now: { value: 0.44, counts: 'people' },
    });
    expect(brief.items[0]?.openings[0]?.href).toContain('/why');
  });
});
