import { describe, expect, it } from 'vitest';
import { madeWorld, said } from '../../../test/wire-world.ts';
import { wire } from './wire.ts';

const origin = 'https://host.example';
const ok = () => said({ fine: true });
const minutes = 60_000;

/** A host that gives these answers one after the other, the last for ever. */
function oneAfterOther(...answers: (() => Response | Error)[]) {
  let at = 0;
  return () => (answers[Math.min(at++, answers.length - 1)] as () => Response | Error)();
}

describe('the wire', () => {
  it('asks with a name, and gives refusals back to be judged', async () => {
    let agent: string | undefined;
    const world = madeWorld((address, headers) => {
      agent = headers['user-agent'];
      return address.endsWith('/x') ? said({ error: 'no' }, 403) : ok();
    });
    const { get } = wire(origin, world);
    expect((await get('/x')).status).toBe(403);
    expect((await get(`${origin}/y?a=1`)).json).toEqual({ fine: true });
    expect(agent).toBe('Rapport/test');
    expect(world.asked).toEqual([`${origin}/x`, `${origin}/y?a=1`]);
  });

  it('waits as long as Retry-After says, in seconds or until a date by the clock of the host', async () => {
    const date = 'Fri, 20 Nov 2026 12:00:00 GMT';
    const later = 'Fri, 20 Nov 2026 12:02:00 GMT';
    const world = madeWorld(
      oneAfterOther(
        () => said({}, 429, { 'retry-after': '30' }),
        () => said({}, 503, { 'retry-after': later, date }),
        ok,
      ),
      // our clock is an hour behind that of the host
      { now: Date.parse('2026-11-20T11:00:00Z') },
    );
    expect((await wire(origin, world).get('/')).status).toBe(200);
    expect(world.waited).toEqual([30_500, 120_500]);
  });

  it('does not wait for hours: neither by a wrong clock nor because a host says so', async () => {
    const world = madeWorld(
      oneAfterOther(() => said({}, 429, { 'retry-after': 'Fri, 20 Nov 2026 14:00:00 GMT' }), ok),
    );
    await wire(origin, world).get('/');
    expect(world.waited).toEqual([15 * minutes + 500]);
    const closed = madeWorld(() => said({}, 429, { 'retry-after': '86400' }));
    await expect(wire(origin, closed).get('/')).rejects.toMatchObject({
      message: 'host.example says that it is asked too often and wants to be asked again in 24 hours only.',
      help: expect.stringContaining('What was read before is kept.'),
    });
    expect(closed.waited).toEqual([]);
  });

  it.each([
    ['atproto', { 'ratelimit-remaining': '0', 'ratelimit-reset': '1795176090' }],
    ['seconds from now', { 'ratelimit-remaining': '0', 'ratelimit-reset': '90' }],
    ['Mastodon', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-11-20T12:01:30.000Z' }],
  ])('asks nothing more once nothing is left (%s), by the clock of the host', async (_, headers) => {
    const date = 'Fri, 20 Nov 2026 12:00:00 GMT';
    const world = madeWorld(
      oneAfterOther(() => said({}, 200, { ...headers, date }), ok),
      {
        now: Date.parse('2026-11-20T13:00:00Z'),
      },
    );
    const { get } = wire(origin, world);
    await get('/1');
    expect(world.waited).toEqual([]);
    await get('/2');
    await get('/3');
    expect(world.waited).toEqual([90_000]);
    const spent = madeWorld(() => said({}, 200, { ...headers, date }));
    const { post, get: ask } = wire(origin, spent);
    await post('/1', {});
    await ask('/2');
    expect(spent.waited).toEqual([]);
  });

  it('goes on after failures with growing waits of full jitter', async () => {
    const world = madeWorld(
      oneAfterOther(
        () => said({}, 500),
        () => new Error('line'),
        () => said({}, 502),
        () => said({}, 504),
        ok,
      ),
    );
    await wire(origin, world).get('/');
    expect(world.waited).toEqual([500, 1000, 2000, 4000]);
  });

  it('gives up a host that fails for ever, and says what to do', async () => {
    const world = madeWorld(() => said({}, 500));
    await expect(wire(origin, world).get('/')).rejects.toMatchObject({
      name: 'Problem',
      message: 'host.example fails with status 500, 6 times in a row.',
      help: 'What was read before is kept. Sync again later: it goes on where this one ended.',
    });
    expect(world.asked).toHaveLength(6);
  });

  it('asks again for a cut body, half a page of JSON, and fewer bytes than were announced', async () => {
    const json = { 'content-type': 'application/json' };
    const cut = new ReadableStream({
      pull(controller) {
        controller.error(new Error('aborted'));
      },
    });
    const world = madeWorld(
      oneAfterOther(
        () => new Response(cut, { headers: json }),
        () => new Response('{"fine": tr', { headers: json }),
        () => new Response('{}', { headers: { ...json, 'content-length': '400' } }),
        ok,
      ),
    );
    expect((await wire(origin, world).get('/')).json).toEqual({ fine: true });
    expect(world.asked).toHaveLength(4);
  });

  it('refuses a body beyond the bound while it comes', async () => {
    let pulled = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(1_048_576));
        },
      });
    const world = madeWorld(() => new Response(endless()));
    await expect(wire(origin, world).get('/big?token=x')).rejects.toThrow(
      'host.example answered with more than 20 MB at once',
    );
    expect(pulled).toBeLessThan(25);
    expect(world.asked).toHaveLength(1);
  });

  it('bounds the time of an answer, also while the body comes', async () => {
    const over = AbortSignal.abort(new Error('late'));
    const world = madeWorld(() => new Response(new ReadableStream({})), { deadline: () => over });
    await expect(wire(origin, world).get('/')).rejects.toThrow(
      'host.example gave no answer within a minute, 6 times in a row.',
    );
  });

  it('stops when it is told to, in the middle of an answer', async () => {
    const stopping = new AbortController();
    const world = madeWorld(
      () => {
        queueMicrotask(() => stopping.abort(new Error('stopped')));
        return new Response(new ReadableStream({}));
      },
      { stop: stopping.signal },
    );
    await expect(wire(origin, world).get('/')).rejects.toThrow('stopped');
    expect(world.asked).toHaveLength(1);
  });

  it('follows redirects within the origin alone, and not for ever', async () => {
    const to = (location: string) => new Response(null, { status: 302, headers: { location } });
    const within = madeWorld((address) => (address.endsWith('/old') ? to('/new') : ok()));
    expect((await wire(origin, within).get('/old')).json).toEqual({ fine: true });
    const circle = madeWorld(() => to('/again'));
    await expect(wire(origin, circle).get('/')).rejects.toThrow('from one address to the next 5 times');
    for (const away of [
      'http://169.254.169.254/latest',
      'https://elsewhere.example/',
      'http://host.example/',
    ]) {
      const world = madeWorld(() => to(away));
      await expect(wire(origin, world).get('/')).rejects.toThrow('only host.example itself is asked');
      expect(world.asked).toHaveLength(1);
    }
  });

  it('sends JSON, or nothing', async () => {
    const sent: unknown[] = [];
    const world = madeWorld((_, headers, __, { method, body }) => {
      sent.push([method, headers['content-type'], headers.authorization, body]);
      return ok();
    });
    const { post } = wire(origin, world);
    expect((await post('/x', { a: 1 }, { headers: { authorization: 'Bearer b' } })).json).toEqual({
      fine: true,
    });
    await post('/y', undefined);
    expect(sent).toEqual([
      ['POST', 'application/json', 'Bearer b', '{"a":1}'],
      ['POST', undefined, undefined, undefined],
    ]);
  });

  it('sends no POST again that may have been heard, unless that does no harm', async () => {
    const faults: [string, () => Response | Error][] = [
      ['fails with status 500', () => said({}, 500)],
      ['could not be reached (ECONNRESET)', () => Object.assign(new Error('line'), { code: 'ECONNRESET' })],
      [
        'sent an answer that broke off',
        () => new Response('{"fi', { headers: { 'content-type': 'application/json' } }),
      ],
    ];
    for (const [why, fault] of faults) {
      const once = madeWorld(oneAfterOther(fault, ok));
      await expect(wire(origin, once).post('/', {})).rejects.toThrow(
        `host.example ${why}, so it is not known whether it did what it was asked.`,
      );
      expect(once.asked).toHaveLength(1);
      const twice = madeWorld(oneAfterOther(fault, ok));
      expect((await wire(origin, twice).post('/', {}, { again: true })).status).toBe(200);
    }
    const unheard = madeWorld(
      oneAfterOther(
        () => said({}, 429, { 'retry-after': '30' }),
        () => Object.assign(new Error('line'), { code: 'ECONNREFUSED' }),
        ok,
      ),
    );
    expect((await wire(origin, unheard).post('/', {})).status).toBe(200);
    expect(unheard.waited).toEqual([30_500, 1000]);
    const busy = madeWorld(() => said({}, 429));
    await expect(wire(origin, busy).post('/', {}, { atOnce: true })).rejects.toThrow('asked too often');
    expect([busy.asked.length, busy.waited]).toEqual([1, []]);
  });

  it('sends a POST on within the origin alone, and makes no GET of it', async () => {
    const to = (status: number, location: string) => new Response(null, { status, headers: { location } });
    const methods: string[] = [];
    const within = madeWorld((address, _, __, { method, body }) => {
      methods.push(`${method} ${body}`);
      return address.endsWith('/old') ? to(308, '/new') : ok();
    });
    expect((await wire(origin, within).post('/old', 1)).status).toBe(200);
    expect(methods).toEqual(['POST 1', 'POST 1']);
    const seen = madeWorld(() => to(303, '/new'));
    expect((await wire(origin, seen).post('/old', 1)).status).toBe(303);
    expect(seen.asked).toHaveLength(1);
    const away = madeWorld(() => to(307, 'https://elsewhere.example/'));
    await expect(wire(origin, away).post('/', { secret: 1 })).rejects.toThrow(
      'only host.example itself is asked',
    );
    await expect(wire(origin, away).post('https://elsewhere.example/', 1)).rejects.toThrow(
      'only host.example',
    );
    expect(away.asked).toEqual([`${origin}/`]);
  });

  it('asks no other host than its own', async () => {
    const world = madeWorld(ok);
    for (const address of [
      'https://elsewhere.example/',
      '//elsewhere.example/x',
      'https://me:pw@host.example/',
    ])
      await expect(wire(origin, world).get(address)).rejects.toThrow('only host.example itself is asked');
    expect(world.asked).toEqual([]);
  });

  it.each([
    'http://host.example',
    'ftp://host.example',
    'https://me:pw@host.example',
    'https://localhost',
    'https://127.1',
    'https://0x7f.0.0.1',
    'https://10.1.2.3',
    'https://[::1]',
    'https://[::ffff:8.8.8.8]',
    'not an address',
  ])('refuses the origin %s', (typed) => {
    expect(() => wire(typed, madeWorld(ok))).toThrow(/private network|not encrypted|no address/);
  });

  it('asks a private host that the setting names', async () => {
    const world = madeWorld(ok, { allowed: new Set(['127.0.0.1:3000']) });
    await wire('http://127.0.0.1:3000', world).get('/');
    expect(() => wire('http://127.0.0.1:3001', world)).toThrow('is not encrypted');
    expect(world.asked).toEqual(['http://127.0.0.1:3000/']);
  });
});
