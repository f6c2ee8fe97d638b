import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpCorpus } from './corpus.ts';
import { openBrowser, rapport, serve } from './rapport.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-e2e-'));
const workspace = path.join(folder, 'rapport');
const corpus = path.join(folder, 'corpus.csv');
const complaints: string[] = [];
let browser: Browser;
let page: Page;
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  fs.writeFileSync(corpus, madeUpCorpus(160));
  server = await serve(workspace);
  browser = await openBrowser();
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
      complaints.push(`asked for ${request.url()}`);
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The words of a place, with plain spaces. */
const words = async (place: string) =>
  (await page.locator(place).first().innerText()).replace(/[\s\u00a0]+/g, ' ');
const go = (address: string) => page.goto(`${server.url}${address}`);

describe('the whole path in a browser', () => {
  it('begins with a page that explains itself and takes files', async () => {
    await go('/');
    expect(await page.locator('input[type=file]').count()).toBe(1);
    expect(await words('main')).toContain('Nothing is here yet');
    expect(
      await page
        .locator('form.connect input')
        .evaluateAll((all) => all.map((one) => one.getAttribute('type'))),
    ).toEqual(['hidden', 'text', 'password', 'text']);
  });

  it('takes a file, shows what became of its rows, and leads to the answer', async () => {
    await go('/import');
    await page.setInputFiles('input[type=file]', corpus);
    await page.click('button:has-text("Bring in")');
    await page.waitForURL(/\/import\/(pending|running|\d+)/);
    if (page.url().includes('pending')) await page.click('button:has-text("Bring it in")');
    await page.waitForURL(/\/import\/\d+$/);
    const report = await words('main');
    expect(report).toContain('265 messages are new');
    await go('/');
    expect(await words('h1')).toMatch(/^(This week|Week \d+)/);
    expect(await page.locator('a[href^="/ignoring"][href$="#waiting-curve"]').count()).toBe(1);
    await go('/ignoring');
    expect(await words('h1')).toMatch(/Whom do we ignore/);
    expect(await words('.answer')).toMatch(/tarnwell, \d+ of 100 messages still waited/);
  });

  it('says the same on the page, in the terminal and in the file', async () => {
    const { out, code } = await rapport(['ask', 'waiting-curve', '--json', '--workspace', workspace]);
    expect(code).toBe(0);
    const [finding] = JSON.parse(out) as { estimates: { name: string; value: number }[]; n: number }[];
    const day = finding.estimates.find(({ name }) => name === 'still_waiting_after_1d');
    expect(await words('.answer')).toContain(`${Math.round((day?.value ?? 0) * 100)} of 100`);
    const answer = await fetch(`${server.url}/ignoring/waiting-curve.json`);
    expect(await answer.json()).toEqual([finding]);
    const csv = await (await fetch(`${server.url}/ignoring/messages.csv`)).text();
    expect(csv.trim().split(/\r?\n(?=x,)/).length - 1).toBe(finding.n);
    const svg = await (await fetch(`${server.url}/ignoring.svg`)).text();
    expect(svg).toMatch(/^<(\?xml|svg)/);
  });

  it('keeps all state in the address, and says so when a period is empty', async () => {
    await page.selectOption('#period', 'all');
    await page.click('button:has-text("Show")');
    expect(page.url()).toContain('period=all');
    await go('/ignoring?from=2030-01-01&to=2030-02-01');
    expect(await words('main')).toContain('No message in this period');
  });

  it('lists who waits, with names, and works by keyboard alone', async () => {
    await go('/waiting?period=all');
    const rows = page.locator('.wait[data-href]');
    const before = await rows.count();
    expect(before).toBeGreaterThan(3);
    await page.keyboard.press('j');
    const first = await page.locator('.wait[aria-current]').innerText();
    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    const submit = page.locator('.wait[aria-current] details[open] button[type=submit]');
    if (await submit.count()) await submit.first().click();
    await page.waitForLoadState();
    expect(await words('[data-done]')).toContain('Undo');
    expect(await rows.count()).toBe(before - 1);
    expect(await rows.allInnerTexts()).not.toContain(first);
    await page.keyboard.press('u');
    await page.waitForLoadState();
    await page.waitForFunction((n) => document.querySelectorAll('.wait[data-href]').length === n, before);
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/thread\//);
    expect(await words('main')).toContain('does pump number');
  });

  it('writes a decision down from an answer in two keys, with the answer', async () => {
    await go('/ignoring?period=all');
    await page.keyboard.press('d');
    await page.waitForURL(/\/decisions\/new\?measure=waiting-curve&period=all$/);
    await page.keyboard.press('d');
    await page.waitForURL(/kind=decision$/);
    await page.keyboard.type('Two answer rounds a day.');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/decisions\/[0-9a-f-]{36}$/);
    expect(await words('h1')).toBe('Two answer rounds a day.');
    expect(await words('main')).toMatch(/What we saw then .*of 100/);
    await page.click('button:has-text("Take this decision back")');
    await page.waitForURL(/\/decisions$/);
    expect(await words('main')).toContain('1 entry was taken back');
  });

  it('shows hostile text as text', async () => {
    const { out } = await rapport([
      'ask',
      'waiting-now',
      '--json',
      '--period',
      'all',
      '--workspace',
      workspace,
    ]);
    expect(out).toContain('<script>');
    await go('/messages?period=7d');
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect((await page.content()).includes('&lt;script&gt;')).toBe(true);
  });

  it('has words for a page that is not there', async () => {
    const response = await fetch(`${server.url}/nothing-here`);
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/<h1/);
  });

  it('refuses other hosts and other sites', async () => {
    const foreign = await fetch(`${server.url}/act`, {
      method: 'POST',
      headers: { origin: 'http://example.com' },
    });
    expect(foreign.status).toBe(403);
    const without = await fetch(`${server.url}/command/import`, { method: 'POST', body: '{}' });
    expect(without.status).toBe(403);
  });

  it('prints, in ink, with everything unfolded', async () => {
    await go('/ignoring?period=all');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.length).toBeGreaterThan(20_000);
  });

  it('is backed up while it runs, restored into an empty workspace, and answers the same', async () => {
    const backup = path.join(folder, 'backup');
    const restored = path.join(folder, 'restored');
    expect((await rapport(['backup', backup, '--workspace', workspace])).code).toBe(0);
    expect((await rapport(['restore', backup, '--workspace', restored])).code).toBe(0);
    const ask = (from: string) =>
      rapport(['ask', 'ignoring', '--json', '--period', 'all', '--workspace', from]);
    const numbers = (json: string) =>
      (JSON.parse(json) as { estimates: unknown; sentence: unknown }[]).map(({ estimates, sentence }) => ({
        estimates,
        sentence,
      }));
    expect(numbers((await ask(restored)).out)).toEqual(numbers((await ask(workspace)).out));
  });

  it('lets a person correct where the data end, and take that back', async () => {
    const end = async () => {
      const [finding] = (await (
        await fetch(`${server.url}/ignoring/waiting-curve.json?period=all`)
      ).json()) as {
        sources: { observedUntil: string }[];
      }[];
      return finding.sources[0].observedUntil;
    };
    const before = await end();
    await go('/import');
    await page.fill('#end-until', '2026-04-02T10:00');
    await page.click('button:has-text("Correct")');
    await page.waitForURL(/\/import/);
    expect(await end()).toBe('2026-04-02T10:00:00Z');
    await page.click('button:has-text("Take back")');
    await page.waitForSelector('button:has-text("Take back")', { state: 'detached' });
    expect(await end()).toBe(before);
  });

  it('takes an import back', async () => {
    await go('/import');
    page.once('dialog', (dialog) => dialog.accept());
    await page.click('form.undo button');
    await page.waitForLoadState();
    await go('/');
    expect(await words('main')).toContain('Nothing is here yet');
  });

  it('left nothing in the browser’s console and asked nobody else', () => {
    expect(complaints.filter((line) => !line.includes('favicon'))).toEqual([]);
  });
});
