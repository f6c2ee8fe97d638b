import type { RangesFigure } from '../model/figure.ts';
import type { Finding } from '../model/finding.ts';
import type { Change, Decision, Entry, Expectation, Note, Proposal, Seen } from '../model/journal.ts';
import type { Sentence } from '../model/sentence.ts';
import type { ChannelChoice, Frame } from './props.ts';

/** What can be written down from an answer, each with the key that chooses it. */
export const writable = [
  { kind: 'decision', words: 'Decide', about: 'what we do, and why', key: 'd' },
  { kind: 'expectation', words: 'Expect', about: 'what comes by when, and how sure we are', key: 'e' },
  { kind: 'note', words: 'Note', about: 'something learnt', key: 'n' },
  { kind: 'change', words: 'Change tactics', about: 'from a day on, on which channels', key: 'c' },
] as const;
export type Writable = (typeof writable)[number]['kind'];

/**
 * `GET /decisions/new?measure=WORD` with a filter, and with `kind` the form. It is POSTed to the same path with the
 * fields `token`, `kind`, `measure`, `query` (the filter's), `mark` (which answer was seen) and
 * - decision: `what`, `why`, `by`; and where something is expected those of an expectation, its `what` as `expect`;
 * - expectation: `what`, `by`, `sure` (per cent), `number` (`NAME CHANNEL` of an estimate), `is`, `value` (per cent, hours or a count);
 * - note: `what`;
 * - change: `what`, `from`, `channel` (repeated; none means all).
 */
export interface DecidePageProps {
  frame: Frame;
  kind?: Writable;
  /** The answer from which it was opened. */
  seen?: Seen;
  /** What the hidden fields `query` and `mark` carry. */
  query: string;
  mark: string;
  /** What was typed, or what stands there to begin with. */
  fields: Record<string, string>;
  channels: (ChannelChoice & { chosen: boolean })[];
  /** Why the form came back. */
  wrong?: { message: string; help?: string };
}

/** An entry as the journal lists it: open ones have the day on which they are looked back on. */
export interface Listed {
  entry: Entry;
  /** ISO date of the next look back, and whether that day has come. */
  open?: { by: string; due: boolean };
}

/** How well it was foretold, over everybody. */
export interface ScoreShown {
  n: number;
  untold: number;
  sentence: Sentence;
  brier?: { value: number; low: number; high: number };
  skill?: number;
  p?: number;
  figure?: RangesFigure;
}

/** `GET /decisions`, with `page` for earlier entries. */
export interface JournalPageProps {
  frame: Frame;
  /** Open ones first, by the day of their look back; then the others, the latest first. */
  open: Listed[];
  /** How many of the open ones are due. */
  due: number;
  /** How many more are open than the page lists. */
  openMore: number;
  rest: Listed[];
  /** Which page of the others it is, from 1, of how many entries. */
  page: number;
  pageSize: number;
  total: number;
  score: ScoreShown;
  /** Metrics offered for retirement. */
  offered: number;
  /** How many were taken back since the beginning. */
  undone: number;
}

/** Something to look back on, with what the program would say. */
export interface LookBack {
  /** The decision where nothing was expected, else the expectation. */
  of: Decision | Expectation;
  due: boolean;
  proposal?: Proposal;
}

/**
 * `GET /decisions/ID`. The look back is POSTed to `/decisions/ID/outcome` (`came`: yes, no or cannot-tell; `what`; `next`:
 * keep or change), what is put right to `/decisions/ID/correction` (`what`, `why`, `by`, `from`), an undo to `/act`.
 */
export interface EntryPageProps {
  frame: Frame;
  entry: Decision | Expectation | Note | Change;
  looks: LookBack[];
}

/** A metric with what it was good for. */
export interface MetricRow {
  question: string;
  measure: string;
  title: string;
  served: { id: string; at: string; what: string }[];
  retired?: { at: string; why: string };
  kept?: { at: string; why: string };
  offered: boolean;
}

/** `GET /decisions/metrics`; POSTed back with `kind` (metric-retired, metric-kept or numbers-shown), `measure`, `why`, `show`. */
export interface MetricsPageProps {
  frame: Frame;
  from: string;
  to: string;
  ripe?: string;
  few: boolean;
  rows: MetricRow[];
  /** What followed when answers were looked at less. */
  looking?: Finding;
}
