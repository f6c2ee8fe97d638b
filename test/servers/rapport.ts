import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../src/model/connector.ts';
import { keepConnection } from '../../src/store/connections.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { makeWorkspace } from '../../src/workspace/make.ts';
import { workspacePaths } from '../../src/workspace/paths.ts';
import { root } from '../repository.ts';

/** What a command printed and how it ended. */
export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** A command that runs. */
export interface Running {
  child: ChildProcess;
  ended: Promise<Ended>;
}

/** A workspace of its own in which the built program is run as a person would, against servers on this machine. */
export interface TestWorkspace {
  run(...args: string[]): Promise<Ended>;
  start(...args: string[]): Running;
  /** Keeps a connection whose server is none that a person could type. */
  keep(connection: Connection): Promise<void>;
  query<T>(sql: string): Promise<T[]>;
  remove(): Promise<void>;
}

/** Makes one; `hosts` are the private hosts (`host:port`) that may be asked. */
export async function makeTestWorkspace(
  hosts: string[],
  env: Record<string, string> = {},
): Promise<TestWorkspace> {
  const dir = await mkdtemp(join(tmpdir(), 'rapport-against-'));
  const main = join(root, 'dist', 'cli', 'main.js');
  const start = (...args: string[]): Running => {
    const child = spawn(process.execPath, [main, ...args, '--workspace', dir], {
      env: { ...process.env, RAPPORT_ALLOW_PRIVATE_HOSTS: hosts.join(','), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
    });
    const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, ...said })));
    return { child, ended };
  };
  const inDatabase = async <T>(work: (db: Database) => Promise<T>): Promise<T> => {
    const db = await openDatabase(workspacePaths(dir).database);
    try {
      return await work(db);
    } finally {
      await db.close();
    }
  };
  const run = (...args: string[]) => start(...args).ended;
  await makeWorkspace(dir);
  return {
    start,
    run,
    keep: (connection) => inDatabase((db) => keepConnection(db, connection, new Date().toISOString())),
    query: <T>(sql: string) => inDatabase((db) => db.store.query(sql) as Promise<T[]>),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
}
