import type { Filter, Span } from './filter.ts';
import type { Definition, Estimate, Finding, Made, NamedEstimate } from './finding.ts';
import type { Sentence } from './sentence.ts';

/** An answer as somebody saw it, kept with what they decided: no names, no voices, no pictures. */
export interface Seen {
  kind: Finding['kind'];
  question: string;
  measure: string;
  title: string;
  /** The sentence of an answer, or the reason why there is none. */
  sentence: Sentence;
  /** Messages that the answer rests on, or what `counts` says. */
  n?: number;
  counts?: 'goals' | 'people';
  estimates: NamedEstimate[];
  filter: Filter;
  period?: Span;
  definition: Definition;
  /** Where the data of each channel ended. */
  ends: { channel: string; observedUntil: string }[];
  made: Made;
}

/** A number in an expectation, by which the program can tell what came: the estimate `is` at least or at most `value`. */
export interface Check {
  /** Name of an estimate of the measure, such as `still_waiting_after_1d`. */
  name: string;
  channel?: string;
  is: 'at-least' | 'at-most';
  /** In the unit of the estimate: a share from 0 to 1, seconds, or a count. */
  value: number;
}

/** What happened, as a person said on looking back. */
export interface Outcome {
  act: string;
  at: string;
  /** Whether what was expected came; absent where nothing was expected. */
  came?: 'yes' | 'no' | 'cannot-tell';
  what: string;
  next?: 'keep' | 'change';
  /** The answer on looking back, where there was one. */
  seen?: Seen;
}

interface Written {
  /** The act's id. */
  id: string;
  /** ISO UTC. */
  at: string;
  what: string;
  seen?: Seen;
  /** What it said before it was put right, the oldest first. */
  corrections: { act: string; at: string; before: string }[];
}

/** What we expect by when, and how sure we are. */
export interface Expectation extends Written {
  kind: 'expectation';
  /** Day on which to look back, ISO date in the workspace's zone. */
  by: string;
  /** Per cent, from 1 to 99. */
  sure: number;
  check?: Check;
  /** The act of the decision that it belongs to. */
  of?: string;
  outcome?: Outcome;
}

export interface Decision extends Written {
  kind: 'decision';
  why?: string;
  by: string;
  expectations: Expectation[];
  /** Where nothing was expected, or what it was worth besides. */
  outcome?: Outcome;
}

/** Something learnt. */
export interface Note extends Written {
  kind: 'note';
}

/** A change of tactics on channels from a day on, which series are read by. */
export interface Change extends Written {
  kind: 'change';
  /** ISO date. */
  from: string;
  /** Channel words; empty means all. */
  channels: string[];
}

export type Entry = Decision | Expectation | Note | Change;

/** What the program would say of an expectation, for a person to confirm. */
export interface Proposal {
  came: 'yes' | 'no' | 'cannot-tell';
  because: Sentence;
  estimate?: Estimate;
}
