import { createServer, type OutgoingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is done to an answer on its way: see `betweenThem`. */
export type Fault = 'cut' | 'half' | 'busy' | 'failing' | 'hold' | 'closed' | 'expired';

/** Stands between Rapport and a server, passes on, counts and spoils. */
export interface Between {
  origin: string;
  host: string;
  /** The addresses that were asked, in their order. */
  asked: string[];
  /** The last body that the server answered each method with. */
  answers: Map<string, string>;
  /** Resolves once a request is held. */
  held: Promise<void>;
  close(): Promise<void>;
}

/**
 * Passes requests on to `server`; what `spoil` names for the nth request (from 1) is done to its answer: `cut` closes
 * the line, `half` sends half of the body, `busy` is 429 with Retry-After, `failing` is 500, `closed` is 403, `expired` is what a PDS says of an old session, `hold` never answers.
 * `late` seconds are added to the server's clock.
 */
export async function betweenThem(
  server: string,
  spoil: (nth: number, address: string) => Fault | undefined | Promise<Fault> = () => undefined,
  late = 0,
): Promise<Between> {
  const asked: string[] = [];
  const answers = new Map<string, string>();
  let hold = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    hold = resolve;
  });
  const proxy = createServer(async (question, answer) => {
    const address = question.url ?? '/';
    asked.push(address);
    const fault = await spoil(asked.length, address);
    if (fault === 'hold') return hold();
    if (fault === 'cut') return void question.socket.destroy();
    if (fault === 'busy') return send(answer, 429, { 'retry-after': '1' }, '{"error":"RateLimitExceeded"}');
    if (fault === 'failing') return send(answer, 500, {}, '{"error":"InternalServerError"}');
    if (fault === 'closed') return send(answer, 403, {}, '{"error":"Forbidden"}');
    if (fault === 'expired') return send(answer, 400, {}, '{"error":"ExpiredToken"}');
    const { method } = question;
    const passed = ['authorization', 'accept', 'content-type', 'content-length'];
    const headers = Object.fromEntries(
      Object.entries(question.headers).filter(([name]) => passed.includes(name)),
    );
    const upstream = request(new URL(address, server), { method, headers }, (given) => {
      const parts: Buffer[] = [];
      given.on('data', (part) => parts.push(part));
      given.on('end', () => {
        const body = Buffer.concat(parts);
        answers.set(new URL(address, server).pathname.replace('/xrpc/', ''), body.toString());
        const date = new Date(Date.now() + late * 1000).toUTCString();
        const { 'transfer-encoding': _, connection: __, ...kept } = given.headers;
        const length = { ...kept, date, 'content-length': String(body.length) };
        answer.writeHead(given.statusCode ?? 502, length as OutgoingHttpHeaders);
        if (fault !== 'half') return answer.end(body);
        answer.write(body.subarray(0, body.length >> 1), () => question.socket.destroy());
      });
    });
    upstream.on('error', () => question.socket.destroy());
    question.pipe(upstream);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    host,
    asked,
    answers,
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
