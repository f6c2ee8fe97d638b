import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeded } from '../src/stats/random.ts';
import { openDatabase } from '../src/store/database.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-kill-'));
const base = path.join(folder, 'base.duckdb');
const first = path.join(folder, 'first.csv');
const second = path.join(folder, 'second.csv');
const checkpoints = ['parse', 'staged', 'append', 'observe', 'merge', 'threads', 'commit'];
const moments = 30;
let before: string;
let after: string;
let duration: number;
let started = 0;

/** A made-up support corpus whose second part answers, and is answered by, the first. */
function corpus(from: number, to: number): string {
  const rows = Array.from({ length: to - from }, (_, index) => {
    const id = from + index;
    const own = id % 3 === 0;
    const at = new Date(Date.UTC(2026, 0, 1) + id * 60_000).toUTCString();
    const [, day, month, year, time] = /\w+, (\d+) (\w+) (\d+) (\S+)/.exec(at) ?? [];
    const when = `Thu ${month} ${day} ${time} +0000 ${year}`;
    const parent = id % 7 === 0 ? '' : String((id * 31) % to);
    return `${id},${own ? 'acme' : 900 + (id % 40)},${own ? 'False' : 'True'},${when},@${own ? 900 + (id % 40) : 'acme'} does number ${id} work?,,${parent}`;
  });
  return `tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n${rows.join('\n')}\n`;
}

async function digest(file: string): Promise<string> {
  const db = await openDatabase(file);
  try {
    const parts: string[] = [];
    for (const table of [
      'import',
      'import_file',
      'observation',
      'message',
      'account',
      'turn',
      'conversation',
      'expectation',
      'first_answer',
      'channel',
    ]) {
      const [row] = await db.store.query<{ n: number; sum: string }>(
        `SELECT count(*)::INTEGER AS n, coalesce(sum(hash(t)), 0)::VARCHAR AS sum FROM ${table} t`,
      );
      parts.push(`${table} ${row.n} ${row.sum}`);
    }
    return parts.join('\n');
  } finally {
    await db.close();
  }
}

/** Runs an import; `killAfter` milliseconds from its start the process is killed. Gives how it ended. */
function run(
  database: string,
  file: string,
  killAt?: string,
  killAfter?: number,
): Promise<'done' | 'killed'> {
  return new Promise((resolve, reject) => {
    const script = path.join(import.meta.dirname, 'kill-child.mjs');
    const child = spawn(process.execPath, [script, database, file, ...(killAt ? [killAt] : [])], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdout.once('data', () => {
      started = performance.now();
      if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
    });
    child.on('exit', (code, signal) => {
      if (code === 0) resolve('done');
      else if (signal === 'SIGKILL') resolve('killed');
      else reject(new Error(errors || `ended with ${code} ${signal}`));
    });
  });
}

beforeAll(async () => {
  fs.writeFileSync(first, corpus(0, 2000));
  fs.writeFileSync(second, corpus(1500, 6000));
  await run(base, first);
  before = await digest(base);
  const whole = path.join(folder, 'whole.duckdb');
  fs.copyFileSync(base, whole);
  await run(whole, second);
  duration = performance.now() - started;
  after = await digest(whole);
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('an import that is killed', () => {
  const random = seeded(20260322);
  it.each(Array.from({ length: moments }, (_, index) => index))(
    'at moment %i leaves all or nothing',
    async (index) => {
      const file = path.join(folder, `${index}.duckdb`);
      fs.copyFileSync(base, file);
      const killAt = checkpoints[index];
      const ended = killAt
        ? await run(file, second, killAt)
        : await run(file, second, undefined, random.uniform() * duration);
      if (killAt) expect(ended).toBe('killed');
      const found = await digest(file);
      expect([before, after]).toContain(found);
      if (killAt) expect(found).toBe(before);
      await run(file, second);
      expect(await digest(file)).toBe(after);
      fs.rmSync(file);
    },
  );
});
