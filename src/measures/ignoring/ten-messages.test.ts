import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { refreshFacts } from '../../facts/index.ts';
import type { Act } from '../../model/act.ts';
import { defaultFilter, type Filter } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import { clustersOf } from '../../stats/cluster.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { waitingShares } from '../../stats/survival/waiting-shares.ts';
import { addAct } from '../../store/acts.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { askedIn } from './asked.ts';
import { waitingCurve } from './waiting-curve.ts';
import { waitingNow } from './waiting-now.ts';

/*
Worked by hand. Monday is 2026-03-09, the desk is open Monday to Friday 9 to 17 UTC, the export ends on Thursday
the 12th at 09:00. Of ten messages five expect an answer, written by three people:

   message                        written     first answer     clock      open hours
   1  ann asks                    Mon 09:00   Mon 09:30        0.5 h      0.5 h
   3  bob requests                Mon 10:00   Mon 12:00        2 h        2 h
   5  cem complains               Mon 11:00   none             70 h +     22 h +    (6 + 8 + 8)
   6  ann asks again              Mon 16:30   Tue 09:30        17 h       1 h
   9  bob asks                    Wed 09:00   none             24 h +     8 h +

Round the clock: S = 4/5 after 0.5 h, 4/5 * 3/4 = 3/5 after 2 h, 3/5 * 2/3 = 2/5 after 17 h.
In open hours:   S = 4/5 after 0.5 h, 3/5 after 1 h, 2/5 after 2 h.
*/
const hour = 3600;
const messages = [
  said('1', 'ann', '2026-03-09T09:00:00Z', '@acme does the P2 ship to Norway?'),
  said('2', 'acme', '2026-03-09T09:30:00Z', '@ann it does', { parentId: '1' }),
  said('3', 'bob', '2026-03-09T10:00:00Z', '@acme please send me the drawing'),
  said('4', 'acme', '2026-03-09T12:00:00Z', '@bob sent', { parentId: '3' }),
  said('5', 'cem', '2026-03-09T11:00:00Z', '@acme the pump is broken'),
  said('6', 'ann', '2026-03-09T16:30:00Z', '@acme which seal does it take?'),
  said('7', 'acme', '2026-03-10T09:30:00Z', '@ann the blue one', { parentId: '6' }),
  said('8', 'dee', '2026-03-09T12:00:00Z', '@acme thanks, a great fair'),
  said('9', 'bob', '2026-03-11T09:00:00Z', '@acme any news?'),
  said('10', 'eve', '2026-03-09T13:00:00Z', '@ann have you tried the P3?', { parentId: '1' }),
];
const week: Filter = { ...defaultFilter, from: '2026-03-09', to: '2026-03-12' };
const span = { from: '2026-03-09T00:00:00Z', to: '2026-03-13T00:00:00Z', unfinished: true };

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
  await importAll(db, [fileOf('ten', messages, { observedUntil: '2026-03-12T09:00:00Z' })]);
});
afterEach(() => db.close());

async function shares(clock: Filter['clock'], times: number[], tau: number) {
  const [asked] = [...(await askedIn(db.store, { ...week, clock }, span)).values()];
  const found = waitingShares({ ...asked, clusters: clustersOf(asked.cluster) }, times, tau);
  if (isRefusal(found)) throw new Error(found.because);
  return found;
}
const act = (kind: Act['kind'], nativeId: string, at: string, detail: Act['detail']): Promise<void> =>
  addAct(
    db,
    { id: `${kind}-${nativeId}-${at}`, at, who: 'test', kind, message: { source: 'x', nativeId }, detail },
    { plan: testPlan, refresh: refreshFacts },
  );
const asking = (filter: Filter): Asking => ({
  store: db.store,
  filter,
  plan: testPlan,
  seed: 1,
  dataVersion: 1,
  program: 'test',
});

describe('ten messages worked by hand', () => {
  it('has five that expect an answer, for these reasons', async () => {
    expect(
      await db.store.query(`SELECT m.native_id AS id, e.expects, e.kind, e.reason FROM expectation e
        JOIN message m ON m.message_id = e.message_id ORDER BY m.native_id::INTEGER`),
    ).toEqual([
      { id: '1', expects: true, kind: 'question', reason: 'asks' },
      { id: '3', expects: true, kind: 'request', reason: 'requests' },
      { id: '5', expects: true, kind: 'complaint', reason: 'complains' },
      { id: '6', expects: true, kind: 'question', reason: 'asks' },
      { id: '8', expects: false, kind: 'none', reason: 'thanks or closes' },
      { id: '9', expects: true, kind: 'question', reason: 'asks' },
      { id: '10', expects: false, kind: 'question', reason: 'not addressed to us' },
    ]);
  });

  it('round the clock', async () => {
    const found = await shares('wall', [hour, 4 * hour, 24 * hour], 70 * hour);
    const waiting = found.shares.map((share) => (isRefusal(share) ? Number.NaN : share.waiting.value));
    expect(waiting).toEqual([expect.closeTo(0.8, 12), expect.closeTo(0.6, 12), expect.closeTo(0.4, 12)]);
    expect(found).toMatchObject({ n: 5, clusters: 3, median: { value: 17 * hour } });
    // 0.5 h * 1 + 1.5 h * 0.8 + 15 h * 0.6 + 53 h * 0.4 = 31.9 h
    expect(found.restrictedMean).toMatchObject({ value: expect.closeTo(31.9 * hour, 6) });
  });

  it('in open hours', async () => {
    const found = await shares('business', [hour, 4 * hour, 8 * hour], 22 * hour);
    const waiting = found.shares.map((share) => (isRefusal(share) ? Number.NaN : share.waiting.value));
    expect(waiting).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.4, 12), expect.closeTo(0.4, 12)]);
    // 0.5 * 1 + 0.5 * 0.8 + 1 * 0.6 + 20 * 0.4 = 9.5 h
    expect(found.restrictedMean).toMatchObject({ value: expect.closeTo(9.5 * hour, 6) });
  });

  it('with the complaint marked as needing no answer after 24 hours', async () => {
    await act('needs-no-answer', '5', '2026-03-10T11:00:00Z', { reason: 'other' });
    const [day] = (await shares('wall', [24 * hour], 24 * hour)).shares;
    // after 17 h two are left at 2/5; one of them is dismissed at 24 h
    expect(day).toMatchObject({
      waiting: { value: expect.closeTo(0.2, 12) },
      answered: { value: expect.closeTo(0.6, 12) },
      dismissed: { value: expect.closeTo(0.2, 12) },
    });
  });

  it('does not take a message out of the past that is marked after the data end', async () => {
    await act('needs-no-answer', '5', '2026-05-01T00:00:00Z', { reason: 'other' });
    const [day] = (await shares('wall', [24 * hour], 24 * hour)).shares;
    expect(day).toMatchObject({ waiting: { value: expect.closeTo(0.4, 12) }, dismissed: { value: 0 } });
  });

  it('with bob answered by telephone after 6 hours, and that taken back', async () => {
    await act('answered-elsewhere', '9', '2026-03-11T16:00:00Z', { at: '2026-03-11T15:00:00Z' });
    const told = async () => {
      const [day] = (await shares('wall', [24 * hour], 24 * hour)).shares;
      return isRefusal(day) ? Number.NaN : day.waiting.value;
    };
    expect(await told()).toBeCloseTo(0.2, 12);
    await addAct(
      db,
      {
        id: 'u',
        at: '2026-03-11T17:00:00Z',
        who: 'test',
        kind: 'undo',
        detail: { act: 'answered-elsewhere-9-2026-03-11T16:00:00Z' },
      },
      { plan: testPlan, refresh: refreshFacts },
    );
    expect(await told()).toBeCloseTo(0.4, 12);
  });

  it('is too few to tell a share, and says so', async () => {
    const finding = await waitingCurve.answer(asking(week));
    expect(finding.kind).toBe('no-answer');
    expect(finding.kind === 'no-answer' && finding.reason).toContainEqual({
      value: 5,
      as: 'count',
      strong: true,
    });
  });

  it('lists cem before bob, who wrote before, and nobody else', async () => {
    const finding = await waitingNow.answer(asking(week));
    const figure = finding.kind === 'answer' ? finding.figures[0] : undefined;
    expect(figure?.form === 'waiting' && figure.rows).toMatchObject([
      { nativeId: '5', name: 'cem', kind: 'complaint', waited: 70 * hour, returning: false },
      { nativeId: '9', name: 'bob', kind: 'question', waited: 24 * hour, returning: true },
    ]);
    await act('needs-no-answer', '5', '2026-05-01T00:00:00Z', { reason: 'other' });
    await act('expects-answer', '9', '2026-05-01T00:00:00Z', { expects: false });
    await act('expects-answer', '8', '2026-05-01T00:00:00Z', { expects: true });
    const after = await waitingNow.answer(asking(week));
    const list = after.kind === 'answer' ? after.figures[0] : undefined;
    expect(list?.form === 'waiting' && list.rows.map(({ nativeId }) => nativeId)).toEqual(['8']);
  });

  it('a correction made on the work list changes the list alone, one from a random sample the numbers', async () => {
    await act('expects-answer', '9', '2026-05-01T00:00:00Z', { expects: false });
    expect((await shares('wall', [hour], hour)).n).toBe(5);
    await act('expects-answer', '9', '2026-05-02T00:00:00Z', { expects: false, sample: 'rule-1' });
    // 9 waits; a sample without an answered message does not enter the numbers
    expect((await shares('wall', [hour], hour)).n).toBe(5);
    await act('expects-answer', '1', '2026-05-02T00:00:00Z', { expects: true, sample: 'rule-1' });
    expect((await shares('wall', [hour], hour)).n).toBe(4);
  });

  it('a correction and a judgement of the sample leave each other in place', async () => {
    const list = async () => {
      const finding = await waitingNow.answer(asking(week));
      const figure = finding.kind === 'answer' ? finding.figures[0] : undefined;
      return figure?.form === 'waiting' ? figure.rows.map(({ nativeId }) => nativeId) : [];
    };
    await act('expects-answer', '1', '2026-05-01T00:00:00Z', { expects: true, sample: 'rule-1' });
    await act('expects-answer', '9', '2026-05-01T00:00:00Z', { expects: false, sample: 'rule-1' });
    expect(await list()).toEqual(['5']);
    await act('expects-answer', '9', '2026-05-02T00:00:00Z', { expects: true });
    expect((await shares('wall', [hour], hour)).n).toBe(4);
    expect(await list()).toEqual(['5', '9']);
    // the other way round: the judgement comes last, and the correction before it stays in the table
    await act('expects-answer', '8', '2026-05-01T00:00:00Z', { expects: true });
    await act('expects-answer', '8', '2026-05-02T00:00:00Z', { expects: false, sample: 'rule-1' });
    expect((await shares('wall', [hour], hour)).n).toBe(4);
    expect(await list()).toEqual(['5', '9']);
    expect(
      await db.store.query(`SELECT d.reason, d.sampled FROM dismissal d JOIN message m USING (message_id)
        WHERE m.native_id = '8' ORDER BY d.since`),
    ).toEqual([
      { reason: 'true', sampled: false },
      { reason: 'false', sampled: true },
    ]);
  });

  it('lists corrected messages of the channels asked for only', async () => {
    await importAll(db, [
      fileOf('other', [said('20', 'fay', '2026-03-09T09:00:00Z', '@other hello?')], {
        ownAccounts: ['other'],
      }),
    ]);
    await act('expects-answer', '8', '2026-05-01T00:00:00Z', { expects: true });
    const listed = async (channel: string) => {
      const finding = await waitingNow.answer(asking({ ...week, channels: [channel] }));
      const figure = finding.kind === 'answer' ? finding.figures[0] : undefined;
      return figure?.form === 'waiting' ? figure.rows.map(({ nativeId }) => nativeId) : [];
    };
    expect(await listed('other')).toEqual(['20']);
    expect(await listed('acme')).toContain('8');
  });
});

describe('the picture', () => {
  it('shows at each milestone the very number that the table shows', async () => {
    const many = Array.from({ length: 60 }, (_, n) => {
      const at = Date.UTC(2026, 2, 9) + n * 7_000_000;
      return [
        said(`q${n}`, `p${n % 25}`, new Date(at).toISOString(), '@acme does it ship?'),
        ...(n % 3 === 0
          ? []
          : [
              said(`a${n}`, 'acme', new Date(at + (n + 1) * 700_000).toISOString(), 'yes', {
                parentId: `q${n}`,
              }),
            ]),
      ];
    }).flat();
    await importAll(db, [fileOf('many', many)]);
    const finding = await waitingCurve.answer(
      asking({ ...week, period: 'all', from: undefined, to: undefined }),
    );
    if (finding.kind !== 'answer') throw new Error('no answer');
    const [curve, table] = finding.figures;
    if (curve.form !== 'curve' || table.form !== 'table') throw new Error('other figures');
    const drawn = curve.ticks
      .slice(0, 3)
      .map(({ t }) => curve.lines[0].points.find((point) => point.t === t)?.value);
    const told = table.rows[0].cells
      .slice(0, 3)
      .map((cell) => (typeof cell === 'string' ? cell : cell.value));
    expect(drawn).toEqual(told);
  });
});
