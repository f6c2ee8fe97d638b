import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isProblem } from '../model/problem.ts';
import { parsePlan, readPlan } from './plan.ts';
import { planTemplate } from './template.ts';

const full = `company: Tarnwell Pumps
zone: Europe/Berlin
locale: de-AT
own:
  X: ['@tarnwell', tarnwellhelp, tarnwell]
  '*': Tarnwell Pumps
business:
  days: [mon-thu, Saturday]
  hours: '08:30-16:00'
  holidays: [2026-12-25, 2026-12-24]
`;

function problemOf(text: string): string {
  try {
    parsePlan(text);
  } catch (error) {
    if (!isProblem(error)) throw error;
    return `${error.message} ${error.help}`;
  }
  return 'no problem';
}

describe('parsePlan', () => {
  it('reads every key', () => {
    const plan = parsePlan(full, 'folder');
    expect(plan).toMatchObject({
      company: 'Tarnwell Pumps',
      zone: 'Europe/Berlin',
      locale: 'en-AT',
      unknown: [],
    });
    expect(plan.own).toEqual({ x: ['tarnwell', 'tarnwellhelp'], '*': ['Tarnwell Pumps'] });
    expect(plan.business).toEqual({
      zone: 'Europe/Berlin',
      days: [1, 2, 3, 4, 6],
      opens: 510,
      closes: 960,
      holidays: ['2026-12-24', '2026-12-25'],
      assumed: false,
    });
  });

  it('needs nothing: folder name, UTC, English, Monday to Friday assumed', () => {
    for (const text of ['', planTemplate, '# only a comment\n', 'zone:\nbusiness:\n']) {
      const plan = parsePlan(text, 'acme');
      expect(plan).toMatchObject({ company: 'acme', zone: 'UTC', locale: 'en', own: {}, unknown: [] });
      expect(plan.business).toMatchObject({ days: [1, 2, 3, 4, 5], opens: 540, closes: 1020, assumed: true });
    }
  });

  it('says after how many silent days a conversation is closed', () => {
    expect(parsePlan('').closedAfterDays).toBe(14);
    expect(parsePlan('closed_after_days: 7\n').closedAfterDays).toBe(7);
    expect(() => parsePlan('company: acme\nclosed_after_days: soon\n')).toThrow(
      /2.*“closed_after_days” \(“soon”\) is no number of days/,
    );
  });

  it('is valid with every line of the template taken in', () => {
    const lines = planTemplate.split('\n').map((line) => line.replace(/^# (?=[a-z_]+:( |$)| {2})/, ''));
    const plan = parsePlan(lines.join('\n'));
    expect(plan).toMatchObject({ company: 'Tarnwell Pumps', unknown: [] });
    expect(plan.own['*']).toEqual(['Tarnwell Pumps']);
    expect(plan.business.assumed).toBe(false);
  });

  it('reads scalars as they are written', () => {
    const plan = parsePlan('company: no\nown:\n  x: [0123, 900719925474099312345, true]\n');
    expect(plan.company).toBe('no');
    expect(plan.own.x).toEqual(['0123', '900719925474099312345', 'true']);
  });

  it('keeps and names unknown keys', () => {
    const plan = parsePlan('brand_colour: red\nbusiness:\n  lunch: 12\n');
    expect(plan.unknown).toEqual(['brand_colour', 'business.lunch']);
  });

  it('changes its version with every byte, and only then', () => {
    expect(parsePlan(full).version).toMatch(/^[0-9a-f]{12}$/);
    expect(parsePlan(full).version).toBe(parsePlan(full, 'elsewhere').version);
    expect(parsePlan(`${full}#`).version).not.toBe(parsePlan(full).version);
  });

  it.each([
    ['zone: Berlin', 'line 1: “zone” (“Berlin”) is no time zone name'],
    ['\nzone: +01:00', 'line 2: “zone” (“+01:00”) is no time zone name'],
    ['locale: "not a tag"', 'line 1: “locale”'],
    ['company: [a, b]', 'line 1: “company” is no text'],
    ['company: a\nown: tarnwell', 'line 2: “own” (“tarnwell”) is no list of accounts by platform'],
    ['own:\n  x:\n    name: a', 'line 3: “own.x” is no list'],
    ['business:\n  days: [mon, someday]', 'line 2: “business.days” holds a word that is no day'],
    ['business:\n  days: [t]', 'line 2: “business.days”'],
    ["business:\n  zone: UTC\n  hours: '17:00-09:00'", 'line 3: “business.hours” (“17:00-09:00”)'],
    ["business:\n  hours: '09:70-17:00'", 'line 2: “business.hours”'],
    ['business:\n  holidays: [2026-02-30]', 'line 2: “business.holidays” holds something that is no date'],
    ['business: [mon]', 'line 1: “business” is no set of keys'],
    ['- a\n- b', 'the file holds no keys'],
    ['company: a\ncompany: b', 'line 2: this is not YAML'],
    ['company: "a', 'this is not YAML'],
  ])('refuses %j with its line', (text, message) => {
    expect(problemOf(text)).toContain(message);
  });

  it('says what was probably meant by a key that it does not know', () => {
    const plan = parsePlan('goal: []\nbrand_colour: red\nbusiness: {hour: 1}\n');
    expect(plan.unknown).toEqual(['goal', 'brand_colour', 'business.hour']);
    expect(plan.meant).toEqual({ goal: 'Did you mean goals?', 'business.hour': 'Did you mean hours?' });
  });

  it('sees a comma that ended a value in braces', () => {
    const plan = parsePlan(
      'goals:\n  - {word: a, purpose: {text: They think of us, when they buy, eyes: x}, baseline: {value: 12,5 %}}\n',
    );
    expect(plan.meant).toEqual({
      'goals.a.purpose.when they buy':
        "A comma ends a value in { }: put the text in quotes, text: 'They think of us, when they buy'.",
      'goals.a.baseline.5 %': 'A comma ends a value in { }. Did you mean value: 12.5 %?',
    });
    expect(parsePlan(full).meant).toBeUndefined();
  });

  it.each([
    ["zone: UTC\ngoals:\n  - word: a\n    title: 'it is\n    by: 2026-01-01\nlocale: en\n", 4, "Put a '"],
    ['company: "abc\nzone: UTC\n', 1, 'Put a "'],
    ['goals:\n  - {word: a, by: 2026-01-01\n  - {word: b}\nzone: UTC\n', 2, 'Put a }'],
    ['own:\n  x: [a, b\nzone: UTC\n', 2, 'Put a ]'],
    ['why:\n  answer: Service: nobody waits\n', 2, "answer: 'Service: nobody waits'"],
    ['goals:\n  - {word: a, title: Service: nobody waits}\n', 2, 'Put the text in quotes'],
    ['goals:\n  -{word: a, result: 5}\n', 2, '- {word: a, result: 5}'],
    ['company:Waagen\nzone: UTC\n', 1, 'company: Waagen'],
    ['company: %abc\n', 1, "company: '%abc'"],
    ['own:\n  x: @tarnwell\n', 2, "x: '@tarnwell'"],
    ['why:\n\tanswer: a\n', 2, 'two spaces for each tab'],
    ['company: a\n  zone: UTC\n', 2, 'the same number of spaces'],
    ['goals:\n  - word: a\n   title: b\n', 3, 'the same number of spaces'],
    ['zone: UTC\nzone: UTC\n', 2, 'Keep one of them'],
    ['zone: UTC\ncompany: Waagen H\ufffduselmann\n', 2, 'Save the file as UTF-8'],
  ])('says what to do about %j where it began', (text, line, help) => {
    expect(problemOf(text)).toContain(`line ${line}: `);
    expect(problemOf(text)).toContain(help);
    expect(problemOf(text)).not.toMatch(/compact mappings|Flow|Implicit|indicator/);
  });

  it('shows what would be right', () => {
    expect(problemOf('business:\n  hours: nine to five')).toContain("hours: '09:00-17:00'");
  });
});

describe('readPlan', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rapport-plan-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('takes the folder name without a file, and the file once it is there', async () => {
    expect((await readPlan(dir)).company).toMatch(/^rapport-plan-/);
    await writeFile(join(dir, 'plan.yaml'), 'company: Ours\n');
    expect((await readPlan(dir)).company).toBe('Ours');
  });
});
