import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import { run } from './run.ts';

let folder: string;
let heard: Heard;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-demo-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function rapport(args: string[], now = '2026-11-21T12:00:00Z'): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard, { now: () => new Date(now) }));
}
const inFolder = (...parts: string[]) => path.join(folder, ...parts);

describe('rapport demo', () => {
  it('makes the company with its files, truth and plan, reads them in, and says what to do next', async () => {
    expect(await rapport(['demo'])).toBe(0);
    expect(heard.out).toContain('Made Tarnwell Pumps (seed 1)');
    expect(heard.out).toContain('rapport serve --workspace rapport-demo');
    const there = fs.readdirSync(inFolder('rapport-demo'));
    for (const name of [
      'plan.yaml',
      'truth.json',
      'README.md',
      'calendar.csv',
      'files',
      'rapport.duckdb',
      '.gitignore',
    ])
      expect(there).toContain(name);
    expect(await rapport(['ask', 'waiting-curve', '--workspace', 'rapport-demo'])).toBe(0);
    expect(heard.out).toContain('With youtube:tarnwell');
    expect(heard.out).toContain('more than in the period before');
    expect(heard.out).toContain('Simulated company: no person and no message of it is real.');
    expect(await rapport(['rejected', '--workspace', 'rapport-demo'])).toBe(0);
    expect(heard.out).not.toMatch(/tarnwell-|simulated-/);
    expect(await rapport(['ask', 'on-track', '--workspace', 'rapport-demo', '--json'])).toBe(0);
    const [{ estimates, made }] = JSON.parse(heard.out) as [
      { estimates: { name: string; value: number; low?: number; high?: number }[]; made: object },
    ];
    expect(made).toMatchObject({ simulated: true });
    const truth = JSON.parse(fs.readFileSync(inFolder('rapport-demo', 'truth.json'), 'utf8'));
    const known = truth.opinions.questions.awareness['2026-11-02'];
    const now = estimates.find(({ name }) => name === 'awareness_now');
    expect(known > (now?.low ?? 1) && known < (now?.high ?? 0)).toBe(true);
    expect(truth.changes.numbers).toHaveLength(4);
  });

  it('called again doubles and destroys nothing', async () => {
    const plan = inFolder('rapport-demo', 'plan.yaml');
    fs.appendFileSync(plan, 'closed_after_days: 7\n');
    expect(await rapport(['demo', 'rapport-demo'])).toBe(0);
    expect(heard.out).toContain('is in');
    expect(heard.out).toContain('already; nothing was changed');
    expect(fs.readFileSync(plan, 'utf8')).toContain('closed_after_days: 7');
    expect(await rapport(['demo', '--seed', '2'])).toBe(1);
    expect(heard.err).toContain('holds the demo of seed 1, not of 2');
  });

  it('completes a demo of which only the beginning was written', async () => {
    fs.mkdirSync(inFolder('half'));
    fs.copyFileSync(inFolder('rapport-demo', 'truth.json'), inFolder('half', 'truth.json'));
    expect(await rapport(['demo', 'half'])).toBe(0);
    expect(heard.out).toContain('Made Tarnwell Pumps');
  });

  it('refuses a folder with another workspace or other files, a strange seed, and a clock before its end', async () => {
    fs.mkdirSync(inFolder('ours'));
    fs.writeFileSync(inFolder('ours', 'plan.yaml'), 'company: Ours\n');
    expect(await rapport(['demo', 'ours'])).toBe(1);
    expect(heard.err).toContain('holds a workspace that is no demo');
    fs.mkdirSync(inFolder('full'));
    fs.writeFileSync(inFolder('full', 'thesis.txt'), 'words');
    expect(await rapport(['demo', 'full'])).toBe(1);
    expect(heard.err).toContain('is not empty');
    expect(fs.readdirSync(inFolder('full'))).toEqual(['thesis.txt']);
    expect(await rapport(['demo', 'new', '--seed', 'x'])).toBe(1);
    expect(heard.err).toContain('no seed');
    expect(await rapport(['demo', 'new'], '2026-05-01T00:00:00Z')).toBe(1);
    expect(heard.err).toContain('clock');
    expect(fs.existsSync(inFolder('new'))).toBe(false);
  });
});
