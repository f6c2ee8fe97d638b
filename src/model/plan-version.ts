/** One state of plan.yaml that was in force. */
export interface PlanVersion {
  /** As a Finding names it. */
  version: string;
  /** ISO UTC: when it came into force, as nearly as is known. */
  at: string;
  who: string;
  /** What was changed, such as `why` or `goal awareness`; `by hand` where the file was edited. */
  what: string;
}

/** A line of a comparison; `before` and `after` are its numbers in the two texts, from 1. */
export interface DiffLine {
  kind: 'same' | 'removed' | 'added';
  text: string;
  before?: number;
  after?: number;
}
