import type { Wire, WireAnswer } from '../../model/connector.ts';
import { isProblem, Problem } from '../../model/problem.ts';
import { readBody } from './body.ts';
import { checkedOrigin } from './origin.ts';
import { backOff, longestWait, retryAfter, spentFor } from './waits.ts';
import type { WireWorld } from './world.ts';

/** Bounds of one request. */
export interface WireLimits {
  /** Bytes of an answer, unpacked. */
  longest: number;
  /** Milliseconds until an answer is given up. */
  patience: number;
  /** Times that an address is asked at most. */
  tries: number;
  /** Redirects that are followed, within the origin. */
  hops: number;
}

const usual: WireLimits = { longest: 20 * 1024 * 1024, patience: 60_000, tries: 6, hops: 5 };
const passing = new Set([408, 429, 500, 502, 503, 504]);

/** What is asked; `again` where asking twice does no more than asking once, `atOnce` where it is not worth a wait. */
interface Asked {
  headers: Record<string, string>;
  method?: 'POST';
  body?: string;
  again: boolean;
  atOnce?: boolean;
}

/**
 * An answer, or why there is none yet and how long the host wants to be left alone; `unheard` where it surely did
 * nothing of what it was asked.
 */
type Outcome =
  | { answer: WireAnswer }
  | { why: string; wait?: number | undefined; away?: true; unheard?: boolean };

/**
 * The way to one host, see `Wire`. What may pass (too many requests, a failing server, a cut line, half a page) is
 * asked again with growing waits of full jitter, or when the host says so; a host that says how many requests are left
 * is not asked beyond them. Times of the host count by the host's clock.
 * @throws Problem for an origin that may not be asked; `get` and `post` for what cannot be had after all.
 */
export function wire(origin: string, world: WireWorld, limits: Partial<WireLimits> = {}): Wire {
  const home = checkedOrigin(origin, world.allowed);
  const { longest, patience, tries, hops } = { ...usual, ...limits };
  const host = new URL(home).host;
  /** The host wants no request before, by our clock. */
  let quietUntil = 0;

  async function follow(address: string, asked: Asked): Promise<WireAnswer> {
    let url = inside(address, home);
    for (let hop = 0; ; hop++) {
      const answer = await askUntilAnswered(url, asked);
      const location = leadsOn(answer.status, asked) ? answer.headers.get('location') : null;
      if (location === null) return answer;
      if (hop === hops)
        throw new Problem(`${host} sent us from one address to the next ${hops} times.`, tryLater);
      url = inside(location, url);
    }
  }

  /** The address within the origin. */
  function inside(address: string, base: string): string {
    const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
    if (url?.origin === home && url.username === '' && url.password === '') return url.href;
    throw new Problem(
      `${host} points to ${url ? url.origin : 'an address that is none'}, and only ${host} itself is asked.`,
      'If the server has moved, connect the account again under its new address.',
    );
  }

  async function askUntilAnswered(url: string, asked: Asked): Promise<WireAnswer> {
    for (let attempt = 0; ; attempt++) {
      const quiet = quietUntil - world.now();
      if (quiet > 0 && asked.atOnce) throw new Problem(`${host} asks for a pause.`, tryLater);
      if (quiet > 0) await pause(Math.min(quiet, longestWait), 'asks for a pause');
      quietUntil = 0;
      const outcome = await askOnce(url, asked);
      if ('answer' in outcome) return outcome.answer;
      const { why, wait, away, unheard } = outcome;
      if (!asked.again && !unheard)
        throw new Problem(`${host} ${why}, so it is not known whether it did what it was asked.`, tryLater);
      if (wait !== undefined && wait > longestWait)
        throw new Problem(
          `${host} ${why} and wants to be asked again in ${inWords(wait)} only.`,
          `What was read before is kept. Sync again in ${inWords(wait)}.`,
        );
      const most = asked.atOnce ? 1 : tries;
      if (attempt + 1 >= most)
        throw new Problem(`${host} ${why}, ${most} times in a row.`, away ? lookAtNetwork : tryLater);
      const jitter = backOff(wait === undefined ? attempt : 0, world.random());
      await pause((wait ?? 0) + jitter, why);
    }
  }

  async function askOnce(url: string, { headers, method, body: sent }: Asked): Promise<Outcome> {
    world.stop?.throwIfAborted();
    const late = world.deadline(patience);
    const signal = world.stop ? AbortSignal.any([late, world.stop]) : late;
    try {
      const response = await world.fetch(url, {
        headers: { accept: 'application/json', 'user-agent': world.agent, ...headers },
        signal,
        ...(method && { method }),
        ...(sent !== undefined && { body: sent }),
      });
      const { status } = response;
      const now = world.now();
      const spent = spentFor(response.headers, now);
      // what a procedure has left, such as signing in, says nothing of questions
      if (spent !== undefined && method === undefined) quietUntil = now + Math.min(spent, longestWait);
      const body = await readBody(response, longest, signal);
      if (passing.has(status))
        return {
          why: saidBy(status),
          wait: retryAfter(response.headers, now) ?? spent,
          unheard: status === 429,
        };
      if ('none' in body) {
        if (body.none === 'cut') return { why: 'sent an answer that broke off' };
        const most = Math.round(longest / 1_048_576);
        throw new Problem(
          `${host} answered with more than ${most} MB at once, which is not read.`,
          `The address was ${new URL(url).pathname}. Check that this is the server you mean.`,
        );
      }
      const json = jsonOf(body.text);
      if (json === undefined && status < 300 && saysJson(response.headers) && status !== 204)
        return { why: 'sent an answer that broke off' };
      return { answer: { status, headers: response.headers, json } };
    } catch (error) {
      if (isProblem(error)) throw error;
      world.stop?.throwIfAborted();
      if (late.aborted) return { why: `gave no answer within ${inWords(patience)}` };
      return { why: unreachable(error), away: true, unheard: neverSent.has(codeOf(error)) };
    }
  }

  async function pause(milliseconds: number, why: string): Promise<void> {
    world.waits?.(milliseconds, `${host} ${why}`);
    await world.sleep(milliseconds, world.stop);
  }

  return {
    get: (address, headers = {}) => follow(address, { headers, again: true }),
    post: (address, body, { headers = {}, again = false, atOnce = false } = {}) =>
      follow(address, {
        method: 'POST',
        again,
        atOnce,
        // a procedure that takes nothing is sent nothing
        ...(body === undefined
          ? { headers }
          : { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }),
      }),
  };
}

/** A POST is sent on as it is where the host says so (RFC 9110, 15.4.8 and 15.4.9), and never turned into a GET. */
function leadsOn(status: number, { method }: Asked): boolean {
  return method === undefined ? status >= 300 && status < 400 : status === 307 || status === 308;
}

const lookAtNetwork =
  'Check the name of the server and that this machine reaches the internet. What was read before is kept.';
const tryLater = 'What was read before is kept. Sync again later: it goes on where this one ended.';

function saidBy(status: number): string {
  return status === 429 ? 'says that it is asked too often' : `fails with status ${status}`;
}

/** There was no line on which anything could have been sent. */
const neverSent = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED']);

/** The code of Node, which says more than the message. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function unreachable(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'was not found in the network';
  return code === '' ? 'could not be reached' : `could not be reached (${code})`;
}

function saysJson(headers: Headers): boolean {
  return /[/+]json\b/.test(headers.get('content-type') ?? '');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function inWords(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / 60_000);
  if (minutes === 1) return 'a minute';
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
