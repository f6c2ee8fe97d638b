import type { WireWorld } from '../src/sources/wire/world.ts';

/** A network that is a function, a clock that only waiting moves, and what was asked and waited for. */
export interface MadeWorld extends WireWorld {
  asked: string[];
  waited: number[];
}

/** The host answers each address; an Error is a line that broke. */
export function madeWorld(
  host: (
    address: string,
    headers: Record<string, string>,
    signal: AbortSignal,
    sent: { method: string; body: string | undefined },
  ) => Response | Error | Promise<Response>,
  {
    now = Date.parse('2026-11-20T12:00:00Z'),
    ...more
  }: { now?: number } & Partial<Omit<WireWorld, 'now'>> = {},
): MadeWorld {
  const asked: string[] = [];
  const waited: number[] = [];
  let clock = now;
  return {
    asked,
    waited,
    fetch: async (address, { headers, signal, method = 'GET', body }) => {
      asked.push(address);
      const answer = await host(address, headers, signal, { method, body });
      if (answer instanceof Error) throw answer;
      return answer;
    },
    now: () => clock,
    sleep: async (milliseconds) => {
      waited.push(Math.round(milliseconds));
      clock += milliseconds;
    },
    random: () => 0.5,
    deadline: () => new AbortController().signal,
    allowed: new Set(),
    agent: 'Rapport/test',
    ...more,
  };
}

/** An answer in JSON. */
export function said(json: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(json), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}
