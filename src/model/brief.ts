import type { Figure } from './figure.ts';
import type { Filter, Span } from './filter.ts';
import type { Estimate, Finding, Made, NamedEstimate, Opening, SourceNote, Voice } from './finding.ts';
import type { Sentence } from './sentence.ts';

/** The week or month in three to five sentences, chosen by a stated rule, with who waits and what is due. */
export interface Brief {
  /** As asked: `week`, `last-week`, `month`, `last-month`, or days; channels as in any filter. */
  filter: Filter;
  period: Span;
  items: BriefItem[];
  /** The Finding of `waiting-now` for everything up to the end of the period, by which the list is written. */
  waiting: Finding;
  due: Due[];
  /** What came of the decision or expectation that was looked back on last. */
  lookedBack?: LookedBack;
  /** By which rule the sentences were chosen, with how many numbers were compared and how many changed. */
  rule: Sentence;
  sources: SourceNote[];
  caveats: string[];
  made: Made;
}

/** Why a sentence stands in the brief. */
export type Because =
  /** Beyond the range of the period before, or of the periods before where the number is a count of all. */
  | 'changed'
  /** The first number of its question, no clear change. */
  | 'standing'
  /** The question cannot be answered; said once. */
  | 'cannot-tell';

/** One sentence of the brief: a number of an answer, its small picture, the words of somebody, and the way in. */
export interface BriefItem {
  because: Because;
  /** Set where the number is held against what was promised: it is of no days of the brief. */
  promised?: true;
  /** Words of the question and of the measure. */
  question: string;
  measure: string;
  sentence: Sentence;
  /** The filter with which the measure was asked: the brief's own, or a longer one where that tells too little. */
  filter: Filter;
  period: Span;
  /** Absent where it cannot be told. */
  now?: NamedEstimate;
  before?: NamedEstimate;
  /** `now` less `before`, at 95 %. */
  change?: Pick<Estimate, 'value' | 'low' | 'high'>;
  figure?: Figure;
  voices: Voice[];
  openings: Opening[];
}

/** A look back in a sentence. */
export interface LookedBack {
  /** ISO UTC. */
  at: string;
  sentence: Sentence;
  href: string;
}

/** Something to do, with its date where it has one. The most pressing first. */
export interface Due {
  kind: 'bring-in' | 'judge' | 'finish-import' | 'look-back' | 'plan';
  /** ISO UTC: since when, or by when; absent where it is just as well today as tomorrow. */
  at?: string;
  /** What to do, in a few words: "Bring in a newer export of tarnwell". */
  what: string;
  /** Why, or what it changes. */
  why: Sentence;
  /** Page where it is done. */
  href: string;
}
