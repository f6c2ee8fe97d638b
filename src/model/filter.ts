/** Which messages a question is asked of. `from` and `to` are its first and last day: ISO dates in the plan's zone. */
export interface Filter {
  from?: string;
  to?: string;
  /** Named period, used when from and to are absent. */
  period: Period;
  /** Channel words (own account ids); empty means all, side by side. */
  channels: string[];
  compare: 'previous' | 'year' | 'none';
  /** Round the clock, or only while the desk is open. */
  clock: 'wall' | 'business';
}

export const periods = [
  '7d',
  '28d',
  '30d',
  '90d',
  'week',
  'last-week',
  'month',
  'last-month',
  'quarter',
  'last-quarter',
  'year',
  'last-year',
  'all',
] as const;
export type Period = (typeof periods)[number];

export const defaultFilter: Filter = { period: '28d', channels: [], compare: 'previous', clock: 'wall' };

/** The filter as a query string in one canonical order; what is at its default is left out. */
export function filterQuery(filter: Filter): string {
  const query = new URLSearchParams();
  if (filter.from) query.append('from', filter.from);
  if (filter.to) query.append('to', filter.to);
  if (filter.period !== defaultFilter.period) query.append('period', filter.period);
  for (const channel of [...filter.channels].sort()) query.append('channel', channel);
  if (filter.compare !== defaultFilter.compare) query.append('compare', filter.compare);
  if (filter.clock !== defaultFilter.clock) query.append('clock', filter.clock);
  return query.toString();
}

/** A resolved stretch of time: instants in ISO UTC, `from` inclusive, `to` exclusive. */
export interface Span {
  from: string;
  to: string;
  /** True where the data end before the named period does. */
  unfinished: boolean;
}
