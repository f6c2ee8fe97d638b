import type { CodedFacet } from './codes.ts';

/** A message as a coder reads it. */
export interface Codable {
  id: number;
  text: string;
  /** What it belongs to: messages of one conversation are always in the same fold. */
  conversation: number;
  /** True for our own side's, false for other people's: a facet is of one of them. */
  own: boolean;
  /** Word of the platform, such as `x`. */
  source: string;
  /** Whether its text came over an API or in a file. */
  route: 'api' | 'file';
}

/** What a coder says of one message: a score from 0 to 1 for each of `Coder.codes`; NaN where it says nothing. */
export interface Labelled {
  id: number;
  scores: Float64Array;
  /**
   * The fold whose model gave the scores: it never saw a human code of that fold. Absent for a coder that was trained
   * on none.
   */
  fold?: number;
}

/** What a run would take, told before it begins. */
export interface CoderCost {
  messages: number;
  /** Where the text leaves this machine: about how many tokens go out and come back. */
  tokens?: { sent: number; received: number };
  /** In the currency that the prices were given in. */
  price?: number;
  /** Where the text goes, if it leaves this machine. */
  address?: string;
  /** Messages that are held back, because they may not be sent. */
  held: number;
  /** The same by platform. */
  heldOf?: Record<string, number>;
}

/** Messages in, labels with scores out. */
export interface Coder {
  /** Which coder it is. */
  word: string;
  /** Changes whenever the same message could get other scores. */
  version: string;
  /** The version of the codebook that it codes by. */
  codebook: string;
  /** The codes it scores, as `facet/code`, in the order of `Labelled.scores`. */
  codes: readonly string[];
  facets: readonly CodedFacet[];
  /** How many human codings it was trained on, by facet; empty where it was trained on none. */
  trainedOn: Readonly<Record<string, number>>;
  /** Messages that are best labelled at once. */
  batch: number;
  /** What is worth knowing of a run so far, each as a word with its count or a list of words. */
  notes(): Record<string, number | string[]>;
  cost(messages: readonly Codable[]): CoderCost;
  label(messages: readonly Codable[], signal?: AbortSignal): Promise<Labelled[]>;
}
