import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockHolder } from '../workspace/lock.ts';
import { processWorld } from '../workspace/process-world.ts';
import { readServerFile, writeServerFile } from '../workspace/server-file.ts';
import type { Door } from './app.ts';
import type { Call } from './command.ts';
import { serveUntil } from './serve.ts';

let dir: string;
let out: string;
let err: string;
let closed: boolean;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-serve-'));
  out = '';
  err = '';
  closed = false;
});
afterEach(() => rm(dir, { recursive: true }));

const door: Door = {
  createApp: async ({ port }) => ({
    token: 'secret',
    fetch: async () => new Response(`on ${port}`),
    close: async () => {
      closed = true;
    },
  }),
  fetch: (request) => fetch(request),
  processes: processWorld,
};

function call(options: Record<string, string>, through = door): Call {
  return {
    positionals: [],
    value: (name) => options[name],
    values: () => [],
    on: () => false,
    dir,
    terminal: {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      screen: undefined,
      ask: undefined,
      now: () => new Date('2026-11-22T10:00:00Z'),
      every: () => () => {},
      cwd: dir,
      env: {},
    },
    door: through,
  };
}

async function takenPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

describe('serve', () => {
  it('serves on loopback, tells commands where, and leaves nothing behind', async () => {
    const stopped = async () => {
      const server = await readServerFile(dir);
      expect(server).toMatchObject({ token: 'secret', pid: process.pid });
      expect(await (await fetch(`http://127.0.0.1:${server?.port}/`)).text()).toBe(`on ${server?.port}`);
      expect(await lockHolder(dir)).toMatchObject({ command: 'rapport serve' });
    };
    expect(await serveUntil(call({ port: '0' }), stopped)).toBe(0);
    expect(out).toMatch(/^Rapport is at http:\/\/127\.0\.0\.1:\d+\n$/);
    expect(closed).toBe(true);
    expect(await lockHolder(dir)).toBeUndefined();
    await expect(readFile(join(dir, 'server.json'))).rejects.toThrow('ENOENT');
  });

  it('takes the next free port, and says so', async () => {
    const taken = await takenPort();
    await serveUntil(call({ port: String(taken.port) }), async () => {});
    taken.close();
    expect(out).toContain(`(port ${taken.port} is taken)`);
  });

  it('gives way to a server that has the workspace already', async () => {
    await writeServerFile(dir, { port: 4999, token: 't', pid: process.ppid });
    const held = { pid: process.ppid, command: 'rapport serve', since: '2026-11-22T09:00:00Z', token: 'x' };
    await writeFile(join(dir, 'rapport.lock'), JSON.stringify(held));
    const processes = { ...processWorld, alive: () => true, sleep: async () => {} };
    expect(
      await serveUntil(call({}, { ...door, processes }), () => Promise.reject(new Error('served'))),
    ).toBe(0);
    expect(out).toBe(`Rapport is at http://127.0.0.1:4999 already (process ${process.ppid}).\n`);
    expect(err).toBe('');
  });

  it('leaves nothing behind when the workspace cannot be opened', async () => {
    const broken = { ...door, createApp: () => Promise.reject(new Error('newer schema')) };
    await expect(serveUntil(call({ port: '0' }, broken), async () => {})).rejects.toThrow('newer schema');
    expect(await lockHolder(dir)).toBeUndefined();
    expect(await readServerFile(dir)).toBeUndefined();
  });

  it.each(['0.0.0.0', '::', '192.168.1.4', 'example.org'])(
    'refuses --host %s with the reason',
    async (host) => {
      await expect(serveUntil(call({ host }), async () => {})).rejects.toThrow('no sign-in');
    },
  );

  it.each(['x', '-1', '70000', '1.5'])('refuses port %s', async (port) => {
    await expect(serveUntil(call({ port }), async () => {})).rejects.toThrow('is no port');
  });
});
