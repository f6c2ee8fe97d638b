import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleCorpus } from '../../test/example.ts';
import { type Heard, quietTerminal } from '../../test/quiet-terminal.ts';
import type { Brief } from '../model/brief.ts';
import { realDoor } from './app.ts';
import { run } from './run.ts';

let folder: string;
let heard: Heard;

function rapport(...args: string[]): Promise<number> {
  heard = { out: '', err: '' };
  return run(args, quietTerminal(folder, heard, { now: () => new Date('2026-03-29T18:00:00Z') }), realDoor);
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-cli-brief-'));
  const text = exampleCorpus().replace('we have sent it', '\u001b[31mwe have sent it\u0007');
  fs.writeFileSync(path.join(folder, 'tarnwell.csv'), text);
  await rapport('import', 'tarnwell.csv');
}, 60_000);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('rapport brief', () => {
  it('tells this week in sentences of 80 columns, who waits under pseudonyms, and what is due', async () => {
    expect(await rapport('brief')).toBe(0);
    expect(heard.out).toMatch(
      /^This week at \S+\n=+\n\nWeek 13, Monday March 23 to Sunday March 29, 2026\.\n/,
    );
    expect(heard.out).toContain(
      '- In the last 28 days, with tarnwell_service, 59 of 100 messages still waited',
    );
    expect(heard.out).toMatch(/\(changed; 59 % \(46 to 70\) of 80; difference \+28 points \(\+11 to \+43\);/);
    expect(heard.out).toContain('41 messages are waiting');
    expect(heard.out).toMatch(/person [0-9a-f]{10}/);
    expect(heard.out).not.toMatch(/\b[23]\d\d\d\b(?<!2026)/);
    expect(heard.out).toContain('What is due:\n- Judge 30 messages.');
    expect(heard.out).toContain('How these sentences were chosen:');
    expect(Math.max(...heard.out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
    expect([...heard.out].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
  });

  it('tells the month, the one before, and one channel', async () => {
    await rapport('brief', '--month', '--json');
    const month: Brief = JSON.parse(heard.out);
    expect(month).toMatchObject({ filter: { period: 'month' }, period: { unfinished: true } });
    await rapport('brief', '--month', '--last', '--channel', 'tarnwell');
    expect(heard.out).toMatch(/^February at/);
    expect(heard.out).toContain('Only tarnwell.');
    expect(heard.out).not.toContain('tarnwell_service');
    await rapport('brief', '--last', '--json');
    expect(JSON.parse(heard.out)).toMatchObject({ filter: { period: 'last-week' } });
  });

  it('writes a file that needs nothing else', async () => {
    expect(await rapport('brief', '--out', 'week.html')).toBe(0);
    expect(heard.out).toMatch(/Wrote .*week\.html, \d+ kB/);
    const html = fs.readFileSync(path.join(folder, 'week.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>/);
    expect(html).toContain('This week at');
    expect(html).not.toMatch(/<script|<link|href="\//);
  });

  it.each([
    [['--week', '--month'], '--week and --month exclude each other'],
    [['--out', 'a.html', '--json'], '--out and --json exclude each other'],
    [['week'], 'brief takes no word'],
    [['--out', 'nowhere/a.html'], 'cannot be written'],
    [['--channel', 'nobody'], 'There is no channel called "nobody"'],
  ])('%j is the user’s problem, in a sentence', async (args, message) => {
    expect(await rapport('brief', ...args)).toBe(1);
    expect(heard.err).toContain(message);
    expect(heard.out).toBe('');
  });
});
