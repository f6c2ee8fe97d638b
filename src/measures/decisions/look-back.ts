import { Temporal } from 'temporal-polyfill';
import type { Due, LookedBack } from '../../model/brief.ts';
import type { Decision, Entry, Expectation } from '../../model/journal.ts';
import type { Sentence } from '../../model/sentence.ts';

/** The day of an instant in a zone, as an ISO date. */
export function dayIn(at: Date | string, zone: string): string {
  return Temporal.Instant.from(typeof at === 'string' ? at : at.toISOString())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** The instant at which a day begins in a zone, ISO UTC. */
export function startOf(day: string, zone: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString({ smallestUnit: 'second' });
}

/** So many days later. */
export function daysAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** So many months earlier. */
export function monthsBefore(day: string, months: number): string {
  return Temporal.PlainDate.from(day).subtract({ months }).toString();
}

/** What is still open, by the day on which to look back. */
export interface OpenLook {
  id: string;
  by: string;
  /** What was decided; absent for an expectation on its own. */
  decision?: Decision;
  expectation?: Expectation;
}

/** Everything that nobody has looked back on, the earliest day first. */
export function openLooks(entries: Entry[]): OpenLook[] {
  return entries.flatMap(looksOf).sort((a, b) => a.by.localeCompare(b.by) || a.id.localeCompare(b.id));
}

function looksOf(entry: Entry): OpenLook[] {
  if (entry.kind === 'expectation')
    return entry.outcome ? [] : [{ id: entry.id, by: entry.by, expectation: entry }];
  if (entry.kind !== 'decision' || entry.outcome) return [];
  if (entry.expectations.length === 0) return [{ id: entry.id, by: entry.by, decision: entry }];
  return entry.expectations
    .filter(({ outcome }) => !outcome)
    .map((expectation) => ({ id: expectation.id, by: expectation.by, decision: entry, expectation }));
}

/** What is to be looked back on today or was before, for the list of what is due. */
export function lookBacksDue(entries: Entry[], now: Date, zone: string): Due[] {
  const today = dayIn(now, zone);
  return openLooks(entries)
    .filter(({ by }) => by <= today)
    .map((look) => dueOf(look, zone));
}

function dueOf({ id, by, decision, expectation }: OpenLook, zone: string): Due {
  const written = decision ?? expectation;
  return {
    kind: 'look-back',
    at: startOf(by, zone),
    what: `Look back: ${withoutStop(decision?.what ?? expectation?.what ?? '')}`,
    why: [
      `${decision ? 'Decided' : 'Written'} on `,
      { at: written?.at ?? '', as: 'day' },
      ...(expectation
        ? [
            decision ? `, expecting: ${withoutStop(expectation.what)}; ` : '; ',
            { value: expectation.sure / 100, as: 'share' } as const,
            ' sure.',
          ]
        : ['. Nothing was expected of it in so many words.']),
    ],
    href: `/decisions/${id}`,
  };
}

const cameWords = { yes: 'it came', no: 'it did not come', 'cannot-tell': 'it cannot be told' } as const;
const nextWords = { keep: 'We keep it.', change: 'We change it.' } as const;

/** What came of what was looked back on last. */
export function lastLookBack(entries: Entry[]): LookedBack | undefined {
  const looked = entries
    .flatMap((entry): (Decision | Expectation)[] => {
      if (entry.kind === 'decision') return [entry, ...entry.expectations];
      return entry.kind === 'expectation' ? [entry] : [];
    })
    .flatMap((entry) => (entry.outcome ? [{ entry, outcome: entry.outcome }] : []))
    .sort((a, b) => a.outcome.at.localeCompare(b.outcome.at));
  const last = looked.at(-1);
  if (!last) return undefined;
  const { entry, outcome } = last;
  const sure: Sentence =
    entry.kind === 'expectation'
      ? ['We were ', { value: entry.sure / 100, as: 'share' }, ` sure: ${withoutStop(entry.what)}; `]
      : [`We decided: ${withoutStop(entry.what)}. `];
  const came = outcome.came ? `${cameWords[outcome.came]}. ` : '';
  const next = outcome.next ? ` ${nextWords[outcome.next]}` : '';
  return {
    at: outcome.at,
    sentence: [...sure, came, outcome.what ? `${withoutStop(outcome.what)}.` : '', next],
    href: `/decisions/${entry.id}`,
  };
}

/** A sentence without its full stop, to go on with. */
export function withoutStop(text: string): string {
  return text.trim().replace(/\.$/, '');
}
