import { mkdir } from 'node:fs/promises';
import { Hono } from 'hono';
import { refreshFacts } from '../facts/index.ts';
import { listConnections } from '../store/connections.ts';
import { openDatabase } from '../store/database.ts';
import { expire, lastExpiry } from '../store/expire.ts';
import { workspacePaths } from '../workspace/paths.ts';
import { assetResponse } from './assets.ts';
import { addBriefRoutes } from './brief-routes.tsx';
import { addCheckRoutes } from './check-routes.tsx';
import { addCodingRoutes } from './coding/coding-routes.tsx';
import { commandResponse } from './command.ts';
import { addDecisionRoutes } from './decision-routes.tsx';
import type { Env } from './env.ts';
import { guard, withStrictHeaders } from './guard.ts';
import { addImportRoutes } from './import-routes.tsx';
import { keepNights, type Nights } from './keeping/nights.ts';
import { addMessagesRoutes } from './messages-routes.tsx';
import { addPlanRoutes } from './plan/plan-routes.tsx';
import { addQuestionRoutes } from './question-routes.tsx';
import { failed, notFound } from './respond.tsx';
import { addSeriesRoutes } from './series-routes.tsx';
import { type AppWorld, makeServing, type Serving } from './serving.ts';
import { addConnectRoutes } from './sync/connect-routes.tsx';
import { addConnectionRoutes } from './sync/connection-routes.tsx';
import { keepSchedule, type Schedule } from './sync/schedule.ts';
import { addWorkRoutes } from './work-routes.tsx';

export type { AppWorld } from './serving.ts';

/** Rapport on one workspace: pages, files and commands behind one function from request to response. */
export interface App {
  fetch(request: Request): Promise<Response>;
  /** The command line shows it in the header `x-rapport-token`. */
  token: string;
  /** Stops a running import (nothing of it is kept) and closes the database. */
  close(): Promise<void>;
}

/** Opens the workspace in `world.dir`. Throws a Problem when its database cannot be opened by this program. */
export async function createApp(world: AppWorld): Promise<App> {
  await mkdir(world.dir, { recursive: true });
  const { database } = workspacePaths(world.dir);
  const db = await openDatabase(database, world.memoryLimit ? { memoryLimit: world.memoryLimit } : {});
  const serving = makeServing(world, db);
  await serving.pending.clear();
  const app = routes(serving);
  const schedule = world.syncEvery === undefined ? undefined : scheduleOf(serving, world.syncEvery);
  schedule?.tick().catch(serving.report);
  const nights = world.nights ? nightsOf(serving) : undefined;
  return {
    fetch: async (request) => withStrictHeaders(await app.fetch(request)),
    token: serving.tokens.command,
    async close() {
      await serving.machine.close();
      schedule?.stop();
      nights?.stop();
      await serving.syncs.close();
      await serving.imports.close();
      await serving.findings.settle();
      await serving.looks.settle();
      await serving.pending.clear();
      await db.close();
    },
  };
}

/** Looks every half minute which account is due. */
function scheduleOf(serving: Serving, every: number): Schedule {
  const { syncs, db, plan, world, report } = serving;
  return keepSchedule({
    desk: syncs,
    connections: () => listConnections(db.store),
    plan,
    now: world.now,
    every,
    repeat(work) {
      const timer = setInterval(work, 30_000);
      timer.unref();
      return () => clearInterval(timer);
    },
    report,
  });
}

/** Looks every five minutes whether it is night. */
function nightsOf(serving: Serving): Nights {
  const { db, plan, world, report, factsBy } = serving;
  return keepNights({
    async work(inForce) {
      await factsBy(inForce);
      const now = world.now().toISOString();
      await expire(db, { now, who: 'night', plan: inForce, refresh: refreshFacts });
    },
    last: () => lastExpiry(db.store),
    plan,
    now: world.now,
    repeat(work) {
      const timer = setInterval(work, 5 * 60_000);
      timer.unref();
      return () => clearInterval(timer);
    },
    report,
  });
}

function routes(serving: Serving): Hono<Env> {
  const app = new Hono<Env>();
  app.use(guard(serving.tokens, serving.world.port, serving.uploadLimit));
  for (const path of ['/style.css', '/browser.js', '/browser/:name', '/fonts/:name'])
    app.get(path, async (c) => {
      const found = await assetResponse(c.req.path, c.req.header('if-none-match'));
      return found ?? notFound(serving, c);
    });
  // Browsers ask for one unasked.
  app.get('/favicon.ico', () => new Response(null, { status: 204 }));
  app.post('/command/:word', (c) => commandResponse(serving, c));
  addImportRoutes(app, serving);
  addConnectRoutes(app, serving);
  addConnectionRoutes(app, serving);
  addWorkRoutes(app, serving);
  addCheckRoutes(app, serving);
  addCodingRoutes(app, serving);
  addMessagesRoutes(app, serving);
  addBriefRoutes(app, serving);
  addPlanRoutes(app, serving);
  addDecisionRoutes(app, serving);
  addSeriesRoutes(app, serving);
  addQuestionRoutes(app, serving);
  app.notFound((c) => notFound(serving, c));
  app.onError((error, c) => failed(serving, c, error));
  return app;
}
