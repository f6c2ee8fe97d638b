import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleCorpus } from '../../test/example.ts';
import { hostile } from '../../test/pages/example.ts';
import { type Served, serve } from '../../test/served.ts';
import { supportCorpus } from '../../test/support-corpus.ts';
import { readActs } from '../store/acts.ts';

const channel = 'tarnwell_service';
const filter = `from=2026-03-02&to=2026-03-29&channel=${channel}`;
const opened = `/decisions/new?measure=waiting-curve&${filter}`;
let served: Served;
let seconds = 0;
let clock = new Date('2026-03-30T12:00:00Z');

const respond = (path: string) => served.get(path);
const get = (path: string) => served.page(path);
const plainText = (page: string) => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** Posts the form of a page, with its hidden fields. */
async function post(path: string, fields: Record<string, string>, action = path.split('?')[0]) {
  const page = await get(path);
  const form = [...page.matchAll(/<form[^>]*action="([^"]+)"[\s\S]*?<\/form>/g)].find(
    ([, to]) => to === action,
  );
  const hidden = [...(form?.[0] ?? '').matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name, value]) => [name, value.replaceAll('&amp;', '&')] as [string, string],
  );
  return served.post(action ?? path, [...new Map([...hidden, ...Object.entries(fields)])]);
}

/** Forty questions on a day, of which only the first is answered, on another. */
function asked(day: string, first: number, answered: string): string {
  const rows = Array.from(
    { length: 40 },
    (_, n) =>
      `${first + n},${70000 + n},True,${day} 09:${10 + n}:00 +0000 2026,@${channel} why does it leak?,,`,
  );
  const answer = `${first + 999},${channel},False,${answered} 09:00:00 +0000 2026,@70000 it is old,,${first}`;
  return supportCorpus([...rows, answer]);
}

beforeAll(async () => {
  served = await serve({
    files: { 'plan.yaml': 'company: Tarnwell\nzone: Europe/Berlin\n' },
    now: () => new Date(clock.getTime() + seconds++ * 1000),
    who: 'kim the tester',
  });
  await served.bringIn({ 'tarnwell.csv': exampleCorpus() });
}, 60_000);
afterAll(() => served.close());

let decision = '';

describe('/decisions', () => {
  it('is reached from every answer, by link and key, with its filter', async () => {
    const page = await get(`/ignoring?${filter}`);
    expect(page).toContain(`href="${opened.replaceAll('&', '&amp;')}" data-key="d"`);
    const choice = await get(opened);
    expect([...choice.matchAll(/data-key="(\w)"/g)].map(([, key]) => key)).toEqual(['d', 'e', 'n', 'c']);
    expect(choice).toContain('kind=decision');
  });

  it('says what is wrong beside what was typed', async () => {
    const answer = await post(`${opened}&kind=decision`, { what: 'Two rounds "a day".', by: '2026-03-30' });
    expect(answer.status).toBe(400);
    const page = await answer.text();
    expect(page).toContain('2026-03-30 is not ahead.');
    expect(page).toContain('value="Two rounds &quot;a day&quot;."');
    const unsure = await post(`${opened}&kind=decision`, {
      what: 'Two.',
      by: '2026-04-26',
      expect: 'Fewer.',
    });
    expect(await unsure.text()).toContain('how sure you are');
    expect(await get('/decisions')).toContain('Nothing yet.');
  });

  it('keeps the answer as it was seen, though the data change later', async () => {
    const seen = plainText(await get(`${opened}&kind=decision`));
    const sentence = /With tarnwell_service, \d+ of 100 messages still waited[^.]*\./.exec(seen)?.[0] ?? '';
    expect(sentence).not.toBe('');
    const before = await (await respond(`/ignoring/waiting-curve.json?${filter}`)).json();
    const made = await post(`${opened}&kind=decision`, {
      what: `Two answer rounds a day. ${hostile}`,
      why: hostile,
      by: '2026-04-26',
      sure: '70',
      number: `still_waiting_after_1d ${channel}`,
      is: 'at-most',
      value: '25 %',
    });
    expect(made.status).toBe(303);
    decision = made.headers.get('location') ?? '';
    expect(await (await respond(`/ignoring/waiting-curve.json?${filter}`)).json()).toEqual(before);
    await served.bringIn({ 'more.csv': asked('Tue Mar 17', 900_000, 'Mon Mar 30') });
    expect(plainText(await get(`/ignoring?${filter}`))).not.toContain(sentence);
    expect(plainText(await get(decision))).toContain(sentence);
    expect(plainText(await get('/decisions'))).toContain(sentence);
  });

  it('shows the answer anew where it changed under an open form', async () => {
    const answer = await post(`${opened}&kind=note`, { what: 'Learnt.', mark: 'another' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('The data have changed since');
  });

  it('escapes whatever was typed', async () => {
    for (const path of ['/decisions', decision, '/decisions/metrics', '/']) {
      const page = await get(path);
      expect(page, path).not.toMatch(/<script>alert|<img src=x/);
      expect(page, path).not.toContain('\u202e');
    }
  });

  it('asks on the day in the workspace’s zone, and not before', async () => {
    const due = async () =>
      (await (await respond('/brief.json')).json()).due.map(({ kind }: { kind: string }) => kind);
    // 26 April begins in Berlin at 22:00 UTC of the day before.
    clock = new Date('2026-04-25T21:50:00Z');
    expect(await due()).not.toContain('look-back');
    const early = await post(decision, { came: 'yes' }, `${decision}/outcome`);
    expect(early.status).toBe(400);
    clock = new Date('2026-04-25T22:00:00Z');
    expect(await due()).toContain('look-back');
    expect(plainText(await get('/decisions'))).toContain('1 waits for you to look back');
  });

  it('proposes what came of the number, and takes the word of a person', async () => {
    clock = new Date('2026-04-28T12:00:00Z');
    expect(plainText(await get(decision))).toContain('before the day that was named');
    await served.bringIn({ 'later.csv': asked('Mon Apr 20', 950_000, 'Mon Apr 27') });
    const page = await get(decision);
    const text = plainText(page);
    expect(text).toMatch(/expected was at most 25 %/);
    expect(page).toMatch(/value="no" required="" checked=""/);
    const action = /action="(\/decisions\/[^"]+\/outcome)"/.exec(page)?.[1] ?? '';
    const answer = await post(decision, { came: 'no', what: '=2+3 They wait.', next: 'change' }, action);
    expect(answer.headers.get('location')).toBe(decision);
    expect(plainText(await get(decision))).toContain('It did not come. =2+3 They wait. We change it.');
    expect(plainText(await get('/decisions'))).toContain(
      'Of 1 expectation 0 came true; you were 70 % sure of it.',
    );
    const brief = await (await respond('/brief.json')).json();
    expect(brief.due.map(({ kind }: { kind: string }) => kind)).not.toContain('look-back');
    expect(brief.lookedBack.href).toContain('/decisions/');
  });

  it('puts right by a further act, and keeps how it was', async () => {
    const answer = await post(
      decision,
      { what: 'Three rounds.', why: '', by: '2026-05-02' },
      `${decision}/correction`,
    );
    expect(answer.status).toBe(303);
    const text = plainText(await get(decision));
    expect(text).toContain('Three rounds.');
    expect(text).toContain('It said before: Two answer rounds a day.');
  });

  it('comes as CSV without formulas, as JSON, and names nobody who wrote', async () => {
    const rows = await get('/decisions.csv');
    expect(rows.split('\r\n')).toHaveLength(4);
    expect(rows).toContain("'=2+3 They wait.");
    expect(rows).toContain('With tarnwell_service, ');
    const json = await get('/decisions.json');
    expect(JSON.parse(json)).toMatchObject({ score: { n: 1, came: 0 }, entries: [{ kind: 'decision' }] });
    for (const text of [rows, json, await get('/decisions'), await get(decision)])
      expect(text).not.toContain('kim');
  });

  it('says which metric served, folds away what is retired, and still answers under its own address', async () => {
    expect(plainText(await get('/decisions/metrics'))).toContain('1 metric of');
    await post('/decisions/metrics', {
      kind: 'metric-retired',
      measure: 'two-way',
      why: 'Nobody asks.',
      show: '',
    });
    expect(plainText(await get('/decisions/metrics'))).toContain('Nobody asks.');
    const page = await get('/conversation');
    expect(page).toContain('<li id="two-way">');
    expect(page).not.toContain('/conversation/two-way.json');
    expect(await get('/conversation/two-way')).toContain('/conversation/two-way.json');
    await post('/decisions/metrics', { kind: 'numbers-shown', show: 'few', measure: '' });
    expect(plainText(await get('/conversation'))).toContain('All numbers of this question are folded away.');
    const brief = await (await respond('/brief.json')).json();
    expect(brief.items.map(({ question }: { question: string }) => question)).not.toContain('conversation');
    expect(brief.caveats.join(' ')).toMatch(
      /Folded away: \d+ metrics that served no decision.*1 metric that is retired/,
    );
  });

  it('counts the answers that are seen, and says what is needed to hold them against what followed', async () => {
    const needed = plainText(await get('/decisions/metrics'));
    expect(needed).toContain('Does looking less go with better weeks?');
    expect(needed).toContain('0 weeks of looks with the four weeks after them are here, and 26 are needed.');
    expect(needed).toContain('This is no experiment');
    expect(needed).toContain('Looks are counted since 2026-03-30: bring in data up to 2026-11-02');
    expect(await (await respond('/decisions/looking.json')).json()).toMatchObject({
      kind: 'no-answer',
      measure: 'looking',
      definition: { docs: 'decisions' },
    });
  });

  it('goes into the back-up as text and comes back out of it', async () => {
    const target = join(served.dir, 'copy');
    await served.command('backup', { target });
    const acts = readActs(await readFile(join(target, 'acts.jsonl'), 'utf8'));
    expect(acts.map(({ kind }) => kind)).toEqual([
      expect.stringMatching(/^(decision|expectation)$/),
      expect.stringMatching(/^(decision|expectation)$/),
      'outcome',
      'correction',
      'metric-retired',
      'numbers-shown',
    ]);
    const { entries } = await (await respond('/decisions.json')).json();
    const again = acts.find(({ kind }) => kind === 'decision');
    expect(JSON.parse(JSON.stringify(again?.seen))).toEqual(entries[0].seen);
    const broken = JSON.stringify({ ...again, detail: { what: 'x', by: 'soon' } });
    expect(() => readActs(broken)).toThrow('line 1 is no act');
  });

  it('is taken back whole', async () => {
    const id = decision.split('/').at(-1) ?? '';
    await post(decision, { kind: 'undo', act: id, back: '/decisions' }, '/act');
    expect((await respond(decision)).status).toBe(404);
    expect(plainText(await get('/decisions'))).toContain('taken back since the beginning');
  });
});
