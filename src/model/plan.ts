import type { Codebook } from './codebook.ts';
import type { PlannedEvent } from './event.ts';
import type { Goal } from './goal.ts';
import type { Retention } from './retention.ts';
import type { Why } from './why.ts';

/** When people are at their desks. Days are 1 (Monday) to 7; hours are minutes from midnight in the zone. */
export interface BusinessHours {
  zone: string;
  days: number[];
  opens: number;
  closes: number;
  /** ISO dates on which the desk is empty. */
  holidays: string[];
  /** True while nobody has stated the hours and Mon to Fri 9 to 17 is assumed. */
  assumed: boolean;
}

/** People whom the company wants to reach or talk with. */
export interface TargetGroup {
  word: string;
  name: string;
  /** How many they are, with the range that is known. */
  size?: { value?: number; low?: number; high?: number };
  /** Accounts of people who belong to it, such as `linkedin:jane`; put in by hand only. */
  members?: string[];
  note?: string;
}

/** What one channel is there for. Its word is an own account's, or a name that joins several in `accounts`. */
export interface ChannelRole {
  word: string;
  role?: string;
  /** Words of target groups. */
  for: string[];
  why?: string;
  /** What the role lets one expect, in words. */
  target?: string;
  /** Own accounts that stand together under this word. */
  accounts: string[];
  since?: string;
  review?: string;
  note?: string;
}

/** How long a purchase takes and how many people decide on it: the company's own range. */
export interface SalesCycle {
  months?: { low: number; high: number };
  people?: { low: number; high: number };
}

/** A wave of questions that is planned. */
export interface PlannedSurvey {
  on: string;
  /** People who will answer. */
  people: number;
  /** The question's word; a goal reads it as `survey/WORD`. */
  question: string;
  /** By how much the design widens the variance (Kish); 1 for a simple random sample. */
  deff: number;
}

/** What the people are like for whom answers shall speak, by one thing that respondents tell of themselves. */
export interface StatedMargin {
  /** The margin that a survey's mapping keeps, such as `size`. */
  name: string;
  /** The survey that it is stated for; absent where it holds for any. */
  survey?: string;
  /** Each level with its size (only proportions matter); several names where they are merged. */
  levels: { names: string[]; size: number }[];
}

/** What the company says of itself. Unknown keys of plan.yaml are kept in the file and named, never used. */
export interface Plan {
  company: string;
  /** IANA zone for days, weeks and dates on pages. */
  zone: string;
  /** BCP 47, for numbers and dates on pages. */
  locale: string;
  /** Author ids of our side by source word; `*` holds those of any source. */
  own: Record<string, string[]>;
  business: BusinessHours;
  /** A conversation is closed after so many days without a message. */
  closedAfterDays: number;
  why: Why;
  goals: Goal[];
  groups: TargetGroup[];
  channels: ChannelRole[];
  /** The calendar, in its order of days. */
  events: PlannedEvent[];
  surveys: PlannedSurvey[];
  margins: StatedMargin[];
  salesCycle: SalesCycle;
  /** Tags as paths, such as `product/seals`, each after the one that it belongs to. */
  tags: string[];
  /** What is said of messages that are read by hand; the starter codebook while the plan has none. */
  codebook: Codebook;
  /** Krippendorff's alpha under which a number that rests on codes is withheld; over 0, under 1. */
  agreement: number;
  /** How long texts are kept, where the plan states it: the rest is `usualRetention`. */
  retention?: Partial<Retention>;
  /** Set where people's words stay inside: no file, report or export holds a quote. */
  quotes?: 'inside';
  /** Changes whenever the file's content changes; part of the key under which a Finding is kept. */
  version: string;
  /** Keys that Rapport does not know, such as `brand_colour` or `goals.awareness.colour`. */
  unknown: string[];
  /** What was probably meant by such a key, as a sentence, where something comes near. */
  meant?: Record<string, string>;
}
