import { expect, it } from 'vitest';
import { facets } from '../../test/coders/made-up.ts';
import { codebookVersion } from './codebook-version.ts';
import { addressesOf } from './codes.ts';

it('the version of a codebook changes with what a coder is told, and with nothing else', () => {
  const version = codebookVersion(facets);
  expect(codebookVersion(structuredClone(facets))).toBe(version);
  const named = facets.map((facet) => ({ ...facet, name: 'another name', level: 'nominal' }));
  expect(codebookVersion(named)).toBe(version);
  const [first, ...rest] = facets;
  const changed = (code: object) =>
    codebookVersion([
      { ...first, codes: [{ ...first.codes[0], ...code }, ...first.codes.slice(1)] },
      ...rest,
    ]);
  for (const code of [{ word: 'x' }, { definition: 'x' }, { use: 'x' }, { avoid: 'x' }, { examples: ['x'] }])
    expect(changed(code)).not.toBe(version);
  expect(codebookVersion([{ ...first, choose: 'one' }, ...rest])).not.toBe(version);
  expect(addressesOf(facets).at(-1)).toBe('voice/pitch');
});
