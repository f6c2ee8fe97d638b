import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileOf, importAll, said } from '../../test/reading.ts';
import { openDatabase } from '../store/database.ts';
import { openLog } from '../workspace/log.ts';
import { workspacePaths } from '../workspace/paths.ts';
import { type App, createApp } from './app.ts';

const home = 'http://127.0.0.1:4747';
let dir: string;
let app: App;

beforeAll(async () => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-same-person-'));
  const db = await openDatabase(workspacePaths(dir).database);
  const ann = { id: '4711', handle: 'ann', name: 'Ann Example' };
  await importAll(db, [
    fileOf('a', [
      said('1', 'ann', '2026-03-01T09:00:00Z', '@acme does it fit?', { author: ann }),
      said('2', 'acme', '2026-03-01T10:00:00Z', '@ann it does', { parentId: '1' }),
      said('3', 'ann', '2026-03-01T11:00:00Z', '@acme thank you', { author: ann, parentId: '2' }),
    ]),
    fileOf('b', [
      said('12', 'ann.example.org', '2026-03-02T09:00:00Z', '@acme and here?', { source: 'bluesky' }),
      said('13', 'acme', '2026-03-02T10:00:00Z', 'yes', { source: 'bluesky', parentId: '12' }),
    ]),
  ]);
  await db.close();
  app = await createApp({
    dir,
    now: () => new Date('2026-11-20T12:00:00Z'),
    who: 'tester',
    program: 'rapport 0.0.0',
    port: 4747,
    log: openLog(dir),
    memoryLimit: '500MB',
  });
});
afterAll(async () => {
  await app.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

async function page(address: string): Promise<string> {
  return (await app.fetch(new Request(home + address))).text();
}

async function post(fields: Record<string, string>): Promise<Response> {
  const token = /name="token" value="([^"]+)"/.exec(await page('/import'))?.[1] ?? '';
  const body = new URLSearchParams({ token, ...fields });
  return app.fetch(new Request(`${home}/act`, { method: 'POST', body }));
}

const link = { kind: 'same-person', source: 'x', author: '4711', reason: 'her profile says so' };

it('links a writer with another account from the thread, shows it on either side, and takes it back', async () => {
  const before = await page('/thread/x/1');
  // at the first message of each person only
  expect(before.match(/value="same-person"/g)).toHaveLength(1);
  expect(before).not.toContain('ann.example.org</bdi>');
  const done = await post({ ...link, other: 'bluesky:ann.example.org', back: '/thread/x/1#turn-1' });
  expect(done.status).toBe(303);
  expect(done.headers.get('location')).toBe('/thread/x/1#turn-1');
  const linked = await page('/thread/x/1');
  expect(linked).toMatch(/Also <bdi title="bluesky:ann.example.org">[^<]+<\/bdi> on bluesky/);
  expect(await page('/thread/bluesky/12')).toMatch(/Also <bdi title="x:4711">@ann<\/bdi> on x/);
  const act = /name="act" value="([^"]+)"/.exec(linked)?.[1] ?? '';
  expect((await post({ kind: 'undo', act, back: '/thread/x/1' })).status).toBe(303);
  expect(await page('/thread/x/1')).not.toContain('Also <bdi');
});

it.each([
  ['', 'who else this is'],
  ['nobody.example', 'is in the workspace'],
  ['x:4711', 'one and the same'],
  ['bluesky:acme', 'own side'],
])('says what is wrong with “%s”', async (other, words) => {
  const wrong = await post({ ...link, other });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain(words);
});
