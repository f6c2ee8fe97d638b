import { Problem } from '../model/problem.ts';

/** The network and the clock, as a parameter. */
export interface CallWorld {
  fetch: typeof fetch;
  /** Resolves after so many milliseconds, or rejects when the signal says stop. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** How a model is called. */
export interface CallOptions {
  url: string;
  key?: string | undefined;
  /** Milliseconds until an answer is given up. */
  patience: number;
  /** Bytes of an answer at most. */
  longest: number;
  /** Times that it is asked at most. */
  tries: number;
}

/** Why there is no answer to one question. */
export type NoAnswer = 'redirected' | 'too-long' | 'slow' | 'refused' | 'unreachable';

export type CallResult = { body: string } | { none: NoAnswer };

/** So long at most is waited before it is asked again, whatever the server says. */
const longestWait = 60_000;

/**
 * Posts JSON and reads an answer of bounded size in bounded time. Redirects are never followed, since the text would go
 * where nobody agreed to. A busy or failing server is asked again, when it says so or after 1, 2, 4 seconds. Throws a
 * Problem where the address or the key is wrong, for then no question will be answered.
 */
export async function callModel(
  question: object,
  options: CallOptions,
  world: CallWorld,
  signal?: AbortSignal,
): Promise<CallResult> {
  let last: NoAnswer = 'unreachable';
  for (let attempt = 0; attempt < options.tries; attempt++) {
    signal?.throwIfAborted();
    const result = await once(question, options, world, signal);
    if (!('again' in result)) return result;
    last = result.none;
    if (attempt + 1 < options.tries)
      await world.wait(Math.min(longestWait, result.again ?? 1000 * 2 ** attempt), signal);
  }
  return { none: last };
}

async function once(
  question: object,
  { url, key, patience, longest }: CallOptions,
  world: CallWorld,
  signal?: AbortSignal,
): Promise<CallResult | { none: NoAnswer; again: number | undefined }> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  try {
    const response = await world.fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(question),
      signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
    });
    const { status } = response;
    if (status === 200) return await bounded(response, longest);
    await response.body?.cancel();
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) return { none: 'redirected' };
    if ([401, 403, 404, 405].includes(status)) throw wrongAddress(url, status);
    if (status === 408 || status === 429 || status >= 500)
      return { none: 'refused', again: retryAfter(response.headers.get('retry-after'), world.now()) };
    return { none: 'refused' };
  } catch (error) {
    if (error instanceof Problem) throw error;
    signal?.throwIfAborted();
    if (late.signal.aborted) return { none: 'slow' };
    return { none: 'unreachable', again: undefined };
  } finally {
    clearTimeout(timer);
  }
}

async function bounded(response: Response, longest: number): Promise<CallResult> {
  const reader = response.body?.getReader();
  if (!reader) return { body: '' };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { body: Buffer.concat(chunks).toString('utf8') };
    bytes += value.length;
    if (bytes > longest) {
      await reader.cancel();
      return { none: 'too-long' };
    }
    chunks.push(value);
  }
}

/** Milliseconds from a Retry-After header: seconds, or a date (RFC 9110, 10.2.3); undefined where there is none. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return 1000 * Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

function wrongAddress(url: string, status: number): Problem {
  return new Problem(
    `The language model at ${url} answered with status ${status}.`,
    status === 401 || status === 403
      ? 'Check the key, and that it may use this model.'
      : 'Check the address: it is the part before /chat/completions, such as http://localhost:11434/v1.',
  );
}
