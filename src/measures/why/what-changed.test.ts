import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryFile } from '../../../test/memory-file.ts';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { incomingOf } from '../../../test/series.ts';
import { refreshFacts } from '../../facts/index.ts';
import type { PlannedEvent } from '../../model/event.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { SeriesMapping } from '../../model/mapping.ts';
import type { Message } from '../../model/message.ts';
import { seeded } from '../../stats/random.ts';
import { addActs } from '../../store/acts.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { channelsOf } from '../channels.ts';
import { type ChangeEffect, claimEffects } from './change-effect.ts';
import { stepDay, stepFrom, weeklyOf } from './weekly.ts';
import { whatChanged } from './what-changed.ts';

/*
Eighty weeks from Monday 6 January 2025 on. Twelve people ask in each; about half wait two days for an answer, from the
66th week (6 April 2026) on about one in ten. Everything that we write answers somebody, but for one post a week.
*/
const start = Date.UTC(2025, 0, 6);
const week = 7 * 86_400_000;
const late = (n: number) => (n < 65 ? 0.5 : 0.1);
function messages(): Message[] {
  const random = seeded(7);
  return Array.from({ length: 80 * 12 }, (_, k) => {
    const at = (hours: number) =>
      new Date(
        start + Math.floor(k / 12) * week + (k % 12) * 6 * 3_600_000 + hours * 3_600_000,
      ).toISOString();
    const hours = random.uniform() < late(Math.floor(k / 12)) ? 48 : 2;
    return [
      said(`${k}`, `p${k % 50}`, at(0), '@acme does the P2 ship?'),
      said(`${k}a`, 'acme', at(hours), `@p${k % 50} it does`, { parentId: `${k}` }),
      ...(k % 12 === 0 ? [said(`${k}b`, 'acme', at(1), 'the fair is open')] : []),
    ];
  }).flat();
}
const change = (on: string, more: Partial<PlannedEvent> = {}): PlannedEvent => ({
  on,
  kind: 'change-of-tactics',
  title: 'We answer within the day',
  channels: ['acme'],
  ...more,
});

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  await importAll(db, [fileOf('x', messages(), { observedUntil: '2026-07-20T00:00:00Z' })]);
});
afterEach(() => db.close());

const asking = (events: PlannedEvent[]) => ({
  store: db.store,
  filter: defaultFilter,
  plan: { ...testPlan, events },
  seed: 1,
  dataVersion: 1,
  program: 'test',
});

describe('what changed when we changed', () => {
  it('counts whole weeks that have been followed for a day', async () => {
    const [channel] = await channelsOf(db.store, defaultFilter);
    const [waiting, ours] = await weeklyOf(asking([]), channel as NonNullable<typeof channel>);
    if (!waiting || !ours) throw new Error('two numbers');
    expect(waiting.from).toBe('2025-01-06');
    // the first week by hand, from the same draws
    const random = seeded(7);
    const hits = Array.from({ length: 12 }, () => random.uniform() < 0.5).filter(Boolean).length;
    expect(waiting.values[0]).toBeCloseTo(hits / 12, 12);
    expect([waiting.n[0], waiting.values.length]).toEqual([12, 79]);
    expect(ours.values.slice(5, 7)).toEqual([12 / 13, 12 / 13]);
    expect([stepFrom(waiting, '2025-01-06'), stepFrom(waiting, '2025-01-07')]).toEqual([0, 1]);
  });

  it('leaves out weeks in which the desk is hardly open, as the plan says', async () => {
    const [channel] = await channelsOf(db.store, defaultFilter);
    const asked = asking([]);
    // Monday to Thursday of the third week, and Monday and Tuesday of the fourth
    const days = ['2025-01-20', '2025-01-21', '2025-01-22', '2025-01-23', '2025-01-27', '2025-01-28'];
    const plan = { ...asked.plan, business: { ...asked.plan.business, holidays: days } };
    const open = await weeklyOf(asked, channel as NonNullable<typeof channel>);
    const told = await weeklyOf({ ...asked, plan }, channel as NonNullable<typeof channel>);
    told.forEach(({ values }, at) => {
      expect(values[2]).toBeNaN();
      expect(values.toSpliced(2, 1)).toEqual(open[at]?.values.toSpliced(2, 1));
    });
  });

  it('finds the change that was made, and holds it against dates on which none was', async () => {
    const finding = await whatChanged.answer(asking([change('2026-04-06')]));
    if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
    const of = (name: string) => finding.estimates.find((one) => one.name === name);
    const found = of('still_waiting_after_1d_changed_2026-04-06');
    // the truth is 0.1 - 0.5
    expect(found?.low).toBeLessThan(-0.4);
    expect(found?.high).toBeGreaterThan(-0.4);
    expect(found?.high).toBeLessThan(-0.2);
    // what was drawn in the 61 weeks that are neither after it nor just before
    const random = seeded(7);
    const drawn = Array.from({ length: 61 * 12 }, () => Number(random.uniform() < 0.5));
    const mean = drawn.reduce((a, b) => a + b, 0) / drawn.length;
    expect(of('still_waiting_after_1d_changed_2026-04-06_expected')?.value).toBeCloseTo(mean, 1.5);
    const table = finding.figures.at(-1);
    expect(table?.form === 'table' && table.rows[0]?.cells.at(-1)).toMatch(/^lower \(placebo 0 of \d+\)$/);
    expect(finding.figures[0]).toMatchObject({ form: 'series', usual: { label: 'expected without it' } });
    expect(finding.caveats.join(' ')).toContain('no experiment');
  });

  it('cannot tell a change that was none, and one that another change follows too soon', async () => {
    const none = await whatChanged.answer(
      asking([change('2025-09-01'), change('2025-10-20', { title: 'Other' })]),
    );
    const states = none.kind === 'answer' ? none.figures.at(-1) : undefined;
    if (states?.form !== 'table') throw new Error('no table');
    expect(states.rows[0]?.cells.at(-1)).toMatch(/^cannot tell \(placebo/);
    expect(states.rows.at(-2)?.cells.at(-1)).toMatch(/^cannot tell: .*too few/);
  });

  it('says why where nothing can be told', async () => {
    expect(await whatChanged.answer(asking([]))).toMatchObject({ kind: 'no-answer' });
    const early = await whatChanged.answer(asking([change('2025-02-03')]));
    expect(JSON.stringify(early)).toContain('too few to know what would have come');
    const nowhere = await whatChanged.answer(asking([change('2025-11-17', { channels: ['elsewhere'] })]));
    expect(JSON.stringify(nowhere)).toContain('no channel that it names is in the data');
  });
});

/*
Seventy-eight weeks from 6 January 2025 on. Visits follow the whole branch (the control) one to one, and the branch jumps
by 60 in the week of the change; with it the change is worth nothing, without it 60.
*/
describe('a change that names what it was meant to change', () => {
  const weeks = 78;
  const on = '2026-01-05';
  const branch = (() => {
    const random = seeded(3);
    return Array.from({ length: weeks }, (_, n) => 200 + 20 * random.normal() + (n >= 52 ? 60 : 0));
  })();
  const visits = (() => {
    const random = seeded(4);
    return branch.map((value) => value + 100 + 2 * random.normal());
  })();
  const day = (n: number) => new Date(start + n * week).toISOString().slice(0, 10);
  const mapping: SeriesMapping = {
    rows: 'points',
    source: 'site',
    columns: { time: 'week' },
    series: [
      { column: 'visits', word: 'visits', unit: 'count', kind: 'visits' },
      { column: 'branch', word: 'branch', unit: 'count', kind: 'outcome' },
    ],
    time: { format: 'iso', stretch: 'week' },
  };
  beforeEach(async () => {
    const csv = `week,visits,branch\n${branch.map((value, n) => `${day(n)},${visits[n]?.toFixed(0)},${value.toFixed(0)}`).join('\n')}\n`;
    await importAll(db, [await incomingOf(memoryFile('site.csv', csv), { mapping })]);
  });
  const asked = async (more: Partial<PlannedEvent>) => {
    const finding = await whatChanged.answer(asking([change(on, { channels: [], ...more })]));
    if (finding.kind !== 'answer') return { reason: JSON.stringify(finding), verdict: undefined };
    const table = finding.figures.at(-1);
    return {
      reason: '',
      verdict: table?.form === 'table' ? table.rows[0]?.cells.at(-1) : undefined,
      change: finding.estimates.find(({ name }) => name === `visits_changed_${on}`),
      finding,
    };
  };

  it('is told of that series, and not of the channels', async () => {
    const { change, verdict, finding } = await asked({ measures: ['series/visits'] });
    expect(verdict).toMatch(/^higher \(/);
    expect(change?.low).toBeLessThan(60);
    expect(change?.high).toBeGreaterThan(60);
    expect(change).toMatchObject({ unit: 'count', counts: 'values', channel: 'site' });
    expect(finding?.estimates).toHaveLength(2);
  });

  it('is none where the control did the same', async () => {
    const { change, verdict } = await asked({ measures: ['series/visits'], controls: ['series/branch'] });
    expect(verdict).toMatch(/^cannot tell \(/);
    expect(change?.low).toBeLessThan(0);
    expect(change?.high).toBeGreaterThan(0);
    expect((change?.high ?? 0) - (change?.low ?? 0)).toBeLessThan(10);
  });

  it('leaves the weeks just before it out of what is expected', async () => {
    const dented = visits.map((value, n) => (n >= 48 && n < 52 ? value - 400 : value));
    const csv = `week,visits\n${dented.map((value, n) => `${day(n)},${value.toFixed(0)}`).join('\n')}\n`;
    const only = { ...mapping, series: mapping.series?.slice(0, 1) ?? [] };
    const before = (await asked({ measures: ['series/visits'] })).change?.value;
    await importAll(db, [await incomingOf(memoryFile('newer.csv', csv), { mapping: only })]);
    expect((await asked({ measures: ['series/visits'] })).change?.value).toBeCloseTo(before as number, 6);
  });

  it('says why a number or a control cannot be used', async () => {
    expect((await asked({ measures: ['series/nothing'] })).reason).toContain('There is no series “nothing”');
    expect((await asked({ measures: ['exchanges/two_way_share_of_conversations @ acme'] })).reason).toContain(
      'is not told by the week',
    );
    const own = await asked({
      channels: ['acme'],
      measures: ['series/visits'],
      controls: ['waiting-curve/still_waiting_after_1d @ acme'],
    });
    expect(own.reason).toContain('it is of a channel on which the change was made');
  });

  it('is called one after correction for all that is compared', () => {
    // normal ranges: 1.1 has p = 0.031, 0.2 has p = 0.695; Holm makes 0.062 of the first
    const effect = (value: number): ChangeEffect => ({
      event: change(on),
      channel: 'acme',
      effect: {
        value,
        se: 0.51,
        low: value - 1,
        high: value + 1,
        expected: { value: 0, low: -1, high: 1 },
        before: 60,
        after: 20,
      },
    });
    const alone = [effect(1.1)];
    claimEffects(alone);
    expect(alone.map(({ claim }) => claim)).toEqual(['higher']);
    const both = [effect(1.1), effect(0.2)];
    claimEffects(both);
    expect(both.map(({ claim }) => claim)).toEqual(['unclear', 'unclear']);
  });

  it('takes a logged change for one of the plan, once', async () => {
    const act = (id: string, what: string) => ({
      id,
      at: '2026-07-01T09:00:00Z',
      who: 'ines',
      kind: 'change' as const,
      detail: { what, from: '2026-04-06', channels: ['acme'] },
    });
    await addActs(db, [act('1', 'We answer within the day')], { plan: testPlan, refresh: refreshFacts });
    const logged = await whatChanged.answer(asking([]));
    expect(logged.kind === 'answer' && logged.estimates[0]?.name).toBe(
      'still_waiting_after_1d_changed_2026-04-06',
    );
    const both = await whatChanged.answer(asking([change('2026-04-06')]));
    expect(both.kind === 'answer' && both.estimates.length).toBe(
      logged.kind === 'answer' ? logged.estimates.length : 0,
    );
  });
});

describe('steps', () => {
  it('of months and quarters begin with them', () => {
    const months = { from: '2025-11-01', step: 'month' as const };
    expect(['2025-11-01', '2025-11-02', '2026-02-01'].map((day) => stepFrom(months, day))).toEqual([0, 1, 3]);
    expect(stepDay(months, 3)).toBe('2026-02-01');
    const quarters = { from: '2025-10-01', step: 'quarter' as const };
    expect(['2025-12-31', '2026-01-01', '2026-02-01'].map((day) => stepFrom(quarters, day))).toEqual([
      1, 1, 2,
    ]);
  });
});
