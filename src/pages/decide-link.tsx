import { type Filter, filterQuery } from '../model/filter.ts';

/** The page on which something is written down from an answer, with the answer in view. */
export function decideHref({ measure, filter }: { measure: string; filter: Filter }): string {
  const query = filterQuery(filter);
  return `/decisions/new?measure=${encodeURIComponent(measure)}${query ? `&${query}` : ''}`;
}

/** The way from an answer to a decision; the key takes the nearest one on the screen. */
export function DecideLink({ of }: { of: { measure: string; filter: Filter } }) {
  return (
    <>
      <a href={decideHref(of)} data-key="d" aria-keyshortcuts="d">
        Decide on this
      </a>{' '}
    </>
  );
}
