import type { MessageRef } from './act.ts';
import type { Facet } from './codebook.ts';
import type { DrawnSample } from './coding.ts';

/** What is asked for when a sample is drawn, as it was typed; what is not given is chosen. */
export interface AskedSample {
  word?: string | undefined;
  of?: string | undefined;
  facets: string[];
  design?: string | undefined;
  strata: string[];
  /** The code whose machine labels make the strata. */
  label?: string | undefined;
  channels: string[];
  /** Days, both included. */
  from?: string | undefined;
  to?: string | undefined;
  size?: string | undefined;
  twice?: string | undefined;
  seed?: string | undefined;
}

/** What `rapport code` asks of the app. */
export type CodingRequest =
  | { do: 'samples' }
  /** What could be drawn, and what range so many codes give. `range` is in points of per cent. */
  | { do: 'count'; asked: AskedSample; range?: string | undefined }
  | { do: 'draw'; asked: AskedSample; range?: string | undefined; who: string }
  /** What is left for a coder, with the texts. */
  | { do: 'queue'; sample: string; who: string }
  /** What a coder says of a message; `skip` is why it is passed over. */
  | {
      do: 'say';
      sample: string;
      who: string;
      ref: MessageRef;
      codes: string[];
      cannot: string[];
      memo?: string | undefined;
      skip?: string | undefined;
    }
  /** Writes the sample as a workbook; `target` is an absolute path. With `who` it holds what that coder said. */
  | { do: 'sheet'; sample: string; who?: string | undefined; target: string; names: boolean }
  /** Reads a workbook that was filled in; `file` is an absolute path. */
  | { do: 'take'; sample: string; who: string; file: string }
  /** What a run of a machine would read and cost. Without facets, all that it can. */
  | { do: 'machine-cost'; coder: MachineWord; facets: string[] }
  /** A machine codes all messages. `agreed` is true where somebody saw the cost and said yes. */
  | { do: 'machine'; coder: MachineWord; facets: string[]; agreed: boolean; who: string }
  /** Copies the starter codebook into the plan. */
  | { do: 'copy-codebook'; who: string };

/** Which machine: the one that learns on this machine, or the language model that the environment names. */
export type MachineWord = 'learned' | 'language-model';

/** What a run of a machine would read, and what leaves this machine. */
export interface MachineCost {
  messages: number;
  /** Messages that may not be sent. */
  held: number;
  /** How many of which platform, and why, in a sentence. */
  heldBecause?: string;
  facets: string[];
  /** The rest is of a language model alone. */
  model?: string;
  address?: string;
  tokens?: { sent: number; received: number };
  /** In the currency in which prices were given. */
  price?: number;
}

/** What a run of a machine did. */
export interface MachineDone {
  messages: number;
  codes: string[];
  /** Human codings that it learnt from, by facet. */
  trainedOn: Record<string, number>;
  notes: Record<string, number | string[]>;
}

/** A message to be coded, and what it answers, as text. Nobody is named but in the texts. */
export interface QueuedMessage {
  ref: MessageRef;
  place: number;
  text: string;
  at: string;
  channel?: string;
  above: { from: 'us' | 'writer' | 'another' | 'missing'; text: string }[];
}

/** How many there are to draw from, and what sizes give: up and down at 95 %, for a share near a half and a tenth. */
export interface CountedSample {
  messages: number;
  conversations: number;
  strata: { stratum: string; messages: number }[];
  ranges: { size: number; half: number; tenth: number }[];
  needed?: { range: number; size: number };
}

export type CodingResult =
  | {
      did: 'samples';
      samples: { sample: DrawnSample; coded: number; codedTwice: number; coders: string[] }[];
    }
  | { did: 'count'; counted: CountedSample }
  | { did: 'draw'; sample: DrawnSample }
  | {
      did: 'queue';
      sample: DrawnSample;
      facets: Facet[];
      /** Key by `facet/code`, and by facet for *cannot tell*. */
      keys: Record<string, string>;
      messages: QueuedMessage[];
      /** Done by this coder before. */
      done: number;
      /** All that are left: `messages` holds the first of them. */
      left: number;
    }
  | { did: 'say' }
  | { did: 'sheet'; target: string; rows: number; coded: number }
  | {
      did: 'take';
      coded: number;
      skipped: number;
      same: number;
      open: number;
      refused: { line: number; reason: string }[];
    }
  | { did: 'machine-cost'; cost: MachineCost }
  | { did: 'machine'; run: MachineDone }
  | { did: 'copy-codebook'; facets: number; copied: boolean };
