import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { home, type Served, serve } from '../../../test/served.ts';
import { supportCorpus, supportTime } from '../../../test/support-corpus.ts';

let served: Served;
let seconds = 0;
let days = 0;

/** Questions to one brand, each with an answer and a reply in several writing directions. */
function corpus(): string {
  const rows = Array.from({ length: 40 }, (_, n) => [
    `${1000 + n},${500 + n},True,${supportTime(n)},"@Pumps why does pump ${n} leak? <b>",,`,
    `${2000 + n},Pumps,False,${supportTime(n + 90)},"@${500 + n} it is old",,${1000 + n}`,
    `${3000 + n},${500 + n},True,${supportTime(n + 99)},"@Pumps שלום 👷🏽‍♀️ ${n}",,${2000 + n}`,
  ]);
  return supportCorpus(rows.flat());
}

const plan = `company: Tarnwell Pumps
zone: Europe/Berlin
codebook:
  - word: does
    name: What it does
    choose: many
    codes: [{word: question, version: 2}, {word: thanks}, {word: joke, definition: Makes one laugh.}]
  - word: depth
    level: ordinal
    choose: one
    codes: [{word: shallow}, {word: deep}]
  - {word: ours, of: own, codes: [{word: pitch}]}
`;

const fetched = (path: string) => served.get(path);
const get = (path: string) => served.page(path);
const post = (path: string, fields: [string, string][]) => served.post(path, fields);

const draw = (fields: Record<string, string>, facets = ['does', 'depth']) =>
  post('/code/new', [...Object.entries(fields), ...facets.map((word): [string, string] => ['facet', word])]);

/** The message that a page asks about. */
const asked = (page: string) => /name="nativeId" value="([^"]+)"/.exec(page)?.[1] ?? '';

const code = (
  sample: string,
  who: string,
  nativeId: string,
  {
    does = [],
    depth,
    cannot = [],
    memo = '',
  }: { does?: string[]; depth?: string; cannot?: string[]; memo?: string },
  path = '',
) =>
  post(`/code/${sample}${path}`, [
    ['who', who],
    ['source', 'x'],
    ['nativeId', nativeId],
    ['memo', memo],
    ...does.map((word): [string, string] => ['code', `does/${word}`]),
    ...(depth ? [['one.depth', `depth/${depth}`] as [string, string]] : []),
    ...cannot.map((word): [string, string] => ['cannot', word]),
  ]);

const progress = (page: string) => /(\d+) of (\d+) by (\w+)/.exec(page)?.slice(1, 4).join(' ');

beforeAll(async () => {
  served = await serve({
    files: { 'plan.yaml': plan },
    now: () => new Date(Date.UTC(2026, 10, 20 + days, 12, 0, seconds++)),
  });
  await served.bringIn({ 'twcs.csv': corpus() });
});
afterAll(() => served.close());

describe('/code/new', () => {
  it('says before anything is drawn what there is and what range so many codes give', async () => {
    const page = await get('/code/new?range=10');
    expect(page).toMatch(/80.messages/);
    // Cochran 1977, 4.2: 96.04 / (1 + 95.04 / 80) = 43.9; the score interval of the estimates asks for a little more
    expect(page).toMatch(/48.messages<\/strong> for ± 10 points/);
    expect(await get('/code/new?of=own')).toMatch(/40.messages/);
    expect(await get('/code/new?from=2026-13-01')).toContain('is no day');
  });

  it('keeps what was typed where nothing can be drawn', async () => {
    for (const [fields, message] of [
      [{ size: '0' }, 'is no size'],
      [{ design: 'stratified' }, 'needs strata'],
      [{ design: 'best' }, 'is no design'],
      [{ design: 'picked' }, 'was not said by which code'],
      [{ channel: 'nobody' }, 'There is no message to draw'],
      [{ word: 'a/b' }, 'is no word for a sample'],
      [{ from: '2026-11-05', to: '2026-11-03' }, 'lies before the first'],
    ] as const) {
      const refused = await draw({ of: 'others', word: 'kept', ...fields });
      expect(refused.status).toBe(400);
      const page = await refused.text();
      expect(page).toContain(message);
      for (const value of Object.values(fields)) expect(page).toContain(value);
    }
    expect(await get('/code')).toContain('Nothing was drawn yet');
  });

  it('draws, and shows the sample', async () => {
    const done = await draw({ of: 'others', size: '12', twice: '4', word: 'first' });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/code/first']);
    const page = await get('/code/first');
    expect(page).toContain('12 of 80 messages of others, at random');
    expect(page).toContain('0 of 4 coded by two');
    expect((await draw({ of: 'others', word: 'first' })).status).toBe(400);
    expect((await draw({ of: 'own', size: '5' }, [])).headers.get('location')).toBe('/code/own-1');
    expect(await get('/code/own-1')).toContain('Judged: ours');
    expect((await fetched('/code/second')).status).toBe(404);
  });
});

describe('/code/SAMPLE', () => {
  it('shows one message in its thread, and nobody’s name', async () => {
    const page = await get('/code/first?who=ann');
    expect(progress(page)).toBe('0 12 ann');
    expect(page).toContain('Code this one');
    expect(page).toMatch(/why does pump \d+ leak\? &lt;b&gt;|שלום/);
    expect(page).toContain('dir="auto"');
    expect(page).toContain('data-code-key="q"');
    expect(page).toContain('Makes one laugh.');
    expect(page).not.toMatch(/>\s*5\d\d\s*</);
  });

  it('goes on after a code, and comes back to it with what was said', async () => {
    const first = asked(await get('/code/first?who=ann'));
    const done = await code('first', 'ann', first, {
      does: ['question', 'joke'],
      depth: 'deep',
      memo: '=1+1 “ha”',
    });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/code/first?who=ann']);
    const page = await get('/code/first?who=ann');
    expect(progress(page)).toBe('1 12 ann');
    expect(asked(page)).not.toBe(first);
    const back = /href="(\/code\/first\?who=ann&amp;place=\d+)"/.exec(page)?.[1]?.replace('&amp;', '&') ?? '';
    const again = await get(back);
    expect(asked(again)).toBe(first);
    expect(again).toMatch(/value="does\/joke" checked/);
    expect(again).toMatch(/value="depth\/deep" checked/);
    expect(again).toContain('value="=1+1 “ha”"');
    await code('first', 'ann', first, { does: [], depth: 'shallow' });
    const changed = await get(back);
    expect(changed).not.toMatch(/value="does\/\w+" checked/);
    expect(changed).toMatch(/value="depth\/shallow" checked/);
    expect(progress(changed)).toBe('1 12 ann');
  });

  it('refuses what does not fit, and keeps what was typed', async () => {
    const open = asked(await get('/code/first?who=ann'));
    const refused = async (said: Parameters<typeof code>[3], id = open) => {
      const response = await code('first', 'ann', id, said);
      expect(response.status).toBe(400);
      return response.text();
    };
    const page = await refused({ does: ['thanks'], memo: 'typed' });
    expect(page).toContain('“depth” has no code yet');
    expect(page).toMatch(/value="does\/thanks" checked/);
    expect(page).toContain('value="typed"');
    expect(asked(page)).toBe(open);
    expect(await refused({ does: ['rant'], depth: 'deep' })).toContain(
      '“does/rant” is no code of this sample',
    );
    expect(await refused({ depth: 'deep', cannot: ['depth'] })).toContain('“cannot tell” at once');
    expect(await refused({ cannot: ['ours'], depth: 'deep' })).toContain('“ours” is no facet of this sample');
    expect(await refused({ depth: 'deep' }, '2000')).toContain('does not belong to the sample');
    expect((await code('first', ' ', open, { depth: 'deep' })).status).toBe(400);
    expect(progress(await get('/code/first?who=ann'))).toBe('1 12 ann');
  });

  it('passes a message over, for a reason', async () => {
    const open = asked(await get('/code/first?who=ann'));
    const skip = (reason: string) =>
      post('/code/first', [
        ['who', 'ann'],
        ['source', 'x'],
        ['nativeId', open],
        ['go', 'skip'],
        ['reason', reason],
      ]);
    expect((await skip(' ')).status).toBe(400);
    expect((await skip('unreadable')).status).toBe(303);
    const page = await get('/code/first?who=ann');
    expect(asked(page)).not.toBe(open);
    expect(progress(page)).toBe('2 12 ann');
  });

  it('shows a second coder what is to be coded twice, and never what the first one said', async () => {
    for (;;) {
      const open = asked(await get('/code/first?who=ann'));
      if (!open) break;
      await code('first', 'ann', open, { does: ['joke'], depth: 'deep', memo: 'ann’s secret' });
    }
    expect(await get('/code/first?who=ann')).toContain('Nothing is left for ann');
    const page = await get('/code/first?who=bob');
    const [done, all] = (progress(page) ?? '').split(' ').map(Number);
    // four twice, and the one that ann passed over, unless it is one of the four
    expect(done).toBe(0);
    expect([4, 5]).toContain(all);
    expect(page).not.toMatch(/checked|secret/);
    expect(await get('/code/first/talk')).toContain('Coders differ on no message');
  });
});

describe('/code/SAMPLE/talk', () => {
  it('shows both codes where coders differ, and keeps what they agree on', async () => {
    for (;;) {
      const open = asked(await get('/code/first?who=bob'));
      if (!open) break;
      await code('first', 'bob', open, { does: ['joke', 'thanks'], depth: 'deep' });
    }
    // what ann coded in the tests before may be among those coded twice, and differ in its depth too
    const pages = await Promise.all([0, 1, 2, 3].map((next) => get(`/code/first/talk?next=${next}`)));
    const at = pages.findIndex((one) => !one.includes('depth: they differ'));
    const page = pages[at];
    expect(page).toContain('What it does: they differ');
    expect(page).toMatch(/ann[\s\S]*bob/);
    expect(page).toContain('ann’s secret');
    // where both say the same it is filled in
    expect(page).toMatch(/value="depth\/deep" checked/);
    expect(page).not.toMatch(/value="does\/\w+" checked/);
    const open = asked(page);
    expect(asked(await get(`/code/first/talk?next=${at + 1}`))).not.toBe(open);
    const left = Number(/(\d+).messages? to talk about/.exec(page)?.[1]);
    expect((await code('first', 'ann', open, { does: ['thanks'] }, '/talk')).status).toBe(400);
    expect((await code('first', 'ann', open, { does: ['thanks'], depth: 'deep' }, '/talk')).status).toBe(303);
    const after = await get(`/code/first/talk?next=${at}`);
    expect(asked(after)).not.toBe(open);
    expect(Number(/(\d+).messages? to talk about/.exec(after)?.[1])).toBe(left - 1);
    expect(await get('/code/first')).toContain('1 talked through');
  });

  it('has the agreement beside the sample, withheld while too few were coded twice', async () => {
    const page = await get('/code/first');
    expect(page).toMatch(/Withheld: \d units are coded twice, and it takes 30/);
    expect(page).toContain('12 of 12 coded');
  });
});

describe('a workbook', () => {
  const bring = async (who: string | undefined, bytes: BlobPart) => {
    const form = new FormData();
    form.append('token', await served.formToken());
    if (who !== undefined) form.append('who', who);
    form.append('file', new File([bytes], 'filled in.xlsx'));
    const sent = new Request(`${home}/code/first/sheet`, { method: 'POST', body: form });
    const response = await served.app.fetch(sent);
    return { status: response.status, page: (await response.text()).replace(/\u00a0/g, ' ') };
  };

  it('is saved with the codes of one coder, and brought back under the name that is given', async () => {
    const saved = await fetched('/code/first/sheet?who=ann');
    expect(saved.headers.get('content-disposition')).toBe('attachment; filename="first-ann.xlsx"');
    const bytes = await saved.arrayBuffer();
    const first = await bring('gus', bytes);
    expect(first.status).toBe(200);
    const [, coded, passed] = /(\d+) coded, (\d+) passed over, 0 as before/.exec(first.page) ?? [];
    expect(Number(coded)).toBeGreaterThan(0);
    expect(await get('/code/first')).toContain(`<bdi>gus</bdi>: ${coded}`);
    const again = await bring('gus', bytes);
    expect(again.page).toContain(`0 coded, 0 passed over, ${Number(coded) + Number(passed)} as before`);
  });

  it('is refused where it is none, without a name, and without a coder to hold', async () => {
    expect((await bring('gus', 'no workbook')).status).toBe(400);
    expect((await bring(undefined, 'x')).page).toContain('No workbook was sent');
    expect((await fetched('/code/first/sheet')).status).toBe(400);
  });
});

describe('one coder', () => {
  it('codes some again after a week, blind', async () => {
    await draw({ of: 'others', size: '35', twice: '0', word: 'alone' });
    for (let n = 0; n < 35; n++) {
      const open = asked(await get('/code/alone?who=eve'));
      await code('alone', 'eve', open, { does: n % 2 ? ['thanks'] : [], depth: 'deep' });
    }
    expect(await get('/code/alone')).toContain('There are 0 so far');
    const again = () => post('/code/alone/again', [['who', 'eve']]);
    expect((await again()).status).toBe(400);
    days = 8;
    expect(await get('/code/alone')).toContain('Draw eve’s messages for a second time');
    const done = await again();
    expect(done.headers.get('location')).toBe('/code/alone-again-1?who=eve');
    const page = await get('/code/alone-again-1?who=eve');
    expect(progress(page)).toBe('0 35 eve');
    expect(page).not.toContain('checked');
    await code('alone-again-1', 'eve', asked(page), { does: ['thanks'], depth: 'deep' });
    const shown = await get('/code/alone-again-1');
    expect(shown).toContain('Does one coder stay with what was said?');
    expect(shown).toMatch(/Withheld: 1 unit is coded twice/);
    expect(await get('/code/alone')).toContain('href="/code/alone-again-1"');
  });
});

describe('elsewhere', () => {
  it('codes are shown on no thread and take no place among what was done lately', async () => {
    const { nativeId } = { nativeId: asked(await get('/code/own-1?who=ann')) };
    expect(await get(`/thread/x/${nativeId}`)).not.toMatch(/tester|class="who done"/);
    expect(await get('/waiting')).not.toContain('Done lately');
  });

  it('a sample that nobody coded can be taken back', async () => {
    const act = /name="act" value="([^"]+)"/.exec(await get('/code/own-1'))?.[1] ?? '';
    const undone = await post('/act', [
      ['kind', 'undo'],
      ['act', act],
      ['back', '/code'],
    ]);
    expect(undone.headers.get('location')).toBe('/code');
    expect((await fetched('/code/own-1')).status).toBe(404);
  });
});
