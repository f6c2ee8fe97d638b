import type { MachineCost, MachineWord } from '../../model/coding-command.ts';
import type { Progress } from '../../model/import.ts';
import type { Frame } from '../props.ts';

/** How well a run finds one code, in words and shares of 100; `withheld` says why there is none. */
export interface QualityRow {
  /** `facet/code`. */
  address: string;
  name: string;
  withheld?: string;
  /** Messages that people coded, and those of them with the code. */
  n?: number;
  hits?: number;
  precision?: string;
  recall?: string;
  right?: string;
  baseline?: string;
  brier?: string;
  scores?: string;
}

/** The newest run of a coder. */
export interface MachineRunShown {
  id: number;
  coder: string;
  at: string;
  who: string;
  messages: number;
  /** How many codes it gives. */
  codes: number;
  /** Human codings that it learnt from, by facet. */
  trainedOn: Record<string, number>;
  /** The codebook says something else now than what it was coded by. */
  outdated: boolean;
  notes: string[];
  /** Absent while it is being worked out. */
  quality?: QualityRow[];
}

/** The section *By machine* of `GET /code`. A run is begun by POST to `/code/machine/start`. */
export interface MachineProps {
  learned: { messages: number; facets: { word: string; name: string; coded: number }[] };
  /** Codings that a facet needs to be learnt. */
  fewest: number;
  running?: MachineProgressPageProps['running'];
  problem?: { message: string; help?: string | undefined };
  runs: MachineRunShown[];
  /** Where the environment names a language model. */
  model?: { name: string; base: string };
}

/** `GET /code/machine/running`; as JSON under `/code/machine/running.json`. */
export interface MachineProgressPageProps {
  frame: Frame;
  running?: { coder: MachineWord; startedAt: string; progress: Progress };
}

/** `GET /code/machine/model`. */
export interface MachineCostPageProps {
  frame: Frame;
  cost: MachineCost;
}
