import { type Code, codeAddress, type Facet } from '../../model/codebook.ts';
import type { Reading } from './reading.ts';

/** Adds to a facet a code that every message has to which one of `parts` was given. */
export function withUnion(
  reading: Reading,
  facet: Facet,
  parts: string[],
  code: Pick<Code, 'word' | 'name' | 'definition'>,
): { reading: Reading; facet: Facet } {
  const any = new Set(parts.map((word) => codeAddress(facet.word, word)));
  const address = codeAddress(facet.word, code.word);
  const joined = <T extends { facet: string; codes: string[] }>(one: T): T =>
    one.facet === facet.word && one.codes.some((word) => any.has(word))
      ? { ...one, codes: [...one.codes, address] }
      : one;
  return {
    reading: { ...reading, codings: reading.codings.map(joined), codes: reading.codes.map(joined) },
    facet: { ...facet, codes: [...facet.codes, { ...code, examples: [], version: 1 }] },
  };
}
