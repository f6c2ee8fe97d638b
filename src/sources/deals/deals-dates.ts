import type { OpenQuestion } from '../../model/reader.ts';
import type { Layout } from '../separated.ts';
import { guessTimeFormats } from '../time/time-guess.ts';
import type { DealColumns } from './deals.ts';

/** The column whose format the mapping names, its likeliest format, and the formats that the other date can have. */
export function datesOf(
  { header, sample }: Layout,
  at: DealColumns,
): { column: number; format: string; other?: string[]; question?: OpenQuestion } | string {
  const places = [at.created, at.closed].filter((place) => place >= 0);
  const seen = places.map((column) => {
    const values = sample.map((row) => row[column] ?? '').filter((value) => value.trim() !== '');
    return { column, values, formats: guessTimeFormats(values) };
  });
  const empty = seen.filter(({ values }) => values.length === 0);
  const dated = seen.filter(({ formats }) => formats.length > 0);
  if (dated.length === 0 || dated.length + empty.length < seen.length)
    return `no format fits the dates in "${header[seen.find(({ formats }) => formats.length === 0)?.column ?? 0]}"`;
  // one column that can be read in one way only says it of the other as well
  const told = dated.find(({ formats }) => formats.length === 1 && dayFirst(formats[0] ?? '') !== undefined);
  for (const one of dated)
    if (told && one.formats.length > 1)
      one.formats = one.formats.filter((format) => dayFirst(format) === dayFirst(told.formats[0] ?? ''));
  const asked = dated.find(({ formats }) => formats.length > 1) ?? dated[0];
  if (asked === undefined) return 'it has no dates';
  const other = dated.find((one) => one !== asked)?.formats;
  const [format = 'iso'] = asked.formats;
  return {
    column: asked.column,
    format,
    ...(other && { other }),
    ...(asked.formats.length > 1 && {
      question: {
        word: 'time.format',
        ask: `Which format have the dates in column "${header[asked.column]}"?`,
        why: `"${asked.values[0]}" can be read in more than one way, and so can the other first rows.`,
        choices: asked.formats,
        guess: format,
      },
    }),
  };
}

/** Whether the day stands before the month; undefined where the year or a month's name comes first. */
export function dayFirst(format: string): boolean | undefined {
  const first = /^(?:EEE, )?(d|M(?!MM))/.exec(format)?.[1];
  return first === undefined || format.includes('MMM') ? undefined : first === 'd';
}
