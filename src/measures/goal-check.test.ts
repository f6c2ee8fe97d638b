import { describe, expect, it } from 'vitest';
import { testPlan } from '../../test/reading.ts';
import type { Amount, Goal } from '../model/goal.ts';
import type { Plan } from '../model/plan.ts';
import { checkGoal, isReadable } from './goal-check.ts';
import { checkPlan, isHard, isShort } from './plan-check.ts';
import type { Reading } from './readable.ts';

const share = (percent: number): Amount => ({ value: percent / 100, unit: 'share', written: `${percent} %` });
const waiting: Reading = {
  word: 'waiting-curve/still_waiting_after_1d @ tarnwell',
  label: 'Share still waiting after a day, tarnwell',
  unit: 'share',
  question: 'ignoring',
};
/** Awareness of 0, 30, 40 and 50 % after 0, 6, 12 and 18 months. */
const good: Goal = {
  word: 'awareness',
  title: 'They know our name',
  purpose: { kind: 'social', eyes: 'engineers' },
  measure: 'survey/aware',
  baseline: { value: share(4), on: '2026-01-31' },
  milestones: [
    { by: '2026-07-31', value: share(30) },
    { by: '2027-01-31', value: share(40) },
  ],
  result: share(50),
  direction: 'up',
  by: '2027-07-31',
  months: 18,
  states: {},
};
const wave = { on: '2026-07-20', people: 400, question: 'aware', deff: 1 };
/** A wave for each date of the goal. */
const waves = [wave, { ...wave, on: '2027-01-20' }, { ...wave, on: '2027-07-20' }];

function check(change: Partial<Goal>, plan: Partial<Plan> = {}) {
  const goal = { ...good, ...change };
  const whole = { ...testPlan, goals: [goal], surveys: waves, ...plan };
  return checkGoal(goal, { plan: whole, readable: [waiting] });
}
const said = (...args: Parameters<typeof check>) =>
  check(...args).map(({ kind, field, message }) => `${kind} ${field}: ${message}`);

describe('a goal', () => {
  it('that is whole needs nothing but its first wave', () => {
    expect(said({})).toEqual(['warning measure: It cannot be read yet.']);
    expect(isReadable(check({}))).toBe(true);
  });

  it.each([
    [{ purpose: undefined }, 'refused purpose.kind: It has no purpose.'],
    [{ purpose: { text: 'fun' } }, 'refused purpose.kind: Its purpose is of no kind.'],
    [{ result: undefined }, 'refused result: It has no result.'],
    [{ by: undefined }, 'refused by: It has no date.'],
    [{ measure: undefined }, 'refused measure: It has no measure.'],
    [{ measure: 'series/leads' }, 'refused measure: This workspace cannot read “series/leads”.'],
    [
      { measure: 'survey/fond' },
      'refused measure: There is no survey with the question “fond”, and none is planned.',
    ],
    [{ result: share(4) }, 'refused result: Its result is its baseline: nothing would change.'],
    [
      { result: { value: 50, unit: 'number', written: '50' } },
      'refused result: 50 is a number, and it is read as a share.',
    ],
    [
      { measure: waiting.word, baseline: undefined, result: { value: 9, unit: 'number', written: '9' } },
      'refused result: 9 is a number, and it is read as a share.',
    ],
  ] as [Partial<Goal>, string][])('with %j is refused', (change, message) => {
    expect(said(change)).toContain(message);
    expect(isReadable(check(change))).toBe(false);
    for (const { help } of check(change)) expect(help).toMatch(/[.?]$/);
  });

  it('whose numbers are of two kinds is refused at each odd one, with what was probably meant', () => {
    const plain = (value: number): Amount => ({ value, unit: 'number', written: `${value}` });
    const odd = (change: Partial<Goal>) =>
      check(change)
        .filter(({ kind }) => kind === 'refused')
        .map(({ field, message, help }) => `${field}: ${message} ${help}`);
    expect(odd({ baseline: { value: plain(12) } })).toEqual([
      'baseline.value: 12 is a number, and it is read as a share. Did you mean 12 %?',
    ]);
    // One percentage among plain numbers excuses none of them.
    const milestones = [{ by: '2026-07-31', value: share(18) }];
    expect(odd({ baseline: { value: plain(12) }, milestones, result: plain(40) })).toEqual([
      'baseline.value: 12 is a number, and it is read as a share. Did you mean 12 %?',
      'result: 40 is a number, and it is read as a share. Did you mean 40 %?',
    ]);
    expect(odd({ measure: undefined, result: plain(50) })).toContain(
      'result: 50 is a number, and the others are shares. Did you mean 50 %?',
    );
    const reading: Reading = { ...waiting, word: 'series/sales', unit: 'number' };
    const goal = { ...good, measure: 'series/sales', milestones: [], baseline: { value: plain(3) } };
    expect(
      checkGoal(goal, { plan: { ...testPlan, goals: [goal] }, readable: [reading] }).map(({ help }) => help),
    ).toEqual(['Did you mean 50?']);
  });

  it('is warned of dates for which no planned wave will be read, with when to ask', () => {
    const dates = { milestones: [{ by: '2026-12-31', value: share(30) }], by: '2027-12-31' };
    const late = (on: string[], told?: string[]) => {
      const goal = { ...good, ...dates };
      const surveys = on.map((day) => ({ ...wave, on: day }));
      const readable = told ? [{ ...waiting, word: 'survey/aware', waves: told }] : [];
      return checkGoal(goal, { plan: { ...testPlan, goals: [goal], surveys }, readable })
        .filter(({ message }) => message.includes('No planned wave'))
        .map(({ message, help }) => `${message} ${help}`);
    };
    // Fourteen days before a day count for it, and up to 92 days after it.
    expect(late(['2026-12-17', '2027-12-17'])).toEqual([]);
    expect(late(['2027-04-02', '2028-04-01'])).toEqual([]);
    expect(late(['2026-12-16', '2027-12-17'])).toEqual([
      'No planned wave will be read for 2026-12-31: a wave counts for a day from 14 days before it on. ' +
        'Put a wave between 2026-12-17 and 2027-04-02 for 2026-12-31; move one, or plan one more.',
    ]);
    expect(late(['2026-12-16'])[0]).toContain('will be read for 2026-12-31 and 2027-12-31:');
    expect(late(['2027-12-20'], ['2026-11-01', '2027-01-10'])).toEqual([]);
    expect(late(['2026-12-20'], ['2026-11-01'])[0]).toContain('will be read for 2027-12-31:');
  });

  it('is warned of a direction that was inferred against the usual one, and not of one that is stated', () => {
    const fewer: Partial<Goal> = {
      objective: 'sales',
      baseline: { value: share(20) },
      milestones: [],
      result: share(16),
      direction: 'down',
    };
    expect(said(fewer)).toContain(
      'warning direction: It is taken for a goal where less is better, because its result (16 %) lies below 20 %. Of sales, more usually is.',
    );
    const many = { surveys: waves.map((one) => ({ ...one, people: 9000 })) };
    const still = ['warning measure: It cannot be read yet.'];
    expect(said({ ...fewer, directionStated: true }, many)).toEqual(still);
    expect(said({ ...fewer, objective: 'calm' }, many)).toEqual(still);
    expect(said({ measure: waiting.word, baseline: undefined, milestones: [] })).toEqual([
      'warning direction: It is taken for a goal where more is better, because it says nothing else. Of waiting, less usually is.',
    ]);
  });

  it('offers what the workspace reads instead of a channel that is not there', () => {
    const [fault] = check({ measure: 'waiting-curve/still_waiting_after_1d @ tarnwel' });
    expect(fault?.help).toBe(`It can read ${waiting.word}.`);
    expect(check({ measure: waiting.word.toUpperCase() })).toEqual([]);
  });

  it.each([
    [{ by: '2026-01-30', milestones: [] }, 'warning by: It ends (2026-01-30) before it begins (2026-01-31).'],
    [
      { milestones: [{ by: '2026-07-31', value: share(60) }] },
      'warning milestones.0.value: The milestone of 60 % lies outside the way from 4 % to 50 %.',
    ],
    [
      { milestones: [...good.milestones].reverse() },
      'warning milestones.1.by: The milestone of 2026-07-31 stands after that of 2027-01-31.',
    ],
    [
      { milestones: [{ by: '2028-01-01', value: share(30) }] },
      'warning milestones.0.by: The milestone of 2028-01-01 lies outside the goal’s time.',
    ],
    [
      { milestones: [{ by: '2026-07-31' }] },
      'warning milestones.0.value: A milestone needs a date and a value.',
    ],
    [{ parent: 'market' }, 'warning parent: There is no goal “market” for it to serve.'],
    [{ parent: 'awareness' }, 'warning parent: It serves itself: awareness → awareness.'],
    [{ purpose: { kind: 'social' } }, 'warning purpose.eyes: It does not say in whose eyes it has value.'],
    [{ direction: 'down' }, 'warning direction: It goes down, but its result lies the other way.'],
  ] as [Partial<Goal>, string][])('with %j is read, with a warning', (change, message) => {
    expect(said(change)).toContain(message);
    expect(isReadable(check(change))).toBe(true);
  });

  it('is refused on a name that joins accounts, whose numbers are told apart', () => {
    const service = { word: 'service', for: [], accounts: ['tarnwell', 'tarnwellhelp'] };
    expect(
      check(
        { measure: 'waiting-curve/still_waiting_after_1d @ Service', result: share(5) },
        { channels: [service] },
      )[0],
    ).toMatchObject({
      kind: 'refused',
      message: '“service” joins tarnwell, tarnwellhelp, and numbers are told for each account apart.',
      help: expect.stringContaining('waiting-curve/still_waiting_after_1d @ tarnwell.'),
    });
  });
  it('sees a circle of three', () => {
    const goals = [
      { ...good, parent: 'b' },
      { ...good, word: 'b', parent: 'c' },
      { ...good, word: 'c', parent: 'awareness' },
    ];
    const faults = checkPlan({ plan: { ...testPlan, goals, surveys: [wave] }, readable: [] }).goals[0]
      ?.faults;
    expect(faults?.map(({ message }) => message)).toContain(
      'It serves itself: awareness → b → c → awareness.',
    );
  });

  it('is warned of a wave that cannot tell a hit from a miss, with the people to ask', () => {
    // The formula of power.prop.test gives 31.56 people for 4 against 30 %, and 282.69 for 4 against 10 %.
    const asking = (people: number, deff = 1) => ({
      surveys: waves.map((one) => ({
        ...one,
        people: one === wave ? people : 400,
        deff: one === wave ? deff : 1,
      })),
    });
    expect(said({}, asking(31))).toContain(
      'warning measure: The wave of 2026-07-20 asks 31 people, too few to tell 30 % from 4 %.',
    );
    expect(check({}, asking(31)).at(-1)?.help).toContain('Ask 32 people in each wave');
    expect(said({}, asking(32))).toEqual(['warning measure: It cannot be read yet.']);
    expect(said({}, asking(32, 2))).toHaveLength(2);
    const slow = { milestones: [{ by: '2026-07-31', value: share(10) }] };
    expect(said(slow, asking(282))).toHaveLength(2);
  });
});

describe('all goals together', () => {
  const balance = (goals: Partial<Goal>[], plan: Partial<Plan> = {}) =>
    checkPlan({
      plan: {
        ...testPlan,
        surveys: [wave],
        ...plan,
        goals: goals.map((one, i) => ({ ...good, word: `g${i}`, ...one })),
      },
      readable: [],
    }).balance.map(({ message }) => message.split(':')[0]);
  const hard: Partial<Goal> = { purpose: { kind: 'commercial', eyes: 'sales' }, objective: 'Leads' };

  it('are told when all are hard, or all short', () => {
    expect(balance([hard, hard])).toEqual(['All 2 goals are hard']);
    expect(balance([hard, {}])).toEqual([]);
    expect(balance([{ months: 6 }])).toEqual(['The only goal is short']);
    expect(balance([{ months: 11 }, { months: 12 }])).toEqual([]);
    expect(balance([{ months: 18 }], { salesCycle: { months: { low: 24, high: 36 } } })).toEqual([
      'The only goal is short',
    ]);
    expect(balance([])).toEqual([]);
  });

  it('count as hard by purpose and objective, and not as short without a time', () => {
    expect(isHard({ ...good, purpose: { kind: 'commercial' }, objective: 'brand awareness' })).toBe(false);
    expect(isHard({ ...good, purpose: { kind: 'commercial' }, measure: 'series/leads' })).toBe(true);
    expect(isHard({ ...good, purpose: { kind: 'political' }, objective: 'memberships' })).toBe(false);
    expect(isShort({ ...good, months: undefined }, testPlan)).toBe(false);
  });

  it('leave out those that are refused', () => {
    expect(balance([{ ...hard, months: 3 }, { measure: undefined }])).toEqual([
      'The only goal is hard',
      'The only goal is short',
    ]);
  });
});
