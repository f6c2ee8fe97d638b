/**
 * A sentence keeps its numbers as numbers, so that a page writes them in the workspace's locale
 * and a file writes them with points and ISO dates.
 */
export type Sentence = Run[];

export type Run = string | StrongRun | NumberRun | DateRun;
export interface StrongRun {
  strong: string;
}
/** `share` writes 42 %, `of100` writes "42 of 100", `duration` takes seconds, `count` a whole number. */
export interface NumberRun {
  value: number;
  as: 'share' | 'of100' | 'duration' | 'count';
  strong?: true;
}
/** `month` writes the month that holds the day: February 2026. */
export interface DateRun {
  at: string;
  as: 'month' | 'day' | 'minute';
}
