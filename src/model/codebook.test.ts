import { describe, expect, it } from 'vitest';
import { type Facet, withParents } from './codebook.ts';

const code = (word: string, parent?: string) => ({
  ...{ word, name: word, definition: word, examples: [], version: 1 },
  ...(parent !== undefined && { parent }),
});
const facet = (level: Facet['level'], codes: Facet['codes']): Facet => ({
  ...{ word: 'does', name: 'Does', of: 'others', choose: 'many', level },
  codes,
});
const tree = [code('question'), code('price', 'question'), code('discount', 'price')];

describe('a code that is a kind of another', () => {
  it('brings all that stand above it, each once, and leaves strangers alone', () => {
    const codebook = { facets: [facet('nominal', tree)] };
    expect(withParents(codebook, ['does/discount', 'cares/need'])).toEqual([
      'does/discount',
      'cares/need',
      'does/price',
      'does/question',
    ]);
    expect(withParents(codebook, ['does/question'])).toEqual(['does/question']);
    expect(withParents(codebook, ['does/price', 'does/question'])).toEqual(['does/price', 'does/question']);
  });

  it('ends where codes stand above each other, and brings nothing on a scale', () => {
    const ring = { facets: [facet('nominal', [code('a', 'b'), code('b', 'a')])] };
    expect(withParents(ring, ['does/a'])).toEqual(['does/a', 'does/b']);
    expect(withParents({ facets: [facet('ordinal', tree)] }, ['does/price'])).toEqual(['does/price']);
  });
});
