import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { home, type Served, serve } from '../../test/served.ts';
import { pumpQuestions } from '../../test/support-corpus.ts';
import type { Finding } from '../model/finding.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ files: { 'plan.yaml': 'company: Tarnwell Pumps\nzone: Europe/Berlin\n' } });
});
afterAll(() => served.close());

describe('an empty workspace', () => {
  it('explains itself and takes files', async () => {
    const response = await served.get('/');
    expect(response.status).toBe(200);
    const shown = await response.text();
    expect(shown).toContain('type="file"');
    expect(shown).toContain('Tarnwell Pumps');
  });

  it('has every page, without numbers', async () => {
    for (const path of [
      '/ignoring',
      '/waiting',
      '/import',
      '/import/running',
      '/ignoring.json',
      '/ignoring.csv',
    ])
      expect((await served.get(path)).status, path).toBe(200);
    const findings: Finding[] = await (await served.get('/ignoring.json')).json();
    expect(findings.every(({ kind }) => kind === 'no-answer')).toBe(true);
  });
});

describe('who may do what', () => {
  it('needs the form token or the command token for every change', async () => {
    const body = () => new URLSearchParams({ token: 'wrong', kind: 'undo' });
    expect(
      (await served.app.fetch(new Request(`${home}/act`, { method: 'POST', body: body() }))).status,
    ).toBe(403);
    expect((await served.app.fetch(new Request(`${home}/import/1/undo`, { method: 'POST' }))).status).toBe(
      403,
    );
    expect((await served.post('/act', { kind: 'undo' }, { origin: 'http://evil.test' })).status).toBe(403);
    expect((await served.app.fetch(new Request(`${home}/act`, { method: 'DELETE' }))).status).toBe(405);
  });

  it('runs commands only with the token of the command line', async () => {
    expect((await served.command('doctor', {}, 'wrong')).status).toBe(403);
    expect((await served.command('doctor', {}, await served.formToken())).status).toBe(403);
    expect(
      (await served.command('import', { paths: [join(served.dir, 'plan.yaml')], who: 'me' }, '')).status,
    ).toBe(403);
  });

  it('does not answer under a foreign name', async () => {
    const response = await served.get('/ignoring.json', { host: 'rebound.test:4747' });
    expect(response.status).toBe(403);
    expect((await served.app.fetch(new Request('http://rebound.test:4747/ignoring'))).status).toBe(403);
  });

  it('writes a strict policy on every response', async () => {
    const paths = [
      '/',
      '/ignoring',
      '/style.css',
      '/nothing/at/all',
      '/ignoring.json',
      '/ignoring?period=x',
      '/import/99',
    ];
    const responses = await Promise.all(paths.map((path) => served.get(path)));
    responses.push(await served.get('/', { host: 'evil.test' }), await served.post('/act', {}));
    for (const [n, response] of responses.entries()) {
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy, paths[n]).toContain("default-src 'none'");
      expect(policy, paths[n]).not.toMatch(/unsafe|\*/);
      expect(response.headers.get('x-content-type-options'), paths[n]).toBe('nosniff');
    }
  });
});

describe('a page that takes longer than it may', () => {
  it('says what is made and loads itself again, until the page stands there', async () => {
    const hasty = await serve({ patience: 0 });
    try {
      await hasty.bringIn({ 'twcs.csv': pumpQuestions() });
      const waiting = /<meta http-equiv="refresh" content="1"\/>/;
      const whole = async (path: string) => {
        let shown = await hasty.page(path);
        for (let tries = 0; waiting.test(shown) && tries < 5000; tries++) shown = await hasty.page(path);
        return shown;
      };
      const first = await hasty.page('/ignoring?period=all');
      expect(first).toMatch(waiting);
      expect(first).toContain('Answers made: ');
      expect(first).toContain('How long people wait: under way');
      expect(await whole('/ignoring?period=all')).toContain('still waited');
      expect(await hasty.page('/?period=year')).toMatch(waiting);
      expect(await whole('/?period=year')).toContain('Who waits');
      expect(await whole('/ignoring?channel=nobody')).toContain('There is no channel called');
    } finally {
      await hasty.close();
    }
  });
});

describe('when something is wrong', () => {
  it('says so in words for an address that does not exist', async () => {
    for (const path of ['/nothing', '/ignoring/nothing', '/thread/x/0', '/import/99', '/ignoring.pdf']) {
      const response = await served.get(path);
      expect(response.status, path).toBe(404);
      expect(await response.text(), path).toContain('<h1');
    }
  });

  it('stays with the last good plan, names the line, and refuses commands that write', async () => {
    await served.bringIn({ 'twcs.csv': pumpQuestions() });
    await served.get('/ignoring');
    await writeFile(join(served.dir, 'plan.yaml'), 'company: Other\nzone: Nowhere/At-All\n');
    const shown = await served.page('/ignoring');
    expect(shown).toContain('plan.yaml, line 2');
    expect(shown).toContain('Tarnwell Pumps');
    const asked = await served.command('ask', { word: 'ignoring', query: [], format: 'json' });
    expect(asked.last).toHaveProperty('result.findings');
    const { last } = await served.command('undo', { importId: 1, who: 'ines' });
    expect(last).toMatchObject({ problem: { message: expect.stringContaining('line 2') } });
    await writeFile(join(served.dir, 'plan.yaml'), 'company: Tarnwell Pumps\nzone: Europe/Vienna\n');
    expect(await served.page('/ignoring')).not.toContain('plan.yaml, line');
  });

  it('gives a bug an id, and writes its place but no words to the log', async () => {
    const broken = await serve();
    expect((await broken.get('/thread/x/1')).status).toBe(404);
    await broken.app.close();
    const response = await broken.get('/thread/x/secret-words');
    expect(response.status).toBe(500);
    const shown = await response.text();
    const log = await readFile(join(broken.dir, 'rapport.log'), 'utf8');
    const id = /error (\w+)/.exec(log)?.[1] ?? 'none';
    expect(shown).toContain(id);
    expect(shown).not.toContain('    at ');
    expect(log).toMatch(/\n\s+at /);
    expect(log).not.toContain('secret-words');
    expect(log).not.toMatch(/SELECT/);
    const { last } = await broken.command('rejected', {});
    expect(last).toMatchObject({
      bug: { id: expect.stringMatching(/^\w+$/), stack: expect.stringContaining('at ') },
    });
    await rm(broken.dir, { recursive: true, force: true });
  });
});
