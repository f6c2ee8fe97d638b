import { expect, it } from 'vitest';
import { quoted } from './quoted.ts';

it.each([
  ['plan.csv', 'plan.csv'],
  ['Häuselmann.csv', 'Häuselmann.csv'],
  ['Umfrage Labor.csv', '"Umfrage Labor.csv"'],
  ['price $5.csv', "'price $5.csv'"],
  ["Ines' price $5.csv", "'Ines'\\'' price $5.csv'"],
])('writes %s as one word of a shell', (word, written) => {
  expect(quoted(word)).toBe(written);
});
