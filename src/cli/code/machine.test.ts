import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ModelServer, serveModel } from '../../../test/coders/model-server.ts';
import { bringIn, codeBy, draw, madeUp } from '../../../test/voices.ts';
import { openDatabase } from '../../store/database.ts';
import { realDoor } from '../app.ts';
import { run } from '../run.ts';

let folder: string;
let model: ModelServer;
let out = '';
let err = '';
let answer: string | undefined;
let env: Record<string, string> = {};
let seconds = 0;

async function rapport(...args: string[]): Promise<number> {
  out = '';
  err = '';
  const said = answer;
  return run(
    args,
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      screen: undefined,
      ask: said === undefined ? undefined : async () => said,
      now: () => new Date(Date.UTC(2026, 10, 20, 12, 0, seconds++)),
      every: () => () => undefined,
      cwd: folder,
      env,
    },
    realDoor,
  );
}

const shares = { 'does/question': 0.4, 'does/complaint': 0.3 };

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-cli-machine-'));
  fs.mkdirSync(path.join(folder, 'rapport'));
  const db = await openDatabase(path.join(folder, 'rapport', 'rapport.duckdb'));
  const made = madeUp({ many: 120, channels: ['acme'], shares, people: 40, days: 50, seed: 6 });
  await bringIn(db, made, ['acme'], '2026-04-30T00:00:00Z');
  const ids = await draw(db, 's1', ['does'], { size: 60 });
  const codes = Object.keys(shares);
  await codeBy(db, 's1', ids, made.truth, { facets: ['does'], codes, coders: [{ who: 'ann' }] });
  await db.close();
  model = await serveModel((text) => ({ codes: /seal|casing/.test(text) ? ['does/question'] : [] }));
}, 60_000);
afterAll(async () => {
  await model.close();
  fs.rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  answer = undefined;
  env = {};
});

it('codes on this machine without a question', async () => {
  expect(await rapport('code', '--machine')).toBe(0);
  expect(err).toContain('120 messages, in does. Nothing leaves this machine.');
  expect(out).toContain('Coded 120 messages by');
  expect(out.replace(/\s+/g, ' ')).toContain('does from 60 messages');
  expect(out).toContain('Too rare to be learnt: ');
  expect(await rapport('code', '--machine', '--facet', 'nosuch')).toBe(1);
  expect(err).toContain('The codebook has no facet “nosuch”.');
  expect(await rapport('code', '--machine', '--facet', 'cares')).toBe(1);
  expect(err).toContain('Code a random sample first');
  expect(await rapport('code', 's1', '--machine')).toBe(1);
  expect(await rapport('code', '--model')).toBe(1);
});

it('asks no model that nobody named, and none before somebody agreed to the cost', async () => {
  expect(await rapport('code', '--machine', '--model', '--yes')).toBe(1);
  expect(err).toContain('No language model is named');
  env = { RAPPORT_MODEL_URL: model.base, RAPPORT_MODEL: 'stub', RAPPORT_MODEL_KEY: 'secret' };
  expect(await rapport('code', '--machine', '--model')).toBe(1);
  expect(err).toContain('Nothing was sent: nobody is there to be asked');
  expect(err).toContain('add --yes');
  answer = 'no';
  expect(await rapport('code', '--machine', '--model', '--facet', 'does')).toBe(0);
  expect(out).toBe('Nothing was sent and nothing was coded.\n');
  expect(err.replace(/\s+/g, ' ')).toMatch(
    /120 messages, in does\. The texts go to stub at http.* tokens out/,
  );
  expect(err).not.toContain('secret');
  expect(model.texts).toHaveLength(0);
  answer = 'yes';
  expect(await rapport('code', '--machine', '--model', '--facet', 'does')).toBe(0);
  expect(out).toContain('Coded 120 messages by');
  expect(model.texts.length).toBeGreaterThan(0);
  const before = model.texts.length;
  answer = undefined;
  expect(await rapport('code', '--machine', '--model', '--facet', 'does', '--yes')).toBe(0);
  expect(model.texts).toHaveLength(before);
});
