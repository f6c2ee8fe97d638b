import { describe, expect, it } from 'vitest';
import { columnsOf } from './plain-text.ts';
import { table } from './table.ts';

describe('table', () => {
  it('stands numbers right and words left', () => {
    const columns = [{ label: 'file' }, { label: 'rows', right: true as const }];
    expect(
      table(columns, [
        ['a', '1'],
        ['bcdef', '20,000'],
      ]),
    ).toBe('file     rows\na           1\nbcdef  20,000');
  });

  it('stays within its width by clipping what gives way', () => {
    const columns = [
      { label: 'who', gives: true as const },
      { label: 'words', gives: true as const },
      { label: 'n' },
    ];
    const text = table(columns, [['x'.repeat(60), '語'.repeat(60), '123456']], 80);
    for (const line of text.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(80);
    expect(text).toContain('123456');
    expect(text).toContain('…');
  });

  it('breaks labels into lines instead of losing their end', () => {
    const text = table([{ label: '', gives: 'lines' }, { label: 'n' }], [['  one two three four', '7']], 16);
    expect(text.split('\n').length).toBeGreaterThan(2);
    expect(text.replace(/\s+/g, ' ')).toContain('one two');
    expect(text).toContain('four');
    expect(text).not.toContain('…');
  });

  it('clips words before it breaks names', () => {
    const columns = [
      { label: 'who', gives: 'lines' as const },
      { label: 'words', gives: true as const },
    ];
    const text = table(columns, [['tarnwell_service', 'why does it not work at all '.repeat(3)]], 36);
    expect(text).toContain('tarnwell_service  why does it not w…');
  });

  it('makes outside text inert', () => {
    expect(table([{ label: 'a' }], [['\u001b[31mred\nline']])).toBe('a\n\ufffd[31mred line');
  });
});
