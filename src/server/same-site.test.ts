import { expect, it } from 'vitest';
import { sameSitePath } from './same-site.ts';

it('goes back to paths of this site only', () => {
  expect(sameSitePath('/waiting?channel=a&page=2#m', '/')).toBe('/waiting?channel=a&page=2#m');
  const elsewhere = [
    'http://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/.//evil.test',
    '\t//evil.test',
    '/\t/evil.test',
  ];
  for (const given of [...elsewhere, '', null, undefined, 'waiting', 'javascript:alert(1)'])
    expect(sameSitePath(given, '/import'), String(given)).toBe('/import');
  expect(sameSitePath('/a\r\nset-cookie: x', '/')).not.toMatch(/[\r\n]/);
});
