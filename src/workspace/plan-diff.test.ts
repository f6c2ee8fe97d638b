import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines, hunksOf } from './plan-diff.ts';

const marks = { same: ' ', removed: '-', added: '+' } as const;
const shown = (a: string, b: string) => diffLines(a, b).map(({ kind, text }) => marks[kind] + text);

describe('diffLines', () => {
  it('shows the example of the paper with five changes, the fewest there are', () => {
    const lines = shown('A\nB\nC\nA\nB\nB\nA\n', 'C\nB\nA\nB\nA\nC\n');
    expect(lines.filter((line) => !line.startsWith(' '))).toHaveLength(5);
  });

  it('gives both texts back', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
      .map((l) => l.map((x) => `${x}\n`).join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const lines = diffLines(a, b);
        const side = (but: string) =>
          lines
            .filter(({ kind }) => kind !== but)
            .map((line) => `${line.text}\n`)
            .join('');
        expect(side('added')).toBe(a);
        expect(side('removed')).toBe(b);
        expect(lines.flatMap(({ after }) => after ?? [])).toEqual(
          b
            .split('\n')
            .slice(0, -1)
            .map((_, i) => i + 1),
        );
      }),
    );
  });

  it('shows texts one after the other where all is new', () => {
    const text = (word: string) => Array.from({ length: 500 }, (_, i) => `${word} ${i}`).join('\n');
    const lines = diffLines(text('old'), text('new'));
    expect([lines.length, lines[0]?.kind, lines.at(-1)?.kind]).toEqual([1000, 'removed', 'added']);
  });

  it('leaves out what is far from a change', () => {
    const a = Array.from({ length: 30 }, (_, i) => `line ${i}`);
    const b = a.map((line, i) => (i === 5 || i === 25 ? `${line}!` : line));
    const hunks = hunksOf(diffLines(a.join('\n'), b.join('\n')));
    expect(hunks.map((hunk) => hunk.length)).toEqual([6, 6]);
  });
});
