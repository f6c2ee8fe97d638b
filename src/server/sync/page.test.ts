import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { legOf, noWire, parley, told } from '../../../test/connector.ts';
import type { CommandWord } from '../../model/command.ts';
import { Problem } from '../../model/problem.ts';
import { openLog } from '../../workspace/log.ts';
import { type App, createApp } from '../app.ts';

const home = 'http://127.0.0.1:4747';
let dir: string;
let app: App;
let connector: ReturnType<typeof parley>;
let failing: boolean;
let ended: Promise<void>;
let end: () => void;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-sync-page-'));
  failing = false;
  ended = new Promise((resolve) => {
    end = resolve;
  });
  connector = parley(async function* () {
    if (failing) throw new Problem('parley.example wants a token <b>.', 'Give one.');
    await ended;
    yield legOf('x', [told('1', 'ann', '2026-11-02T09:00:00Z')], {
      done: true,
      missing: ['Replies below the 60th of a thread.'],
      values: [{ series: 'followers', label: 'Followers', value: 1234, at: '2026-11-20T12:00:00Z' }],
    });
  });
  app = await createApp({
    dir,
    now: () => new Date('2026-11-20T12:00:00Z'),
    who: 'tester',
    program: 'rapport 0.0.0',
    port: 4747,
    log: openLog(dir),
    memoryLimit: '300MB',
    connectors: [connector],
    wire: () => noWire,
    env: { RAPPORT_TOKEN_PARLEY: 'made-up-token-4711' },
  });
});
afterEach(async () => {
  end();
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

const page = async () => (await app.fetch(new Request(`${home}/import`))).text();

async function command(word: CommandWord, body: object): Promise<string> {
  const headers = { 'content-type': 'application/json', 'x-rapport-token': app.token };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  return (await app.fetch(new Request(`${home}/command/${word}`, request))).text();
}

async function press(fields: Record<string, string>, headers = {}): Promise<Response> {
  const body = new URLSearchParams(fields);
  return app.fetch(new Request(`${home}/import/connections/parley/sync`, { method: 'POST', body, headers }));
}

async function formToken(): Promise<string> {
  return /name="token" value="([^"]+)"/.exec(await page())?.[1] ?? '';
}

it('shows connected accounts, reads one when asked, and says what is missing', async () => {
  expect(await page()).toContain('None yet.');
  await command('connect', { typed: '@acme.parley' });
  expect(await page()).toContain('Parley @acme.parley');
  expect(await page()).toContain('not told');
  expect(await page()).toContain('Tokens come from the environment first.');
  expect(await page()).not.toContain('made-up-token-4711');
  const token = await formToken();
  expect((await press({})).status).toBe(403);
  expect((await press({ token }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  const pressed = await press({ token });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/import/connections/parley']);
  expect(await page()).toContain('parley is being read');
  end();
  await command('sync', { names: [], who: 'tester' });
  const text = await page();
  expect(text).toContain('Replies below the 60th of a thread.');
  expect(text).toContain('aria-label="Sync parley now"');
  expect(text).toMatch(
    /<td class="n"><a href="\/series">1,234<\/a><i class="whole">Nov\s20,\s2026<\/i><\/td>/,
  );
});

it('says before it keeps an account that the environment has a token under its name', async () => {
  const body = new URLSearchParams({ token: await formToken(), typed: '@acme.parley' });
  const found = await app.fetch(new Request(`${home}/import/connect`, { method: 'POST', body }));
  const text = await (await app.fetch(new Request(home + found.headers.get('location')))).text();
  expect(text).toContain('by the token from the environment');
  expect(text).not.toContain('a stranger');
});

it('says in words why the last sync broke off', async () => {
  await command('connect', { typed: '@acme.parley' });
  failing = true;
  await press({ token: await formToken() });
  expect(await command('sync', { names: ['parley'], who: 'tester' })).toContain('wants a token');
  expect(await page()).toContain('broke off: parley.example wants a token &lt;b&gt;.');
});

it('says what is wrong with the file of tokens, and shows the page all the same', async () => {
  await command('connect', { typed: '@bob.parley', name: 'bob' });
  await writeFile(join(dir, 'secrets.json'), '{}', { mode: 0o600 });
  expect(await page()).toContain('no tokens that Rapport understands');
});

it('looks for an account with the token of its name, and never with that of another account', async () => {
  await command('connect', { typed: '@acme.parley' });
  expect(connector.secrets).toEqual([]);
  await command('connect', { typed: '@bob.parley', name: 'parley' });
  expect(connector.secrets).toEqual([]);
  // the same account again, and not where it would go to another server than before
  await command('connect', { typed: '@acme.parley' });
  const elsewhere = { typed: '@acme.parley', host: 'https://elsewhere.example' };
  expect(await command('connect', elsewhere)).toContain('which was not sent to another server');
  expect(connector.secrets).toEqual(['made-up-token-4711']);
  await command('connect', { ...elsewhere, token: 'another-token-4712' });
  expect(connector.secrets.at(-1)).toBe('another-token-4712');
  connector.secrets.length = 0;
  await command('disconnect', { name: 'parley', go: true });
  await command('connect', { typed: '@bob.parley', name: 'parley' });
  expect(connector.secrets).toEqual(['made-up-token-4711']);
});
