import type { Hono } from 'hono';
import { isProblem } from '../../model/problem.ts';
import { AccountPage, DisconnectedPage, DisconnectPage, SyncingPage } from '../../pages/index.tsx';
import type { Account } from '../../pages/sync-props.ts';
import { connectionNamed } from '../../store/connections.ts';
import type { Ask, Env } from '../env.ts';
import { frameFor } from '../frame.ts';
import { html, json, notFound, seeOther } from '../respond.tsx';
import type { Serving } from '../serving.ts';
import { connectionsShown, disconnectAccount } from './commands.ts';

/** `/import/connections/NAME`: one connected account, how far its sync is, what came, and taking it away. */
export function addConnectionRoutes(app: Hono<Env>, serving: Serving): void {
  const at = '/import/connections/:name{[a-z0-9-]+}';
  app.get(at, (c) => accountPage(serving, c, c.req.param('name')));
  app.get('/import/connections/:file{[a-z0-9-]+\\.json}', (c) => {
    const name = c.req.param('file').replace(/\.json$/, '');
    const running = serving.syncs.running(name);
    return json(running ? { running } : { location: addressOf(name) });
  });
  app.post(`${at}/sync`, async (c) => {
    await beginReading(serving, c.req.param('name'));
    return seeOther(addressOf(c.req.param('name')));
  });
  app.get(`${at}/disconnect`, (c) => disconnectPage(serving, c, c.req.param('name')));
  app.post(`${at}/disconnect`, (c) => disconnect(serving, c, c.req.param('name')));
}

const addressOf = (name: string): string => `/import/connections/${encodeURIComponent(name)}`;

/** Reads a connected account in the background. Throws a Problem where there is none of that name or the plan is broken. */
export async function beginReading(serving: Serving, name: string): Promise<void> {
  const { plan, problem } = await serving.plan();
  if (problem) throw problem;
  await connectionNamed(serving.db.store, name);
  serving.syncs.run({ name, who: serving.world.who, plan }).catch((error) => {
    if (!isProblem(error)) serving.report(error);
  });
}

/** Every connected account with what its last sync did. */
export async function accountsShown(serving: Serving) {
  const { connections, ...rest } = await connectionsShown(serving);
  return { ...rest, connections: connections.map((one): Account => withReport(serving, one)) };
}

function withReport({ syncs }: Serving, one: Account): Account {
  const report = syncs.report(one.name);
  return report ? { ...one, report } : one;
}

async function accountPage(serving: Serving, c: Ask, name: string): Promise<Response> {
  const { connections, secrets } = await accountsShown(serving);
  const account = connections.find((one) => one.name === name);
  if (!account) return notFound(serving, c, 'connection');
  const frame = await frameFor(serving, c, 'import');
  const running = serving.syncs.running(name);
  return running
    ? html(<SyncingPage frame={frame} account={account} running={running} path={addressOf(name)} />)
    : html(<AccountPage frame={frame} account={account} secrets={secrets} />);
}

async function disconnectPage(serving: Serving, c: Ask, name: string): Promise<Response> {
  const { connections } = await connectionsShown(serving);
  const account = connections.find((one) => one.name === name);
  if (!account) return notFound(serving, c, 'connection');
  const { plan } = await serving.plan();
  const would = await disconnectAccount(serving, { name, go: false }, plan, () => undefined);
  return html(
    <DisconnectPage frame={await frameFor(serving, c, 'import')} account={account} would={would} />,
  );
}

async function disconnect(serving: Serving, c: Ask, name: string): Promise<Response> {
  const { plan, problem } = await serving.plan();
  if (problem) throw problem;
  const done = await disconnectAccount(serving, { name, go: true }, plan, () => undefined);
  return html(<DisconnectedPage frame={await frameFor(serving, c, 'import')} done={done} />);
}
