import type { Figure } from './figure.ts';
import type { Filter, Span } from './filter.ts';
import type { Sentence } from './sentence.ts';

export type Unit = 'share' | 'seconds' | 'count';

/** A number with what it may be trusted for. A census (every message there is) has no range. */
export interface Estimate {
  value: number;
  low?: number;
  high?: number;
  unit: Unit;
  /** Messages behind it, or what `counts` says. */
  n: number;
  /** What `n` counts where it is no messages: people who were asked, values of a series, or goals. */
  counts?: 'people' | 'values' | 'goals';
  /** People (clusters) behind it, where the interval clusters. */
  people?: number;
}

/** An estimate under the name by which JSON, CSV and the table call it. */
export interface NamedEstimate extends Estimate {
  /** `still_waiting_after_1d`, `median_wait` ... */
  name: string;
  label: string;
  channel?: string;
  /** `now`, or the period that it is compared with. */
  period: 'now' | 'previous' | 'year';
  clock?: 'wall' | 'business';
  /** Set instead of a trustworthy value; `value` is then NaN and written as empty. */
  cannotTell?: string;
  /** Set where the number rests on codes by hand. */
  agreement?: Agreement;
}

/** How far those who coded messages by hand agree, where a number rests on their codes. */
export interface Agreement {
  /** Krippendorff's alpha with its 95 % range; absent where it cannot be told. */
  alpha?: number;
  low?: number;
  high?: number;
  /** Messages that were coded twice. */
  twice: number;
  /** By two people, or by one with themselves, which is weaker. */
  kind: 'between-coders' | 'with-oneself';
  /** Alpha is under .8, or the code too rare to tell it well. */
  tentative: boolean;
}

/** Words of a person, quoted under a pseudonym. */
export interface Voice {
  text: string;
  who: string;
  channel: string;
  at: string;
  note: string;
  /** Page of its thread. */
  href: string;
}

export interface Definition {
  text: string;
  /** The decision that the metric serves. */
  decision: string;
  version: string;
  /** Page under docs/. */
  docs: string;
}

/** Where the data of one channel come from and how fresh they are. */
export interface SourceNote {
  channel: string;
  files: string[];
  importedAt: string;
  observedUntil: string;
  sides: 'both' | 'own';
  /** Set where one of the files is simulated: nobody in it is real. */
  simulated?: true;
}

export interface Made {
  dataVersion: number;
  planVersion: string;
  seed: number;
  program: string;
  /** Set while the workspace holds simulated messages, whatever channels were asked about. */
  simulated?: true;
}

/** A way to the messages behind a number. */
export interface Opening {
  label: string;
  href: string;
}

interface FindingBase {
  measure: string;
  question: string;
  title: string;
  filter: Filter;
  period?: Span;
  definition: Definition;
  sources: SourceNote[];
  caveats: string[];
  made: Made;
}

/**
 * One number of an answer in a clause of its own, for a brief to choose from: "With tarnwell, 42 of 100 messages still
 * waited for a first answer after a day". No comparison and no full stop; the brief adds both.
 */
export interface Headline {
  /** Name and channel of the estimate that it rests on; no channel where the number is of none. */
  name: string;
  channel?: string;
  /** Title of the answer's figure that shows it. Such a number is held against what was promised, not against its past. */
  figure?: string;
  sentence: Sentence;
  /** Which way is better, where one is. */
  better?: 'more' | 'less';
}

export interface Answer extends FindingBase {
  kind: 'answer';
  sentence: Sentence;
  /** Messages that the answer rests on, or what `counts` says. */
  n: number;
  counts?: 'goals' | 'people';
  estimates: NamedEstimate[];
  figures: Figure[];
  voices: Voice[];
  openings: Opening[];
  /** What a brief may say of it, the channel with most behind it first. */
  headlines?: Headline[];
}

/** "Cannot tell, because ..." with what would change that. */
export interface NoAnswer extends FindingBase {
  kind: 'no-answer';
  reason: Sentence;
  help: string[];
  /** Ways to what would help. */
  openings?: Opening[];
  /** Set where nobody has begun yet what it rests on: a page then invites, and folds the rest away. */
  invites?: true;
}

export type Finding = Answer | NoAnswer;
