import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { importAll, testPlan } from '../../../test/reading.ts';
import { incomingOf } from '../../../test/series.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Amount, Goal } from '../../model/goal.ts';
import type { SurveyMapping } from '../../model/mapping.ts';
import type { Plan, StatedMargin } from '../../model/plan.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { onTrack } from './on-track.ts';

const share = (percent: number): Amount => ({ value: percent / 100, unit: 'share', written: `${percent} %` });
const goal: Goal = {
  word: 'awareness',
  title: 'Engineers know us',
  purpose: { kind: 'social', eyes: 'engineers' },
  measure: 'survey/aware',
  baseline: { value: share(10), on: '2026-01-15' },
  milestones: [],
  result: share(90),
  direction: 'up',
  by: '2027-07-31',
  states: {},
};

interface Person {
  id: string;
  aware: boolean;
  size?: string;
}
const mapping = (wave: string, from: string, to: string): SurveyMapping => ({
  rows: 'respondents',
  source: 'brand',
  columns: { id: 'id', panel: 'panel' },
  wave: { word: wave, from, to },
  questions: [{ column: 'aware', word: 'aware', wording: 'Do you know us?' }],
  margins: ['size'],
  selfSelected: false,
  time: { format: 'iso' },
});

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

async function wave(word: string, [from, to]: [string, string], people: Person[], panel: boolean) {
  const rows = people.map(
    ({ id, aware, size = 'small' }) => `${id},${panel ? id : ''},${aware ? 'yes' : 'no'},${size}`,
  );
  const csv = `id,panel,aware,size\n${rows.join('\n')}\n`;
  await importAll(db, [
    await incomingOf(memoryFile(`${word}.csv`, csv), { mapping: mapping(word, from, to) }),
  ]);
}
const first: [string, string] = ['2026-01-12', '2026-01-23'];
const second: [string, string] = ['2026-07-13', '2026-07-24'];

/** So many people of whom so many know us, under ids from a number on. */
const some = (count: number, aware: number, from = 0, size = 'small'): Person[] =>
  Array.from({ length: count }, (_, at) => ({ id: `p${from + at}`, aware: at < aware, size }));

async function told(more: Partial<Plan> = {}, one: Goal = goal) {
  const finding = await onTrack.answer({
    store: db.store,
    filter: defaultFilter,
    plan: { ...testPlan, goals: [one], ...more },
    seed: 1,
    dataVersion: 1,
    program: 'test',
  });
  if (finding.kind !== 'answer') return { reason: JSON.stringify(finding), estimate: () => undefined };
  const rowsOf = (title: string) => {
    const table = finding.figures.find((figure) => figure.title === title);
    return table?.form === 'table' ? table.rows : [];
  };
  return {
    reason: '',
    estimate: (name: string) => finding.estimates.find((each) => each.name === name),
    waves: rowsOf('Waves'),
    rows: rowsOf('What changed between waves'),
    caveats: finding.caveats.join(' '),
    words: JSON.stringify(finding.sentence),
  };
}
const size = (levels: Record<string, number>): StatedMargin => ({
  name: 'Size',
  levels: Object.entries(levels).map(([names, value]) => ({ names: names.split(' or '), size: value })),
});

/*
80 people of small firms of whom 40 know us, 20 of large ones of whom 16 do. Stated: half and half. By hand: weights
50/80 and 50/20; share 0.5 * 0.5 + 0.5 * 0.8 = 0.65; Kish: n sum w^2 / (sum w)^2 = (80 * 0.625^2 + 20 * 2.5^2) / 100 =
1.5625, so 64 people.
*/
describe('answers weighted by what the plan states of the group', () => {
  const people = [...some(80, 40), ...some(20, 16, 100, 'large')];

  it('agree with the stated sizes, and say what that costs', async () => {
    await wave('1', first, people, false);
    const { estimate, waves, caveats } = await told({ margins: [size({ small: 50, large: 50 })] });
    expect(estimate('awareness_now')?.value).toBeCloseTo(0.65, 9);
    expect(estimate('awareness_kish_people')?.value).toBeCloseTo(64, 6);
    // linearised: (80 * .625^2 * (.5 * .35^2 + .5 * .65^2) + 20 * 2.5^2 * (.8 * .35^2 + .2 * .65^2)) / 99 * 100 / 100^2
    const se2 =
      (80 * 0.625 ** 2 * (0.5 * 0.35 ** 2 + 0.5 * 0.65 ** 2) +
        20 * 2.5 ** 2 * (0.8 * 0.35 ** 2 + 0.2 * 0.65 ** 2)) /
      (99 * 100);
    const effective = (0.65 * 0.35) / se2;
    expect(estimate('awareness_effective_people')?.value).toBeCloseTo(effective, 6);
    expect(waves?.[0]?.cells.at(-1)).toBe((100 / effective).toFixed(2));
    expect(caveats).toContain('are weighted by Size as the plan states the group');
    const plain = await told();
    expect(plain.estimate('awareness_now')?.value).toBeCloseTo(0.56, 9);
  });

  it('take the margins of the survey itself before those of any', async () => {
    await wave('1', first, people, false);
    const own = { ...size({ small: 20, large: 80 }), survey: 'brand' };
    const { estimate } = await told({ margins: [size({ small: 50, large: 50 }), own] });
    expect(estimate('awareness_now')?.value).toBeCloseTo(0.2 * 0.5 + 0.8 * 0.8, 9);
  });

  it('are refused for a level that nobody has, until it is merged with another', async () => {
    await wave('1', first, people, false);
    const { reason } = await told({ margins: [size({ small: 50, large: 30, huge: 20 })] });
    expect(reason).toContain('nobody asked has Size = huge');
    expect(reason).toContain('joins two values');
    const merged = await told({ margins: [size({ small: 50, 'large or huge': 50 })] });
    expect(merged.estimate('awareness_now')?.value).toBeCloseTo(0.65, 9);
  });

  it('leave out a few who do not say where they belong, and refuse where there are many', async () => {
    const without = (count: number) => some(count, 0, 200, '');
    await wave('1', first, [...people, ...without(5)], false);
    const few = await told({ margins: [size({ small: 50, large: 50 })] });
    expect(few.estimate('awareness_now')).toMatchObject({ n: 100 });
    expect(few.caveats).toContain('5 people are left out');
    await wave('2', second, [...people, ...without(30)], false);
    const many = await told({ margins: [size({ small: 50, large: 50 })] });
    expect(many.caveats).toContain('30 of 130 people do not say Size');
  });
});

/*
Newcombe (1998, Stat. Med. 17, 873-890), example (a), 56 of 70 less 48 of 80: 0.20 (0.0524 to 0.3339) by method 10;
Wilson's limits here have Student's t for z, so that the second digits differ.
*/
describe('the change between two waves', () => {
  it('of other people is Newcombe’s', async () => {
    await wave('1', first, some(80, 48), true);
    await wave('2', second, some(70, 56, 500), true);
    const { estimate, words, rows } = await told();
    const change = estimate('awareness_change_since_wave_before');
    expect(change?.value).toBeCloseTo(0.2, 9);
    expect(change?.low).toBeCloseTo(0.0524, 2);
    expect(change?.high).toBeCloseTo(0.3339, 2);
    expect(words).toContain('up from');
    expect(rows?.[0]?.cells.slice(-2)).toEqual(['+20.0 (+4.9 to +33.7)', 'up']);
  });

  it('of the same people is narrower, by how alike their answers are', async () => {
    await wave('1', first, some(100, 40), true);
    await wave('2', second, some(100, 48), true);
    const same = (await told()).estimate('awareness_change_since_wave_before');
    const width = ({ low = 0, high = 0 } = {}) => high - low;
    // phi of (40 both, 8 later only, 52 neither), by hand: (40 * 52 - 0) / sqrt(40 * 60 * 48 * 52) = 0.850
    const phi = (40 * 52) / Math.sqrt(40 * 60 * 48 * 52);
    const half = (k: number) => 1.984 * Math.sqrt(((k / 100) * (1 - k / 100)) / 99);
    const about = 2 * Math.sqrt(half(40) ** 2 + half(48) ** 2 - 2 * phi * half(40) * half(48));
    expect(width(same)).toBeCloseTo(about, 2);
    expect(width(same)).toBeLessThan(0.5 * 2 * Math.hypot(half(40), half(48)));
    expect(same?.low).toBeGreaterThan(0);
  });

  it('is refused where the days overlap and nobody knows who was in both', async () => {
    await wave('1', ['2026-07-01', '2026-07-20'], some(80, 48), false);
    await wave('2', second, some(70, 56, 500), false);
    const { estimate, words } = await told();
    const change = estimate('awareness_change_since_wave_before');
    expect(change?.value).toBeNaN();
    expect(change?.cannotTell).toContain('the same people may be in both waves');
    expect(words).not.toContain('wave before');
  });

  it('is also told against the wave of the baseline, and corrected for both', async () => {
    await wave('1', first, some(100, 40), true);
    await wave('2', ['2026-04-13', '2026-04-24'], some(100, 50, 200), true);
    await wave('3', second, some(100, 56, 400), true);
    const { estimate, rows, words } = await told();
    expect(estimate('awareness_change_since_wave_before')?.value).toBeCloseTo(0.06, 9);
    // alone beyond its range (p about 0.024), no more after correction for two
    expect(estimate('awareness_change_since_baseline_wave')?.value).toBeCloseTo(0.16, 9);
    expect(estimate('awareness_change_since_baseline_wave')?.low).toBeGreaterThan(0);
    expect(rows?.map(({ cells }) => cells.at(-1))).toEqual(['no clear change', 'no clear change']);
    expect(words).toContain('no clear change from the wave before');
  });
});
