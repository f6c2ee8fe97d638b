import { describe, expect, it } from 'vitest';
import type { Mapping } from '../model/reader.ts';
import { parseMapping, writeMapping } from './mapping.ts';

const mapping: Mapping = {
  source: 'google-play',
  columns: { id: 'reviewId', text: 'content', author: 'userName', time: 'at', reply: 'replyContent' },
  metrics: { thumbsUpCount: 'likes' },
  time: { format: 'iso', zone: 'Asia/Seoul' },
  us: ['acme'],
};

describe('mapping', () => {
  it('comes back as it was written', () => {
    expect(parseMapping(writeMapping(mapping, []))).toEqual(mapping);
  });

  it('writes open questions as comments where they are answered, and reads its own draft', () => {
    const draft: Mapping = { ...mapping, time: { format: 'd/M/yyyy' } };
    delete draft.us;
    const text = writeMapping(draft, [
      { word: 'zone', ask: 'In which zone?', why: 'None is named.' },
      { word: 'us', ask: 'Who are you?', why: 'No column says.', choices: ['a', 'b'] },
      { word: 'columns.text', ask: 'Which column?', why: 'Two could.', guess: 'content' },
      {
        word: 'time.format',
        ask: 'Which format?',
        why: 'Both fit.',
        choices: ['d/M/yyyy', 'M/d/yyyy'],
        guess: 'd/M/yyyy',
      },
      { word: 'withoutIds', ask: 'Without ids?', why: 'None.' },
    ]);
    expect(text).toMatch(/# OPEN: In which zone\?\n *# None is named\.\n.*\n? *zone:/);
    expect(text).toMatch(/# Possible: a, b\nus:\n/);
    expect(text).toMatch(/# Two could\.\n {2}text: content/);
    expect(text).toMatch(/# Possible: d\/M\/yyyy, M\/d\/yyyy\n {2}format: d\/M\/yyyy/);
    expect(parseMapping(text)).toEqual(draft);
  });

  it.each([
    ['source: x\ncolumns:\n  text: a\ntime:\n  format: iso\n', 'line 3: "columns.time" is missing'],
    [
      'source: x\ncolumns:\n  text: a\n  time: b\n  colour: red\ntime:\n  format: iso\n',
      'line 5: there is no such key as "columns.colour"',
    ],
    [
      'source: x\ncolumns:\n  text: a\n  time: b\ntime:\n  format: iso\n  zone: Mars/Base\n',
      'line 7: There is no time zone "Mars/Base"',
    ],
    [
      'source: x\ncolumns:\n  text: a\n  time: b\ntime:\n  format: HH:mm\n',
      'line 6: The time format "HH:mm" cannot be used',
    ],
    [
      'source: x\ncolumns:\n  text: a\n  time: b\nkind: poem\ntime:\n  format: iso\n',
      'line 5: "kind" is wrong',
    ],
    ['source: x\ncolumns: [a\n', 'Mapping, line'],
    ['', 'Mapping, line 1'],
    ['just words', 'Mapping, line 1'],
  ])('says on which line it is wrong: %j', (text, message) => {
    expect(() => parseMapping(text)).toThrow(message);
  });

  it('takes one own account without brackets', () => {
    const text = 'source: x\ncolumns:\n  text: a\n  time: b\ntime:\n  format: iso\nus: acme\n';
    expect(parseMapping(text)).toMatchObject({ us: ['acme'] });
  });
});
