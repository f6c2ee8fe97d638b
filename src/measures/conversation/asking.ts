import type { Filter, Span } from '../../model/filter.ts';
import type { Param } from '../../model/store.ts';

/** Parameters of a stretch of time on the channels of a filter. */
export function spanParams(filter: Filter, span: Span): Record<string, Param> {
  return {
    from: span.from,
    to: span.to,
    channels: JSON.stringify(filter.channels.map((word) => word.toLowerCase())),
  };
}

/**
 * By how many seconds data are cut off before they end, so that the period before is seen as it stood when it was as
 * old as this one is now: conversations that have just begun have had less time to be answered.
 */
export function ageOf(span: Span, before: Span): number {
  return Math.round((Date.parse(span.to) - Date.parse(before.to)) / 1000);
}

/** The period that one is compared with, in words. */
export function beforeWords(filter: Filter): { row: string; inIt: string } {
  return filter.compare === 'year'
    ? { row: 'a year before', inIt: 'a year before' }
    : { row: 'the period before', inIt: 'in the period before' };
}

/** Ways into a measure: its rows on a page and as .csv, its numbers. */
export function openingsOf(measure: string, query: string, rows: string): { label: string; href: string }[] {
  const and = query ? `&${query}` : '';
  const asked = query ? `?${query}` : '';
  return [
    { label: rows, href: `/messages?measure=${measure}${and}` },
    { label: `${rows} (.csv)`, href: `/conversation/${measure}.csv?rows${and}` },
    { label: 'The numbers (.json)', href: `/conversation/${measure}.json${asked}` },
    { label: 'The numbers (.csv)', href: `/conversation/${measure}.csv${asked}` },
  ];
}
