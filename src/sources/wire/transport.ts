import { promises as dns } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isPublicAddress } from './addresses.ts';
import { hostAndPort, privateProblem } from './origin.ts';
import type { WireWorld } from './world.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>;

/**
 * Asks over the network, and connects to no other address than the one that was checked: a name whose answers change
 * between the check and the connection cannot lead into a private network. Rejects with a Problem for a name of which
 * any address is private, unless `allowed` names the host.
 */
export function pinnedTransport(
  allowed: ReadonlySet<string>,
  resolve: Resolve = (hostname) => dns.lookup(hostname, { all: true }),
): WireWorld['fetch'] {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  return (address, { headers, signal, method, body }) =>
    new Promise((settle, fail) => {
      const url = new URL(address);
      const host = hostAndPort(url);
      const free = allowed.has(host);
      const literal = url.hostname.replace(/^\[|\]$/g, '');
      // a host that is written as an address is never looked up
      if (!free && isIP(literal) !== 0 && !isPublicAddress(literal)) {
        fail(privateProblem(host, host));
        return;
      }
      const lookup: LookupFunction = (hostname, options, done) => {
        resolve(hostname).then(
          (found) => {
            const [first] = found;
            const closed = free ? undefined : found.find((one) => !isPublicAddress(one.address));
            if (closed) done(privateProblem(host, closed.address), '', 0);
            else if (!first) done(new Error(`${hostname} has no address`), '', 0);
            else if (options.all) done(null, found);
            else done(null, first.address, first.family);
          },
          (error) => done(error, '', 0),
        );
      };
      const options = { headers: { 'accept-encoding': 'gzip', ...headers }, signal, lookup, method };
      // a POST has a line of its own: on a kept one that closes it is not known whether it was read
      const agentOf = (kept: HttpAgent) => (method === 'POST' ? false : kept);
      const ask = () => {
        const request =
          url.protocol === 'http:'
            ? httpRequest(url, { ...options, agent: agentOf(agents.http) })
            : httpsRequest(url, { ...options, agent: agentOf(agents.https) });
        request.on('error', (error: NodeJS.ErrnoException) => {
          // a kept line that the host had closed meanwhile: nothing was asked yet
          if (request.reusedSocket && error.code === 'ECONNRESET' && !signal.aborted) ask();
          else fail(error);
        });
        request.on('response', (incoming) => {
          try {
            settle(responseOf(incoming));
          } catch (error) {
            incoming.destroy();
            fail(error);
          }
        });
        request.end(body);
      };
      ask();
    });
}

function responseOf(incoming: IncomingMessage): Response {
  const headers = new Headers();
  for (let at = 0; at + 1 < incoming.rawHeaders.length; at += 2)
    headers.append(incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '');
  const status = incoming.statusCode ?? 0;
  if (status === 204 || status === 205 || status === 304) {
    incoming.resume();
    return new Response(null, { status, headers });
  }
  let body: Readable = incoming;
  if (headers.get('content-encoding') === 'gzip') {
    body = createGunzip();
    pipeline(incoming, body as ReturnType<typeof createGunzip>, () => {});
  }
  return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
}
