import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../model/finding.ts';
import { openLog } from '../workspace/log.ts';
import { type App, createApp } from './app.ts';

const home = 'http://127.0.0.1:4747';
const count = 64;
let dir: string;
let app: App;
let seconds = 0;

/** Questions to one brand, one a minute, of which every second is answered. */
function corpus(): string {
  const at = (minutes: number) =>
    new Date(Date.UTC(2026, 10, 2) + minutes * 60_000)
      .toUTCString()
      .replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 +0000 $4');
  const rows = Array.from({ length: count }, (_, n) => [
    `${1000 + n},${500 + n},True,${at(n)},"@Pumps why does pump ${n} leak?",,`,
    ...(n % 2 ? [] : [`${2000 + n},Pumps,False,${at(n + 90)},"@${500 + n} it is old",,${1000 + n}`]),
  ]);
  return `tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n${rows.flat().join('\n')}\n`;
}

const get = async (path: string) => (await app.fetch(new Request(home + path))).text();

async function post(fields: Record<string, string>) {
  const token = /name="token" value="([^"]+)"/.exec(await get('/import'))?.[1] ?? '';
  const body = new URLSearchParams({ token, ...fields });
  return app.fetch(new Request(`${home}/act`, { method: 'POST', body }));
}

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
  dir = await mkdtemp(join(tmpdir(), 'rapport-check-'));
  await writeFile(join(dir, 'plan.yaml'), 'company: Tarnwell Pumps\nzone: Europe/Berlin\n');
  app = await createApp({
    dir,
    now: () => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds++)),
    who: 'tester',
    program: 'rapport 0.0.0',
    port: 4747,
    log: openLog(dir),
    memoryLimit: '500MB',
  });
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

describe('/check', () => {
  it('says what it needs while nothing is there', async () => {
    expect(await get('/check')).toContain('Nothing can be judged yet');
  });

  it('shows one message of the sample, and nothing that would sway its reader', async () => {
    const file = join(dir, 'twcs.csv');
    await writeFile(file, corpus());
    const imported = await app.fetch(
      new Request(`${home}/command/import`, {
        method: 'POST',
        headers: { 'x-rapport-token': app.token, 'content-type': 'application/json' },
        body: JSON.stringify({ paths: [file], who: 'test' }),
      }),
    );
    expect(await imported.text()).toContain('"result"');
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
    expect(page).toContain('You passed over 30\u00a0messages');
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
