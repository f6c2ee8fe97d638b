import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { Problem } from '../model/problem.ts';
import type { Env } from './env.ts';
import { boundaryOf, partText, readParts } from './multipart.ts';

const fieldsLimit = 256 * 1024;

/** The secrets of one process: the command line's token, and the token in every form of the pages. */
export interface Tokens {
  command: string;
  form: string;
}

export function makeTokens(): Tokens {
  const secret = randomBytes(32);
  return {
    command: randomBytes(32).toString('base64url'),
    form: createHmac('sha256', secret).update('form').digest('base64url'),
  };
}

/** Compares without telling by the time taken how much of it was right. */
export function sameToken(given: string | undefined, wanted: string): boolean {
  if (!given) return false;
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

/** A request that does not come from Rapport's own pages or its command line. */
export class Refused extends Problem {
  readonly status: 400 | 403 | 404 | 405 | 409 | 413;
  constructor(status: 400 | 403 | 404 | 405 | 409 | 413, message: string, help?: string) {
    super(message, help);
    this.status = status;
  }
}

/** True for this machine's loopback names, with the served port where it is known. */
export function hostAllowed(host: string, port: number | undefined): boolean {
  const match = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::(\d{1,5}))?$/i.exec(host);
  if (!match) return false;
  return port === undefined || Number(match[1] ?? 80) === port;
}

/**
 * Why a request is refused for what its head says; undefined when it may pass. A page elsewhere can make a browser
 * send requests here (a link, a form, a name that points to 127.0.0.1), but cannot choose Host, Origin or Sec-Fetch-Site.
 */
export function headRefusal(request: Request, port: number | undefined): string | undefined {
  const url = new URL(request.url);
  const host = request.headers.get('host') ?? url.host;
  if (!hostAllowed(host, port) || !hostAllowed(url.host, port))
    return 'Rapport answers only under 127.0.0.1 and localhost.';
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  const site = request.headers.get('sec-fetch-site');
  if (site && site !== 'same-origin') return 'Another site asked for this change.';
  const origin = request.headers.get('origin');
  // An extension that strips the referrer makes the browser write `Origin: null` on the forms of our own pages.
  const own = origin === null || origin === `http://${host}` || (origin === 'null' && site === 'same-origin');
  return own ? undefined : 'Another site asked for this change.';
}

/**
 * Lets through what may pass and reads the fields of forms. A state change carries the form's token (field `token`,
 * first in an upload, or header `x-rapport-form`); a command carries the command line's (`x-rapport-token`).
 */
export function guard(tokens: Tokens, port: number | undefined, uploadLimit: number): MiddlewareHandler<Env> {
  return async (c, next) => {
    const refusal = headRefusal(c.req.raw, port);
    if (refusal)
      throw new Refused(403, refusal, 'Open Rapport under the address that it printed when it started.');
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    if (c.req.method !== 'POST') throw new Refused(405, `${c.req.method} is not understood here.`);
    if (c.req.path.startsWith('/command/')) {
      if (!sameToken(c.req.header('x-rapport-token'), tokens.command))
        throw new Refused(
          403,
          'The command carries no valid token.',
          'Run it again: the server may have been restarted.',
        );
      return next();
    }
    const inHead = sameToken(c.req.header('x-rapport-form'), tokens.form);
    const type = c.req.header('content-type') ?? '';
    const boundary = boundaryOf(type);
    if (boundary && c.req.raw.body) {
      const parts = readParts(c.req.raw.body, boundary, uploadLimit);
      if (!inHead) {
        const first = (await parts.next()).value;
        const token =
          first?.name === 'token' && first.filename === undefined ? await partText(first) : undefined;
        if (!sameToken(token, tokens.form)) throw staleForm();
      }
      c.set('parts', parts);
      return next();
    }
    if (type && !/^application\/x-www-form-urlencoded\b/i.test(type))
      throw new Refused(400, 'This is no form that Rapport understands.');
    const fields = new URLSearchParams(await limitedText(c.req.raw, fieldsLimit));
    if (!inHead && !sameToken(fields.get('token') ?? undefined, tokens.form)) throw staleForm();
    c.set('fields', fields);
    return next();
  };
}

function staleForm(): Refused {
  return new Refused(
    403,
    'The form is from before Rapport was last started, or from another site.',
    'Open the page anew and send the form again.',
  );
}

/** The body as text; refused beyond `limit` bytes, whatever its length claims. */
export async function limitedText(request: Request, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > limit) throw new Refused(413, 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** The same response with the headers that every response carries. */
export function withStrictHeaders(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
