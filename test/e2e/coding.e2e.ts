import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpCorpus } from './corpus.ts';
import { openBrowser, rapport, serve } from './rapport.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-e2e-coding-'));
const workspace = path.join(folder, 'rapport');
const complaints: string[] = [];
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serve>>;

const run = async (...args: string[]) => {
  const done = await rapport([...args, '--workspace', workspace], folder);
  expect(done.err + done.out, args.join(' ')).not.toContain('no sample');
  return done;
};

beforeAll(async () => {
  const corpus = path.join(folder, 'corpus.csv');
  fs.writeFileSync(corpus, madeUpCorpus(160));
  await run('import', corpus);
  await run(
    'code',
    'hundred',
    '--draw',
    '--facet',
    'does',
    '--facet',
    'depth',
    '--size',
    '100',
    '--twice',
    '0',
  );
  await run('code', 'quick', '--draw', '--facet', 'depth', '--size', '6', '--twice', '0');
  server = await serve(workspace);
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const go = (address: string) => page.goto(`${server.url}${address}`);
const words = async (place: string) =>
  (await page.locator(place).first().innerText()).replace(/[\s\u00a0]+/g, ' ');
const message = () => page.locator('[name="nativeId"]').first().getAttribute('value');
const marked = () =>
  page
    .locator('[data-code-key]:checked')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));

/** Presses keys, the last of which leads to another page. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys.slice(0, -1)) await page.keyboard.press(key);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(keys.at(-1) as string)]);
}

describe('coding in a browser', () => {
  it('marks by keys, takes back, and lets a code and “cannot tell” not stand together', async () => {
    await go('/code/hundred?who=ann');
    for (const key of ['q', 't', 't', 'w', 'v']) await page.keyboard.press(key);
    expect(await marked()).toEqual(['does/question', 'depth/substantive']);
    await page.keyboard.press('1');
    await page.keyboard.press('3');
    expect(await marked()).toEqual(['does', 'depth']);
    await page.keyboard.press('c');
    expect(await marked()).toEqual(['does/complaint', 'depth']);
    await page.keyboard.press('?');
    expect(await page.locator('[data-meanings]').getAttribute('open')).not.toBeNull();
  });

  it('takes a hundred messages by the keyboard alone, each once', async () => {
    await go('/code/hundred?who=ann');
    const seen = new Set<string | null>();
    const first = await message();
    for (let n = 0; n < 100; n++) {
      seen.add(await message());
      expect(await words('.pace label')).toBe(`${n} of 100 by ann`);
      await press(n % 2 ? 'q' : 'p', n % 3 ? 'v' : 'w', 'Enter');
    }
    expect(seen.size).toBe(100);
    expect(await words('main')).toContain('Nothing is left for ann: 100 messages are done.');
    await go('/code/hundred?who=ann&place=1');
    expect(await message()).toBe(first);
    expect(await marked()).toEqual(['does/praise', 'depth/shallow']);
  });

  it('goes back, keeps a memo typed with the letters of keys, and passes over', async () => {
    await go('/code/quick?who=ann');
    const first = await message();
    await press('w');
    expect(await message()).not.toBe(first);
    await press('b');
    expect(await message()).toBe(first);
    expect(await marked()).toEqual(['depth/shallow']);
    await page.keyboard.press('m');
    await page.keyboard.type('subtle swab?');
    expect(await marked()).toEqual(['depth/shallow']);
    await press('Enter');
    expect(await words('.pace label')).toBe('1 of 6 by ann');
    await page.keyboard.press('s');
    await page.keyboard.type('unreadable');
    await press('Enter');
    expect(await words('.pace label')).toBe('2 of 6 by ann');
    await go('/code/quick?who=ann&place=1');
    expect(await page.inputValue('#memo')).toBe('subtle swab?');
  });

  it('is a form without a script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${server.url}/code/quick?who=bob`);
    await plain.check('input[value="depth/substantive"]');
    await plain.click('button:has-text("Next")');
    expect(await plain.locator('.pace label').innerText()).toMatch(/^1 of \d by bob$/);
    await context.close();
  });

  it('ends without a complaint from the browser', () => {
    expect(complaints).toEqual([]);
  });
});
