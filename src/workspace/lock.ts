import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { workspacePaths } from './paths.ts';
import { type ProcessWorld, processWorld } from './process-world.ts';

/** Who has the database open. */
export interface Holder {
  pid: number;
  /** The command as its user would type it, such as `rapport import`. */
  command: string;
  /** ISO UTC. */
  since: string;
}

/** A lock that is held. Releasing it twice, or after somebody else took it over, does nothing. */
export interface Lock {
  /** Synchronous, so that it also works while the process exits. */
  release(): void;
}

/** Either the lock, or who has it. */
export type Attempt = { lock: Lock } | { holder: Holder };

const record = z.object({ pid: z.number(), command: z.string(), since: z.string(), token: z.string() });
const heldHere = new Set<string>();
const pause = 300;
/** A lock file without readable content is one that is being written; after these tries it is debris. */
const patience = 10;

/** Takes the lock of the workspace in `dir` if nobody alive has it. */
export async function tryLock(
  dir: string,
  command: string,
  world: ProcessWorld = processWorld,
): Promise<Attempt> {
  const file = workspacePaths(dir).lock;
  for (let unreadable = 0; ; ) {
    const lock = await create(file, command, world);
    if (lock) return { lock };
    const content = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (content === undefined) continue;
    const holder = parse(content);
    if (holder && holds(holder, world)) {
      return { holder: { pid: holder.pid, command: holder.command, since: holder.since } };
    }
    if (!holder && ++unreadable < patience) await world.sleep(pause);
    else await clear(file, content, world);
  }
}

/**
 * Takes the lock, waiting as long as somebody alive has it. `onWait` is told for whom, once per holder;
 * `giveUp` is asked between tries, and true ends the waiting with undefined.
 */
export async function takeLock(
  dir: string,
  command: string,
  options: { onWait?: (holder: Holder) => void; giveUp?: () => Promise<boolean>; world?: ProcessWorld } = {},
): Promise<Lock | undefined> {
  const world = options.world ?? processWorld;
  let told = '';
  for (;;) {
    const attempt = await tryLock(dir, command, world);
    if ('lock' in attempt) return attempt.lock;
    const { holder } = attempt;
    if (told !== `${holder.pid} ${holder.since}`) options.onWait?.(holder);
    told = `${holder.pid} ${holder.since}`;
    await world.sleep(pause);
    if (await options.giveUp?.()) return undefined;
  }
}

/** Who has the workspace open, if anybody alive has. */
export async function lockHolder(
  dir: string,
  world: ProcessWorld = processWorld,
): Promise<Holder | undefined> {
  const content = await readFile(workspacePaths(dir).lock, 'utf8').catch(() => '');
  const holder = parse(content);
  return holder && holds(holder, world)
    ? { pid: holder.pid, command: holder.command, since: holder.since }
    : undefined;
}

async function create(file: string, command: string, world: ProcessWorld): Promise<Lock | undefined> {
  const token = randomUUID();
  const content = JSON.stringify({ pid: world.pid, command, since: world.now().toISOString(), token });
  try {
    await writeFile(file, content, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined;
    throw error;
  }
  heldHere.add(token);
  return { release: () => release(file, token) };
}

function release(file: string, token: string): void {
  if (!heldHere.delete(token)) return;
  try {
    if (parse(readFileSync(file, 'utf8'))?.token === token) rmSync(file, { force: true });
  } catch {
    // Gone already: that is all a release wants.
  }
}

/**
 * A holder with this process's own number but a token that it never gave out died before a restart that gave the
 * number again, as in a container, where the program is process 1 every time.
 */
function holds(holder: z.infer<typeof record>, world: ProcessWorld): boolean {
  return holder.pid === world.pid ? heldHere.has(holder.token) : world.alive(holder.pid);
}

function parse(content: string): z.infer<typeof record> | undefined {
  try {
    return record.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}

/**
 * Removes a stale lock, one process at a time and only if it is still the one that was seen: otherwise two that
 * see the same stale lock could each remove the other's fresh one. The guard of a process killed right here
 * counts as debris after ten seconds.
 */
async function clear(file: string, stale: string, world: ProcessWorld): Promise<void> {
  const guard = `${file}.clearing`;
  try {
    await mkdir(guard);
  } catch {
    const made = (await stat(guard).catch(() => undefined))?.mtimeMs;
    if (made !== undefined && Date.now() - made > 10_000) await rm(guard, { recursive: true, force: true });
    else await world.sleep(pause);
    return;
  }
  try {
    if ((await readFile(file, 'utf8').catch(() => '')) === stale) await rm(file, { force: true });
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
}
