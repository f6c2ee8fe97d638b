import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, serve } from '../../test/served.ts';
import { supportCorpus, supportTime } from '../../test/support-corpus.ts';
import type { Finding } from '../model/finding.ts';

const count = 64;
let served: Served;
let seconds = 0;

/** Questions to one brand, one a minute, of which every second is answered. */
function corpus(): string {
  const rows = Array.from({ length: count }, (_, n) => [
    `${1000 + n},${500 + n},True,${supportTime(n)},"@Pumps why does pump ${n} leak?",,`,
    ...(n % 2 ? [] : [`${2000 + n},Pumps,False,${supportTime(n + 90)},"@${500 + n} it is old",,${1000 + n}`]),
  ]);
  return supportCorpus(rows.flat());
}

const get = (path: string) => served.page(path);

const post = (fields: Record<string, string>) => served.post('/act', fields);

/** The message that the page asks about, and the number of its pump. */
function askedOn(page: string): { nativeId: string; pump: string } {
  const [, nativeId = ''] = /name="nativeId" value="([^"]+)"/.exec(page) ?? [];
  return { nativeId, pump: /why does pump (\d+) leak/.exec(page)?.[1] ?? '' };
}

const judge = (nativeId: string, expects: string, back = '/check') =>
  post({ kind: 'expects-answer', source: 'x', nativeId, expects, sample: 'rule-1', back });

async function ruleCheck(): Promise<Finding> {
  return (JSON.parse(await get('/ignoring/rule-check.json')) as Finding[])[0];
}

beforeAll(async () => {
  served = await serve({
    files: { 'plan.yaml': 'company: Tarnwell Pumps\nzone: Europe/Berlin\n' },
    now: () => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds++)),
  });
});
afterAll(() => served.close());

describe('/check', () => {
  it('says what it needs while nothing is there', async () => {
    expect(await get('/check')).toContain('Nothing can be judged yet');
  });

  it('shows one message of the sample, and nothing that would sway its reader', async () => {
    await served.bringIn({ 'twcs.csv': corpus() });
    const page = await get('/check');
    const { nativeId, pump } = askedOn(page);
    expect(Number(nativeId)).toBe(1000 + Number(pump));
    expect(page).toContain('0 of 60');
    expect(page).not.toContain('it is old');
    expect(page).not.toMatch(/\basks\b(?!,)|\/thread\//);
  });

  it('goes on after a judgement, and comes back when it is taken back', async () => {
    const first = askedOn(await get('/check'));
    const done = await judge(first.nativeId, 'true');
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/check');
    const page = await get('/check');
    expect(page).toContain('1 of 60');
    expect(askedOn(page).nativeId).not.toBe(first.nativeId);
    expect(await get('/waiting')).not.toContain('Done lately');
    const act = /name="act" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect((await post({ kind: 'undo', act, back: '/check' })).status).toBe(303);
    const back = await get('/check');
    expect(back).toContain('0 of 60');
    expect(askedOn(back).nativeId).toBe(first.nativeId);
  });

  it('passes over a message without an act, and finds the way back to one further on', async () => {
    const first = askedOn(await get('/check')).nativeId;
    const page = await get('/check?skip=1');
    const second = askedOn(page).nativeId;
    expect(second).not.toBe(first);
    expect(page).toContain('0 of 60');
    await judge(second, 'false', '/check?skip=1');
    const third = await get('/check?skip=1');
    expect([first, second]).not.toContain(askedOn(third).nativeId);
    expect(third).toContain('name="back" value="/check?skip=1"');
    const act = /name="act" value="([^"]+)"/.exec(third)?.[1] ?? '';
    await post({ kind: 'undo', act, back: '/check' });
    expect(askedOn(await get('/check?skip=1')).nativeId).toBe(second);
    for (const odd of ['-1', 'x', '1e9', ''])
      expect(askedOn(await get(`/check?skip=${odd}`)).nativeId).toBe(first);
  });

  it('refuses a judgement of a message that is not in the sample, under another word, or neither yes nor no', async () => {
    const sample = new Set<string>();
    for (let skip = 0; skip < 60; skip++) sample.add(askedOn(await get(`/check?skip=${skip}`)).nativeId);
    expect(sample.size).toBe(60);
    const foreign = Array.from({ length: count }, (_, n) => String(1000 + n)).find((id) => !sample.has(id));
    const refused = await judge(foreign ?? '', 'true');
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('does not belong to the random sample');
    expect((await judge('2000', 'true')).status).toBe(400);
    const [inside = ''] = sample;
    expect((await judge(inside, 'perhaps')).status).toBe(400);
    const other = { kind: 'expects-answer', source: 'x', nativeId: inside, expects: 'true', sample: 'mine' };
    expect((await post(other)).status).toBe(400);
    expect(await get('/check')).toContain('0 of 60');
    // without the sample's word the same message can still be corrected
    const corrected = { kind: 'expects-answer', source: 'x', nativeId: foreign ?? '', expects: 'false' };
    expect((await post(corrected)).status).toBe(303);
  });

  it('ends with the result, which stands on the question page too', async () => {
    expect((await ruleCheck()).kind).toBe('no-answer');
    expect(await get('/ignoring?period=all')).toContain('href="/check"');
    for (let n = 0; n < 30; n++) {
      const { nativeId, pump } = askedOn(await get('/check'));
      await judge(nativeId, String(Number(pump) < 32));
    }
    expect(await get('/check')).not.toContain('Where you and the rule differ');
    const page = await get('/check?skip=30');
    expect(page).toContain('30 of 60');
    expect(page).toContain('You passed over 30 messages');
    expect(page).toContain('of your own messages, judged by hand');
    expect(page).toContain('href="/ignoring#rule-check"');
    expect(page).toContain('Where you and the rule differ');
    const finding = await ruleCheck();
    expect(finding).toMatchObject({ kind: 'answer', n: 30 });
    expect(await get('/ignoring?period=all')).toContain('30 judged by hand');
    const rows = await get('/ignoring/rule-check.csv?rows');
    expect(rows.trim().split('\r\n')).toHaveLength(31);
  }, 60_000);
});
