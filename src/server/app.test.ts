import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandLine, CommandRequests, CommandWord } from '../model/command.ts';
import type { Finding } from '../model/finding.ts';
import { openLog } from '../workspace/log.ts';
import { type App, createApp } from './app.ts';

const home = 'http://127.0.0.1:4747';
let dir: string;
let app: App;

const world = (where: string) => ({
  dir: where,
  now: () => new Date('2026-11-20T12:00:00Z'),
  who: 'tester',
  program: 'rapport 0.0.0',
  port: 4747,
  log: openLog(where),
  memoryLimit: '500MB',
});

/** Sixty questions to one brand, one an hour, of which every third is answered after ten minutes. */
function corpus(): string {
  const at = (minutes: number) =>
    new Date(Date.UTC(2026, 10, 2) + minutes * 60_000)
      .toUTCString()
      .replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 +0000 $4');
  const rows = Array.from({ length: 60 }, (_, n) => {
    const words =
      n === 0 ? '@Pumps <script>alert(1)</script> why does it leak?' : `@Pumps why does pump ${n} leak?`;
    const question = `${1000 + n},${500 + n},True,${at(n * 60)},"${words}",${n % 3 === 0 ? 2000 + n : ''},`;
    const answer = `${2000 + n},Pumps,False,${at(n * 60 + 10)},"@${500 + n} Sorry, we look into it.",,${1000 + n}`;
    return n % 3 === 0 ? `${question}\n${answer}` : question;
  });
  const damaged = '7777,9,True,no time at all,"@Pumps hello?",,';
  return `tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n${rows.join('\n')}\n${damaged}\n`;
}

const get = (path: string, headers: Record<string, string> = {}) =>
  app.fetch(new Request(home + path, { headers }));

async function formToken(): Promise<string> {
  return /name="token" value="([^"]+)"/.exec(await (await get('/import')).text())?.[1] ?? '';
}

async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ token: await formToken(), ...fields });
  return app.fetch(new Request(home + path, { method: 'POST', body, headers }));
}

async function command<W extends CommandWord>(
  word: W,
  request: CommandRequests[W],
  token = app.token,
  to = app,
) {
  const response = await to.fetch(
    new Request(`${home}/command/${word}`, {
      method: 'POST',
      headers: { 'x-rapport-token': token, 'content-type': 'application/json' },
      body: JSON.stringify(request),
    }),
  );
  const text = await response.text();
  if (!response.ok) return { status: response.status, lines: [], last: undefined };
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CommandLine<W>);
  return { status: response.status, lines, last: lines.at(-1) };
}

async function upload(
  files: [name: string, text: string][],
  token: string,
  headers: Record<string, string> = {},
) {
  const form = new FormData();
  form.append('token', token);
  for (const [name, text] of files) form.append('files', new Blob([text]), name);
  return app.fetch(new Request(`${home}/import`, { method: 'POST', body: form, headers }));
}

async function untilImported(): Promise<string> {
  for (;;) {
    const { running, location } = await (await get('/import/running.json')).json();
    if (!running) return location;
    await new Promise((next) => setImmediate(next));
  }
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-app-'));
  await writeFile(join(dir, 'plan.yaml'), 'company: Tarnwell Pumps\nzone: Europe/Berlin\n');
  app = await createApp(world(dir));
});
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

describe('an empty workspace', () => {
  it('explains itself and takes files', async () => {
    const response = await get('/');
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('type="file"');
    expect(page).toContain('Tarnwell Pumps');
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
      expect((await get(path)).status, path).toBe(200);
    const findings: Finding[] = await (await get('/ignoring.json')).json();
    expect(findings.every(({ kind }) => kind === 'no-answer')).toBe(true);
  });
});

describe('an import through the page', () => {
  let location: string;

  it('refuses an upload without the token of the form, or with it at the end', async () => {
    expect((await upload([['a.csv', 'x']], 'wrong')).status).toBe(403);
    const late = new FormData();
    late.append('files', new Blob(['x']), 'a.csv');
    late.append('token', await formToken());
    expect((await app.fetch(new Request(`${home}/import`, { method: 'POST', body: late }))).status).toBe(403);
    expect(existsSync(join(dir, 'incoming'))).toBe(false);
  });

  it('shows what was understood before anything is kept', async () => {
    const response = await upload([['twcs.csv', corpus()]], await formToken());
    expect(response.status).toBe(303);
    location = response.headers.get('location') ?? '';
    expect(location).toMatch(/^\/import\/pending\//);
    const page = await (await get(location)).text();
    expect(page).toContain('twcs.csv');
    expect(page).toContain('why does pump 1 leak?');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(await (await get('/import')).text()).toContain(location);
    expect(await (await get('/')).text()).toContain('type="file"');
  });

  it('then imports, reports, and removes the upload', async () => {
    const response = await post(location, { go: 'import' });
    expect(response.headers.get('location')).toBe('/import/running');
    const report = await untilImported();
    expect(report).toBe('/import/1');
    const page = await (await get(report)).text();
    expect(page).toContain('twcs.csv');
    expect(page).toContain('80');
    expect((await get(location)).status).toBe(404);
    expect(await readdir(join(dir, 'incoming'))).toEqual([]);
    expect(await (await get('/')).text()).toContain('60 messages');
  });

  it('lists the damaged row with its line, also as CSV', async () => {
    const page = await (await get('/import/1/rejected')).text();
    expect(page).toContain('82');
    const text = await (await get('/import/1/rejected.csv')).text();
    expect(text).toMatch(/^file,line,reason,excerpt\r\ntwcs\.csv,82,/);
  });

  it('asks what a file does not tell, and remembers the answer', async () => {
    const reviews = `reviewId,userName,content,score,at,replyContent,repliedAt,company
r-1,Ann,Why does it leak?,1,2026-11-01 10:00:00,We look into it.,2026-11-01 11:30:00,Tarnwell
r-2,Bob,Why is it loud?,2,2026-11-02 10:00:00,,,Tarnwell
`;
    const where = (await upload([['reviews.csv', reviews]], await formToken())).headers.get('location') ?? '';
    expect(await (await get(where)).text()).toContain('name="0.zone"');
    const early = await post(where, { go: 'import' });
    expect(early.status).toBe(400);
    expect(await early.text()).toContain('still a question');
    expect((await post(where, { go: 'again', '0.zone': 'Europe/Berlin' })).headers.get('location')).toBe(
      where,
    );
    const answered = await (await get(where)).text();
    expect(answered).not.toContain('question is open');
    expect(answered).toMatch(/Answered, and may be changed.*name="0\.zone" value="Europe\/Berlin"/);
    expect((await post(where, { go: 'import' })).headers.get('location')).toBe('/import/running');
    const report = await untilImported();
    expect(await (await get(report)).text()).toContain('reviews.csv');
    const thread = await (await get('/thread/reviews/r-1')).text();
    expect(thread).toContain('2026-11-01T09:00:00');
    expect(thread).toContain('2026-11-01T10:30:00');
    await post(`${report}/undo`, {});
    expect((await get('/thread/reviews/r-1')).status).toBe(404);
  });

  it('says in words what it cannot read, and to the script as JSON', async () => {
    const token = await formToken();
    const refused = await upload([['notes.bin', '\u0000\u0001\u0002']], token, {
      accept: 'application/json',
    });
    const { location: where } = await refused.json();
    expect(where).toMatch(/^\/import\/pending\//);
    const again = await post(where, { go: 'import' });
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('None of the files can be read');
    expect((await post(where, { go: 'drop' })).headers.get('location')).toBe('/import');
    expect(await readdir(join(dir, 'incoming'))).toEqual([]);
    const none = await upload([], token, { accept: 'application/json' });
    expect(none.status).toBe(400);
    expect((await none.json()).problem.message).toContain('No file');
  });
});

describe('answers', () => {
  it('open as a page, as numbers, as a table and as a picture', async () => {
    const page = await (await get('/ignoring?period=all')).text();
    expect(page).toMatch(/<strong>Rule:<\/strong>.*of other people’s data, judged by two readers/s);
    expect(page).toMatch(/id="rule".*<dt><b>Expects an answer:<\/b> asks<\/dt>/s);
    expect(page).toContain('<svg');
    const findings: Finding[] = await (await get('/ignoring.json?period=all')).json();
    expect(findings[0]).toMatchObject({ kind: 'answer', made: { program: 'rapport 0.0.0' } });
    const table = await (await get('/ignoring.csv?period=all')).text();
    expect(table.split('\r\n')[0]).toContain('definition');
    expect(table).toContain('still_waiting_after_1h');
    const svg = await get('/ignoring.svg?period=all');
    expect(svg.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
    const text = await svg.text();
    expect(text).toMatch(/^(<\?xml[^>]*>\s*)?<svg/);
    expect(text).not.toMatch(/<style|style="/);
  });

  it('open to the messages behind them', async () => {
    const page = await (await get('/messages?measure=waiting-curve&period=all')).text();
    // The page of who waited links here without naming a measure.
    expect(await (await get('/messages?period=all')).text()).toContain('/thread/x/1001');
    expect(page).toContain('/thread/x/1001');
    const table = await (await get('/ignoring/waiting-curve.csv?period=all&rows')).text();
    expect(table.trim().split('\r\n')).toHaveLength(61);
    expect(table).toContain("'@Pumps <script>alert(1)</script> why does it leak?");
    expect(await (await get('/ignoring/messages.csv?period=all')).text()).toBe(table);
  });

  it('escape what people wrote', async () => {
    for (const path of [
      '/thread/x/1000',
      '/messages?measure=waiting-curve&period=all',
      '/waiting',
      '/ignoring?period=all',
    ])
      expect(await (await get(path)).text(), path).not.toContain('<script>alert');
    expect(await (await get('/thread/x/1000')).text()).toContain('&lt;script&gt;alert(1)');
  });

  it('are kept, and made anew when the data change', async () => {
    const first: Finding[] = await (await get('/ignoring.json?period=all&compare=none')).json();
    const again: Finding[] = await (await get('/ignoring.json?compare=none&period=all')).json();
    expect(again).toEqual(first);
    const before = first[0]?.made.dataVersion ?? 0;
    await post('/act', {
      kind: 'needs-no-answer',
      source: 'x',
      nativeId: '1001',
      reason: 'thanks',
      text: '',
    });
    const after: Finding[] = await (await get('/ignoring.json?period=all&compare=none')).json();
    expect(after[0]?.made.dataVersion).toBeGreaterThan(before);
  });

  it('hold no names in files', async () => {
    const finding = JSON.stringify(await (await get('/ignoring/waiting-now.json')).json());
    expect(finding).toContain('"form":"waiting"');
    expect(finding).not.toContain('"name":"50');
  });

  it('refuse a filter that makes no sense, in words', async () => {
    const response = await get('/ignoring?period=fortnight');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('period=fortnight');
  });
});

describe('the work list', () => {
  it('takes acts, goes back to this site only, and undoes', async () => {
    const act = { kind: 'answered-elsewhere', source: 'x', nativeId: '1002', at: '2026-11-03T10:00' };
    const done = await post('/act', { ...act, back: '/waiting?channel=Pumps' });
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/waiting?channel=Pumps');
    const page = await (await get('/waiting')).text();
    const id = /name="act" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(
      (await post('/act', { kind: 'undo', act: id, back: 'http://evil.test/' })).headers.get('location'),
    ).toBe('/waiting');
    expect((await post('/act', { kind: 'undo', act: id })).status).toBe(400);
  });

  it('refuses what cannot have been', async () => {
    const message = { source: 'x', nativeId: '1004' };
    const early = await post('/act', { kind: 'answered-elsewhere', ...message, at: '2026-11-01T10:00' });
    expect(early.status).toBe(400);
    expect(
      (await post('/act', { kind: 'answered-elsewhere', ...message, at: '2027-01-01T10:00' })).status,
    ).toBe(400);
    expect((await post('/act', { kind: 'answered-elsewhere', ...message, at: 'soon' })).status).toBe(400);
    expect(
      (await post('/act', { kind: 'needs-no-answer', source: 'x', nativeId: '404', reason: 'solved' }))
        .status,
    ).toBe(400);
    expect((await post('/act', { kind: 'delete-all' })).status).toBe(400);
  });
});

describe('a page that takes longer than it may', () => {
  it('says what is made and loads itself again, until the page stands there', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'rapport-app-'));
    await writeFile(join(elsewhere, 'corpus.csv'), corpus());
    const hasty = await createApp({ ...world(elsewhere), patience: 0 });
    try {
      await command('import', { paths: [join(elsewhere, 'corpus.csv')], who: 'tester' }, hasty.token, hasty);
      const read = async (path: string) => (await hasty.fetch(new Request(home + path))).text();
      const waiting = /<meta http-equiv="refresh" content="1"\/>/;
      const whole = async (path: string) => {
        let page = await read(path);
        for (let tries = 0; waiting.test(page) && tries < 5000; tries++) page = await read(path);
        return page;
      };
      const first = await read('/ignoring?period=all');
      expect(first).toMatch(waiting);
      expect(first).toContain('Answers made: ');
      expect(first).toContain('How long people wait: under way');
      expect(await whole('/ignoring?period=all')).toContain('still waited');
      expect(await read('/?period=year')).toMatch(waiting);
      expect(await whole('/?period=year')).toContain('Who waits');
      expect(await whole('/ignoring?channel=nobody')).toContain('There is no channel called');
    } finally {
      await hasty.close();
      await rm(elsewhere, { recursive: true });
    }
  });
});

describe('who may do what', () => {
  it('needs the form token or the command token for every change', async () => {
    const body = () => new URLSearchParams({ token: 'wrong', kind: 'undo' });
    expect((await app.fetch(new Request(`${home}/act`, { method: 'POST', body: body() }))).status).toBe(403);
    expect((await app.fetch(new Request(`${home}/import/1/undo`, { method: 'POST' }))).status).toBe(403);
    expect((await post('/act', { kind: 'undo' }, { origin: 'http://evil.test' })).status).toBe(403);
    expect((await app.fetch(new Request(`${home}/act`, { method: 'DELETE' }))).status).toBe(405);
  });

  it('runs commands only with the token of the command line', async () => {
    expect((await command('doctor', {}, 'wrong')).status).toBe(403);
    expect((await command('doctor', {}, await formToken())).status).toBe(403);
    expect((await command('import', { paths: [join(dir, 'plan.yaml')], who: 'me' }, '')).status).toBe(403);
  });

  it('does not answer under a foreign name', async () => {
    const response = await get('/ignoring.json', { host: 'rebound.test:4747' });
    expect(response.status).toBe(403);
    expect((await app.fetch(new Request('http://rebound.test:4747/ignoring'))).status).toBe(403);
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
    const responses = await Promise.all(paths.map((path) => get(path)));
    responses.push(await get('/', { host: 'evil.test' }), await post('/act', {}));
    for (const [n, response] of responses.entries()) {
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy, paths[n]).toContain("default-src 'none'");
      expect(policy, paths[n]).not.toMatch(/unsafe|\*/);
      expect(response.headers.get('x-content-type-options'), paths[n]).toBe('nosniff');
    }
  });
});

describe('commands', () => {
  it('answer with progress and then one result, a line each', async () => {
    const file = join(dir, 'again.csv');
    await writeFile(file, corpus().replace('pump 59 leak', 'pump 59 still leak'));
    const { lines, last } = await command('import', { paths: [file], who: 'cli' });
    expect(lines.slice(0, -1).every((line) => 'progress' in line)).toBe(true);
    expect(lines.length).toBeGreaterThan(1);
    expect(last).toMatchObject({
      result: { kind: 'done', report: { files: [{ rows: 81, accepted: 80, rejected: 1 }] } },
    });
    const known = await command('import', { paths: [file], who: 'cli' });
    expect(known.last).toMatchObject({ result: { report: { files: [{ known: true }] } } });
  });

  it('give the same Findings as the page', async () => {
    const { last } = await command('ask', { word: 'ignoring', query: [['period', 'all']], format: 'json' });
    const page: Finding[] = await (await get('/ignoring.json?period=all')).json();
    expect(last).toEqual({ result: { findings: page } });
    const table = await command('ask', { word: 'ignoring', query: [['period', 'all']], format: 'csv' });
    expect(table.last).toEqual({ result: { csv: await (await get('/ignoring.csv?period=all')).text() } });
  });

  it('say what is wrong as a problem', async () => {
    expect((await command('ask', { word: 'weather', query: [], format: 'json' })).last).toMatchObject({
      problem: { message: expect.stringContaining('weather') },
    });
    expect((await command('import', { paths: ['relative.csv'], who: 'me' })).last).toMatchObject({
      problem: { message: expect.stringContaining('absolute') },
    });
    expect((await command('fly' as 'doctor', {})).last).toHaveProperty('problem');
  });

  it('do not call a plan well that was probably meant otherwise', async () => {
    const file = join(dir, 'plan.yaml');
    const good = await readFile(file, 'utf8');
    await writeFile(file, `${good}goal: []\n`);
    const { last } = await command('doctor', {});
    const checks = last && 'result' in last ? last.result.checks : [];
    expect(checks.find(({ name }) => name === 'plan')).toMatchObject({
      ok: false,
      found: expect.stringContaining('goal. Did you mean goals?'),
      help: expect.stringContaining('Mend these keys'),
    });
    await writeFile(file, good);
  });

  it('list what is well, and the rows that were refused', async () => {
    const { last } = await command('doctor', {});
    const checks = last && 'result' in last ? last.result.checks : [];
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'program',
        'engine',
        'schema',
        'plan',
        'database',
        'log',
        'disk',
        'data version',
      ]),
    );
    expect(checks.find(({ name }) => name === 'plan')?.ok).toBe(true);
    const { last: rejected } = await command('rejected', { importId: 1 });
    expect(rejected).toMatchObject({ result: { rows: [{ line: 82 }] } });
  });

  it('back up the database, the acts and the plan', async () => {
    const target = join(dir, 'copy');
    const { last } = await command('backup', { target });
    expect(last).toMatchObject({ result: { target, acts: expect.any(Number) } });
    expect((await readdir(target)).sort()).toEqual([
      'acts.jsonl',
      'plan-history',
      'plan.yaml',
      'rapport.duckdb',
    ]);
  });

  it('undo an import', async () => {
    const { last } = await command('undo', { importId: 3, who: 'cli' });
    expect(last).toHaveProperty('result.removed');
    expect((await command('undo', { importId: 3, who: 'cli' })).last).toHaveProperty('problem');
  });
});

describe('when something is wrong', () => {
  it('says so in words for an address that does not exist', async () => {
    for (const path of ['/nothing', '/ignoring/nothing', '/thread/x/0', '/import/99', '/ignoring.pdf']) {
      const response = await get(path);
      expect(response.status, path).toBe(404);
      expect(await response.text(), path).toContain('<h1');
    }
  });

  it('stays with the last good plan, names the line, and refuses commands that write', async () => {
    await get('/ignoring');
    await writeFile(join(dir, 'plan.yaml'), 'company: Other\nzone: Nowhere/At-All\n');
    const page = await (await get('/ignoring')).text();
    expect(page).toContain('plan.yaml, line 2');
    expect(page).toContain('Tarnwell Pumps');
    const asked = await command('ask', { word: 'ignoring', query: [], format: 'json' });
    expect(asked.last).toHaveProperty('result.findings');
    const { last } = await command('undo', { importId: 1, who: 'ines' });
    expect(last).toMatchObject({ problem: { message: expect.stringContaining('line 2') } });
    await writeFile(join(dir, 'plan.yaml'), 'company: Tarnwell Pumps\nzone: Europe/Vienna\n');
    expect(await (await get('/ignoring')).text()).not.toContain('plan.yaml, line');
  });

  it('gives a bug an id, and writes its place but no words to the log', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'rapport-broken-'));
    const other = await createApp(world(broken));
    expect((await other.fetch(new Request(`${home}/thread/x/1`))).status).toBe(404);
    await other.close();
    const response = await other.fetch(new Request(`${home}/thread/x/secret-words`));
    expect(response.status).toBe(500);
    const page = await response.text();
    const log = await readFile(join(broken, 'rapport.log'), 'utf8');
    const id = /error (\w+)/.exec(log)?.[1] ?? 'none';
    expect(page).toContain(id);
    expect(page).not.toContain('    at ');
    expect(log).toMatch(/\n\s+at /);
    expect(log).not.toContain('secret-words');
    expect(log).not.toMatch(/SELECT/);
    const { last } = await command('rejected', {}, other.token, other);
    expect(last).toMatchObject({
      bug: { id: expect.stringMatching(/^\w+$/), stack: expect.stringContaining('at ') },
    });
    await rm(broken, { recursive: true, force: true });
  });
});
