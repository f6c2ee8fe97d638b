import { describe, expect, it } from 'vitest';
import { typedOrigin } from './origin.ts';

describe('the address of a server', () => {
  it.each([
    ['https://pds.acme.example', 'https://pds.acme.example'],
    ['pds.acme.example', 'https://pds.acme.example'],
    ['pds.acme.example:8443', 'https://pds.acme.example:8443'],
    ['http://pds.acme.example/xrpc', 'http://pds.acme.example'],
  ])('typed as %s is %s', (typed, origin) => {
    expect(typedOrigin(typed)).toBe(origin);
  });

  it.each(['', 'pds', 'ftp://pds.acme.example', 'https://ann@pds.acme.example', 'two words.example'])(
    'is none in “%s”',
    (typed) => {
      expect(() => typedOrigin(typed)).toThrow('is no address of a server');
    },
  );
});
