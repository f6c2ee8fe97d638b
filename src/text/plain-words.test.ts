import { describe, expect, it } from 'vitest';
import { foldText, wordsOf } from './plain-words.ts';

describe('the words of a text', () => {
  it('are folded: addresses, names, numbers, case and compatible signs', () => {
    expect(
      wordsOf('@Acme_Pumps see https://acme.example/a?b=1, mail Ann@acme.example: 1,234.50 ＰＵＭＰＳ!'),
    ).toEqual(['<at>', 'see', '<url>', 'mail', '<at>', '0', 'pumps', '!']);
    expect(foldText('A350 and 17:30')).toBe('a0 and 0');
    expect(wordsOf('Don’t, it&amp;s state-of-the-art')).toEqual(["don't", 'it', 's', 'state-of-the-art']);
  });

  it('are found in every script, those without spaces too', () => {
    expect(wordsOf('Grüße! Проверьте насос?')).toEqual(['grüße', '!', 'проверьте', 'насос', '?']);
    expect(wordsOf('我们需要新的水泵')).toContain('需要');
    expect(wordsOf('我们需要新的水泵').join('')).toBe('我们需要新的水泵');
    expect(wordsOf('شكرا لكم 👍🏽')).toEqual(expect.arrayContaining(['شكرا', 'لكم', '👍']));
  });

  it('of an empty text are none', () => {
    expect(wordsOf('')).toEqual([]);
    expect(wordsOf(' ... ')).toEqual([]);
  });

  it('of a text made to hold a reader up come at once', () => {
    // each pattern that looks back from every place would need hours for these
    const long = 300_000;
    expect(wordsOf('a'.repeat(long))).toHaveLength(1);
    expect(wordsOf(`${'a.'.repeat(long)}@`).length).toBeGreaterThan(1);
    expect(wordsOf('@'.repeat(long))).toEqual([]);
    expect(wordsOf("a'".repeat(long))).toHaveLength(1);
  });
});
