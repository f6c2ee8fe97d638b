/** A number of the plan. A share runs from 0 to 1, a duration is in seconds. */
export interface Amount {
  value: number;
  unit: 'share' | 'number' | 'seconds';
  /** As the plan writes it, such as `30 %`. */
  written: string;
}

/** The three kinds of change that value can serve. */
export const purposeKinds = ['commercial', 'social', 'political'] as const;
export type PurposeKind = (typeof purposeKinds)[number];

/** The seven objectives that are named most; a plan may write its own instead. */
export const objectives = [
  'market share',
  'leads',
  'sales',
  'brand awareness',
  'memberships',
  'long-term relationships',
  'short-term results',
] as const;

/** Value has been delivered, then recognised, then quantified: each on a date, with a word of evidence. */
export const goalStates = ['delivered', 'recognised', 'quantified'] as const;
export type GoalState = (typeof goalStates)[number];

export interface Milestone {
  /** ISO date. */
  by?: string;
  value?: Amount;
}

/**
 * Value as a company defines it: with a purpose, a measure, a result and a date. What a goal lacks is absent here;
 * `measures/goal-check` says what, and how to mend it.
 */
export interface Goal {
  /** Unique within the plan. */
  word: string;
  title: string;
  purpose?: { kind?: PurposeKind; text?: string; eyes?: string };
  /** One of `objectives`, or the plan's own. */
  objective?: string;
  /** What is read: `MEASURE/ESTIMATE @ CHANNEL`, `series/WORD` or `survey/WORD`. */
  measure?: string;
  baseline?: { value?: Amount; on?: string };
  result?: Amount;
  /** `down` where less is better; as stated, else as baseline and result have it. */
  direction: 'up' | 'down';
  /** Set where the plan states the direction itself. */
  directionStated?: true;
  /** ISO date by which the result is there. */
  by?: string;
  milestones: Milestone[];
  /** Word of the broader goal that it serves. */
  parent?: string;
  /** Months from the baseline to the date, as stated or counted; undefined where neither can be told. */
  months?: number;
  states: Partial<Record<GoalState, { on?: string; evidence?: string }>>;
}
