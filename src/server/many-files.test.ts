import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipOf } from '../../test/zip-fixture.ts';
import type { CommandLine } from '../model/command.ts';
import { openLog } from '../workspace/log.ts';
import { type App, createApp } from './app.ts';

const home = 'http://127.0.0.1:4747';
let dir: string;
let app: App;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-many-'));
  app = await createApp({
    dir: join(dir, 'workspace'),
    now: () => new Date('2026-11-20T12:00:00Z'),
    who: 'tester',
    program: 'rapport 0.0.0',
    port: 4747,
    log: openLog(dir),
    memoryLimit: '500MB',
  });
});
afterEach(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

/** Thirty threads of two tweets, a file each, with a file beside them that holds none. */
function dump(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let n = 0; n < 30; n++) {
    const tweet = (id: number, of: string, parent: number | null) =>
      JSON.stringify({
        id_str: String(id),
        created_at: 'Wed Jan 07 11:11:33 +0000 2015',
        text: `what is ${id}?`,
        user: { id_str: of === 'acme' ? '1' : String(id), screen_name: of },
        in_reply_to_status_id_str: parent === null ? null : String(parent),
      });
    files[`dump/${n}/source/${n + 100}.json`] = tweet(n + 100, 'acme', null);
    files[`dump/${n}/replies/${n + 200}.json`] = tweet(n + 200, `person${n}`, n + 100);
    files[`dump/${n}/structure.json`] = JSON.stringify({ [n + 100]: { [n + 200]: [] } });
  }
  return files;
}

async function run(request: Record<string, unknown>) {
  const response = await app.fetch(
    new Request(`${home}/command/import`, {
      method: 'POST',
      headers: { 'x-rapport-token': app.token, 'content-type': 'application/json' },
      body: JSON.stringify({ who: 'tester', ...request }),
    }),
  );
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CommandLine<'import'>);
  const last = lines.at(-1);
  if (!last || !('result' in last)) throw new Error(JSON.stringify(last));
  return { steps: lines.flatMap((line) => ('progress' in line ? line.progress.step : [])), ...last };
}

it('asks a question once for all the files that leave it open, then imports them as one', async () => {
  for (const [name, text] of Object.entries(dump())) {
    await mkdir(join(dir, name, '..'), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  const paths = [join(dir, 'dump')];
  const open = (await run({ paths })).result;
  if (open.kind !== 'open') throw new Error('nothing was asked');
  expect(open.previews).toMatchObject([{ alike: 59, questions: [{ word: 'us' }] }]);
  const { result, steps } = await run({ paths, us: ['acme'] });
  if (result.kind !== 'done') throw new Error('not imported');
  expect(result.report).toMatchObject({
    added: 60,
    totals: { conversations: 30, channels: 1, placeholders: 0 },
  });
  expect(result.report.files.filter(({ reader }) => reader === 'x-api')).toHaveLength(60);
  expect(result.report.files.filter(({ reader }) => reader === '')).toHaveLength(30);
  expect(new Set(steps).size).toBeLessThan(10);
  const again = (await run({ paths, us: ['acme'] })).result;
  expect(again).toMatchObject({ kind: 'done', report: { importId: 0, added: 0, same: 60 } });
});

const get = async (path: string) => (await app.fetch(new Request(home + path))).text();
const formToken = async () => /name="token" value="([^"]+)"/.exec(await get('/import'))?.[1] ?? '';

it('shows and asks them together on the page, and the report in a few lines', async () => {
  const form = new FormData();
  form.append('token', await formToken());
  form.append('files', new Blob([Uint8Array.from(zipOf(dump()))]), 'dump.zip');
  const sent = await app.fetch(
    new Request(`${home}/import`, { method: 'POST', body: form, redirect: 'manual' }),
  );
  const where = sent.headers.get('location') ?? '';
  const page = await get(where);
  expect(page).toContain('90\u00a0files, before');
  expect(page.match(/class="full file"/g)).toHaveLength(2);
  expect(page).toContain('and 59\u00a0more like it');
  expect(page).toContain('Leave these files out');
  const asks = /name="(\d+\.us)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ token: await formToken(), go: 'import', [asks]: 'acme' });
  const answered = await app.fetch(new Request(home + where, { method: 'POST', body }));
  expect(answered.headers.get('location')).toBe('/import/running');
  while (JSON.parse(await get('/import/running.json')).running)
    await new Promise((next) => setImmediate(next));
  const report = await get('/import/1');
  expect(report).toContain('60 files in dump.zip/dump');
  expect(report).toContain('30 files in dump.zip/dump (structure.json)');
  expect(report.match(/<th scope="row"/g)).toHaveLength(2);
});
