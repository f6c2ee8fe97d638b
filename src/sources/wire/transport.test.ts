import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeWorld } from '../../../test/wire-world.ts';
import { pinnedTransport } from './transport.ts';
import { wire } from './wire.ts';

let hits: string[] = [];
const server = createServer((request, response) => {
  hits.push(request.headers.host ?? '');
  if (request.url === '/cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '400' });
    response.write('{"fi');
    setImmediate(() => response.destroy());
  } else if (request.url === '/packed') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync('{"fine":true}'));
  } else if (request.url === '/bomb') {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(30 * 1024 * 1024)));
  } else if (request.url === '/told') {
    let body = '';
    request.setEncoding('utf8').on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const { 'content-type': type, 'content-length': length } = request.headers;
      response.writeHead(200, { 'content-type': 'application/json' });
      const line = request.socket.remotePort;
      response.end(JSON.stringify({ method: request.method, type, length, body, line }));
    });
  } else if (request.url === '/nothing') {
    response.writeHead(204);
    response.end();
  } else {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"fine":true}');
  }
});
let port = 0;
const never = () => Response.error();

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A wire whose names all stand for these addresses, the next answer for the next question. */
function resolving(allowed: string[], ...answers: string[][]) {
  hits = [];
  let asked = 0;
  const named = new Set(allowed);
  const resolve = async () => {
    const found = answers[Math.min(asked++, answers.length - 1)] ?? [];
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return madeWorld(never, { fetch: pinnedTransport(named, resolve), allowed: named });
}

describe('the transport', () => {
  it.each([
    [['127.0.0.1']],
    [['169.254.169.254']],
    [['::ffff:127.0.0.1']],
    // one address of the internet before it is no excuse
    [['1.1.1.1', '127.0.0.1']],
  ])('connects to no name that stands for %s', async (addresses) => {
    const world = resolving([], addresses);
    await expect(wire('https://host.example', world).get('/')).rejects.toThrow(
      /^host\.example:443 \(.*\) is in a private network/,
    );
    expect(hits).toEqual([]);
    expect(world.waited).toEqual([]);
  });

  it('looks up once and connects there, whatever the name would stand for next', async () => {
    const origin = `http://host.example:${port}`;
    // a second look-up would lead nowhere
    const world = resolving([`host.example:${port}`], ['127.0.0.1'], ['127.0.0.2', '10.0.0.1']);
    const { get } = wire(origin, world);
    expect((await get('/')).json).toEqual({ fine: true });
    expect(hits).toEqual([`host.example:${port}`]);
  });

  it('unpacks, and bounds what it unpacks', async () => {
    const { get } = wire(`http://host.example:${port}`, resolving([`host.example:${port}`], ['127.0.0.1']));
    expect((await get('/packed')).json).toEqual({ fine: true });
    expect((await get('/nothing')).status).toBe(204);
    await expect(get('/bomb')).rejects.toThrow('more than 20 MB');
  });

  it('sends a POST with its body, to the address that was checked', async () => {
    const named = `host.example:${port}`;
    const { get, post } = wire(`http://${named}`, resolving([named], ['127.0.0.1']));
    const lineOf = ({ json }: { json: unknown }) => (json as { line: number }).line;
    const kept = lineOf(await get('/told'));
    expect(lineOf(await get('/told'))).toBe(kept);
    const sent = await post('/told', { text: 'Grüße' });
    const type = 'application/json';
    const method = 'POST';
    const text = '{"text":"Grüße"}';
    expect(sent.json).toMatchObject({ method, type, length: '18', body: text });
    expect((await post('/told', undefined)).json).toMatchObject({ method, length: '0', body: '' });
    // on a line that was kept nobody knows whether it was heard
    expect(lineOf(sent)).not.toBe(kept);
    const closed = resolving([], ['127.0.0.1']);
    await expect(wire('https://host.example', closed).post('/told', {})).rejects.toThrow('private network');
    expect(hits).toEqual([]);
  });

  it('tells a cut line', async () => {
    const world = resolving([`host.example:${port}`], ['127.0.0.1']);
    const { get } = wire(`http://host.example:${port}`, world, { tries: 2 });
    await expect(get('/cut')).rejects.toThrow('sent an answer that broke off, 2 times in a row');
  });

  it('says so when there is no such name', async () => {
    const world = madeWorld(never, {
      fetch: pinnedTransport(new Set(), async () => {
        throw Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
      }),
    });
    await expect(wire('https://nowhere.example', world, { tries: 2 }).get('/')).rejects.toMatchObject({
      message: 'nowhere.example was not found in the network, 2 times in a row.',
      help: expect.stringContaining('Check the name of the server'),
    });
  });

  it('refuses an address that is written out, even past the check of the origin', async () => {
    const ask = pinnedTransport(new Set());
    const init = { headers: {}, signal: new AbortController().signal };
    await expect(ask('https://[::1]/', init)).rejects.toThrow('private network');
    await expect(ask('http://127.0.0.1/', init)).rejects.toThrow('private network');
  });
});
