import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePlan } from '../../workspace/plan.ts';
import { listVersions } from '../../workspace/plan-history.ts';
import { planTemplate } from '../../workspace/template.ts';
import type { Door } from '../app.ts';
import type { Call } from '../command.ts';
import { initIn } from './init.ts';
import { wordOf } from './question.ts';

let dir: string;
let said: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-init-'));
  said = '';
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const outlook = {
  accounts: { x: ['tarnwell', 'tarnwell_service'] },
  readings: [
    {
      word: 'waiting-curve/still_waiting_after_1d @ tarnwell',
      label: 'Share still waiting after a day, tarnwell',
      unit: 'share',
      question: 'ignoring',
    },
  ],
};

const door: Door = {
  createApp: async () => ({
    token: 'inside',
    fetch: async () =>
      new Response(`${JSON.stringify({ result: outlook })}\n`, {
        headers: { 'content-type': 'application/x-ndjson' },
      }),
    close: async () => {},
  }),
  fetch: () => Promise.reject(new Error('no server was asked for')),
  processes: { now: () => new Date(0), pid: 1, alive: () => true, sleep: async () => {} },
};

/** A call whose person gives these answers, then leaves; a function is called in between, as somebody at the file. */
function callWith(answers: (string | (() => Promise<void>))[]): Call {
  const say = (text: string) => {
    said += text;
  };
  const ask = async (): Promise<string> => {
    const next = answers.shift();
    if (typeof next !== 'function') return next ?? 'stop';
    await next();
    return ask();
  };
  return {
    positionals: [],
    value: () => undefined,
    values: () => [],
    on: () => false,
    dir,
    door,
    terminal: {
      out: say,
      err: say,
      screen: 80,
      ask,
      now: () => new Date('2026-11-20T10:00:00Z'),
      every: () => () => {},
      cwd: dir,
      env: {},
    },
  };
}
const init = (...answers: (string | (() => Promise<void>))[]) => initIn(callWith(answers), 'Europe/Vienna');
const file = () => readFile(join(dir, 'plan.yaml'), 'utf8');
const plan = async () => parsePlan(await file());

const all = [
  'Tarnwell: Pumps',
  '',
  'mon-thu 08:00-16:30',
  'x: tarnwell, tarnwellhelp',
  'They know us before they need us.',
  'They ask there; we are stuck with it',
  'They come back.',
  'Plant engineers in dairies',
  '300 to 600',
  'Engineers know our name',
  '2',
  'plant engineers',
  'brand awareness',
  'survey/aware',
  '2027-01-15 400',
  '4 %',
  '',
  '50 %',
  '2028-05-31',
  '2027-05-31 30 %; 2027-11-30 40 %',
  '',
  '',
];
const another = [
  'Engineers ask us first',
  'commercial',
  'sales',
  'leads',
  'series/requests',
  '10',
  '',
  '30',
  '2027-12-31',
  '2027-06-30 20',
];

describe('rapport init', () => {
  it('asks its way through a whole plan, and keeps every line of the template', async () => {
    await init(...all);
    const made = await plan();
    expect(made).toMatchObject({
      company: 'Tarnwell: Pumps',
      zone: 'Europe/Vienna',
      own: { x: ['tarnwell', 'tarnwellhelp'] },
      business: { days: [1, 2, 3, 4], opens: 480, closes: 990, assumed: false },
      why: {
        answer: 'They know us before they need us.',
        reasons: ['They ask there', 'we are stuck with it'],
        review: '2027-11-20',
      },
      groups: [{ word: 'plant-engineers', size: { low: 300, high: 600 } }],
      surveys: [{ on: '2027-01-15', people: 400, question: 'aware' }],
      unknown: [],
    });
    expect(made.goals).toMatchObject([
      {
        word: 'engineers-know',
        purpose: { kind: 'social', eyes: 'plant engineers' },
        baseline: { value: { value: 0.04 }, on: '2026-11-20' },
        result: { value: 0.5 },
        by: '2028-05-31',
        milestones: [{ by: '2027-05-31' }, { by: '2027-11-30' }],
      },
    ]);
    const written = await file();
    for (const line of planTemplate.split('\n')) expect(written).toContain(line);
    expect(said).toContain('The essentials of the plan are written.');
    expect((await listVersions(dir)).map(({ what }) => what)).toHaveLength(all.length - 1);
  });

  it('can be left anywhere, and asks only what is still missing', async () => {
    for (let from = 0; from < all.length; from += 4) await init(...all.slice(from, from + 4));
    const once = await plan();
    expect(once.goals[0]?.milestones).toHaveLength(2);
    said = '';
    await init();
    expect(said).toContain('Nothing that init asks is missing.');
    expect(said).not.toContain('> ');
  });

  it('asks for another goal until there is none, and takes each up again', async () => {
    const answers = [...all.slice(0, -2), ...another.slice(0, 4)];
    await init(...answers);
    expect(said).toContain('Engineers ask us first: How will you see it?');
    expect((await plan()).goals.map(({ word, measure }) => [word, measure])).toEqual([
      ['engineers-know', 'survey/aware'],
      ['engineers-ask', undefined],
    ]);
    said = '';
    await init(...another.slice(4), 'Engineers know our colour', 'stop');
    const { goals } = await plan();
    expect(goals).toHaveLength(3);
    expect(goals[1]).toMatchObject({
      purpose: { kind: 'commercial', eyes: 'sales' },
      result: { value: 30 },
      by: '2027-12-31',
      milestones: [{ by: '2027-06-30', value: { value: 20 } }],
    });
    expect(goals[2]).toMatchObject({ word: 'engineers-know-2', title: 'Engineers know our colour' });
  });

  it('leaves alone what further goals of the file leave out on purpose', async () => {
    await init(...all);
    const more = `  - {word: other, title: Other, purpose: {kind: social}, measure: survey/aware, result: 5 %, by: 2029-01-01, milestones: [{by: 2028-01-01, value: 3 %}]}\n`;
    const text = await file();
    const lines = text.split('\n');
    const last = lines.findLastIndex((line) => line.includes('2027-11-30'));
    lines.splice(last + 2, 0, more.trimEnd());
    await writeFile(join(dir, 'plan.yaml'), lines.join('\n'));
    expect((await plan()).goals).toHaveLength(2);
    said = '';
    await init('');
    expect(said).toContain('Nothing that init asks is missing.');
    expect(said).toContain('The essentials of the plan are written.');
    expect(said).not.toContain('In whose eyes');
  });

  it('skips, and asks for what was skipped the next time', async () => {
    await init('', '-', 'skip');
    expect((await plan()).company).toBe('');
    said = '';
    await init('Tarnwell');
    expect(said).toContain('What is your company called?');
    expect((await plan()).company).toBe('Tarnwell');
  });

  it('says what is wrong with an answer, and asks again', async () => {
    await init('Tarnwell', 'Vienna', 'Europe/Vienna', 'nine to five', 'mon-fri 09:00-17:00');
    expect(said).toContain('“Vienna” is no time zone name, such as Europe/Berlin.');
    expect(said).toContain('These are no days and hours.');
    expect((await plan()).zone).toBe('Europe/Vienna');
  });

  it('refuses at the question what the goal check would refuse, with what was probably meant', async () => {
    await init(...all.slice(0, 8), '1.200', '1200', ...all.slice(9, 15), '12', '12 %', '', '50', '50 %');
    expect(said).toContain('“1.200” can be 1200 to one reader');
    expect(said.replace(/\s+/g, ' ')).toContain(
      '12 is a number, and it is read as a share. Did you mean 12 %?',
    );
    const made = await plan();
    expect(made.groups[0]?.size).toEqual({ value: 1200 });
    expect(made.goals[0]).toMatchObject({
      baseline: { value: { written: '12 %' } },
      result: { written: '50 %' },
    });
  });

  it('refuses a measure that nothing reads, looks for its words, and a number that is not in the list', async () => {
    await writeFile(join(dir, 'rapport.duckdb'), '');
    const answers = ['9', '1', ...all.slice(11, 13), 'a survey', 'still day', '7', '1'];
    await init('T', '', 'mon-fri 09:00-17:00', '', ...all.slice(4, 10), ...answers);
    const told = said.replace(/\s+/g, ' ');
    expect(told).toContain('There is no 9 in the list: choose from 1 to 3');
    expect(told).toContain('“a survey” names nothing that can be read. Choose one of the 1 in the list');
    expect(told).toContain('“still day” is in 1 of 1: choose one by its number.');
    expect((await plan()).goals[0]?.measure).toBe('waiting-curve/still_waiting_after_1d @ tarnwell');
  });

  it('goes back, helps, and takes no number for a promise', async () => {
    await init(
      'Tarnwel',
      'back',
      'Tarnwell',
      '?',
      'UTC',
      ...all.slice(2, 9),
      '1.200 bis 2.000',
      all[9] as string,
    );
    expect((await plan()).company).toBe('Tarnwell');
    const told = said.replace(/\s+/g, ' ');
    expect(told).toContain(
      'Answer in your words, such as: Europe/Berlin. Enter takes what stands in brackets.',
    );
    expect(told).toContain('“1.200 bis 2.000” looks like the answer to another question.');
    said = '';
    await init('social', 'back', 'back');
    expect(said.match(/What kind of change is it for/g)).toHaveLength(2);
    expect(said).toContain('There is no question before this one.');
  });

  it('asks again, in a later run, for what cannot stand, and does not call the plan whole before', async () => {
    await init(...all.slice(0, -2));
    await writeFile(join(dir, 'plan.yaml'), (await file()).replace(/^( +result: 50) %$/m, '$1'));
    said = '';
    await init('', '', '');
    expect(said.replace(/\s+/g, ' ')).toContain('Did you mean 50 %? What shall be there in the end?');
    expect(said).not.toContain('The essentials of the plan are written.');
    expect(said).toContain('1 of 1 goals cannot be read yet');
    said = '';
    await init('60 %', '', '');
    expect((await plan()).goals[0]?.result?.written).toBe('60 %');
    expect(said).toContain('from 4 % to 60 %, more is better.');
  });

  it('says at once that less is taken for better where more usually is, and what is kept on leaving', async () => {
    let left = '';
    const call = callWith([
      ...all.slice(0, 12),
      'sales',
      'survey/aware',
      '2027-01-15 400',
      '40 %',
      '',
      '4 %',
    ]);
    const { ask } = call.terminal;
    call.terminal.ask = (question, words) => {
      left = words ?? '';
      return ask?.(question) ?? Promise.reject(new Error('no terminal'));
    };
    await initIn(call, 'UTC');
    expect(said.replace(/\s+/g, ' ')).toContain('Written. It is taken for a goal where less is better');
    expect(left).toContain('What you answered is written.');
  });

  it('offers the accounts and numbers of the data', async () => {
    await writeFile(join(dir, 'rapport.duckdb'), '');
    await init('T', '', 'mon-fri 09:00-17:00', '', ...all.slice(4, 13), '1');
    const made = await plan();
    expect(made.own).toEqual(outlook.accounts);
    expect(made.goals[0]?.measure).toBe('waiting-curve/still_waiting_after_1d @ tarnwell');
    expect(said).not.toContain('When will you first ask');
  });

  it('keeps what somebody writes into the file meanwhile', async () => {
    await init(
      'Tarnwell',
      async () => {
        await writeFile(join(dir, 'plan.yaml'), `${await file()}brand_colour: petrol # ours\n`);
      },
      'UTC',
    );
    expect(await file()).toContain('brand_colour: petrol # ours');
    expect((await plan()).zone).toBe('UTC');
  });

  it('refuses politely where nobody can answer, and where the file is wrong', async () => {
    const call = callWith([]);
    await expect(
      initIn({ ...call, terminal: { ...call.terminal, ask: undefined } }, 'UTC'),
    ).rejects.toMatchObject({
      name: 'Problem',
      help: expect.stringContaining('docs/plan.md'),
    });
    await writeFile(join(dir, 'plan.yaml'), 'zone: Mars\n');
    await expect(init('x')).rejects.toThrow('line 1');
  });
});

describe('a word out of a line', () => {
  it.each([
    ['Plant engineers in dairies', 'plant-engineers'],
    ['  Ärzte & Praxen!', 'ärzte-praxen'],
    ['...', 'one'],
  ])('%j is %s', (line, word) => {
    expect(wordOf(line)).toBe(word);
  });
  it('is none that is taken', () => {
    expect(wordOf('One', ['one', 'one-2'])).toBe('one-3');
  });
});
