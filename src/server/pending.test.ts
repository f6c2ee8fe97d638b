import { expect, it } from 'vitest';
import type { OpenQuestion } from '../model/reader.ts';
import type { Look } from './imports.ts';
import { askedAfter } from './pending.ts';

const question = (word: string): OpenQuestion => ({ word, ask: `${word}?`, why: 'Nothing says so.' });
const look = (...words: string[]): Look =>
  ({
    detection: { reader: 'table', confidence: 1, summary: '', questions: words.map(question) },
  }) as unknown as Look;

it('remembers every question that a file was ever asked, once', () => {
  const first = askedAfter([], [look('zone', 'us'), look()]);
  expect(first.map((asked) => asked.map(({ word }) => word))).toEqual([['zone', 'us'], []]);
  const then = askedAfter(first, [look('us', 'columns.text'), { refused: 'Spoilt.' } as Look]);
  expect(then.map((asked) => asked.map(({ word }) => word))).toEqual([['zone', 'us', 'columns.text'], []]);
});
