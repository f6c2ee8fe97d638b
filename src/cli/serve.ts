import { Problem } from '../model/problem.ts';
import type { App } from '../server/app.ts';
import { type Lock, takeLock } from '../workspace/lock.ts';
import { makeWorkspace } from '../workspace/make.ts';
import { readServerFile, removeServerFile, writeServerFile } from '../workspace/server-file.ts';
import { appWorld, waitingFor } from './app.ts';
import type { Call, Work } from './command.ts';
import { everyOf } from './every.ts';
import { type Listening, listen } from './listen.ts';
import { untilStopped } from './stopping.ts';

const usualPort = 4747;
/** Milliseconds that a browser waits for a page before it is told how far it is. */
const patience = 1500;

/** `rapport serve`: the pages, on this machine only, until somebody stops it. */
export const serve: Work = (call) => serveUntil(call, untilStopped);

/** @param stopped resolves when the server shall close. */
export async function serveUntil(call: Call, stopped: () => Promise<void>): Promise<0> {
  const { dir, terminal, door } = call;
  const port = portOf(call.value('port'));
  checkHost(call.value('host'));
  const every = call.value('sync');
  const syncEvery = every === undefined ? undefined : everyOf(every, 'sync');
  await makeWorkspace(dir);
  const lock = await lockForServing(call);
  if (!lock) return 0;
  // Whatever ends the process, the next command must not look for a server that is gone.
  const leave = () => {
    removeServerFile(dir);
    lock.release();
  };
  process.once('exit', leave);
  try {
    const { listening, app } = await open(call, port, syncEvery);
    try {
      const { pid } = door.processes;
      await writeServerFile(dir, { port: listening.port, token: app.token, pid }, door.processes);
      const done = stopped();
      const moved = port !== 0 && listening.port !== port ? ` (port ${port} is taken)` : '';
      terminal.out(`Rapport is at http://127.0.0.1:${listening.port}${moved}\n`);
      terminal.err(
        `It shows the workspace ${dir}. Open the address in a browser; drop files on its import page.\n`,
      );
      terminal.err('Ctrl-C stops it.\n');
      await done;
      terminal.err('Closing ...\n');
    } finally {
      removeServerFile(dir);
      await Promise.all([listening.close(), app.close()]);
    }
  } finally {
    leave();
    process.off('exit', leave);
  }
  return 0;
}

/** The lock; undefined, said in words, when the workspace is served already. */
async function lockForServing({ dir, terminal, door }: Call): Promise<Lock | undefined> {
  const served = () => readServerFile(dir, door.processes);
  const lock = await takeLock(dir, 'rapport serve', {
    onWait: (holder) => {
      if (holder.command !== 'rapport serve') terminal.err(`${waitingFor(holder)}\n`);
    },
    giveUp: async () => (await served()) !== undefined,
    world: door.processes,
  });
  const server = lock ? undefined : await served();
  if (server) {
    terminal.out(`Rapport is at http://127.0.0.1:${server.port} already (process ${server.pid}).\n`);
  }
  return lock;
}

/** Listens first, so that the app knows its port; requests that come before it is open wait for it. */
async function open(
  { dir, terminal, door }: Call,
  port: number,
  syncEvery: number | undefined,
): Promise<{ listening: Listening; app: App }> {
  let opened: (app: App) => void = () => {};
  const app = new Promise<App>((resolve) => {
    opened = resolve;
  });
  const listening = await listen(async (request) => (await app).fetch(request), port);
  try {
    opened(
      await door.createApp({ ...appWorld(dir, terminal, listening.port), patience, syncEvery, nights: true }),
    );
  } catch (error) {
    await listening.close();
    throw error;
  }
  return { listening, app: await app };
}

function portOf(typed: string | undefined): number {
  if (typed === undefined) return usualPort;
  const port = /^\d{1,5}$/.test(typed) ? Number(typed) : Number.NaN;
  if (port <= 65535) return port;
  throw new Problem(`“${typed}” is no port.`, 'A port is a number up to 65535, such as --port 8080.');
}

function checkHost(host: string | undefined): void {
  if (host === undefined || host === '127.0.0.1' || host === 'localhost') return;
  throw new Problem(
    `Rapport does not listen on ${host}: there is no sign-in yet, so everybody on the network could read it.`,
    'Leave --host out. From another machine, reach it through a tunnel, such as ssh -L 4747:127.0.0.1:4747.',
  );
}
