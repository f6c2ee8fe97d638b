import { Temporal } from 'temporal-polyfill';
import { defaultFilter, type Filter, periods } from '../model/filter.ts';
import { Problem } from '../model/problem.ts';

export { filterQuery } from '../model/filter.ts';

const compares = ['previous', 'year', 'none'] as const;
const clocks = ['wall', 'business'] as const;

/** Reads a filter from query parameters; a Problem names the parameter, its value and what may stand there. */
export function parseFilter(query: [string, string][]): Filter {
  const filter: Filter = { ...defaultFilter, channels: [] };
  for (const [name, value] of query) {
    if (value === '') continue;
    if (name === 'from' || name === 'to') filter[name] = date(name, value);
    else if (name === 'period') filter.period = oneOf('period', value, periods);
    else if (name === 'compare') filter.compare = oneOf('compare', value, compares);
    else if (name === 'clock') filter.clock = oneOf('clock', value, clocks);
    else if (name === 'channel') filter.channels.push(value);
    else
      throw new Problem(
        `There is no filter called "${name}".`,
        'Filters are period, from, to, channel (as often as you like), compare and clock.',
      );
  }
  filter.channels = [...new Set(filter.channels)].sort();
  if (filter.from && filter.to && filter.from > filter.to)
    throw new Problem(
      `The period ends (${filter.to}) before it begins (${filter.from}).`,
      'Both days belong to it: --from 2026-01-01 --to 2026-01-31 is January.',
    );
  return filter;
}

function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T;
  throw new Problem(`${name}=${value} is not known.`, `It can be ${allowed.join(', ')}.`);
}

function date(name: string, value: string): string {
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString();
  } catch {
    throw new Problem(`${name}=${value} is no date.`, 'Write it as year-month-day, such as 2026-11-20.');
  }
}
