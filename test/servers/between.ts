import { createServer, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is done to an answer on its way: see `betweenThem`. */
export type Fault = 'cut' | 'half' | 'busy' | 'failing' | 'hold';

/** Stands between Rapport and a server, passes on, counts and spoils. */
export interface Between {
  origin: string;
  host: string;
  /** The addresses that were asked, in their order. */
  asked: string[];
  /** Resolves once a request is held. */
  held: Promise<void>;
  close(): Promise<void>;
}

/**
 * Passes requests on to `server`; what `spoil` names for the nth request (from 1) is done to its answer: `cut` closes
 * the line, `half` sends half of the body, `busy` is 429 with Retry-After, `failing` is 500, `hold` never answers.
 * `late` seconds are added to the server's clock.
 */
export async function betweenThem(
  server: string,
  spoil: (nth: number, address: string) => Fault | undefined = () => undefined,
  late = 0,
): Promise<Between> {
  const asked: string[] = [];
  let hold = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const proxy = createServer((question, answer) => {
    const address = question.url ?? '/';
    asked.push(address);
    const fault = spoil(asked.length, address);
    if (fault === 'hold') return hold();
    if (fault === 'cut') return void question.socket.destroy();
    if (fault === 'busy') return send(answer, 429, { 'retry-after': '1' }, '{"error":"RateLimitExceeded"}');
    if (fault === 'failing') return send(answer, 500, {}, '{"error":"InternalServerError"}');
    const { authorization, accept } = question.headers;
    const headers = { ...(authorization && { authorization }), ...(accept && { accept }) };
    const upstream = request(new URL(address, server), { headers }, (given) => {
      const parts: Buffer[] = [];
      given.on('data', (part) => parts.push(part));
      given.on('end', () => {
        const body = Buffer.concat(parts);
        const date = new Date(Date.now() + late * 1000).toUTCString();
        const { 'transfer-encoding': _, connection: __, ...passed } = given.headers;
        const length = { ...passed, date, 'content-length': String(body.length) };
        answer.writeHead(given.statusCode ?? 502, length as OutgoingHttpHeaders);
        if (fault !== 'half') return answer.end(body);
        answer.write(body.subarray(0, body.length >> 1), () => question.socket.destroy());
      });
    });
    upstream.on('error', () => question.socket.destroy());
    upstream.end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    host,
    asked,
    held,
    close: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

function send(answer: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}
