import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { privateHosts, privateHostsSetting } from './origin.ts';
import { pinnedTransport } from './transport.ts';

/** How an address is asked once. */
export interface WireAsk {
  headers: Record<string, string>;
  signal: AbortSignal;
  method?: 'POST';
  body?: string;
}

/** The network, the clock and chance, as a parameter. */
export interface WireWorld {
  /** Asks once, with GET where nothing else is said, and follows no redirect. Rejects where there is no answer. */
  fetch(address: string, init: WireAsk): Promise<Response>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or rejects when the signal says stop. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** From 0 to 1. */
  random(): number;
  /** A signal that aborts after so many milliseconds. */
  deadline(milliseconds: number): AbortSignal;
  /** Hosts as `host:port` that may be private and without encryption. */
  allowed: ReadonlySet<string>;
  /** How Rapport names itself to the host. */
  agent: string;
  /** Ends all asking and waiting. */
  stop?: AbortSignal;
  /** Told before each wait that the host or its failing brings about. */
  waits?(milliseconds: number, why: string): void;
}

/** The network and the clock of this machine, under the settings of the environment. */
export function wireWorld(env: Record<string, string | undefined>, stop?: AbortSignal): WireWorld {
  const allowed = privateHosts(env[privateHostsSetting]);
  return {
    fetch: pinnedTransport(allowed),
    now: () => Date.now(),
    sleep: async (milliseconds, signal) => {
      await wait(milliseconds, undefined, signal ? { signal } : {});
    },
    random: () => Math.random(),
    deadline: (milliseconds) => AbortSignal.timeout(milliseconds),
    allowed,
    agent: `Rapport/${version()} (rapport-social)`,
    ...(stop && { stop }),
  };
}

function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  return String(manifest.version);
}
