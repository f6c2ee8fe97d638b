import { createHash } from 'node:crypto';
import type { CodedFacet } from './codes.ts';

/** A version of what a coder codes by: it changes with any word, definition or example that the coder is told. */
export function codebookVersion(facets: readonly CodedFacet[]): string {
  const told = facets.map(({ word, of, choose, codes }) => [
    word,
    of,
    choose,
    codes.map((code) => [code.word, code.definition, code.use ?? '', code.avoid ?? '', code.examples ?? []]),
  ]);
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 12);
}
