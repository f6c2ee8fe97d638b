import { describe, expect, it } from 'vitest';
import { checkText, parsePlan } from './plan.ts';
import { amountPattern, countPattern } from './plan-amount.ts';
import { monthsBetween } from './plan-goals.ts';
import { marginLines, marginTree } from './plan-margins.ts';
import { type TagTree, tagsOf, tagTree } from './plan-tags.ts';
import { planTemplate } from './template.ts';

const plan = parsePlan(
  planTemplate
    .split('\n')
    .map((line) => line.replace(/^# (?=[a-z_]+:( |$)| {2})/, ''))
    .join('\n'),
);

describe('stated margins', () => {
  it('hold for one survey where they name it, and join levels by “or”', () => {
    const { margins } = parsePlan('margins: {brand/size: {1-49: 600, 50-249 or 250+: 400}}');
    expect(margins).toEqual([
      {
        name: 'size',
        survey: 'brand',
        levels: [
          { names: ['1-49'], size: 600 },
          { names: ['50-249', '250+'], size: 400 },
        ],
      },
    ]);
  });

  it.each([
    ['{size: {a: 30 %, b: 30 %}}', 'adds up to 60 %, not to 100 %'],
    ['{size: {a: 30 %, b: 30}}', 'holds percentages and numbers'],
    ['{size: {a: 1}}', 'has one size only'],
    ['{size: {a: 2 h, b: 1}}', 'is no percentage and no number of people'],
    ['{size: many}', 'is no set of sizes'],
  ])('refuses %s', (text, message) => {
    expect(() => parsePlan(`margins: ${text}`)).toThrow(message);
  });

  it('are written as lines in a form, and come back as they were', () => {
    const lines = 'size: 1-49 = 30 %; 50-249 or 250+ = 70 %\nbrand/trade: dairy = 60; brewery = 40';
    expect(marginTree(lines.split('\n'))).toEqual({
      size: { '1-49': '30 %', '50-249 or 250+': '70 %' },
      'brand/trade': { dairy: '60', brewery: '40' },
    });
    expect(marginLines(marginTree(lines.split('\n')) as object)).toBe(lines);
    expect(marginTree(['size 30 %'])).toBe('size 30 %');
  });
});

describe('the parts of a plan', () => {
  it('reads the template as it explains itself', () => {
    expect(plan.why).toMatchObject({
      answer: 'Plant engineers know us before they need a pump.',
      reasons: ['Our customers ask there.', 'We opened the channel five years ago and are stuck with it.'],
      untraceable: ['Advice that is passed on by telephone.'],
      review: '2027-03-01',
      drawingTable: '01-15',
    });
    expect(plan.groups).toEqual([
      {
        word: 'engineers',
        name: 'Plant engineers in dairies and breweries',
        size: { value: 400, low: 300, high: 600 },
        members: ['linkedin:jane-doe'],
        note: 'Forty firms.',
      },
    ]);
    expect(plan.channels).toMatchObject([{ word: 'tarnwell', for: ['engineers'], review: '2027-02-26' }]);
    expect(plan.salesCycle).toEqual({ months: { low: 6, high: 18 }, people: { low: 3, high: 7 } });
    expect(plan.events).toMatchObject([
      { on: '2026-10-06', to: '2026-10-09', kind: 'fair', cost: { low: 30000, high: 45000 } },
      { on: '2026-11-02', kind: 'change-of-tactics', channels: ['tarnwell'] },
      { on: '2026-12-07', measures: ['series/leads'], controls: ['series/category-sales'] },
    ]);
    expect(plan.surveys).toEqual([
      { on: '2026-07-20', people: 400, question: 'aware', deff: 1 },
      { on: '2027-01-20', people: 400, question: 'aware', deff: 1 },
      { on: '2027-07-20', people: 400, question: 'aware', deff: 1 },
    ]);
    expect(plan.margins).toEqual([
      {
        name: 'size',
        levels: [
          { names: ['1-49'], size: 0.3 },
          { names: ['50-249'], size: 0.45 },
          { names: ['250+'], size: 0.25 },
        ],
      },
    ]);
    expect(plan.tags).toEqual(['product', 'product/pumps', 'product/seals']);
  });

  it('reads a goal with its trajectory', () => {
    expect(plan.goals).toMatchObject([
      {
        word: 'awareness',
        purpose: { kind: 'commercial', eyes: 'plant engineers' },
        measure: 'survey/aware',
        baseline: { value: { value: 0.04, unit: 'share', written: '4 %' }, on: '2026-01-31' },
        milestones: [
          { by: '2026-07-31', value: { value: 0.3 } },
          { by: '2027-01-31', value: { value: 0.4 } },
        ],
        result: { value: 0.5 },
        direction: 'up',
        by: '2027-07-31',
        months: 18,
      },
    ]);
  });
});

const goal = (rest: string) => parsePlan(`goals: [{word: a, ${rest}}]`).goals[0];

describe('the numbers of a goal', () => {
  it('are shares beside a percentage, and where all lie between 0 and 1', () => {
    expect(goal('baseline: {value: 0.1}, result: 30 %')).toMatchObject({
      baseline: { value: { value: 0.1, unit: 'share' } },
      result: { value: 0.3, unit: 'share' },
    });
    expect(goal('result: 0.3')?.result).toMatchObject({ value: 0.3, unit: 'share' });
    expect(goal('result: 1')?.result).toMatchObject({ value: 1, unit: 'number' });
    expect(goal('result: 2.5')?.result).toMatchObject({ value: 2.5, unit: 'number' });
    expect(goal('result: 2 h')?.result).toMatchObject({ value: 7200, unit: 'seconds' });
  });

  it('stay bare where a percentage beside them does not make them a share', () => {
    expect(goal('baseline: {value: 12 %}, result: 50')?.result).toMatchObject({ value: 50, unit: 'number' });
    expect(goal('baseline: {value: 1}, result: 50 %')?.baseline?.value?.unit).toBe('number');
    expect(goal('baseline: {value: 0}, result: 50 %')?.baseline?.value?.unit).toBe('share');
    expect(goal('baseline: {value: 0}, result: 2 h')?.baseline?.value?.unit).toBe('seconds');
    expect(goal('baseline: {value: 24}, result: 2 h')?.baseline?.value?.unit).toBe('number');
  });

  it.each([
    ['160.000', 'can be 160000 to one reader and 160 to another: write 160000 or 160', '160000'],
    ['1.234', 'can be 1234 to one reader and 1.234 to another: write 1234 or 1.2340', '1234'],
    ['160,000', 'write 160000 or 160', '160000'],
    ['1.500 h', 'write 1500 h or 1.5 h', '1500 h'],
    ['1.200.000', 'write 1200000', '1200000'],
    ['150 000', 'write 150000', '150000'],
    ['1.234,5', 'write 1234.5', '1234.5'],
    ["'12,5 %'", 'write 12.5 %', '12.5 %'],
    ['€ 5000', 'write 5000', '5000'],
  ])('written as %s are refused with how to write them', (written, message, such) => {
    const [fault] = checkText(`goals:\n  - word: a\n    result: ${written}\n`).faults;
    expect(fault?.message).toContain(message);
    expect(fault?.example).toBe(`result: ${such}`);
  });

  it.each(['0.125', '12.345 %', '1200', '1234.567', '30 %', '2 h', '99.5'])(
    '%s is read in one way',
    (written) => {
      expect(checkText(`goals: [{word: a, result: ${written}}]`).faults).toEqual([]);
      expect(new RegExp(amountPattern).test(written)).toBe(true);
    },
  );

  it('are asked about wherever a plan has one', () => {
    const texts = [
      'groups: {a: {size: {low: 1.200}}}',
      'events: [{on: 2026-01-01, cost: {low: 2000, high: 5.000}}]',
      'surveys: [{on: 2026-01-01, people: 1.200}]',
      'margins: {size: {small: 1.200, large: 3000}}',
      'sales_cycle: {months: {low: 1.200}}',
    ];
    for (const text of texts) expect(checkText(text).faults[0]?.message).toContain('to one reader');
    expect(parsePlan('surveys: [{on: 2026-01-01, deff: 1.125}]').surveys[0]?.deff).toBe(1.125);
    expect(new RegExp(amountPattern).test('160.000')).toBe(false);
    expect(new RegExp(countPattern).test('1.200')).toBe(false);
  });

  it('are shown an example of the goal’s own kind', () => {
    const example = (rest: string) =>
      checkText(`goals: [{word: a, ${rest}, result: many}]`).faults[0]?.example;
    expect(example('baseline: {value: 1200}')).toBe('result: 1200');
    expect(example('milestones: [{value: 3 d}]')).toBe('result: 2 h');
    expect(example('measure: series/sales')).toBe('result: 1200');
    expect(example('measure: survey/aware')).toBe('result: 50 %');
    expect(checkText('surveys: [{on: 2026-01-01, people: sixty}]').faults[0]?.example).toBe('people: 400');
  });

  it('fall where the result lies below the baseline, unless it is said', () => {
    expect(goal('baseline: {value: 59 %}, result: 20 %')?.direction).toBe('down');
    expect(goal('result: 2 h')?.direction).toBe('down');
    expect(goal('baseline: {value: 59 %}, result: 20 %, direction: up')?.direction).toBe('up');
    expect(goal('result: 20 %')?.direction).toBe('up');
  });

  it('may be unfinished', () => {
    expect(goal('title: Later')).toEqual({
      word: 'a',
      title: 'Later',
      direction: 'up',
      milestones: [],
      states: {},
    });
  });

  it('take a state as a date, or with evidence, and a measure with spaces or without', () => {
    expect(
      goal('state: {delivered: 2026-05-01, recognised: {on: 2026-06-01, evidence: letter}}')?.states,
    ).toEqual({
      delivered: { on: '2026-05-01' },
      recognised: { on: '2026-06-01', evidence: 'letter' },
    });
    expect(goal('measure: waiting-curve/median_wait@tarnwell')?.measure).toBe(
      'waiting-curve/median_wait @ tarnwell',
    );
  });
});

describe('tags', () => {
  it.each([
    [
      ['product', 'product/seals', 'product/pumps', 'tone/praise'],
      { product: ['seals', 'pumps'], tone: ['praise'] },
    ],
    [
      ['praise', 'blame'],
      ['praise', 'blame'],
    ],
    [['praise', 'product/seals/blue', ' product / seals '], { praise: [], product: { seals: ['blue'] } }],
  ] as [string[], TagTree][])('%j become a tree and paths again', (paths, tree) => {
    expect(tagTree(paths)).toEqual(tree);
    expect(tagTree(tagsOf(tree))).toEqual(tree);
  });
});

describe('months between', () => {
  it.each([
    ['2026-01-31', '2027-07-31', 18],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-15', '2026-02-14', 0],
    ['2026-03-01', '2026-01-01', -2],
  ])('%s and %s are %d', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});

describe('what is wrong', () => {
  it.each([
    [
      'goals:\n  - word: a\n    result: many\n',
      3,
      '“goals.a.result” (“many”) is no number, percentage or duration',
      '50 %',
    ],
    ['goals:\n  - title: a\n', 2, '“goals.1.word” is missing', 'word: awareness'],
    ['goals:\n  - word: a\n  - word: a\n', 3, 'is the word of another goal already', 'word: awareness'],
    ['events:\n  - on: 2026-05-02\n    to: 2026-05-01\n', 3, 'lies before its first day', 'to: 2026-10-09'],
    ['events:\n  - on: 2026-05-02\n    kind: party\n', 3, 'is none of campaign', 'kind: fair'],
    ['why:\n  review: next year\n', 2, 'is no date written as YYYY-MM-DD', 'review: 2027-03-01'],
    ['why:\n  drawing_table: 02-30\n', 2, 'is no day written as MM-DD', 'drawing_table: 01-15'],
    [
      'sales_cycle:\n  months: {low: 9, high: 3}\n',
      2,
      '“sales_cycle.months.low” (“9”) is above the high end',
      '',
    ],
    [
      'groups:\n  a:\n    size: {low: 9, high: 3}\n',
      3,
      '“groups.a.size.low” (“9”) is above the high end',
      '',
    ],
    ['groups:\n  a:\n    members: [jane]\n', 3, 'holds what is no account', 'linkedin:jane-doe'],
    ['events:\n  - {on: 2026-01-01, cost: {low: 9, high: 3}}\n', 2, '“events.1.cost.low” (“9”) is above', ''],
    ['channels:\n  a: some words\n', 2, 'is no set of keys', ''],
  ])('in %j is said with line and example', (text, line, message, example) => {
    const [fault] = checkText(text).faults;
    expect(fault?.line).toBe(line);
    expect(fault?.message).toContain(message);
    expect(fault?.example ?? '').toContain(example);
  });

  it('is said everywhere at once', () => {
    const { faults } = checkText('zone: Mars\ngoals:\n  - word: a\n    by: soon\n    result: many\n');
    expect(faults.map(({ line }) => line)).toEqual([1, 5, 4]);
  });

  it('is not that a word of a group, a channel or a tag has nothing after it', () => {
    const plan = parsePlan(
      'groups:\n  engineers:\nchannels:\n  x:\ntags:\n  praise:\n  product:\n    - seals\n',
    );
    expect(plan.groups[0]).toEqual({ word: 'engineers', name: 'engineers' });
    expect(plan.channels[0]?.word).toBe('x');
    expect(plan.tags).toEqual(['praise', 'product', 'product/seals']);
  });

  it('is never an unknown key, at any level; each is named', () => {
    const { plan } = checkText(
      'a: 1\nwhy: {b: 1}\ngoals: [{word: g, c: 1, purpose: {d: 1}, milestones: [{by: 2027-01-01, e: 1}]}]\n' +
        'groups: {x: {f: 1}}\nchannels: {y: {g: 1}}\nevents: [{on: 2026-01-01, h: 1}]\ntags: {i: {j: k}}\n',
    );
    expect(plan?.unknown).toEqual([
      'a',
      'why.b',
      'goals.g.c',
      'goals.g.purpose.d',
      'goals.g.milestones.1.e',
      'groups.x.f',
      'channels.y.g',
      'events.1.h',
    ]);
  });

  it('is found quickly in a long plan', () => {
    const goals = Array.from({ length: 40 }, (_, i) => `  - {word: g${i}, result: 30 %, by: 2027-01-01}\n`);
    const events = Array.from(
      { length: 300 },
      (_, i) => `  - {on: 2026-01-${10 + (i % 20)}, kind: press, title: t${i}}\n`,
    );
    const plan = parsePlan(`goals:\n${goals.join('')}events:\n${events.join('')}`);
    expect([plan.goals.length, plan.events.length]).toEqual([40, 300]);
  });
});
