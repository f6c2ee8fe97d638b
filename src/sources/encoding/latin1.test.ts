import { expect, it } from 'vitest';
import { fromLatin1 } from './latin1.ts';

it.each([
  ['\u00c3\u00a9', 'é'],
  ['caf\u00c3\u00a9 \u00f0\u009f\u009a\u0080', 'café 🚀'],
  ['CAF\u00c3\u0089\u00e2\u0080\u009d', 'CAFÉ”'],
  ['plain', 'plain'],
  // no well-formed UTF-8, or more than Latin-1: as it is
  ['é', 'é'],
  ['Ã© and “é”', 'Ã© and “é”'],
])('%j is %j', (written, meant) => {
  expect(fromLatin1(written)).toBe(meant);
});
