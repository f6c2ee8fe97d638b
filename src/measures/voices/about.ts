import { beginningOf } from '../beginning.ts';

/** The question and the version of its definitions. */
export const question = { word: 'voices', version: 'codes and shares, definitions 1' };

/** What every answer of this question begins with. */
export const beginning = beginningOf(question);

/** Ways into a measure: its rows on a page and as .csv, its numbers. */
export function openingsOf(measure: string, query: string, rows: string): { label: string; href: string }[] {
  const and = query ? `&${query}` : '';
  return [
    { label: rows, href: `/messages?measure=${measure}${and}` },
    { label: `${rows} (.csv)`, href: `/voices/${measure}.csv?rows${and}` },
  ];
}
