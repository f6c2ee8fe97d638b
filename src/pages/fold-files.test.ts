import { describe, expect, it } from 'vitest';
import type { FileReport } from '../model/import.ts';
import { foldFiles, sharedName } from './fold-files.ts';

function file(shown: string, more: Partial<FileReport> = {}): FileReport {
  return {
    shown,
    reader: 'x-api',
    encoding: 'utf-8',
    rows: 1,
    accepted: 1,
    rejected: 0,
    empty: 0,
    messages: 1,
    repaired: 0,
    sides: 'both',
    notes: [],
    known: false,
    ...more,
  };
}
const many = (n: number, more: Partial<FileReport> = {}) =>
  Array.from({ length: n }, (_, i) => file(`dump/${i % 2}/${i}.json`, more));

describe('foldFiles', () => {
  it('leaves a handful of files as they are', () => {
    expect(foldFiles(many(5))).toEqual(many(5));
  });

  it('adds up what is alike, with counts at the beginning of notes', () => {
    const cut = (n: number) =>
      many(6, { notes: [`${n} cut short: ask again.`, 'Ours, as --us says: acme 7.'] });
    const folded = foldFiles([...cut(2), ...cut(3)]);
    expect(folded).toEqual([
      file('12 files in dump', {
        rows: 12,
        accepted: 12,
        messages: 12,
        notes: ['30 cut short: ask again.', 'Ours, as --us says: acme 7.'],
      }),
    ]);
  });

  it('keeps apart other readers, refused rows, known files and whose sides several messages show', () => {
    const kinds: Partial<FileReport>[] = [
      {},
      { reader: '' },
      { rejected: 1, accepted: 0 },
      { known: true },
      { messages: 2, sides: 'own' },
    ];
    expect(foldFiles(kinds.flatMap((kind) => many(6, kind)))).toHaveLength(kinds.length);
    const single = foldFiles([...many(6, { sides: 'own' }), ...many(6)]);
    expect(single).toMatchObject([{ sides: 'both', rows: 12 }]);
  });

  it('knows the same refusal although it names each file', () => {
    const refused = many(6).map((one) => ({ ...one, reader: '', notes: [`${one.shown} is empty.`] }));
    expect(foldFiles(refused)).toMatchObject([{ shown: '6 files in dump', notes: ['each is empty.'] }]);
  });
});

describe('sharedName', () => {
  it.each([
    [['a/1/s.json', 'a/2/s.json'], '2 files in a (s.json)'],
    [['a/1.json', 'a/2.json', 'a/3.json', 'a/4.json'], '4 files in a'],
    [['1.json', '2.json', '3.json', '4.json'], '4 files (1.json to 4.json)'],
    [['1.json', '2.json'], '2 files (1.json, 2.json)'],
  ])('%j', (names, said) => {
    expect(sharedName(names)).toBe(said);
  });
});
