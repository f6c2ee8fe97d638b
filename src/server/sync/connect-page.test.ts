import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { legOf, noWire, parley, told } from '../../../test/connector.ts';
import { type Served, serve } from '../../../test/served.ts';
import { Problem } from '../../model/problem.ts';

const secret = 'made-up-secret-0815';
let served: Served;
let connector: ReturnType<typeof parley>;
let now: Date;
let failing: boolean;
let ended: Promise<void>;
let end: () => void;

beforeEach(async () => {
  now = new Date('2026-11-20T12:00:00Z');
  failing = false;
  ended = new Promise((resolve) => {
    end = resolve;
  });
  connector = parley(async function* (_, { progress }) {
    yield legOf('x', [told('1', 'ann', '2026-11-02T09:00:00Z'), told('2', 'bob', '2026-11-02T10:00:00Z')]);
    progress('reading threads', 3, 7);
    await ended;
    if (failing) throw new Problem('parley.example wants a token <b>.', 'Give one.');
    yield legOf('y', [], { done: true, missing: ['Replies below the 60th of a thread.'] });
  });
  served = await serve({ now: () => now, connectors: [connector], wire: () => noWire, env: {} });
});
afterEach(async () => {
  end();
  await served.close();
});

const get = (path: string) => served.get(path);
const page = (path: string) => served.page(path);
const post = (path: string, fields: Record<string, string>, headers = {}) =>
  served.post(path, fields, headers);

const lookUp = (typed: string, more: Record<string, string> = {}) =>
  post('/import/connect', { typed, ...more });

const whereTo = (response: Response): string => response.headers.get('location') ?? '';

/** Connects an account on the page, without reading it. */
async function connect(typed: string, more: Record<string, string> = {}): Promise<void> {
  await post(whereTo(await lookUp(typed, more)), { go: 'keep' });
}

const json = async (path: string) =>
  (await get(path)).json() as Promise<{ running?: object; location?: string }>;

/** Presses *Sync now*, and waits until it has ended. */
async function readWhole(name: string): Promise<void> {
  await post(`/import/connections/${name}/sync`, {});
  end();
  while ((await json(`/import/connections/${name}.json`)).running) await new Promise(setImmediate);
}

it('looks an account up, says what was found, and keeps it when told to', async () => {
  for (const path of ['/', '/import', '/import/connect']) expect(await page(path)).toContain('Look it up');
  const found = await lookUp(' @acme.parley ');
  expect([found.status, whereTo(found)]).toEqual([
    303,
    expect.stringMatching(/^\/import\/connect\/[0-9a-f]+$/),
  ]);
  const text = await page(whereTo(found));
  expect(text).toContain('@acme.parley');
  expect(text).toContain('only parley.example');
  expect(text).toContain('a stranger, without a token');
  expect(await page('/import')).toContain('None yet.');
  const kept = await post(whereTo(found), { go: 'keep' });
  expect([kept.status, whereTo(kept)]).toEqual([303, '/import/connections/parley']);
  expect(await page(whereTo(kept))).toContain('@acme.parley is connected and was not read yet.');
  expect(connector.asked).toEqual([]);
  // pressed twice, or gone back to
  expect(whereTo(await post(whereTo(found), { go: 'keep' }))).toBe('/import/connections/parley');
  expect(whereTo(await get(whereTo(found)))).toBe('/import/connections/parley');
});

it('keeps nothing of an account that was dropped, or that was thought over for too long', async () => {
  const dropped = whereTo(await lookUp('@acme.parley'));
  expect(whereTo(await post(dropped, { go: 'drop' }))).toBe('/import#connections');
  const late = whereTo(await lookUp('@acme.parley'));
  now = new Date('2026-11-20T12:15:00Z');
  for (const path of [dropped, late]) {
    const answered = await post(path, { go: 'keep' });
    expect([answered.status, await answered.text()]).toEqual([
      404,
      expect.stringContaining('Look the account up'),
    ]);
  }
  expect(await page('/import')).toContain('None yet.');
});

it('reads at once, says how far it is and then what came', async () => {
  const began = await post(whereTo(await lookUp('@acme.parley')), { go: 'read' });
  const path = whereTo(began);
  while (!(await page(path)).includes('3 of 7')) await new Promise(setImmediate);
  const during = await page(path);
  expect(during).toContain(`data-progress="${path}.json"`);
  expect(during).toContain('<noscript><meta http-equiv="refresh"');
  expect(await page('/import')).toContain(`data-progress="${path}.json" data-beside`);
  expect(await json(`${path}.json`)).toMatchObject({
    running: { progress: { step: 'reading threads', done: 3, total: 7 } },
  });
  end();
  while ((await json(`${path}.json`)).running) await new Promise(setImmediate);
  expect(await json(`${path}.json`)).toEqual({ location: path });
  const after = await page(path);
  expect(after).toMatch(/2\s+new messages of @acme\.parley/);
  expect(after).toContain('Replies below the 60th of a thread.');
  expect(after).toContain('<a class="button first" href="/">Read the brief</a>');
  expect(after).toContain('<a class="button" href="/import/1">');
  await readWhole('parley');
  expect(await page(path)).toContain('Nothing new of @acme.parley.');
});

it('says how much was kept where a reading breaks off', async () => {
  failing = true;
  await connect('@acme.parley');
  await readWhole('parley');
  const text = await page('/import/connections/parley');
  expect(text).toMatch(/It broke off after 2\s+new messages\./);
  expect(text).toContain('parley.example wants a token &lt;b&gt;.');
});

it('says beside the field what is wrong, with what was typed', async () => {
  for (const [typed, words] of [
    ['@nobody.parley', 'There is no account @nobody.parley on Parley.'],
    ['"><script>', 'names no account that Rapport can read'],
    ['', 'No account was named.'],
    ['@acme.parley'.padStart(301), ''],
    [`@${'a'.repeat(300)}.parley`, 'longer than any account'],
  ]) {
    const answered = await lookUp(typed ?? '');
    if (!words) expect(answered.status).toBe(303);
    else {
      const text = await answered.text();
      expect([answered.status, text]).toEqual([400, expect.stringContaining(words)]);
      expect(text).toContain('aria-describedby="connect-wrong connect-hint" aria-invalid="true"');
      expect(text).not.toContain('<script>');
      expect(text).not.toContain('give it again');
    }
  }
  expect(await (await lookUp('@nobody.parley')).text()).toContain('value="@nobody.parley"');
});

it('asks the server that was named, and keeps its name beside what is wrong', async () => {
  const wrong = await (await lookUp('@nobody.parley', { host: 'https://pds.example' })).text();
  expect(wrong).toMatch(/<details class="fold" open="">.*value="https:\/\/pds\.example"/s);
  expect(await page('/import/connect')).toContain('<details class="fold"><summary>Another server');
  const found = await page(whereTo(await lookUp('@acme.parley', { host: 'https://pds.example' })));
  expect(found).toContain('only pds.example');
});

it('never gives a secret back, and writes it nowhere but into the file of secrets', async () => {
  const texts = [
    await (await lookUp('@nobody.parley', { secret })).text(),
    await (await lookUp('@nobody.parley', { secret: 'x'.repeat(5000) })).text(),
  ];
  expect(texts[0]).toContain('give it again');
  const found = await lookUp('@closed.parley', { secret: ` ${secret}\n` });
  expect(connector.secrets).toEqual([secret, secret]);
  texts.push(whereTo(found), await page(whereTo(found)));
  expect(texts.at(-1)).toContain('by the secret that you gave');
  expect(await readdir(served.dir)).not.toContain('secrets.json');
  const kept = await post(whereTo(found), { go: 'keep' });
  texts.push(whereTo(kept), await page(whereTo(kept)), await page('/import'), await page('/'));
  for (const text of texts) expect(text).not.toMatch(/made-up-secret|xxxx/);
  for (const file of await readdir(served.dir, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      expect([file.name, (await readFile(join(file.parentPath, file.name))).includes(secret)]).toEqual([
        file.name,
        file.name === 'secrets.json',
      ]);
});

it('looks for an account that is connected with the secret that it has', async () => {
  await connect('@closed.parley', { secret });
  const again = await lookUp('@closed.parley');
  expect(connector.secrets).toEqual([secret, secret]);
  const text = await page(whereTo(again));
  expect(text).toContain('Found, connected already');
  expect(text).toContain('by the token that is kept for this account already');
  await post(whereTo(again), { go: 'keep' });
  // nobody else's
  await lookUp('@acme.parley');
  expect(connector.secrets).toEqual([secret, secret]);
  await lookUp('@Closed.parley');
  expect(connector.secrets).toEqual([secret, secret, secret]);
  // nor by another host than the one it was given for
  connector.originOf = () => 'https://elsewhere.example';
  expect((await lookUp('@closed.parley')).status).toBe(400);
  expect(connector.secrets).toEqual([secret, secret, secret]);
});

it('takes an account away after saying what would go', async () => {
  await connect('@closed.parley', { secret });
  await readWhole('parley');
  const path = '/import/connections/parley/disconnect';
  const before = await page(path);
  expect(before).toMatch(/2\s+messages would go\./);
  expect(before).toContain(', and its token');
  expect(await page('/import')).toContain('href="/import/connections/parley"');
  const done = await post(path, {});
  expect([done.status, await done.text()]).toEqual([
    200,
    expect.stringContaining('<bdi>@closed.parley</bdi> is disconnected.'),
  ]);
  expect(await page('/import')).toContain('None yet.');
  expect(await readdir(served.dir)).not.toContain('secrets.json');
  expect((await get('/import/connections/parley')).status).toBe(404);
  // what the last one brought is not told of the next one of that name
  await connect('@acme.parley');
  const next = await page('/import/connections/parley');
  expect(next).toContain('was not read yet');
  expect(next).not.toContain('<dt>New</dt>');
});

it('does not take an account away while it is read', async () => {
  await connect('@acme.parley');
  await post('/import/connections/parley/sync', {});
  const path = '/import/connections/parley/disconnect';
  expect(await page(path)).toContain('It is being read just now');
  expect((await post(path, {})).status).toBe(400);
});

it('lets nobody else ask for any of it', async () => {
  await connect('@acme.parley');
  const found = whereTo(await lookUp('@bob.parley'));
  const all = [
    '/import/connect',
    found,
    '/import/connections/parley/sync',
    '/import/connections/parley/disconnect',
  ];
  for (const path of all) {
    expect((await post(path, { token: 'other', typed: '@acme.parley', go: 'keep' })).status).toBe(403);
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await post(path, { typed: '@acme.parley', go: 'keep' }, elsewhere)).status).toBe(403);
  }
  expect(await page('/import/connections/parley')).toContain('was not read yet');
});

it('reads nothing, and keeps nothing to read, under a plan that cannot be read', async () => {
  const found = whereTo(await lookUp('@acme.parley'));
  await writeFile(join(served.dir, 'plan.yaml'), 'company: [\n');
  expect((await post(found, { go: 'read' })).status).toBe(400);
  expect(await page('/import')).toContain('None yet.');
});
