import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from '../workspace/lock.ts';
import { writeServerFile } from '../workspace/server-file.ts';
import { type Door, send } from './app.ts';
import type { Terminal } from './terminal.ts';

let dir: string;
let said: string;
let closed: number;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rapport-app-'));
  said = '';
  closed = 0;
});
afterEach(() => rm(dir, { recursive: true }));

const terminal: Terminal = {
  out: () => {},
  err: (text) => {
    said += text;
  },
  screen: undefined,
  ask: undefined,
  now: () => new Date('2026-11-22T10:00:00Z'),
  every: () => () => {},
  cwd: '',
  env: {},
};

function answer(...lines: unknown[]): Response {
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return new Response(body, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
}

const done = { result: { removed: 1, restored: 0 } };

function doorTo(lines: () => Response, rest: Partial<Door> = {}): Door {
  return {
    createApp: async () => ({
      token: 'inside',
      fetch: async (request) => {
        expect(request.headers.get('x-rapport-token')).toBe('inside');
        return lines();
      },
      close: async () => {
        closed++;
      },
    }),
    fetch: () => Promise.reject(new Error('no server was asked for')),
    processes: {
      now: () => new Date('2026-11-22T10:00:00Z'),
      pid: 12,
      alive: (pid) => [11, 12].includes(pid),
      sleep: async () => {},
    },
    ...rest,
  };
}

const undo = (door: Door) => send('undo', { importId: 1, who: 'me' }, { dir, terminal, door });

describe('send', () => {
  it('opens the workspace where nobody has it, and leaves it closed and unlocked', async () => {
    expect(await undo(doorTo(() => answer({ progress: { step: 'x' } }, done)))).toEqual(done.result);
    expect([closed, await readdir(dir)]).toEqual([1, []]);
  });

  it('closes and unlocks after a problem and after a bug as well', async () => {
    const problem = () => answer({ problem: { message: 'There is no import 1.', help: 'Look.' } });
    await expect(undo(doorTo(problem))).rejects.toMatchObject({ name: 'Problem', help: 'Look.' });
    const bug = () => answer({ bug: { id: 'e-1', stack: 'TypeError\n    at x (y.ts:1:1)' } });
    await expect(undo(doorTo(bug))).rejects.toMatchObject({
      name: 'Bug',
      id: 'e-1',
      stack: /* kept */ expect.stringContaining('y.ts'),
    });
    expect([closed, await readdir(dir)]).toEqual([2, []]);
  });

  it('says so when the answer breaks off or is none', async () => {
    await expect(undo(doorTo(() => answer({ progress: { step: 'x' } })))).rejects.toThrow('went away');
    await expect(undo(doorTo(() => new Response('Forbidden', { status: 403 })))).rejects.toThrow(
      'status 403',
    );
  });

  it('waits for another command, and says for whom', async () => {
    const world = { ...doorTo(() => answer(done)).processes, pid: 11 };
    const lock = await takeLock(dir, 'rapport import', { world });
    const door = doorTo(() => answer(done));
    let sleeps = 0;
    door.processes.sleep = async () => {
      if (++sleeps === 4) lock?.release();
    };
    expect(await undo(door)).toEqual(done.result);
    expect(sleeps).toBe(4);
    expect(said).toBe(
      'Waiting for rapport import (process 11, since 2026-11-22 10:00 UTC), which has the workspace open.\n',
    );
  });

  it('goes over to a server that takes the workspace while it waits', async () => {
    const processes = doorTo(() => answer(done)).processes;
    await takeLock(dir, 'rapport serve', { world: { ...processes, pid: 11 } });
    const door = doorTo(() => answer(done), {
      createApp: () => Promise.reject(new Error('the server has it')),
      fetch: async (request) => {
        expect(request.url).toBe('http://127.0.0.1:4747/command/undo');
        return answer(done);
      },
    });
    door.processes.sleep = () => writeServerFile(dir, { port: 4747, token: 't', pid: 11 }, processes);
    expect(await undo(door)).toEqual(done.result);
  });

  it('takes a server file for stale when nothing listens there', async () => {
    const refused = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    const door = doorTo(() => answer(done), { fetch: () => Promise.reject(refused) });
    await writeServerFile(dir, { port: 4747, token: 't', pid: 11 }, door.processes);
    expect(await undo(door)).toEqual(done.result);
    expect(closed).toBe(1);
  });

  it('does not take a server for gone that broke off in the middle', async () => {
    const reset = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
    const door = doorTo(() => answer(done), { fetch: () => Promise.reject(reset) });
    await writeServerFile(dir, { port: 4747, token: 't', pid: 11 }, door.processes);
    await expect(undo(door)).rejects.toThrow('broke off');
    await writeFile(join(dir, 'server.json'), '');
    expect(closed).toBe(0);
  });
});
