import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processWorld } from './process-world.ts';
import { readServerFile, removeServerFile, writeServerFile } from './server-file.ts';

const server = { port: 4747, token: 'secret', pid: 11 };
const world = {
  ...processWorld,
  now: () => new Date('2026-11-22T10:00:00Z'),
  alive: (pid: number) => pid === 11,
};
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-server-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('the server file', () => {
  it('is read as it was written, and may be read by its owner only', async () => {
    await writeFile(join(dir, 'server.json'), 'debris', { mode: 0o644 });
    await writeServerFile(dir, server, world);
    expect(await readServerFile(dir, world)).toEqual({ ...server, startedAt: '2026-11-22T10:00:00.000Z' });
    expect(await readdir(dir)).toEqual(['server.json']);
    if (process.platform !== 'win32') {
      expect((await stat(join(dir, 'server.json'))).mode & 0o777).toBe(0o600);
    }
  });

  it('is ignored when its process is gone, when it is damaged and when it is missing', async () => {
    expect(await readServerFile(dir, world)).toBeUndefined();
    await writeServerFile(dir, { ...server, pid: 12 }, world);
    expect(await readServerFile(dir, world)).toBeUndefined();
    await writeFile(join(dir, 'server.json'), '{"port":');
    expect(await readServerFile(dir, world)).toBeUndefined();
    await writeFile(join(dir, 'server.json'), JSON.stringify({ ...server, port: 0, startedAt: '' }));
    expect(await readServerFile(dir, world)).toBeUndefined();
  });

  it('is removed by its own server only', async () => {
    await writeServerFile(dir, server, world);
    removeServerFile(dir, 'another');
    expect(await readServerFile(dir, world)).toBeDefined();
    removeServerFile(dir, 'secret');
    removeServerFile(dir, 'secret');
    expect(await readServerFile(dir, world)).toBeUndefined();
  });
});

describe('processWorld', () => {
  it('knows the living from numbers that are none', () => {
    expect(processWorld.alive(process.pid)).toBe(true);
    for (const pid of [0, -1, Number.NaN, 2 ** 31 - 1]) expect(processWorld.alive(pid)).toBe(false);
  });
});
