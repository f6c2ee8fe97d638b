import type { Seen } from './journal.ts';

/** Acts about the data: a message, or where a channel's data end. */
export type DataActKind = 'answered-elsewhere' | 'needs-no-answer' | 'expects-answer' | 'observed-until';

/** Acts of the learning journal, which change no number; only a logged `change` is marked on charts and read by series. */
export const journalKinds = [
  'decision',
  'expectation',
  'note',
  'change',
  'outcome',
  'correction',
  'metric-retired',
  'metric-kept',
  'numbers-shown',
] as const;
export type JournalKind = (typeof journalKinds)[number];

/** Acts of coding by hand, which change no fact and no number but those that are read from codes. */
export const codingKinds = ['sample', 'drawn', 'code', 'code-skipped', 'code-agreed'] as const;
export type CodingKind = (typeof codingKinds)[number];

/** Acts about who people are: two accounts belong to one person. */
export type PersonActKind = 'same-person';

/** What a person does. Acts are only ever added; an undo is an act that names the one it takes back. */
export type ActKind = DataActKind | PersonActKind | JournalKind | CodingKind | 'plan-edit' | 'undo';

/** The message an act is about, by source and native id, so that it survives a re-import. */
export interface MessageRef {
  source: string;
  nativeId: string;
}

export interface Act {
  id: string;
  at: string;
  who: string;
  kind: ActKind;
  message?: MessageRef;
  /**
   * `{ at }` for answered-elsewhere; `{ reason }` for needs-no-answer; `{ expects, sample? }` for expects-answer;
   * `{ channel, until }` for observed-until; `{ source, account, otherSource, otherAccount, reason? }` (accounts by the
   * word of their source and their id there) for same-person; `{ before, after, what }` (two versions of the plan) for plan-edit; `{ act }`
   * for undo. Of the journal, with days as ISO dates:
   * `{ what, why?, by }` for decision; `{ what, by, sure, of?, name?, channel?, is?, value? }` for expectation (`sure` in
   * per cent, `of` the act of its decision, the rest a `Check`); `{ what, of? }` for note; `{ what, from, channels }` for
   * change; `{ of, came?, what, next? }` for outcome; `{ of }` and what is put right for correction; `{ measure, why? }`
   * for metric-retired and metric-kept; `{ show }` for numbers-shown.
   *
   * Of coding, with codes as `facet/code`: `{ word, design, of, facets, size, seed, strata?, channels?, from?, to?, twice,
   * population, cells?, again? }` for sample and `{ sample, place, probability?, stratum, twice }` for each message drawn
   * (see `DrawnSample` and `SampleItem`); `{ sample?, facets, codes, cannot?, memo?, versions }` for code and code-agreed
   * (see `Coding`); `{ sample, reason }` for code-skipped.
   */
  detail: Record<string, string | number | boolean | string[]>;
  /** The answer from which an act of the journal was opened, as it was then. */
  seen?: Seen;
}

const ofJournal: ReadonlySet<string> = new Set(journalKinds);

/** True for acts that change no number. */
export function isJournalKind(kind: string): kind is JournalKind {
  return ofJournal.has(kind);
}

const ofCoding: ReadonlySet<string> = new Set(codingKinds);

/** True for acts that are about codes alone. */
export function isCodingKind(kind: string): kind is CodingKind {
  return ofCoding.has(kind);
}
