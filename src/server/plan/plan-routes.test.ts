import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fieldsOf, file, openPlanPages } from '../../../test/plan-pages.ts';
import { listVersions } from '../../workspace/plan-history.ts';

let pages: Awaited<ReturnType<typeof openPlanPages>>;
let dir: string;
beforeEach(async () => {
  pages = await openPlanPages();
  dir = pages.dir;
});
afterEach(() => pages.close());

const { get, page, plan, submit, difference } = {
  get: (path: string) => pages.get(path),
  page: (path: string) => pages.page(path),
  plan: () => pages.plan(),
  submit: (...args: Parameters<typeof pages.submit>) => pages.submit(...args),
  difference: () => pages.difference(),
};

const forms = [
  'why',
  'goals/new',
  'goals/awareness',
  'groups',
  'channels/new',
  'events',
  'surveys',
  'company',
  'tags',
];

describe('the plan as a page', () => {
  it('is read as a letter, with the check’s words at their place', async () => {
    const html = await page('/plan');
    for (const words of [
      'They ask us.',
      'habit',
      'They know us',
      '4\u00a0%',
      'not read until it is whole',
      'brand_colour',
    ])
      expect(html).toContain(words);
    expect(html).toContain('aria-current="page"');
  });

  it.each(forms)('has a form on %s, which changes nothing when it is sent as it came', async (word) => {
    const response = await submit(`/plan/${word}`, word === 'channels/new' ? { word: 'x' } : {});
    if (word === 'goals/new') expect(response.status).toBe(303);
    expect(await difference()).toEqual(word === 'channels/new' ? ['+channels:', '+  x: {}'] : []);
  });

  it('serves the schema', async () => {
    const schema = await (await get('/plan.schema.json')).json();
    expect(schema.properties.goals.description).toBeDefined();
  });

  it('knows no part that is not there', async () => {
    for (const path of ['/plan/goals/none', '/plan/events/9', '/plan/history/000000000000', '/plan/lunch'])
      expect((await get(path)).status, path).toBe(404);
  });
});

describe('an edit on a page', () => {
  it('changes its line and no other', async () => {
    expect((await submit('/plan/why', { answer: 'They know us.' })).status).toBe(303);
    expect(await difference()).toEqual(['-  answer: "They ask us."', '+  answer: "They know us."']);
  });

  it('adds, changes and removes a goal', async () => {
    const typed = {
      word: 'answers',
      title: 'Nobody waits',
      'purpose.kind': 'social',
      'purpose.eyes': 'customers',
      measure: 'survey/aware',
      result: '20 %',
      by: '2027-12-31',
      'milestones.0.by': '2027-06-30',
      'milestones.0.value': '10 %',
    };
    expect((await submit('/plan/goals/new', typed)).status).toBe(303);
    expect((await difference()).join('\n')).toContain('+  - title: Nobody waits');
    expect(await page('/plan')).toContain('Nobody waits');
    expect(
      (
        await submit('/plan/goals/answers', {
          result: '25 %',
          'milestones.0.by': '',
          'milestones.0.value': '',
        })
      ).status,
    ).toBe(303);
    expect(await plan()).toContain('result: 25 %');
    expect(await plan()).not.toContain('milestones');
    expect((await submit('/plan/goals/answers', { go: 'remove' })).status).toBe(303);
    expect(await difference()).toEqual([]);
    expect((await listVersions(dir)).map(({ who, what }) => `${who} ${what}`.trim())).toEqual([
      'by hand',
      'tester new goal',
      'tester goal answers',
      'tester goal answers removed',
    ]);
  });

  it('takes the goals along that serve one with a new word', async () => {
    expect((await submit('/plan/goals/awareness', { word: 'known', who: 'Ines' })).status).toBe(303);
    expect(await difference()).toEqual([
      '-  - word: awareness',
      '-  - {word: market, title: The market, parent: awareness}',
      '+  - word: known',
      '+  - {word: market, title: The market, parent: known}',
    ]);
    expect((await listVersions(dir)).at(-1)?.who).toBe('Ines');
  });

  it('refuses a goal that is not whole, keeps what was typed, and says how to mend it', async () => {
    const response = await submit('/plan/goals/new', {
      word: 'wish',
      title: 'A <b>wish</b>',
      result: 'many',
    });
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toContain('value="A &lt;b&gt;wish&lt;/b&gt;"');
    expect(html).toContain('“many” is no number, percentage or duration. Such as: 50 %');
    const again = await submit('/plan/goals/new', { result: '9' }, fieldsOf(html));
    expect(again.status).toBe(400);
    const said = await again.text();
    for (const words of ['It has no purpose.', 'It has no measure.', 'It has no date.'])
      expect(said).toContain(words);
    expect(await difference()).toEqual([]);
  });

  it('says beside the row what is wrong in it', async () => {
    const html = await (
      await submit('/plan/groups', {
        'groups.0.word': '',
        'groups.0.name': 'Nobody',
        'groups.1.word': 'engineers',
        'groups.1.size.low': 'few',
      })
    ).text();
    expect(/id="f-groups-0-word-wrong"[^>]*>([^<]*)/.exec(html)?.[1]).toBe('This group needs a word.');
    const next = await (
      await submit('/plan/groups', { 'groups.0.word': '', 'groups.0.name': '' }, fieldsOf(html))
    ).text();
    expect(/id="f-groups-1-size-low-wrong"[^>]*>([^<]*)/.exec(next)?.[1]).toContain('“few” is no number');
    expect(next).toContain('value="few"');
  });

  it('is refused with the difference when the file changed meanwhile, and can then be saved on top of it', async () => {
    const open = fieldsOf(await page('/plan/why'));
    await writeFile(
      join(dir, 'plan.yaml'),
      file.replace('habit', 'habit, fun').replace('Europe/Berlin', 'UTC'),
    );
    const response = await submit('/plan/why', { success: 'They come back.' }, open);
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('<ins>');
    expect(html).toContain('They come back.');
    expect(fieldsOf(html).get('reasons')).toBe('habit\nfun');
    expect(await plan()).not.toContain('They come back.');
    expect((await submit('/plan/why', {}, fieldsOf(html))).status).toBe(303);
    expect(await plan()).toContain('reasons: [habit, fun]');
    expect(await plan()).toContain('success: They come back.');
    expect(await plan()).toContain('zone: UTC');
  });

  it('writes over no other entry of a calendar that has moved', async () => {
    const events = 'events:\n  - {on: 2026-01-01, title: One}\n  - {on: 2026-02-01, title: Two}\n';
    await writeFile(join(dir, 'plan.yaml'), events);
    await page('/plan');
    const open = fieldsOf(await page('/plan/events/2'));
    const moved = events.replace('  - {on: 2026-01-01, title: One}\n', '');
    await writeFile(join(dir, 'plan.yaml'), `${moved}  - {on: 2026-03-01, title: Three}\n`);
    const response = await submit('/plan/events/2', { title: 'Second' }, open);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('another entry stands in this place');
    expect(await plan()).not.toContain('Second');
  });

  it('finds its goal again where the file has moved it', async () => {
    await page('/plan');
    const open = fieldsOf(await page('/plan/goals/awareness'));
    const first = 'goals:\n  - {word: first, title: First}\n';
    await writeFile(
      join(dir, 'plan.yaml'),
      file.replace('goals:\n', first).replace('result: 30 %', 'result: 35 %'),
    );
    const html = await (await submit('/plan/goals/awareness', { title: 'They know us well' }, open)).text();
    expect([fieldsOf(html).get('title'), fieldsOf(html).get('result')]).toEqual([
      'They know us well',
      '35 %',
    ]);
    expect((await submit('/plan/goals/awareness', {}, fieldsOf(html))).status).toBe(303);
    expect(await plan()).toContain('{word: first, title: First}');
    expect(await plan()).toContain('    title: They know us well\n');
  });

  it('is refused while the file is wrong, and the last good plan stays', async () => {
    await page('/plan');
    const open = fieldsOf(await page('/plan/why'));
    const wrong = `${file}zone: again\n`;
    await writeFile(join(dir, 'plan.yaml'), wrong);
    expect((await submit('/plan/why', { success: 'x' }, open)).status).toBe(400);
    expect(await plan()).toBe(wrong);
    const html = await page('/plan');
    expect(html).toContain('They ask us.');
    expect(html).toContain('plan.yaml, line');
  });

  it('adds a channel, an event, groups, tags and accounts in their own keys', async () => {
    await submit('/plan/groups', {
      'groups.0.word': 'engineers',
      'groups.0.name': 'Engineers',
      'groups.0.size.low': '300',
    });
    await submit('/plan/channels/new', { word: 'linkedin', role: 'Stays in talk.', for: 'engineers' });
    await submit('/plan/events', { title: 'Fair', on: '2026-10-06', kind: 'fair', 'cost.low': '30000' });
    await submit('/plan/tags', { tags: 'product/seals\nproduct/pumps' });
    await submit('/plan/company', { own: 'x: tarnwell, tarnwellhelp', 'sales_cycle.months.low': '6' });
    await submit('/plan/events/1', { to: '2026-10-09' });
    expect((await plan()).slice(file.length)).toBe(`groups:
  engineers:
    name: Engineers
    size:
      low: 300
channels:
  linkedin:
    role: Stays in talk.
    for:
      - engineers
events:
  - title: Fair
    kind: fair
    on: 2026-10-06
    cost:
      low: 30000
    to: 2026-10-09
tags:
  product:
    - seals
    - pumps
own:
  x:
    - tarnwell
    - tarnwellhelp
sales_cycle:
  months:
    low: 6
`);
    expect((await submit('/plan/channels/linkedin', { go: 'remove' })).status).toBe(303);
    expect(await plan()).not.toContain('linkedin');
    const wrong = await (await submit('/plan/company', { own: 'tarnwell' })).text();
    expect(wrong).toContain('is no list of accounts by platform');
  });

  it('takes what the group is like as lines, and refuses what does not add up', async () => {
    const wrong = await submit('/plan/surveys', { margins: 'size: 1-49 = 30 %; 250+ = 30 %' });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('adds up to 60 %, not to 100 %.');
    const loose = await submit('/plan/surveys', { margins: 'size 30 %' });
    expect(await loose.text()).toContain('is no set of margins');
    await submit('/plan/surveys', { margins: 'size: 1-49 = 30 %; 50-249 or 250+ = 70 %' });
    expect(await difference()).toEqual([
      '+margins:',
      '+  size:',
      '+    1-49: 30 %',
      '+    50-249 or 250+: 70 %',
    ]);
    const html = await page('/plan');
    expect(html).toContain('1-49 30 %, 50-249 or 250+ 70 %');
    expect(await page('/plan/surveys')).toContain('size: 1-49 = 30 %; 50-249 or 250+ = 70 %');
  });

  it('refuses an event that names what this workspace cannot read, and shows one that stands in the file', async () => {
    const typed = { title: 'Drawings', on: '2026-04-27', kind: 'change-of-tactics', measure: 'series/leads' };
    const response = await submit('/plan/events', typed);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This workspace cannot read “series/leads”.');
    const text = 'events:\n  - {on: 2026-04-27, title: Drawings, measure: series/leads}\n';
    await writeFile(join(dir, 'plan.yaml'), text);
    expect(await page('/plan')).toContain('This workspace cannot read “series/leads”.');
  });

  it('needs the token of the page', async () => {
    const fields = fieldsOf(await page('/plan/why'));
    fields.set('token', 'wrong');
    expect((await submit('/plan/why', { answer: 'x' }, fields)).status).toBe(403);
    expect(await difference()).toEqual([]);
  });
});

describe('a long plan', () => {
  it('is shown whole', async () => {
    const goals = Array.from(
      { length: 40 },
      (_, i) => `  - {word: g${i}, title: Goal ${i}, result: 30 %}\n`,
    ).join('');
    const channels = Array.from({ length: 12 }, (_, i) => `  c${i}: {role: Role ${i}}\n`).join('');
    const events = Array.from({ length: 300 }, (_, i) => {
      const on = new Date(Date.UTC(2022, 0, 1 + i * 6)).toISOString().slice(0, 10);
      return `  - {on: ${on}, kind: press, title: Event ${i}}\n`;
    }).join('');
    await writeFile(join(dir, 'plan.yaml'), `goals:\n${goals}channels:\n${channels}events:\n${events}`);
    const html = await page('/plan');
    for (const words of ['Goal 39', 'Role 11', 'Event 299', 'Event 0<', '300 events'])
      expect(html).toContain(words);
    expect((await submit('/plan/events/300', { title: 'Last' })).status).toBe(303);
    expect(await plan()).toContain('title: Last}');
  });
});
