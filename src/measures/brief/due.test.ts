import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileOf, importAll, said, testPlan } from '../../../test/reading.ts';
import { refreshFacts } from '../../facts/index.ts';
import { defaultFilter } from '../../model/filter.ts';
import type { Plan } from '../../model/plan.ts';
import { addAct } from '../../store/acts.ts';
import { type Database, openDatabase } from '../../store/database.ts';
import { type ChannelFact, channelsOf } from '../channels.ts';
import { dueOf } from './due.ts';
import { planDue } from './plan-due.ts';

let db: Database;
beforeEach(async () => {
  db = await openDatabase(':memory:');
});
afterEach(() => db.close());

const channel = (word: string, observedUntil: string): ChannelFact => ({
  channelId: 1,
  word,
  source: 'x',
  sides: 'own',
  firstAt: '2026-01-01T00:00:00Z',
  observedUntil,
  messages: 1,
  others: 0,
});
const due = (
  channels: ChannelFact[],
  now = '2026-11-20T12:00:00Z',
  uploads: Parameters<typeof dueOf>[0]['uploads'] = [],
  plan: Plan = testPlan,
) => dueOf({ store: db.store, channels, uploads, now: new Date(now), plan });

describe('what is due', () => {
  it('is nothing where the data are of today', async () => {
    expect(await due([channel('a', '2026-11-20T08:00:00Z'), channel('b', '2026-11-06T09:00:00Z')])).toEqual(
      [],
    );
    expect(await due([])).toEqual([]);
  });

  it('is newer data, after more than ten days without any', async () => {
    const data = [channel('a', '2026-11-10T08:00:00Z')];
    expect(await due(data, '2026-11-20T12:00:00Z')).toEqual([]);
    expect(await due(data, '2026-11-21T12:00:00Z')).toMatchObject([
      { kind: 'bring-in', at: '2026-11-10T08:00:00Z', what: 'Bring in newer data' },
    ]);
  });

  it('is a newer export of each channel more than fourteen days behind, and of many in one', async () => {
    const behind = ['a', 'b', 'c', 'd'].map((word, n) => channel(word, `2026-10-0${n + 1}T08:00:00Z`));
    const newest = channel('z', '2026-11-20T08:00:00Z');
    expect(await due([...behind.slice(0, 2), newest])).toMatchObject([
      { at: '2026-10-01T08:00:00Z', what: 'Bring in a newer export of a' },
      { at: '2026-10-02T08:00:00Z', what: 'Bring in a newer export of b' },
    ]);
    expect((await due([...behind, newest])).map(({ what }) => what)).toEqual([
      'Bring in newer exports of a, b, c and 1 more',
    ]);
  });

  it('is an upload that waits for answers, before all else', async () => {
    const uploads = [{ id: 'u', at: '2026-11-20T09:00:00Z', files: ['reviews.csv'] }];
    expect(await due([channel('a', '2026-10-01T08:00:00Z')], undefined, uploads)).toMatchObject([
      { kind: 'finish-import', what: 'Finish the import of reviews.csv', href: '/import/pending/u' },
      { kind: 'bring-in' },
    ]);
  });

  it('is what the plan asks for within a month, the same as its page says', async () => {
    const plan: Plan = {
      ...testPlan,
      zone: 'Pacific/Auckland',
      why: { ...testPlan.why, review: '2026-11-01' },
      surveys: [
        { on: '2026-12-01', people: 60, question: 'aware', deff: 1 },
        { on: '2027-06-01', people: 60, question: 'aware', deff: 1 },
      ],
    };
    const now = '2026-11-20T12:00:00Z';
    const found = await due([channel('a', '2026-11-20T08:00:00Z')], now, [], plan);
    // midnight in Auckland (UTC+13 in summer) is eleven in the morning of the day before
    expect(found).toMatchObject([
      { kind: 'plan', at: '2026-10-31T11:00:00Z', what: 'The why is to be asked again', href: '/plan/why' },
      { kind: 'plan', at: '2026-11-30T11:00:00Z', what: 'Ask 60: aware', href: '/plan/surveys' },
    ]);
    expect(planDue(plan, '2026-11-21').map(({ what }) => what)).toEqual(found.map(({ what }) => what));
  });

  it('is to judge messages until thirty of the sample are judged', async () => {
    const asked = Array.from({ length: 40 }, (_, n) =>
      said(`q${n}`, `p${n}`, `2026-11-0${1 + (n % 9)}T09:00:00Z`, '@acme does it ship?'),
    );
    await importAll(db, [fileOf('f', asked, { observedUntil: '2026-11-20T00:00:00Z' })]);
    const channels = await channelsOf(db.store, defaultFilter);
    const judge = async (n: number) =>
      addAct(
        db,
        {
          id: `j${n}`,
          at: '2026-11-20T09:00:00Z',
          who: 'tester',
          kind: 'expects-answer',
          message: { source: asked[n].source, nativeId: `q${n}` },
          detail: { expects: true, sample: 'rule-1' },
        },
        { plan: testPlan, refresh: refreshFacts },
      );
    expect((await due(channels)).map(({ what }) => what)).toEqual(['Judge 30 messages']);
    for (let n = 0; n < 29; n++) await judge(n);
    expect((await due(channels)).map(({ what }) => what)).toEqual(['Judge 1 more message']);
    await judge(29);
    expect(await due(channels)).toEqual([]);
  });
});
