import { userInfo } from 'node:os';
import type { CommandLine, CommandRequests, CommandResults, CommandWord } from '../model/command.ts';
import type { Progress } from '../model/import.ts';
import { Problem } from '../model/problem.ts';
import type { App, AppWorld } from '../server/app.ts';
import { takeLock } from '../workspace/lock.ts';
import { openLog } from '../workspace/log.ts';
import { type ProcessWorld, processWorld } from '../workspace/process-world.ts';
import { readServerFile, type ServerFile } from '../workspace/server-file.ts';
import { Bug } from './bug.ts';
import { linesOf } from './lines.ts';
import { type Shown, showProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { programVersion } from './version.ts';

/** The two ways to the app: made in this process, or over loopback. */
export interface Door {
  createApp(world: AppWorld): Promise<App>;
  fetch(request: Request): Promise<Response>;
  processes: ProcessWorld;
}

/** The real ways; the app itself is loaded only when it is needed here. */
export const realDoor: Door = {
  createApp: async (world) => (await import('../server/app.ts')).createApp(world),
  fetch: (request) => fetch(request),
  processes: processWorld,
};

/** Who gave a command, as the machine names its user. */
export function whoAmI(): string {
  try {
    return userInfo().username;
  } catch {
    return 'somebody';
  }
}

/** The world of an app on the workspace in `dir`. */
export function appWorld(dir: string, terminal: Terminal, port?: number): AppWorld {
  const log = openLog(dir, { now: terminal.now });
  return {
    dir,
    now: terminal.now,
    who: whoAmI(),
    program: `rapport ${programVersion()}`,
    log,
    port,
    env: terminal.env,
  };
}

/**
 * The one path of all commands: a Request, given to the server that has the workspace, else to the app in this
 * process once the workspace is free. Throws the Problem or the Bug that the app answers.
 */
export async function send<W extends CommandWord>(
  word: W,
  request: CommandRequests[W],
  { dir, terminal, door }: { dir: string; terminal: Terminal; door: Door },
): Promise<CommandResults[W]> {
  const shown = showProgress(terminal);
  try {
    for (;;) {
      const server = await readServerFile(dir, door.processes);
      const answer = server && (await overLoopback(server, word, request, door));
      if (answer) return await resultOf<W>(answer, (progress) => shown.show(progress));
      const inside = await inProcess(word, request, { dir, terminal, door, shown, gone: server });
      if (inside) return inside.result;
    }
  } finally {
    shown.end();
  }
}

/** The server's answer; undefined where nothing listens at its address. */
async function overLoopback(
  server: ServerFile,
  word: CommandWord,
  request: unknown,
  door: Door,
): Promise<Response | undefined> {
  try {
    return await door.fetch(commandRequest(`http://127.0.0.1:${server.port}`, word, request, server.token));
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code;
    if (code === 'ECONNREFUSED') return undefined;
    throw new Problem(
      `The server at http://127.0.0.1:${server.port} (process ${server.pid}) broke off.`,
      'Look whether it still runs, and try again.',
      { cause: error },
    );
  }
}

/** The result from an app in this process; undefined when a server took the workspace while we waited. */
async function inProcess<W extends CommandWord>(
  word: W,
  request: CommandRequests[W],
  world: { dir: string; terminal: Terminal; door: Door; shown: Shown; gone: ServerFile | undefined },
): Promise<{ result: CommandResults[W] } | undefined> {
  const { dir, terminal, door, shown, gone } = world;
  const lock = await takeLock(dir, `rapport ${word}`, {
    onWait: (holder) => shown.note(waitingFor(holder)),
    giveUp: async () => {
      const server = await readServerFile(dir, door.processes);
      return server !== undefined && server.token !== gone?.token;
    },
    world: door.processes,
  });
  if (!lock) return undefined;
  try {
    const app = await door.createApp(appWorld(dir, terminal));
    try {
      const answer = await app.fetch(commandRequest('http://127.0.0.1', word, request, app.token));
      return { result: await resultOf<W>(answer, (progress) => shown.show(progress)) };
    } finally {
      await app.close();
    }
  } finally {
    lock.release();
  }
}

/** For whom a command waits, in a sentence. */
export function waitingFor(holder: { command: string; pid: number; since: string }): string {
  const since = holder.since.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');
  return `Waiting for ${holder.command} (process ${holder.pid}, since ${since}), which has the workspace open.`;
}

function commandRequest(origin: string, word: CommandWord, body: unknown, token: string): Request {
  return new Request(`${origin}/command/${word}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-rapport-token': token },
    body: JSON.stringify(body),
  });
}

/** Reads an answer to its last line, which says how the command ended. */
async function resultOf<W extends CommandWord>(
  answer: Response,
  onProgress: (progress: Progress) => void,
): Promise<CommandResults[W]> {
  const type = answer.headers.get('content-type') ?? '';
  if (!answer.ok || !type.startsWith('application/x-ndjson') || !answer.body) {
    await answer.body?.cancel();
    throw new Problem(
      `The server did not take the command (status ${answer.status}).`,
      'It may be of another version: stop it, start it again with this one, and try again.',
    );
  }
  for await (const text of linesOf(answer.body)) {
    const line = JSON.parse(text) as CommandLine<W>;
    if ('progress' in line) onProgress(line.progress);
    else if ('result' in line) return line.result;
    else if ('problem' in line) throw new Problem(line.problem.message, line.problem.help);
    else throw new Bug(line.bug.id, line.bug.stack);
  }
  throw new Problem(
    'The server went away before the command was done.',
    'Nothing half-done is kept. Try again; rapport doctor says more.',
  );
}
