import { describe, expect, it } from 'vitest';
import { clip, columnsOf, inert, oneLine, wrap } from './plain-text.ts';

describe('text of other people', () => {
  it('loses what a terminal would obey', () => {
    const hostile = '\u001b]0;owned\u0007\u001b[2Jhello\r\u009b31m\u202egnp.exe\ud800';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is the point
    expect(inert(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\ud800-\udfff]/);
    expect(oneLine('a\r\nb\n\tc')).toBe('a b c');
    expect(oneLine('Grüße 👋🏽')).toBe('Grüße 👋🏽');
  });

  it('is measured and cut by what is seen', () => {
    expect(columnsOf('日本')).toBe(4);
    expect(columnsOf('e\u0301')).toBe(1);
    expect(columnsOf('👨‍👩‍👧')).toBe(2);
    expect(clip('日本語', 5)).toBe('日本…');
    expect(clip('short', 5)).toBe('short');
    expect(clip('longer', 5)).toBe('long…');
  });

  it('wraps at spaces, and leaves a word that is too long whole', () => {
    expect(wrap('one two three', 8, '- ', '  ')).toBe('- one\n  two\n  three');
    expect(wrap('abcdefghij k', 5)).toBe('abcdefghij\nk');
  });
});
