import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import type { PlannedEvent } from '../../model/event.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Message } from '../../model/message.ts';
import { seeded } from '../../stats/random.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { channelsOf } from '../channels.ts';
import { weekFrom, weeklyOf } from './weekly.ts';
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
    expect([weekFrom(waiting, '2025-01-06'), weekFrom(waiting, '2025-01-07')]).toEqual([0, 1]);
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
    expect(table?.form === 'table' && table.rows[0]?.cells.slice(-2)).toEqual([
      expect.stringMatching(/^0 of \d+$/),
      'lower',
    ]);
    expect(finding.figures[0]).toMatchObject({ form: 'series', usual: { label: 'expected without it' } });
    expect(finding.caveats.join(' ')).toContain('no experiment');
  });

  it('cannot tell a change that was none, and one that another change follows too soon', async () => {
    const none = await whatChanged.answer(
      asking([change('2025-09-01'), change('2025-10-20', { title: 'Other' })]),
    );
    const states = none.kind === 'answer' ? none.figures.at(-1) : undefined;
    if (states?.form !== 'table') throw new Error('no table');
    expect(states.rows[0]?.cells.at(-1)).toBe('cannot tell');
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
