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

  it('is as easily completed where a part of it is empty', () => {
    const survey: Mapping = {
      rows: 'respondents',
      source: 'brand',
      columns: { id: 'id' },
      wave: {},
      questions: [{ column: 'Q1', word: 'awareness' }],
      time: { format: 'iso' },
    };
    const asked = [{ word: 'wave.from', ask: 'From when?', why: 'No column says.' }];
    const text = writeMapping(survey, asked);
    expect(text).toMatch(/wave:\n {2}# OPEN: From when\?\n {2}# No column says\.\n {2}from:\n/);
    expect(parseMapping(text.replace('  from:', '  from: 2026-03-02'))).toEqual({
      ...survey,
      wave: { from: '2026-03-02' },
    });
  });

  it.each([
    [
      'rows: points\nsource: a\ncolumns:\n  time: d\ntime:\n  format: iso\n',
      'line 4: "columns" is wrong: needs either',
    ],
    ['rows: verses\nsource: a\n', 'line 1: "rows" is wrong'],
    [
      'rows: points\nsource: a\ncolumns:\n  time: d\nseries:\n  - column: x\n    word: w\n    unit: bananas\ntime:\n  format: iso\n',
      'line 8: "series.0.unit" is wrong',
    ],
    [
      'rows: points\nsource: a\ncolumns:\n  time: d\n  value: v\ntime:\n  format: soon\n',
      'line 7: The time format "soon"',
    ],
    [
      'rows: totals\nsource: a\ncolumns:\n  n: N\nwave:\n  from: March\ntime:\n  format: iso\n',
      'line 6: "wave.from"',
    ],
  ])('of values says on which line it is wrong: %j', (text, message) => {
    expect(() => parseMapping(text)).toThrow(message);
  });

  it('takes lists of columns with commas, as an answer gives them', () => {
    const text =
      'rows: respondents\nsource: a\ncolumns:\n  id: i\nquestions: Q1, Is it so?, Do you know us? = known\nmargins: size\nselfSelected: no\ntime:\n  format: iso\n';
    expect(parseMapping(text)).toMatchObject({
      questions: [
        { column: 'Q1', word: 'q1' },
        { column: 'Is it so?', word: 'is-it-so' },
        { column: 'Do you know us?', word: 'known' },
      ],
      margins: ['size'],
      selfSelected: false,
    });
  });

  it('offers answers that can be copied into the file as they stand', () => {
    const mapping: Mapping = {
      rows: 'points',
      source: 'sales',
      columns: { time: 'Monat', value: 'Umsatz' },
      unit: 'count',
      time: { format: 'yyyy-MM' },
    };
    const question = { word: 'decimal', ask: 'Which sign?', why: 'It can be both.', choices: ['.', ','] };
    const text = writeMapping(mapping, [question]);
    const [, offered] = /Possible: ., (.+)$/m.exec(text) ?? [];
    expect(offered).toBe('","');
    expect(parseMapping(text.replace(/^decimal:.*$/m, `decimal: ${offered}`))).toMatchObject({
      decimal: ',',
    });
  });

  it('says that a bare sign wants quotes', () => {
    const text = 'rows: points\nsource: a\ndecimal: ,\n';
    expect(() => parseMapping(text)).toThrow(
      expect.objectContaining({ help: expect.stringContaining('decimal: ","') }),
    );
  });

  it('takes one own account without brackets', () => {
    const text = 'source: x\ncolumns:\n  text: a\n  time: b\ntime:\n  format: iso\nus: acme\n';
    expect(parseMapping(text)).toMatchObject({ us: ['acme'] });
  });
});
