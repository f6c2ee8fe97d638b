import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { refreshFacts } from '../../facts/index.ts';
import type { Act } from '../../model/act.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Asking } from '../../model/measure.ts';
import { addActs } from '../../store/acts.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { ruleCheck } from './rule-check.ts';
import { waitingCurve } from './waiting-curve.ts';
import { waitingNow } from './waiting-now.ts';

/*
Forty messages: 1 to 20 ask, of which the even are answered; 21 to 40 state, which the rule takes for nothing.
Judged: of those that ask 5 expect none, of those that state 10 expect one.

   precision 15 of 20 = 0.75      Wilson 0.531 to 0.888
   recall    15 of 25 = 0.60      Wilson 0.407 to 0.766
R: DescTools::BinomCI(15, 20, method = "wilson"); BinomCI(15, 25, method = "wilson")
*/
let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const minute = (n: number) => new Date(Date.UTC(2026, 2, 9) + n * 60_000).toISOString();
const forty = Array.from({ length: 40 }, (_, index) => index + 1).flatMap((n) => [
  said(
    String(n),
    `person${n}`,
    minute(n),
    n <= 20 ? `@acme does pump ${n} leak?` : `@acme pump ${n} is blue`,
  ),
  ...(n % 2 === 0 && n <= 20
    ? [said(String(1000 + n), 'acme', minute(n + 90), 'no', { parentId: String(n) })]
    : []),
]);
const truth = (n: number) => (n <= 20 ? n > 5 : n <= 30);

const judge = (numbers: number[]) =>
  addActs(
    db,
    numbers.map(
      (n): Act => ({
        id: `judge ${n}`,
        at: minute(2000 + n),
        who: 'test',
        kind: 'expects-answer',
        message: { source: 'x', nativeId: String(n) },
        detail: { expects: truth(n), sample: 'rule-1' },
      }),
    ),
    { plan: testPlan, refresh: refreshFacts },
  );
const asking = (): Asking => ({
  store: db.store,
  filter: { ...defaultFilter, period: 'all' },
  plan: testPlan,
  seed: 1,
  dataVersion: 1,
  program: 'test',
});
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

describe('the rule on one’s own messages', () => {
  it('cannot be told with nothing to judge, and asks for data', async () => {
    const finding = await ruleCheck.answer(asking());
    expect(finding).toMatchObject({ kind: 'no-answer', help: [expect.stringContaining('both sides')] });
    expect(finding.kind === 'no-answer' && finding.openings).toBe(undefined);
  });

  it('cannot be told from 29 judgements, and leads to the page', async () => {
    await importAll(db, [fileOf('a', forty)]);
    await judge(upTo(29));
    const finding = await ruleCheck.answer(asking());
    expect(finding).toMatchObject({
      kind: 'no-answer',
      reason: ['Only ', { value: 29 }, ' of your messages are judged by hand.'],
      help: [expect.stringContaining('Judge 30')],
      openings: [{ href: '/check' }],
    });
    const [caveat] = (await waitingCurve.answer(asking())).caveats;
    expect(caveat).toContain('On other people');
  });

  it('has the precision and recall worked by hand, with what was judged', async () => {
    await importAll(db, [fileOf('a', forty)]);
    await judge(upTo(40));
    const finding = await ruleCheck.answer(asking());
    if (finding.kind !== 'answer') throw new Error('no answer');
    const by = new Map(finding.estimates.map((one) => [one.name, one]));
    expect(by.get('rule_precision')).toMatchObject({
      value: 0.75,
      low: expect.closeTo(0.531, 3),
      high: expect.closeTo(0.888, 3),
      n: 20,
    });
    expect(by.get('rule_recall')).toMatchObject({
      value: 0.6,
      low: expect.closeTo(0.407, 3),
      high: expect.closeTo(0.766, 3),
      n: 25,
    });
    expect(by.get('messages_judged')?.value).toBe(40);
    expect(by.get('messages_judged_answered')?.value).toBe(10);
    expect(by.get('messages_judged_unanswered')?.value).toBe(30);
    const [ranges, table] = finding.figures;
    expect(ranges?.form === 'ranges' && ranges.rows).toMatchObject([{ value: 0.75 }, { value: 0.6 }]);
    expect(table?.form === 'table' && table.rows.map(({ cells }) => cells)).toMatchObject([
      [{ value: 15 }, { value: 5 }],
      [{ value: 10 }, { value: 10 }],
    ]);
    const { sql, params } = await ruleCheck.rows(asking());
    expect(await db.store.query(sql, params)).toHaveLength(40);
  });

  it('takes the place of other people’s data in the caveats of every measure', async () => {
    await importAll(db, [fileOf('a', forty)]);
    await judge(upTo(40));
    for (const measure of [waitingCurve, waitingNow]) {
      const caveats = (await measure.answer(asking())).caveats.join(' ');
      expect(caveats).toContain('40 judged by hand');
      expect(caveats).toContain('75 % (53 % to 89 %)');
      expect(caveats).not.toContain('other people');
    }
  });

  it('answers nothing where 20 messages are all there is', async () => {
    await importAll(db, [
      fileOf(
        'a',
        forty.filter(({ nativeId }) => Number(nativeId) > 20 && Number(nativeId) <= 40),
      ),
    ]);
    await judge(upTo(40).slice(20));
    const few = await ruleCheck.answer(asking());
    expect(few).toMatchObject({ kind: 'no-answer', help: [expect.stringContaining('only 20 messages')] });
    expect(few.kind === 'no-answer' && few.openings).toBe(undefined);
  });

  it('says when the judgements hold one side only', async () => {
    await importAll(db, [
      fileOf(
        'a',
        forty.filter(({ author }) => author.id !== 'acme'),
      ),
    ]);
    await judge(upTo(40));
    const finding = await ruleCheck.answer(asking());
    expect(finding.kind).toBe('answer');
    expect(finding.caveats.join(' ')).toContain('hold only unanswered ones');
  });
});
