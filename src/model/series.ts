/** What a series is about: a result, visits to our site, what a platform reported, or what was put in (spend). */
export const seriesKinds = ['outcome', 'visits', 'platform', 'input'] as const;
export type SeriesKind = (typeof seriesKinds)[number];

/** A share runs from 0 to 1, a rank from 1 on; money has a currency. */
export const seriesUnits = ['count', 'money', 'share', 'rank', 'index'] as const;
export type SeriesUnit = (typeof seriesUnits)[number];

/** How long a point's stretch of time is; an instant has none. */
export const grains = ['day', 'week', 'month', 'quarter', 'year', 'instant'] as const;
export type Grain = (typeof grains)[number];

/** What a value is broken down by, such as `{ utm_source: 'linkedin' }`. */
export type Dimensions = Record<string, string>;

/** One value of a series over a stretch of time. What was not told is absent, never zero. */
export interface Point {
  is: 'point';
  /** Who says so, one word: `shop`, `crm`, `linkedin`. */
  source: string;
  /** `leads`, `market-share`, `visits`. */
  series: string;
  /** The series as the file names it. */
  label: string;
  kind: SeriesKind;
  unit: SeriesUnit;
  /** ISO 4217, where the unit is money. */
  currency?: string;
  grain: Grain;
  /** First day, and the day after the last, as ISO dates of the calendar; for an instant, that instant in UTC twice. */
  from: string;
  to: string;
  value: number;
  /** What a share rests on. */
  n?: number;
  dimensions: Dimensions;
}

/** How a survey wave was done. */
interface Fielded {
  /** The survey, one word: the same for each of its waves. */
  survey: string;
  wave: string;
  /** First day in the field, and the day after the last, as ISO dates. */
  from: string;
  to: string;
  /** True where people chose by themselves to take part, false where they were sampled; absent where nobody said. */
  selfSelected?: boolean;
}

/** How many gave one answer to one question in a wave: a line of a published table. */
export interface WaveTotal extends Fielded {
  is: 'total';
  /** The question, one word, and its words as they were asked. */
  question: string;
  wording?: string;
  answer: string;
  /** How many gave it; absent where only the share was told. */
  k?: number;
  n: number;
  /** From 0 to 1. */
  share: number;
  dimensions: Dimensions;
}

/** One person's answers in a wave. `id` and `panel` are never kept as given, only under a key of the workspace. */
export interface Respondent extends Fielded {
  is: 'respondent';
  id: string;
  /** Set where the same id in another wave is the same person. */
  panel?: string;
  /** By the question's word. An unanswered question is absent. */
  answers: Record<string, string>;
  /** The questions in full, by word. */
  wordings?: Record<string, string>;
  /** What weights are drawn by, such as `{ size: '50-249' }`. */
  margins: Record<string, string>;
  /** As given with the file; 1 / probability of being asked, or adjusted. */
  weight?: number;
  stratum?: string;
  /** People in the population (of the stratum), for the finite-population correction. */
  population?: number;
}

/** What a file from elsewhere tells: no message. */
export type Told = Point | WaveTotal | Respondent;

/** One value of a series as it holds now: the newest import's. */
export interface SeriesPoint {
  /** ISO dates, `to` exclusive; for an instant, ISO UTC twice. */
  from: string;
  to: string;
  value: number;
  n?: number;
}

/** What a series is: values of two sources, units, grains or breakdowns are two series and are never added up. */
export interface SeriesHead {
  source: string;
  word: string;
  label: string;
  kind: SeriesKind;
  unit: SeriesUnit;
  currency?: string;
  grain: Grain;
  dimensions: Dimensions;
}

/** Words of counts that stand, as sources and people name them. */
const levels: ReadonlySet<string> = new Set(['followers', 'competitor-followers']);

/** Whether a series tells how many there are at a time, not how many came: a day may be told before it is over. */
export function isLevel({ word }: Pick<SeriesHead, 'word'>): boolean {
  return levels.has(word);
}

/** Whether values of a series may be added up over time: counts and amounts of what happened within a stretch. */
export function addsUp(series: Pick<SeriesHead, 'word' | 'unit' | 'grain'>): boolean {
  const { unit, grain } = series;
  return (unit === 'count' || unit === 'money') && grain !== 'instant' && !isLevel(series);
}

export interface Series extends SeriesHead {
  /** In the order of time; a stretch that was not told is absent. */
  points: SeriesPoint[];
}

/** A series in the list of those that a goal can name. */
export interface ReadableSeries extends SeriesHead {
  points: number;
  from: string;
  to: string;
  /** The value of the latest stretch. */
  last: number;
  files: string[];
}

/** The shape of a series over its whole time, thinned out to be drawn. */
export interface SeriesShape {
  /** `at` from 0, the first value, to 1, the last. */
  points: { at: number; value: number }[];
  /** Of all values, not only of those that are drawn. */
  lowest: number;
  highest: number;
}

/** One person's answer to a question, with what weights need. Nobody is named. */
export interface WaveRespondent {
  answer: string;
  weight?: number;
  stratum?: string;
  population?: number;
  margins: Record<string, string>;
}

/** One wave's answers to one question. */
export interface Wave {
  survey: string;
  wave: string;
  question: string;
  wording?: string;
  /** First day in the field, and the day after the last. */
  from: string;
  to: string;
  selfSelected?: boolean;
  /** Published totals, one line an answer and breakdown; or the people themselves. */
  told:
    | {
        as: 'totals';
        answers: { answer: string; k?: number; n: number; share: number; dimensions: Dimensions }[];
      }
    | { as: 'respondents'; respondents: WaveRespondent[]; unanswered: number };
  /** People asked: the largest base of the totals, or respondents who answered. */
  n: number;
  /**
   * Against the wave before. `wordingChanged` is absent where one of them does not tell its words, `samePeople` where
   * no ids say it: then nobody knows.
   */
  before?: { wordingChanged?: boolean; overlaps: boolean; samePeople?: number };
  files: string[];
}

/** A survey's wave in the list of those that a goal can name. */
export interface ReadableWave {
  survey: string;
  wave: string;
  from: string;
  to: string;
  as: 'totals' | 'respondents';
  questions: string[];
  n: number;
  selfSelected?: boolean;
  files: string[];
}
