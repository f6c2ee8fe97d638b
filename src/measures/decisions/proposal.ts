import type { Filter } from '../../model/filter.ts';
import type { Finding, NamedEstimate } from '../../model/finding.ts';
import type { Check, Expectation, Proposal, Seen } from '../../model/journal.ts';
import type { Sentence } from '../../model/sentence.ts';
import { daysAfter, startOf } from './look-back.ts';

const day = 86_400_000;
const asOf = { share: 'share', seconds: 'duration', count: 'count' } as const;

/**
 * The filter under which an expected number is read on its date: as many days as the answer was of, ending with that
 * day, so that a month is not held to a week. Undefined where the answer had no period.
 */
export function checkFilter({ filter, period }: Seen, by: string): Filter | undefined {
  const { from: _, to: __, ...rest } = filter;
  if (filter.period === 'all' && !filter.from && !filter.to) return { ...rest, to: by, compare: 'none' };
  if (!period) return undefined;
  const days = Math.round((Date.parse(period.to) - Date.parse(period.from)) / day);
  return { ...rest, from: daysAfter(by, 1 - days), to: by, compare: 'none' };
}

/** What came of an expected number by the answer that holds it, for a person to confirm. */
export function proposalOf({ by, check }: Expectation, finding: Finding, zone: string): Proposal | undefined {
  if (!check) return undefined;
  const ends = finding.sources
    .filter(({ channel }) => check.channel === undefined || sameWord(channel, check.channel))
    .map(({ observedUntil }) => observedUntil)
    .sort()
    .at(-1);
  const until = Date.parse(startOf(daysAfter(by, 1), zone));
  // As for every period: it is whole once the data end within its last day.
  if (ends === undefined || Date.parse(ends) < until - day)
    return {
      came: 'cannot-tell',
      because: ends
        ? [
            'The data end on ',
            { at: ends, as: 'day' },
            ', before the day that was named. Bring in newer data.',
          ]
        : ['There are no data of it.'],
    };
  if (finding.kind === 'no-answer')
    return { came: 'cannot-tell', because: ['It cannot be told: ', ...finding.reason] };
  const estimate = estimateFor(check, finding.estimates);
  if (!estimate) return { came: 'cannot-tell', because: ['The answer no longer has this number.'] };
  if (estimate.cannotTell !== undefined || !Number.isFinite(estimate.value))
    return { came: 'cannot-tell', because: [`It cannot be told: ${estimate.cannotTell ?? 'no value'}.`] };
  const came = check.is === 'at-least' ? estimate.value >= check.value : estimate.value <= check.value;
  return { came: came ? 'yes' : 'no', because: toldOf(check, estimate), estimate };
}

/** The estimate of now that a check names. */
export function estimateFor(
  { name, channel }: Pick<Check, 'name' | 'channel'>,
  estimates: NamedEstimate[],
): NamedEstimate | undefined {
  return estimates.find((one) => one.period === 'now' && one.name === name && one.channel === channel);
}

function toldOf({ is, value }: Check, estimate: NamedEstimate): Sentence {
  const { low, high, unit, label, channel } = estimate;
  const as = asOf[unit];
  const written: Sentence = [
    `${label}${channel ? `, ${channel}` : ''}: `,
    { value: estimate.value, as, strong: true },
    ...(low !== undefined && high !== undefined
      ? [' (', { value: low, as }, ' to ', { value: high, as }, ')']
      : []),
    ` of ${estimate.n}; expected was ${is === 'at-least' ? 'at least' : 'at most'} `,
    { value, as },
    '.',
  ];
  const open = low !== undefined && high !== undefined && low < value && value < high;
  return open ? [...written, ' The range holds both, so chance alone may have decided it.'] : written;
}

/** An expected number in words, where nobody wrote any: "Still waiting after 1 day, tarnwell: at most 25 %". */
export function checkWords({ is, value }: Check, { label, channel, unit }: NamedEstimate): Sentence {
  return [
    `${label}${channel ? `, ${channel}` : ''}: ${is === 'at-least' ? 'at least' : 'at most'} `,
    { value, as: asOf[unit] },
  ];
}

const sameWord = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
