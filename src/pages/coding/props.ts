import type { MessageRef } from '../../model/act.ts';
import type { Facet, FacetSide } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import type { Sentence } from '../../model/sentence.ts';
import type { ChannelChoice, Frame } from '../props.ts';
import type { MachineProps } from './machine-props.ts';

/** How far a sample is. */
export interface SamplePace {
  items: number;
  coded: number;
  twice: number;
  codedTwice: number;
  coders: { who: string; coded: number; skipped: number; left: number }[];
}

/** `GET /code`: the samples, the latest first. */
export interface SamplesPageProps {
  frame: Frame;
  samples: { sample: DrawnSample; pace: SamplePace }[];
  /** What the codebook asks of messages, by side. */
  facets: { word: string; name: string; of: FacetSide; codes: number }[];
  starter: boolean;
  machine: MachineProps;
}

/**
 * `GET /code/new`: what to draw, with how many there are and what range so many codes give. POSTed to the same address
 * with `of`, `facet` (repeated), `design`, `strata` (repeated), `channel` (repeated), `from`, `to`, `size`, `twice`,
 * `word`; a GET with the same fields counts anew.
 */
export interface DrawPageProps {
  frame: Frame;
  fields: {
    of: string;
    facets: string[];
    design: string;
    strata: string[];
    /** The code whose machine labels make the parts. */
    label: string;
    channels: string[];
    from: string;
    to: string;
    size: string;
    twice: string;
    word: string;
    /** The range that one wants, in points of per cent up and down. */
    range: string;
  };
  facets: { word: string; name: string; of: FacetSide }[];
  /** Codes as `facet/code`. */
  codes: string[];
  channels: ChannelChoice[];
  /** What could be drawn: absent where the fields do not say it. */
  count?: { messages: number; conversations: number; strata: { stratum: string; messages: number }[] };
  /** What sizes give: points of per cent up and down at 95 %, for a share near a half and near a tenth. */
  ranges: { size: number; half: number; tenth: number }[];
  /** How many the wanted range needs. */
  needed?: { range: number; size: number };
  wrong?: { message: string; help?: string | undefined };
}

/** A turn of the thread beside the message. */
export interface CodeTurn {
  from: 'us' | 'writer' | 'another' | 'missing';
  person?: number;
  text: string;
  at: string;
}

/** What is chosen in the form when it is shown. */
export interface Chosen {
  codes: string[];
  cannot: string[];
  memo: string;
}

/**
 * `GET /code/SAMPLE?who=NAME`: one message, what can be said of it, and the keys. POSTed to `/code/SAMPLE` with `who`,
 * `source`, `nativeId`, `place`, `code` (repeated), `cannot` (repeated), `memo`; and `go`, `save` or `skip`, with `reason`.
 */
export interface CodePageProps {
  frame: Frame;
  sample: DrawnSample;
  who: string;
  facets: Facet[];
  /** By `facet/code`, and by facet for *cannot tell*. */
  keys: Map<string, string>;
  /** Absent where nothing is left. */
  message?: {
    ref: MessageRef;
    place: number;
    turn: CodeTurn & { channel?: string };
    above: CodeTurn[];
    below: CodeTurn[];
    elsewhere: number;
  };
  chosen: Chosen;
  /** Messages of this coder: done, and all that are theirs. */
  done: number;
  all: number;
  /** Address of the message coded before this one. */
  back?: string;
  /** The message was coded before by this coder. */
  again: boolean;
  /** Whether one may stop, in a sentence. */
  stop?: Sentence;
  wrong?: { message: string; help?: string | undefined };
}

/** A row of the table of agreement: a facet or one of its codes. */
export interface AgreementRow {
  facet: string;
  /** `facet/code`; absent for the facet as a whole. */
  code?: string;
  name: string;
  /** Messages coded twice. */
  n: number;
  /** Messages for which somebody gave the code. */
  given?: number;
  alpha?: { value: number; low: number; high: number };
  /** Share of pairs of codes that are the same. */
  same?: number;
  tentative?: string;
  withheld?: string;
}

/** Alpha in one stretch of coding; absent where fewer than 30 messages are coded twice, or nothing varies. */
export interface DriftCell {
  name: string;
  n: number;
  alpha?: { value: number; low: number; high: number };
  /** Messages for which somebody gave the code. */
  given?: number;
}

/** How agreement went as coding went on; or why that cannot be told. */
export type AgreementDrift =
  | { why: string }
  | {
      by: 'week' | 'part';
      /** The stretches in their order: the Monday as an ISO date, or the part from 1 on. */
      names: string[];
      rows: { code?: string; name: string; cells: DriftCell[] }[];
      /** How many facets and codes are common enough to say of them whether they changed. */
      compared: number;
      /** Names of those whose alpha fell, and rose, from the first stretch to the last. */
      fell: string[];
      rose: string[];
    };

/** `GET /code/SAMPLE`: how far it is, who codes, how well they agree. */
export interface SamplePageProps {
  frame: Frame;
  sample: DrawnSample;
  facets: Facet[];
  pace: SamplePace;
  /** Offered as the coder's name. */
  who: string;
  /** Messages on which coders differ and that were not talked through. */
  differ: number;
  talked: number;
  agreement: AgreementRow[];
  /** What the agreement is of: two coders or more, or one coder twice. */
  agreementOf: 'coders' | 'self';
  /** The alpha under which a number is withheld. */
  threshold: number;
  /** Absent where nothing was coded twice. */
  drift?: AgreementDrift;
  /** Where the sample was coded again by one coder, or can be. */
  again?: { href?: string; can?: string; why?: string };
  /** What became of the rows of a workbook that was just brought back. */
  taken?: {
    coded: number;
    skipped: number;
    same: number;
    open: number;
    refused: { line: number; reason: string }[];
  };
}

/**
 * `GET /code/SAMPLE/talk`: one message on which coders differ, what each said, and the form for what they agree on.
 * POSTed to the same address with the fields of `CodePageProps`.
 */
export interface TalkPageProps {
  frame: Frame;
  sample: DrawnSample;
  who: string;
  facets: Facet[];
  keys: Map<string, string>;
  message?: NonNullable<CodePageProps['message']>;
  said: { who: string; codes: string[]; cannot: string[]; memo?: string }[];
  /** Facets on which they differ. */
  differ: string[];
  chosen: Chosen;
  left: number;
  /** How many to leave out: messages that were passed over. */
  next: number;
  wrong?: { message: string; help?: string | undefined };
}
