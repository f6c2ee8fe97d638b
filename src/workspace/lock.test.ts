import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockHolder, takeLock, tryLock } from './lock.ts';
import { workspacePaths } from './paths.ts';
import type { ProcessWorld } from './process-world.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-lock-'));
  file = workspacePaths(dir).lock;
});
afterEach(() => rm(dir, { recursive: true }));

function world(pid: number, living: number[], onSleep: (ms: number) => unknown = () => {}): ProcessWorld {
  return {
    now: () => new Date('2026-11-22T10:00:00Z'),
    pid,
    alive: (other) => living.includes(other),
    sleep: async (ms) => {
      await onSleep(ms);
    },
  };
}

async function take(w: ProcessWorld, command = 'rapport ask') {
  const attempt = await tryLock(dir, command, w);
  if (!('lock' in attempt)) throw new Error(`held by ${attempt.holder.pid}`);
  return attempt.lock;
}

describe('tryLock', () => {
  it('names the holder to a second process, and lets it in after the release', async () => {
    const lock = await take(world(11, [11, 12]), 'rapport import');
    expect(await tryLock(dir, 'rapport ask', world(12, [11, 12]))).toEqual({
      holder: { pid: 11, command: 'rapport import', since: '2026-11-22T10:00:00.000Z' },
    });
    lock.release();
    const second = await take(world(12, [11, 12]));
    second.release();
    expect(await readdir(dir)).toEqual([]);
  });

  it('holds within one process too', async () => {
    const lock = await take(world(11, [11]));
    expect(await tryLock(dir, 'rapport ask', world(11, [11]))).toHaveProperty('holder.pid', 11);
    lock.release();
  });

  it('ignores a lock whose process is dead', async () => {
    await take(world(11, [11]));
    const lock = await take(world(12, [12]));
    expect(await lockHolder(dir, world(13, [12, 13]))).toMatchObject({ pid: 12 });
    lock.release();
  });

  it('ignores a lock of an earlier process with the number that this one has now', async () => {
    await writeFile(
      file,
      JSON.stringify({ pid: 1, command: 'rapport serve', since: '2026-01-01', token: 'old' }),
    );
    (await take(world(1, [1]))).release();
  });

  it('waits for a lock that is being written, and clears it when it stays unreadable', async () => {
    await writeFile(file, '');
    const slept: number[] = [];
    const lock = await take(world(12, [12], (ms) => slept.push(ms)));
    expect(slept.length).toBeGreaterThan(2);
    lock.release();
  });

  it('leaves a lock alone that somebody else has taken over', async () => {
    const first = await take(world(11, [11]));
    const second = await take(world(12, [12]));
    first.release();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: 12 });
    second.release();
  });

  it('lets in one of many at a time', async () => {
    await writeFile(file, JSON.stringify({ pid: 99, command: 'x', since: 's', token: 'stale' }));
    const living = [...Array(8).keys()].map((n) => n + 1);
    const attempts = await Promise.all(living.map((pid) => tryLock(dir, 'rapport ask', world(pid, living))));
    const locks = attempts.flatMap((attempt) => ('lock' in attempt ? [attempt.lock] : []));
    expect(locks).toHaveLength(1);
    locks[0]?.release();
    expect(await readdir(dir)).toEqual([]);
  });
});

describe('takeLock', () => {
  it('waits at least 200 ms a time, says for whom once, and goes in when the holder is done', async () => {
    const first = await take(world(11, [11, 12]), 'rapport import');
    const slept: number[] = [];
    const told: string[] = [];
    const lock = await takeLock(dir, 'rapport ask', {
      onWait: ({ pid, command, since }) => told.push(`${pid} ${command} ${since}`),
      world: world(12, [11, 12], (ms) => {
        slept.push(ms);
        if (slept.length === 3) first.release();
      }),
    });
    expect(lock).toBeDefined();
    expect(told).toEqual(['11 rapport import 2026-11-22T10:00:00.000Z']);
    expect(slept).toHaveLength(3);
    expect(Math.min(...slept)).toBeGreaterThanOrEqual(200);
    lock?.release();
  });

  it('gives up when told, leaving the lock with its holder', async () => {
    const first = await take(world(11, [11, 12]));
    const lock = await takeLock(dir, 'x', { giveUp: async () => true, world: world(12, [11, 12]) });
    expect(lock).toBeUndefined();
    expect(await lockHolder(dir, world(12, [11, 12]))).toMatchObject({ pid: 11 });
    first.release();
  });
});
