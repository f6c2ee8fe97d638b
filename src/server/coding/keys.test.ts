import { describe, expect, it } from 'vitest';
import type { Codebook, Facet } from '../../model/codebook.ts';
import { starterCodebook } from '../../model/starter-codebook.ts';
import { keysFor } from './keys.ts';

const named = (...words: string[]): Facet[] =>
  words.flatMap((word) => starterCodebook.facets.find((facet) => facet.word === word) ?? []);

describe('keys', () => {
  it('are letters of the words, each once, and the same in every sample', () => {
    const all = keysFor(starterCodebook, named('does', 'cares', 'depth'));
    expect([all.get('does/question'), all.get('does/complaint'), all.get('does/thanks')]).toEqual([
      'q',
      'c',
      't',
    ]);
    expect(new Set(all.values()).size).toBe(all.size);
    expect(all.size).toBe(16 + 3);
    for (const key of ['m', 's', 'b', 'Q']) expect([...all.values()]).not.toContain(key);
    const few = keysFor(starterCodebook, named('depth'));
    expect([...few]).toEqual([...all].filter(([address]) => address.startsWith('depth')));
  });

  it('end where there are no more letters', () => {
    const codes = Array.from({ length: 60 }, (_, n) => ({
      word: `s${n}`,
      name: '',
      definition: '',
      examples: [],
      version: 1,
    }));
    const facet: Facet = { word: 'f', name: '', of: 'own', level: 'nominal', choose: 'one', codes };
    const codebook: Codebook = { facets: [facet] };
    const keys = keysFor(codebook, [facet]);
    expect(keys.size).toBe(48 + 1);
    expect(keys.get('f/s59')).toBeUndefined();
    expect(keys.get('f')).toBe('1');
  });
});
