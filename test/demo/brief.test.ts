import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoFiles } from '../../src/demo/index.ts';
import type { Brief } from '../../src/model/brief.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type App, createApp } from '../../src/server/app.ts';
import { openLog } from '../../src/workspace/log.ts';

const home = 'http://127.0.0.1:4747';
let dir: string;
let app: App;
const get = async (path: string) => (await app.fetch(new Request(home + path))).json();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-demo-brief-'));
  const { files, plan } = demoFiles(1);
  const data = files
    .filter((file) => file.data && !file.mapping)
    .map(({ name, content }) => ({ path: join(dir, name), content }));
  for (const { path, content } of [...data, { path: join(dir, 'plan.yaml'), content: plan }]) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const now = () => new Date('2026-11-20T18:00:00Z');
  const log = openLog(dir);
  app = await createApp({
    dir,
    now,
    who: 'tester',
    program: 'rapport 0',
    port: 4747,
    log,
    memoryLimit: '500MB',
  });
  const done = await app.fetch(
    new Request(`${home}/command/import`, {
      method: 'POST',
      headers: { 'x-rapport-token': app.token, 'content-type': 'application/json' },
      body: JSON.stringify({ paths: data.map(({ path }) => path), who: 'tester' }),
    }),
  );
  expect(await done.text()).toContain('"done"');
}, 120_000);
afterAll(async () => {
  await app.close();
  await rm(dir, { recursive: true, force: true });
});

it('draws each point of a changed number as the question tells it for those days', async () => {
  const brief = (await get('/brief.json?period=month')) as Brief;
  let checked = 0;
  for (const { figure, now, question, measure, because } of brief.items) {
    if (figure?.form !== 'series' || because !== 'changed') continue;
    for (const { at, value } of figure.points) {
      if (value === undefined) continue;
      const [year, month] = at.split('-').map(Number);
      const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
      const asked = `/${question}/${measure}.json?from=${at}&to=${last}&compare=none`;
      const [finding] = (await get(asked)) as Finding[];
      const told = finding.kind === 'answer' ? finding.estimates : [];
      const same = told.find((one) => one.name === now?.name && one.channel === now?.channel);
      expect(same?.value, `${measure} ${at}`).toBe(value);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(2);
}, 120_000);
