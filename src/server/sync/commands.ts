import { z } from 'zod';
import { refreshFacts } from '../../facts/index.ts';
import type { CommandRequests, CommandResults } from '../../model/command.ts';
import type { ConnectionState, FoundAccount } from '../../model/connection.ts';
import type { Connection, Connector } from '../../model/connector.ts';
import type { Progress } from '../../model/import.ts';
import type { Plan } from '../../model/plan.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import {
  connectionNamed,
  held,
  keepConnection,
  listConnections,
  removeConnection,
} from '../../store/connections.ts';
import { totals } from '../../store/imports.ts';
import type { Serving } from '../serving.ts';
import type { Reach } from './reach.ts';
import { waitWords } from './wait-words.ts';

type Word = 'connect' | 'sync' | 'connections' | 'disconnect';

/** What these commands may be asked. */
export const syncShapes: { [W in Word]: z.ZodType<CommandRequests[W]> } = {
  connect: z.object({
    typed: z.string().min(1).max(300),
    name: z.string().optional(),
    token: z.string().min(1).max(4000).optional(),
    host: z.string().min(1).max(300).optional(),
  }),
  sync: z.object({ names: z.array(z.string()), posts: z.int().min(1).optional(), who: z.string() }),
  connections: z.object({}) as z.ZodType<Record<string, never>>,
  disconnect: z.object({ name: z.string(), go: z.boolean() }),
};

const wordShape = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** An account that was found, with what it takes to keep it. */
export interface Found extends FoundAccount {
  /** The name under which a person wants it. */
  name?: string;
  /** The secret that came with it. */
  token?: string;
}

/** Finds the account, with the token that came or, without one, with that which is kept for it. Keeps nothing. */
export async function findAccount(
  { db, reach, secrets }: Serving,
  { typed, name, token, host }: CommandRequests['connect'],
  { progress, signal }: { progress(progress: Progress): void; signal: AbortSignal },
): Promise<Found> {
  if (name !== undefined && !wordShape.test(name))
    throw new Problem(
      `“${name}” is no name for a connection.`,
      'It has small letters, digits and hyphens, such as --name bluesky-support.',
    );
  progress({ step: `looking for ${typed.trim()}` });
  const all = await listConnections(db.store);
  const waits = (milliseconds: number, why: string) => progress({ step: waitWords(milliseconds, why) });
  const kept = keptFor({ typed, name, host }, all, reach);
  const asked = token !== undefined ? 'given' : kept === undefined ? 'none' : await secrets.kept(kept);
  const secret = token ?? (kept === undefined ? undefined : await secrets.token(kept));
  const { connector, found } = await reach.find(typed, { stop: signal, waits }, { host, token: secret });
  const before = all.find((one) => isSame(one, found));
  if (before && before.origin !== found.origin && secret === undefined) {
    if ((await secrets.kept(before.name)) !== 'none') throw staysThere(before);
  }
  return {
    connection: { ...found, name: nameFor(found, name, all) },
    title: connector.title,
    reads: connector.reads ?? readsOf(connector, found.handle),
    known: before !== undefined,
    asked,
    ...(name !== undefined && { name }),
    ...(token !== undefined && { token }),
  };
}

/** Keeps an account that was found, with its token where one came. */
export async function keepAccount(
  { db, secrets, world }: Serving,
  { name, token, ...account }: Found,
): Promise<CommandResults['connect']> {
  const all = await listConnections(db.store);
  const connection = { ...account.connection, name: nameFor(account.connection, name, all) };
  const known = all.some((one) => isSame(one, connection));
  await keepConnection(db, connection, world.now().toISOString());
  if (token !== undefined) await secrets.keep(connection.name, token);
  return { ...account, connection, known, token: await secrets.kept(connection.name) };
}

/** Finds the account and keeps it. */
export async function connectAccount(
  serving: Serving,
  request: CommandRequests['connect'],
  run: { progress(progress: Progress): void; signal: AbortSignal },
): Promise<CommandResults['connect']> {
  return keepAccount(serving, await findAccount(serving, request, run));
}

type Account = Omit<Connection, 'name'>;

function isSame(one: Account, other: Account): boolean {
  return one.connector === other.connector && one.account === other.account;
}

/**
 * The name whose token may be used for an account without asking for it again: a name that nobody has; or that of the
 * same account, where it would go to no other server than before, or than would be asked without one. What is kept under
 * any other name belongs to another account, perhaps at another host.
 */
function keptFor(
  { typed, name, host }: Pick<CommandRequests['connect'], 'typed' | 'name' | 'host'>,
  all: ConnectionState[],
  reach: Reach,
): string | undefined {
  if (name !== undefined && all.every((one) => one.name !== name)) return name;
  const connector = reach.knowing(typed);
  const named = connector?.named?.(typed.trim())?.toLowerCase();
  const same = all.find(
    (one) =>
      one.connector === connector?.word &&
      (name === undefined || one.name === name) &&
      [one.handle, one.account].some((word) => word.toLowerCase() === named),
  );
  if (!same || !connector) return undefined;
  const asStranger = connector.originOf(typed.trim());
  const asked = connector.originOf(typed.trim(), { host, token: 'kept' });
  return same.origin === asked || (host === undefined && same.origin === asStranger) ? same.name : undefined;
}

/** A token goes to no other server than the one that it was given for. */
function staysThere({ name, handle, origin }: ConnectionState): Problem {
  return new Problem(
    `@${handle} is connected at ${origin} with a token, which was not sent to another server.`,
    `To stay there: --host ${origin}. For another server give its token: --token. Or take the account away first: rapport disconnect ${name}.`,
  );
}

function nameFor(found: Account, wanted: string | undefined, all: ConnectionState[]): string {
  return wanted ?? all.find((one) => isSame(one, found))?.name ?? freeName(found, all);
}

function readsOf({ title }: Connector, handle: string): string {
  return `Reads the posts of @${handle} and what people write below them, as far as ${title} shows them.`;
}

/** The connector's word, else with the handle behind it, else with a number. */
function freeName({ connector: word, handle }: Account, all: ConnectionState[]): string {
  const label =
    handle
      .toLowerCase()
      .split(/[.@]/)[0]
      ?.replace(/[^a-z0-9]+/g, '-') ?? '';
  const stem = `${word}-${label}`.slice(0, 36).replace(/-+$/, '');
  const taken = new Set(all.map(({ name }) => name));
  for (let n = 0; ; n++) {
    const name = [word, stem][n] ?? `${stem}-${n}`;
    if (!taken.has(name)) return name;
  }
}

/** Syncs one after another; one that breaks off does not keep the others from being read. */
export async function syncAll(
  { db, reach, syncs }: Serving,
  { names, posts, who }: CommandRequests['sync'],
  run: { plan: Plan; progress(progress: Progress): void; signal: AbortSignal },
): Promise<CommandResults['sync']> {
  const wanted =
    names.length > 0
      ? await Promise.all([...new Set(names)].map((name) => connectionNamed(db.store, name)))
      : await listConnections(db.store);
  if (wanted.length === 0)
    throw new Problem('No account is connected.', 'Connect one: rapport connect @name.bsky.social.');
  const result: CommandResults['sync'] = { reports: [], failed: [], totals: await totals(db.store) };
  for (const { name, connector, handle } of wanted) {
    if (run.signal.aborted) break;
    try {
      result.reports.push(await syncs.run({ name, who, posts, ...run }));
    } catch (error) {
      if (!isProblem(error)) throw error;
      const title = reach.connectors.find(({ word }) => word === connector)?.title ?? connector;
      const { message, help } = error;
      result.failed.push({ name, shown: `${title} @${handle}`, message, ...(help ? { help } : {}) });
    }
  }
  return { ...result, totals: await totals(db.store) };
}

/** Every connection with how far it is, and how tokens are kept. */
export async function connectionsShown(serving: Serving): Promise<CommandResults['connections']> {
  const { db, reach, secrets, syncs, world } = serving;
  let problem: Problem | undefined;
  const orProblem = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (!isProblem(error)) throw error;
      problem = error;
      return otherwise;
    }
  };
  const connections = await Promise.all(
    (await listConnections(db.store)).map(async (one) => ({
      ...one,
      title: reach.connectors.find(({ word }) => word === one.connector)?.title ?? one.connector,
      token: await orProblem(secrets.kept(one.name), 'none'),
      running: syncs.running(one.name)?.progress,
    })),
  );
  const { next, file } = await orProblem(secrets.way(), { next: 'file', file: 'none', names: [] });
  const said = problem && { message: problem.message, help: problem.help };
  return { connections, secrets: { next, file, problem: said }, every: world.syncEvery };
}

/** Says what would go, or takes it away: the connection, what came by it alone, its token. */
export async function disconnectAccount(
  { db, secrets, syncs, world }: Serving,
  { name, go }: CommandRequests['disconnect'],
  plan: Plan,
  progress: (progress: Progress) => void,
): Promise<CommandResults['disconnect']> {
  const { handle } = await connectionNamed(db.store, name);
  if (!go) {
    const { imports, messages, values } = await held(db.store, name);
    return { name, handle, imports: imports.length, removed: messages, ...(values > 0 && { values }) };
  }
  if (syncs.running(name))
    throw new Problem(`${name} is being read just now.`, 'Try again when that is done.');
  progress({ step: `taking ${name} away` });
  const removed = await removeConnection(db, name, {
    plan,
    refresh: refreshFacts,
    now: world.now().toISOString(),
    who: world.who,
  });
  await secrets.forget(name);
  syncs.forget(name);
  return { name, handle, ...removed };
}
