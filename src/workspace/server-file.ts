import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { workspacePaths } from './paths.ts';
import { type ProcessWorld, processWorld } from './process-world.ts';

const record = z.object({
  port: z.int().min(1).max(65535),
  /** Lets commands of this user reach the server; random per run. */
  token: z.string().min(1),
  pid: z.number(),
  startedAt: z.string(),
});

/** Where the server that has a workspace listens on 127.0.0.1, and the token that commands show it. */
export type ServerFile = z.infer<typeof record>;

/** Says that this process serves the workspace. Only its owner may read the file (mode 0600). */
export async function writeServerFile(
  dir: string,
  server: Omit<ServerFile, 'startedAt'>,
  world: ProcessWorld = processWorld,
): Promise<void> {
  const file = workspacePaths(dir).server;
  const beside = `${file}.${randomUUID()}`;
  const content = JSON.stringify({ ...server, startedAt: world.now().toISOString() });
  try {
    await writeFile(beside, content, { mode: 0o600, flag: 'wx' });
    await rename(beside, file);
  } finally {
    await rm(beside, { force: true });
  }
}

/** The server that has the workspace; undefined where there is none or its process is gone. */
export async function readServerFile(
  dir: string,
  world: ProcessWorld = processWorld,
): Promise<ServerFile | undefined> {
  const content = await readFile(workspacePaths(dir).server, 'utf8').catch(() => undefined);
  const server = content === undefined ? undefined : parse(content);
  return server && world.alive(server.pid) ? server : undefined;
}

/** Removes the file at exit; with a token, only if it is still the one of that server. Synchronous for exit handlers. */
export function removeServerFile(dir: string, token?: string): void {
  const file = workspacePaths(dir).server;
  try {
    if (token === undefined || parse(readFileSync(file, 'utf8'))?.token === token)
      rmSync(file, { force: true });
  } catch {
    // No file, no server: nothing to remove.
  }
}

function parse(content: string): ServerFile | undefined {
  try {
    return record.safeParse(JSON.parse(content)).data;
  } catch {
    return undefined;
  }
}
