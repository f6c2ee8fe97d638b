import { refreshFacts } from '../../facts/index.ts';
import type { ConnectionState, SyncReport } from '../../model/connection.ts';
import type { Connection, Connector, Leg, Visit, Wire } from '../../model/connector.ts';
import type { Progress } from '../../model/import.ts';
import type { Plan } from '../../model/plan.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import { beginSync, connectionNamed, endSync } from '../../store/connections.ts';
import type { Database } from '../../store/database.ts';
import { ingestLeg } from '../../store/ingest-leg.ts';
import { sweep } from '../../store/sweep.ts';
import { inTurn } from '../in-turn.ts';
import type { Reach } from './reach.ts';
import { stoppable } from './stoppable.ts';
import { waitWords } from './wait-words.ts';

/** A sync under way, or waiting for its turn. */
export interface SyncRunning {
  name: string;
  startedAt: string;
  who: string;
  progress: Progress;
}

export interface SyncRequest {
  name: string;
  who: string;
  plan: Plan;
  /** For a first look: no more of our own posts than this. */
  posts?: number;
  progress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Reads connected accounts, one after another, and each by one sync at a time, whoever asks. */
export interface SyncDesk {
  running(name: string): SyncRunning | undefined;
  /** What the sync under way has done so far, else what the last one did, where this process made it. */
  report(name: string): SyncReport | undefined;
  /** No longer knows of a connection that was taken away. */
  forget(name: string): void;
  /** True while a leg is being written. */
  writing(): boolean;
  /**
   * Reads what is new. Who asks while that account is being read is told of the same sync. A stop keeps whole legs and
   * is reported, not thrown. Throws the Problem that broke it off; whole legs are kept then too.
   */
  run(request: SyncRequest): Promise<SyncReport>;
  /** Stops what runs and waits until it has stopped. */
  close(): Promise<void>;
}

interface Going {
  state: SyncRunning;
  listeners: Set<(progress: Progress) => void>;
  done: Promise<SyncReport>;
}

/** The way to a connection's host, and its end where somebody signed in. */
interface Way {
  wire: Wire;
  token: string | undefined;
  leave?: Visit['leave'];
}

export interface SyncWorld {
  db: Database;
  now(): Date;
  reach: Reach;
  /** A connection's token; undefined where it has none. */
  token(name: string): Promise<string | undefined>;
  /** Run before the first leg is written, for what must hold beforehand. */
  before(plan: Plan): Promise<void>;
  /** Called at named points; a test kills the process there. */
  checkpoint?: (name: string) => void;
}

export function syncDesk(world: SyncWorld): SyncDesk {
  const { db, now, reach } = world;
  const going = new Map<string, Going>();
  const reports = new Map<string, SyncReport>();
  const turn = inTurn(1);
  const closing = new AbortController();
  let writing = false;

  async function work(request: SyncRequest, progress: (step: Progress) => void): Promise<SyncReport> {
    const signal = request.signal ? AbortSignal.any([request.signal, closing.signal]) : closing.signal;
    const connection = await connectionNamed(db.store, request.name);
    const connector = reach.connectorOf(connection.connector);
    const shown = `${connector.title} @${connection.handle}`;
    const startedAt = now().toISOString();
    const report: SyncReport = {
      name: connection.name,
      shown,
      added: 0,
      changed: 0,
      gone: 0,
      read: 0,
      missing: [],
    };
    if (signal.aborted) return { ...report, stopped: true };
    reports.set(connection.name, report);
    progress({ step: `asking ${new URL(connection.origin).host}` });
    await beginSync(db, connection.name, startedAt);
    await world.before(request.plan);
    let way: Way | undefined;
    try {
      way = await wayTo(connector, connection, progress, signal);
      const { wire } = way;
      const legs = legsOf(connector, connection, { ...way, posts: request.posts, progress });
      for await (const leg of stoppable(legs, signal)) {
        await keep(leg);
        if (leg.done || signal.aborted) break;
      }
      if (!signal.aborted) await lookAfter(request, wire);
    } catch (error) {
      if (!way && signal.aborted) return { ...report, stopped: true };
      await endSync(db, connection.name, now().toISOString(), inWords(error));
      throw error;
    } finally {
      await way?.leave?.();
    }
    if (signal.aborted) return { ...report, stopped: true };
    await endSync(db, connection.name, now().toISOString());
    return report;

    /** Asks which messages of before are gone; a host that does not answer that breaks nothing off. */
    async function lookAfter({ who, plan }: SyncRequest, wire: Wire): Promise<void> {
      if (!connector.gone) return;
      progress({ step: 'asking which messages are gone' });
      try {
        const swept = await sweep(
          db,
          {
            connection: connection.name,
            source: connector.word,
            gone: async (ids) => (await connector.gone?.(ids, wire)) ?? [],
          },
          { now: now().toISOString(), who, plan, refresh: refreshFacts },
        );
        report.gone += swept.gone;
      } catch (error) {
        if (!isProblem(error)) throw error;
        report.missing.push(`Which messages were deleted there could not be asked: ${error.message}`);
      }
    }

    async function keep(leg: Leg): Promise<void> {
      report.missing = [...new Set([...report.missing, ...leg.missing])];
      writing = true;
      try {
        const kept = await ingestLeg(
          db,
          {
            leg,
            connection: connection.name,
            shown,
            reader: connector.word,
            readerVersion: connector.version,
            missing: report.missing,
            startedAt,
            importId: report.importId,
          },
          {
            now: now().toISOString(),
            who: request.who,
            plan: request.plan,
            refresh: refreshFacts,
            progress,
            checkpoint: world.checkpoint,
          },
        );
        if (kept.importId !== undefined) report.importId = kept.importId;
        report.added += kept.added;
        report.changed += kept.changed;
        report.gone += kept.gone;
        report.read += leg.messages.length;
        if (leg.values) report.values = [...(report.values ?? []), ...leg.values];
        if (leg.observedUntil) report.observedUntil = leg.observedUntil;
      } finally {
        writing = false;
      }
    }
  }

  /** The way to the connection's host, signed in where that can be done. */
  async function wayTo(
    connector: Connector,
    state: ConnectionState,
    progress: (step: Progress) => void,
    stop: AbortSignal,
  ): Promise<Way> {
    const token = await world.token(state.name);
    const wire = await reach.wireTo(state.origin, {
      stop,
      waits: (milliseconds, why) => progress({ step: waitWords(milliseconds, why) }),
    });
    if (token === undefined || !connector.signIn) return { wire, token };
    return { token, ...(await connector.signIn(connectionOf(state), wire, token)) };
  }

  function legsOf(
    connector: Connector,
    state: ConnectionState,
    asked: Way & { posts: number | undefined; progress: (step: Progress) => void },
  ): AsyncIterable<Leg> {
    const { cursor } = state;
    const { wire, token, posts, progress } = asked;
    return connector.sync(connectionOf(state), {
      wire,
      now: now().toISOString(),
      progress: (step, done, total) => progress({ step, done, total }),
      ...(cursor !== undefined ? { cursor } : {}),
      ...(token !== undefined ? { token } : {}),
      ...(posts !== undefined ? { posts } : {}),
    });
  }

  return {
    running: (name) => going.get(name)?.state,
    report: (name) => reports.get(name),
    forget: (name) => void reports.delete(name),
    writing: () => writing,
    async run(request) {
      const already = going.get(request.name);
      if (already) {
        if (request.progress) {
          request.progress({ step: `waiting for the sync that ${already.state.who} began` });
          already.listeners.add(request.progress);
        }
        return already.done;
      }
      const listeners = new Set(request.progress ? [request.progress] : []);
      const state: SyncRunning = {
        name: request.name,
        startedAt: now().toISOString(),
        who: request.who,
        progress: { step: going.size > 0 ? 'waiting for another sync' : 'beginning' },
      };
      const progress = (step: Progress): void => {
        state.progress = step;
        for (const tell of listeners) tell(step);
      };
      const done = turn(() => work(request, progress)).finally(() => going.delete(request.name));
      going.set(request.name, { state, listeners, done });
      return done;
    },
    async close() {
      closing.abort(new Problem('Rapport is closing; the sync was stopped. What was read whole is kept.'));
      await Promise.allSettled([...going.values()].map(({ done }) => done));
    },
  };
}

function connectionOf({ name, connector, origin, account, handle }: ConnectionState): Connection {
  return { name, connector, origin, account, handle };
}

function inWords(error: unknown): { message: string; help?: string } {
  if (!isProblem(error)) return { message: 'The sync stopped because of a mistake in Rapport.' };
  return { message: error.message, ...(error.help ? { help: error.help } : {}) };
}
