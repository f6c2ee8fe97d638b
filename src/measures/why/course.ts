import type { Unit } from '../../model/finding.ts';
import type { Amount } from '../../model/goal.ts';
import type { Random } from '../../stats/random.ts';
import type { WaveChange } from './wave-change.ts';

/** What a goal is read on, at one time: a survey wave, a stretch of a series, a month of a measure. */
export interface CoursePoint {
  /** First day and the day after the last, ISO dates. */
  from: string;
  to: string;
  /** The day that it stands for: the middle of a wave, the last day of a stretch. */
  at: string;
  value: number;
  /** Absent for what was counted and not sampled. */
  low?: number;
  high?: number;
  /** People asked, messages, or values behind it. */
  n: number;
  /** Of a survey: as many people drawn at random would tell as much. */
  effective?: number;
  /** Of a survey: n / effective. */
  designEffect?: number;
  /** Of respondents: Kish's effective number, by how unequal the weights are. */
  kish?: number;
  /** Of a survey: its wave. */
  wave?: string;
}

/** The chance of being at or above a value on a day to come, and where the value is expected then. */
export interface Expected {
  atOrAbove: number;
  value: number;
  low: number;
  high: number;
}

/** How what a goal is read on went so far, and where it may go. */
export interface Course {
  unit: Unit;
  /** What `n` of a point counts. */
  of: 'people' | 'messages' | 'values';
  /** "in a month", "in total", "EUR a week"; empty where the number speaks for itself. */
  per: string;
  points: CoursePoint[];
  /** The point that tells what stood on a day; undefined where the day lies beyond them, or none is near it. */
  covering(day: string): CoursePoint | undefined;
  /** What is expected on a day after the last point. */
  ahead(day: string, promised: number, random: Random): Expected | { because: string };
  /** Of a survey: the newest wave against earlier ones. */
  changes?: WaveChange[];
  /** How chances and ranges are made, with the prior. */
  method: string;
  caveats: string[];
  sources: { name: string; files: string[]; to: string }[];
}

/** Why a goal has no course, with what would mend it. */
export interface NoCourse {
  because: string;
  help: string;
}

/** The unit in which answers tell a goal's amounts. */
export const unitOf: Record<Amount['unit'], Unit> = { share: 'share', number: 'count', seconds: 'seconds' };

const day = 86_400_000;

/** Days since 1970 of an ISO date or instant. */
export function daysOf(date: string): number {
  return Date.parse(date.length === 10 ? `${date}T00:00:00Z` : date) / day;
}

/** The ISO date so many days since 1970. */
export function dateOf(days: number): string {
  return new Date(Math.floor(days) * day).toISOString().slice(0, 10);
}
