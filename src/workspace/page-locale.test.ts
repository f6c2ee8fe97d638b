import { expect, it } from 'vitest';
import { pageLocale } from './page-locale.ts';

it.each([
  ['en', 'en', 'March 2, 2026'],
  ['en-GB', 'en-GB', '2 March 2026'],
  ['de-AT', 'en-AT', '2 March 2026'],
  ['de', 'en-DE', '2 March 2026'],
  ['fr', 'en-FR', '2 March 2026'],
])('writes %s as %s', (stated, locale, day) => {
  expect(pageLocale(stated)).toBe(locale);
  const written = new Intl.DateTimeFormat(pageLocale(stated), { dateStyle: 'long', timeZone: 'UTC' });
  expect(written.format(Date.UTC(2026, 2, 2))).toBe(day);
});
