import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { frames, openLog } from './log.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-log-'));
});
afterEach(() => rm(dir, { recursive: true }));

const now = () => new Date('2026-11-22T10:00:00Z');

describe('openLog', () => {
  it('keeps id, name and frames, and nothing that the message said', async () => {
    const error = new TypeError('Jane Doe wrote:\n    at last (a reply) jane.ts:1:1\nsecret');
    openLog(dir, { now }).error('e-42', error);
    openLog(dir, { now }).error('e-43', error.stack ?? '');
    const log = await readFile(join(dir, 'rapport.log'), 'utf8');
    expect(log).toContain('2026-11-22T10:00:00.000Z error e-42\nTypeError\n    at ');
    expect(log).toContain('log.test.ts:');
    expect(log.slice(0, log.indexOf('e-43'))).not.toMatch(/Jane|jane|secret/);
    expect(log).not.toMatch(/Jane Doe|secret/);
  });

  it('cannot be led astray by an id', async () => {
    openLog(dir, { now }).error('a\nforged line', new Error('x'));
    expect((await readFile(join(dir, 'rapport.log'), 'utf8')).split('\n')[0]).toMatch(/error aforgedline$/);
  });

  it('rotates at its limit and keeps three', async () => {
    const log = openLog(dir, { now, limit: 200 });
    const error = new Error('x');
    error.stack = `Error: x\n    at place (${'f'.repeat(60)}.ts:1:1)`;
    for (let n = 0; n < 40; n++) log.error(`e-${n}`, error);
    expect((await readdir(dir)).sort()).toEqual([
      'rapport.log',
      'rapport.log.1',
      'rapport.log.2',
      'rapport.log.3',
    ]);
    expect(await readFile(join(dir, 'rapport.log'), 'utf8')).toContain('e-39');
    for (const name of await readdir(dir))
      expect((await stat(join(dir, name))).size).toBeLessThanOrEqual(200);
  });

  it('never throws', () => {
    expect(() => openLog(join(dir, 'missing')).error('e-1', new Error('x'))).not.toThrow();
  });
});

describe('frames', () => {
  it('says Error where text has no name of an error', () => {
    expect(frames('Jane wrote something')).toBe('Error');
    expect(frames('Uncaught RangeError: 7\n    at f (a.ts:1:2)\n    words')).toBe(
      'RangeError\n    at f (a.ts:1:2)',
    );
  });
});
