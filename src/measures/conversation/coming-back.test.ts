import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import type { Message } from '../../model/message.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { comingBack } from './coming-back.ts';

const day = 86_400_000;
const start = Date.UTC(2025, 0, 1);
const on = (days: number) => new Date(start + days * day).toISOString();
/** Our side writes every 50 days, so that the data have no gap. */
const posts = [0, 50, 100, 150].map((when) => said(`post${when}`, 'acme', on(when), 'A year of pumps'));

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const asking = (filter: Partial<Filter> = {}): Asking => ({
  store: db.store,
  filter: { ...defaultFilter, period: 'all', ...filter },
  plan: testPlan,
  seed: 1,
  dataVersion: 1,
  program: 'test',
});

/** People who ask on a day and, if they come back, ask anew on another. */
function askers(name: string, count: number, first: number, back?: number): Message[] {
  return Array.from({ length: count }, (_, n) => [
    said(`${name}${n}`, `${name}${n}`, on(first), '@acme does it ship?'),
    ...(back === undefined ? [] : [said(`${name}${n}b`, `${name}${n}`, on(back), '@acme and now?')]),
  ]).flat();
}

const estimate = async (filter?: Partial<Filter>) => {
  const finding = await comingBack.answer(asking(filter));
  if (finding.kind !== 'answer') throw new Error(JSON.stringify(finding.reason));
  return (name: string) => finding.estimates.find((one) => one.name === name && one.period === 'now');
};

describe('coming back', () => {
  /*
  The data end on day 200. 10 people first write on day 195 and are followed for 5 days; of 30 who first write on
  day 150 (followed for 50), 15 are back on day 160. After 7 days none is back; after 28 days 15 of the 30 still
  followed, S = 1 - 15/30 = 0.5, not 15 of 40. Nobody is followed for 90 days. 3 more are first seen on day 89.
  */
  const data = [
    ...posts,
    ...askers('late', 10, 195),
    ...askers('back', 15, 150, 160),
    ...askers('away', 15, 150),
    ...askers('early', 3, 89, 120),
  ];

  it('counts people only for as long as they are followed', async () => {
    await importAll(db, [fileOf('a', data, { observedUntil: on(200) })]);
    const found = await estimate();
    expect(found('came_back_within_7d')).toMatchObject({
      value: 0,
      low: 0,
      n: 40,
      people: 40,
      channel: 'acme',
    });
    expect(found('came_back_within_28d')).toMatchObject({ value: expect.closeTo(0.5, 12) });
    const { low = 0, high = 1 } = found('came_back_within_28d') ?? {};
    // 30 people: about 0.5 -+ 2 * sqrt(0.25 / 30)
    expect(low).toBeGreaterThan(0.3);
    expect(high).toBeLessThan(0.71);
    expect(found('came_back_within_90d')).toMatchObject({
      value: Number.NaN,
      cannotTell: 'the data end before',
    });
    expect(found('people_seen_too_early')?.value).toBe(3);
  });

  it('says so in a sentence, a curve, a table and caveats', async () => {
    await importAll(db, [fileOf('a', data, { observedUntil: on(200) })]);
    const finding = await comingBack.answer(asking());
    if (finding.kind !== 'answer') throw new Error('no answer');
    expect(finding.sentence).toEqual([
      'Of the people who first wrote with acme, ',
      { value: expect.closeTo(0.5, 12), as: 'of100', strong: true },
      ' came back within 28 days.',
    ]);
    const [curve, table] = finding.figures;
    if (curve.form !== 'curve' || table.form !== 'table') throw new Error('other figures');
    expect(curve.lines[0].points[0]).toMatchObject({ t: 0, value: 1 });
    expect(curve.lines[0].points.find(({ t }) => t === 28 * 86_400)?.value).toBeCloseTo(0.5, 12);
    expect(curve.lines[0].points.at(-1)?.t).toBe(50 * 86_400);
    expect(curve.lines[0].note).toBe('50 % not back');
    expect(curve.reading).toContain('90 days after they first wrote');
    expect(curve.ticks.find(({ emphasis }) => emphasis)?.label).toBe('90 days');
    expect(table.rows[0].cells.slice(2)).toEqual(['cannot tell', 'cannot tell', { value: 40, as: 'count' }]);
    expect(finding.caveats.join(' ')).toContain('3 people were first seen within 90 days');
  });

  it('claims a change only where the ranges carry it', async () => {
    // of those first seen on day 110 nobody comes back, of those on day 151 all do, so that no later day can change it
    const changed = [...posts, ...askers('then', 40, 110), ...askers('now', 40, 151, 160)];
    await importAll(db, [fileOf('a', changed, { observedUntil: on(200) })]);
    const finding = await comingBack.answer(asking({ from: '2025-05-31', to: '2025-07-19' }));
    expect(JSON.stringify(finding)).toContain('came back within 90 days, more than in the period before.');
  });

  it('holds rows under pseudonyms and without names', async () => {
    const named = [
      ...posts,
      said('q', 'ann', on(150), '@acme @bob_b does it ship?'),
      ...askers('x', 1, 151, 160),
    ];
    await importAll(db, [fileOf('a', named, { observedUntil: on(200) })]);
    const { sql, params } = await comingBack.rows(asking());
    const rows = await db.store.query<Record<string, unknown>>(sql, params);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      message: 'q',
      state: 'not back when the data end',
      text: '@acme @… does it ship?',
    });
    expect(rows[1]).toMatchObject({ state: 'came back', back_with: 'x0b', followed_seconds: 9 * 86_400 });
    expect(JSON.stringify(rows.map(({ who, text }) => ({ who, text })))).not.toMatch(/ann|bob/);
  });

  describe('refuses', () => {
    const reason = async (filter?: Partial<Filter>) => {
      const finding = await comingBack.answer(asking(filter));
      if (finding.kind === 'answer') throw new Error(JSON.stringify(finding.sentence));
      return [
        ...finding.reason.map((run) => (typeof run === 'string' ? run : 'value' in run ? run.value : '')),
        ...finding.help,
      ].join('');
    };

    it('an empty workspace and our own side alone', async () => {
      expect(await reason()).toContain('which accounts are ours');
      await importAll(db, [fileOf('a', data, { observedUntil: on(200), sides: 'own' })]);
      expect(await reason()).toContain('only our own side');
    });

    it('data shorter than 90 days, and a period within their first 90', async () => {
      await importAll(db, [fileOf('a', [...posts, ...askers('x', 40, 30, 50)], { observedUntil: on(89) })]);
      expect(await reason()).toMatch(/^All 40 people .*start of the data.*These begin on 2025-01-01/);
      expect(await reason({ from: '2025-02-20', to: '2025-02-28' })).toContain('for the first time');
    });

    it('one person, and people followed for less than a week', async () => {
      await importAll(db, [fileOf('a', [...posts, ...askers('x', 1, 150, 160)], { observedUntil: on(200) })]);
      expect(await reason()).toMatch(/^Only one person is known/);
      await importAll(db, [
        fileOf('b', [...askers('y', 20, 197, 198), ...askers('z', 20, 197)], { observedUntil: on(200) }),
      ]);
      expect(await reason({ from: '2025-07-17' })).toContain('too briefly');
    });
  });
});
