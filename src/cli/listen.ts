import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Problem } from '../model/problem.ts';

/** A server that listens on loopback. */
export interface Listening {
  port: number;
  /** Takes no new requests, gives those under way a moment, then cuts them off. */
  close(): Promise<void>;
}

type Fetch = (request: Request) => Response | Promise<Response>;

const tries = 50;
const moment = 3000;

/** Listens on 127.0.0.1 at the port, or at the next one that is free. Port 0 is any free one. */
export async function listen(fetch: Fetch, port: number): Promise<Listening> {
  for (let next = port; next < Math.min(port + tries, 65536); next++) {
    const found = await tryListen(fetch, next);
    if (found) return found;
  }
  throw new Problem(`No port is free from ${port} on.`, 'Name another one with --port N.');
}

function tryListen(fetch: Fetch, port: number): Promise<Listening | undefined> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (info: AddressInfo) => {
      resolve({ port: info.port, close: () => close(server) });
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else if (error.code === 'EACCES') {
        reject(
          new Problem(`This user may not listen on port ${port}.`, 'Name one above 1023 with --port N.'),
        );
      } else reject(error);
    });
  });
}

function close(server: ReturnType<typeof serve>): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => {
      if ('closeAllConnections' in server) server.closeAllConnections();
    }, moment);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  });
}
