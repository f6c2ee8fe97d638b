import { describe, expect, it } from 'vitest';
import { headRefusal, hostAllowed, makeTokens, sameToken, withStrictHeaders } from './guard.ts';

const post = (headers: Record<string, string>, url = 'http://127.0.0.1:4747/act') =>
  headRefusal(new Request(url, { method: 'POST', headers }), 4747);

describe('hosts', () => {
  it.each(['127.0.0.1:4747', 'localhost:4747', 'LOCALHOST:4747', '[::1]:4747'])(
    'answers under %s',
    (host) => {
      expect(hostAllowed(host, 4747)).toBe(true);
    },
  );

  it.each([
    'evil.test',
    'evil.test:4747',
    'localhost.evil.test:4747',
    '127.0.0.1.evil.test',
    '10.0.0.1:4747',
    '127.0.0.1:4748',
    '127.0.0.1',
    'localhost@evil.test:4747',
    '',
  ])('does not answer under "%s"', (host) => expect(hostAllowed(host, 4747)).toBe(false));

  it('takes any port of its own names where it knows none', () => {
    expect(hostAllowed('127.0.0.1', undefined)).toBe(true);
    expect(hostAllowed('evil.test', undefined)).toBe(false);
  });
});

describe('requests for a change', () => {
  it('pass from our own pages and from the command line', () => {
    expect(post({})).toBeUndefined();
    expect(post({ origin: 'http://127.0.0.1:4747', 'sec-fetch-site': 'same-origin' })).toBeUndefined();
    expect(post({ origin: 'null', 'sec-fetch-site': 'same-origin' })).toBeUndefined();
  });

  it('are refused from any other page', () => {
    expect(post({ origin: 'http://evil.test' })).toMatch(/Another site/);
    expect(post({ origin: 'http://127.0.0.1:8000' })).toMatch(/Another site/);
    expect(post({ origin: 'http://localhost:4747' })).toMatch(/Another site/);
    expect(post({ origin: 'null' })).toMatch(/Another site/);
    expect(post({ 'sec-fetch-site': 'cross-site' })).toMatch(/Another site/);
    expect(post({ 'sec-fetch-site': 'same-site' })).toMatch(/Another site/);
  });

  it('are refused under a foreign name, and so is reading', () => {
    expect(post({ host: 'evil.test:4747' })).toMatch(/127.0.0.1/);
    expect(post({}, 'http://evil.test:4747/act')).toMatch(/127.0.0.1/);
    const get = new Request('http://127.0.0.1:4747/', { headers: { host: 'evil.test' } });
    expect(headRefusal(get, 4747)).toMatch(/127.0.0.1/);
  });
});

it('makes tokens that differ by process and by use', () => {
  const [a, b] = [makeTokens(), makeTokens()];
  expect(new Set([a.command, a.form, b.command, b.form]).size).toBe(4);
  expect(sameToken(a.form, a.form)).toBe(true);
  expect(sameToken(`${a.form} `, a.form)).toBe(false);
  expect(sameToken('', a.form)).toBe(false);
  expect(sameToken(undefined, a.form)).toBe(false);
});

it('writes strict headers on whatever it is given, and keeps what was there', async () => {
  const response = withStrictHeaders(
    new Response('x', { status: 404, headers: { 'cache-control': 'no-cache' } }),
  );
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('x');
  expect(response.headers.get('content-security-policy')).toMatch(
    /default-src 'none'.*frame-ancestors 'none'/,
  );
  expect(response.headers.get('content-security-policy')).not.toMatch(/unsafe/);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(withStrictHeaders(new Response('')).headers.get('cache-control')).toBe('no-store');
});
