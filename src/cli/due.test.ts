import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, waitingSeen } from '../../test/journal.ts';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import { testPlan } from '../../test/reading.ts';
import { refreshFacts } from '../facts/index.ts';
import { addActs } from '../store/acts.ts';
import { openDatabase } from '../store/database.ts';
import { realDoor } from './app.ts';
import { run } from './run.ts';

let folder: string;
let heard: Heard;
let now = '';

function rapport(...args: string[]): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard, { now: () => new Date(now) }), realDoor);
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-cli-due-'));
  const dir = path.join(folder, 'rapport');
  fs.mkdirSync(dir);
  fs.writeFileSync(path.join(dir, 'plan.yaml'), 'zone: Pacific/Auckland\nlocale: en-GB\n');
  const db = await openDatabase(path.join(dir, 'rapport.duckdb'));
  const decided = { what: 'Two rounds \u001b[31ma day.', by: '2026-03-29' };
  const expected = { what: 'Fewer wait.', by: '2026-03-29', sure: 70, of: 'd' };
  await addActs(
    db,
    [
      act('d', '2026-03-01', 'decision', decided, waitingSeen),
      act('e', '2026-03-01', 'expectation', expected),
      act('f', '2026-03-01', 'decision', { what: 'Ask for help earlier.', by: '2026-05-01' }),
    ],
    { plan: testPlan, refresh: refreshFacts },
  );
  await db.close();
}, 60_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('rapport due', () => {
  it('says before the day that nothing is due, and what comes next', async () => {
    // 29 March begins in Auckland (UTC+13) at 11:00 UTC of the day before.
    now = '2026-03-28T10:59:00Z';
    expect(await rapport('due')).toBe(0);
    expect(heard.out).toMatch(/^Nothing is due\./);
    expect(heard.out).toContain('\n\nNext to look back on, 29 March 2026: Two rounds \ufffd[31ma day.\n');
  });

  it('on the day says what to look back on, and how', async () => {
    now = '2026-03-28T11:00:00Z';
    await rapport('due');
    expect(heard.out).toMatch(
      /^What is due:\n- 29 Mar 2026: Look back: Two rounds \ufffd\[31ma day\. Decided on 1 March 2026,/,
    );
    expect(heard.out.replace(/\s+/g, ' ')).toContain('expecting: Fewer wait; 70 % sure. /decisions/e');
    expect(heard.out).toContain('Next to look back on, 1 May 2026: Ask for help earlier.');
    expect(heard.out).toContain('To answer: rapport serve');
  });

  it('stays with the last plan that could be read, and says first what is wrong with the file', async () => {
    const file = path.join(folder, 'rapport', 'plan.yaml');
    const good = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, `${good}goals: [{word: sales, result: 160.000}]\n`);
    expect(await rapport('due')).toBe(0);
    expect(heard.out).toMatch(/^What is due:\n- 29 Mar 2026: Look back/);
    expect(heard.err).toMatch(/^plan\.yaml, line 3: “goals\.sales\.result” \(“160\.000”\) can be 160000/);
    expect(heard.err).toContain('the last plan that could be read stands');
    expect(await rapport('due', '--json')).toBe(1);
    expect(heard.out).toBe('');
    fs.writeFileSync(file, good);
  });

  it('gives the same as JSON, and takes no word', async () => {
    await rapport('due', '--json');
    expect(JSON.parse(heard.out)).toMatchObject({
      due: [{ kind: 'look-back', at: '2026-03-28T11:00:00Z', href: '/decisions/e' }],
      next: { by: '2026-05-01', href: '/decisions/f' },
    });
    expect(await rapport('due', 'now')).toBe(1);
  });
});
