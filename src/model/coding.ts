import type { MessageRef } from './act.ts';
import type { FacetSide } from './codebook.ts';

/**
 * How messages were drawn: each with the same chance, with a chance by stratum, whole conversations at once, or picked
 * by a machine as worth coding next, which is no random sample and never counts as one.
 */
export const sampleDesigns = ['simple', 'stratified', 'conversations', 'picked'] as const;
export type SampleDesign = (typeof sampleDesigns)[number];

/** By what a sample can be stratified. */
export const strataWords = ['channel', 'kind', 'week', 'label'] as const;
export type StrataWord = (typeof strataWords)[number];

/** A sample of messages to be coded, as it was drawn for good. */
export interface DrawnSample {
  word: string;
  /** ISO UTC. */
  at: string;
  who: string;
  /** The act that drew it. */
  act: string;
  design: SampleDesign;
  /** Whose messages. */
  of: FacetSide;
  /** Words of the facets that are judged. */
  facets: string[];
  /** Messages that were drawn. */
  size: number;
  seed: number;
  strata: StrataWord[];
  /** The code, `facet/code`, by whose machine labels it is stratified. */
  label?: string;
  /** Channel words; empty for all. */
  channels: string[];
  /** ISO UTC, `to` exclusive; absent where the sample has no such end. */
  from?: string;
  to?: string;
  /** How many of the messages two people shall code. */
  twice: number;
  /** Messages that could have been drawn. */
  population: number;
  /** What was drawn from each stratum. */
  cells: SampleCell[];
  /** The sample of which this one is coded again, to see whether one coder is steady. */
  again?: string;
}

/** A stratum: how many messages it holds and how many were drawn. */
export interface SampleCell {
  stratum: string;
  population: number;
  drawn: number;
}

/** One drawn message. */
export interface SampleItem {
  ref: MessageRef;
  /** From 1 on, in an order that is random too, so that the first so many are a sample as well. */
  place: number;
  /** Its chance of being drawn; absent where it was not drawn at random. */
  probability?: number;
  stratum: string;
  twice: boolean;
}

/** What one person said of one message: the latest that was not undone. */
export interface Coding {
  act: string;
  /** ISO UTC, with milliseconds. */
  at: string;
  who: string;
  ref: MessageRef;
  /** The facets judged; a facet without a code and not in `cannot` was judged to have none. */
  facets: string[];
  /** `facet/code`. */
  codes: string[];
  /** Facets of which one cannot tell. */
  cannot: string[];
  memo?: string;
  /** `facet/code@2` of each code chosen, or of every code judged. */
  versions: string[];
}

/** A message that somebody passed over. */
export interface Skip {
  act: string;
  at: string;
  who: string;
  ref: MessageRef;
  reason: string;
}

/** How the code that counts came about: talked through, the same by all, by the only coder, or by the first of several that differ. */
export const agreedHow = ['talked', 'alike', 'one', 'first'] as const;
export type AgreedHow = (typeof agreedHow)[number];

/** What counts as the code of a message in one facet. */
export interface AgreedCode {
  ref: MessageRef;
  facet: string;
  /** `facet/code`; empty where none applies, and where nobody could tell. */
  codes: string[];
  cannot: boolean;
  how: AgreedHow;
  coders: number;
}
