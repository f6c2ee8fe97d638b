import type { WaitingRow } from './waiting.ts';

/** What a chart form draws. Tones carry a meaning that is repeated in form: steady is petrol and solid, alert is rust. */
export type Tone = 'steady' | 'alert';

export interface CurvePoint {
  /** Seconds since the message was written. */
  t: number;
  /** Share from 0 to 1. */
  value: number;
  low?: number;
  high?: number;
}

/** Shares still waiting over time, one step line a channel. */
export interface CurveFigure {
  form: 'curve';
  title: string;
  caption: string;
  lines: {
    name: string;
    note: string;
    tone: Tone;
    /** Dashed for a comparison or the second tone, so that colour is never the only sign. */
    dashed: boolean;
    points: CurvePoint[];
  }[];
  /** Times at which the values are written out, with their names in long and short. */
  ticks: { t: number; label: string; short: string; emphasis?: boolean }[];
  /** What the height of a line is at the emphasised tick, in words; without it, the share of messages still unanswered. */
  reading?: string;
  /** The axis runs from 0 to `until`, growing by steps of the same factor. */
  until: number;
}

/** What became of messages over time: answered, dismissed, still waiting, stacked to 1. */
export interface FateFigure {
  form: 'fate';
  title: string;
  caption: string;
  points: { t: number; answered: number; dismissed: number; waiting: number }[];
  ticks: { t: number; label: string; short: string }[];
  until: number;
}

/** Rows of estimates with their ranges: a dot with a whisker each. */
export interface RangesFigure {
  form: 'ranges';
  title: string;
  caption: string;
  unit: 'share' | 'seconds';
  max: number;
  rows: {
    label: string;
    value: number;
    low: number;
    high: number;
    tone: Tone;
    /** The period before, drawn as a ring. */
    before: boolean;
  }[];
}

/** Something that happened beside what a time chart shows. */
export interface TimeMark {
  /** Its day, or the first; and the last where it lasts. ISO dates. */
  at: string;
  to?: string;
  label: string;
  /** Its day in the reader's words. */
  when: string;
  /** A change of what we do, or anything else of the calendar. */
  kind: 'event' | 'change';
}

/** One number over equal stretches of time: a dot with a whisker each, joined by a line; the last is the one told. */
export interface SeriesFigure {
  form: 'series';
  title: string;
  caption: string;
  unit: 'share' | 'seconds' | 'count';
  tone: Tone;
  /** Top of the axis, in the unit; the axis begins at 0. */
  max: number;
  points: {
    /** First day of the stretch, ISO date, and its name in long and short: "16 Nov", "16". */
    at: string;
    label: string;
    short: string;
    /** Absent where it cannot be told: the line has a gap there, never a zero. */
    value?: number;
    low?: number;
    high?: number;
    /** The data end before the stretch does: drawn as a ring, its line dashed. */
    unfinished?: boolean;
  }[];
  /** Where the earlier values lie as a rule, drawn as a band. */
  usual?: { low: number; high: number; label: string };
  marks?: TimeMark[];
}

/** How something went over time against what was promised, and where it is expected to go. */
export interface TrajectoryFigure {
  form: 'trajectory';
  title: string;
  caption: string;
  unit: 'share' | 'seconds' | 'count';
  tone: Tone;
  /** Top of the axis, in the unit; the axis begins at 0. */
  max: number;
  /** What was read, at an ISO date each, in order: dots with whiskers, joined by a line. */
  points: { at: string; value: number; low?: number; high?: number }[];
  /** Baseline, milestones and result in order: rings on a dashed line. */
  promised: { at: string; value: number }[];
  /** Where it is expected on days to come: a fan from the last point. */
  expected: { at: string; value: number; low: number; high: number }[];
  /** Days that are named under the axis, the more important first. */
  ticks: { at: string; label: string; short: string }[];
  marks?: TimeMark[];
}

/** Numbers in rows; a cell is text, or an estimate by its parts. */
export interface TableFigure {
  form: 'table';
  title: string;
  note: string;
  columns: { label: string; numeric: boolean }[];
  /** Set where its cells quote people: such a table is left out where quotes stay inside. */
  quotes?: true;
  rows: { label: string; href?: string; before?: boolean; cells: Cell[] }[];
}
export type Cell =
  | string
  | { value: number; as: 'share' | 'count' | 'duration'; low?: number; high?: number; strong?: true };

/** The work list: people waiting now, in the order in which to answer them. */
export interface WaitingFigure {
  form: 'waiting';
  title: string;
  caption: string;
  /** All who wait, of whom `rows` are the first. */
  total: number;
  rows: WaitingRow[];
}

export type Figure =
  | CurveFigure
  | FateFigure
  | RangesFigure
  | SeriesFigure
  | TrajectoryFigure
  | TableFigure
  | WaitingFigure;
