import { type Filter, filterQuery } from '../../model/filter.ts';

/** The page on which something is decided with the answer of a measure in view. */
export function decisionHref(measure: string, filter: Filter): string {
  const query = filterQuery(filter);
  return `/decisions/new?measure=${encodeURIComponent(measure)}${query ? `&${query}` : ''}`;
}
