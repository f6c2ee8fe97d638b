import type { Plan } from '../model/plan.ts';
import type { Reading } from './readable.ts';

/** What is wrong with a goal. `refused`: it is not read until that is mended; `warning`: it is, with this beside it. */
export interface GoalFault {
  kind: 'refused' | 'warning';
  /** The key it concerns, such as `purpose.kind` or `milestones.1.by`. */
  field: string;
  message: string;
  /** How to mend it. */
  help: string;
}

/** What goals are checked against. */
export interface GoalWorld {
  plan: Plan;
  readable: Reading[];
}

/** A fault for which a goal is not read. */
export const refuse = (field: string, message: string, help: string): GoalFault => ({
  kind: 'refused',
  field,
  message,
  help,
});
/** A fault with which a goal is read all the same. */
export const warn = (field: string, message: string, help: string): GoalFault => ({
  kind: 'warning',
  field,
  message,
  help,
});
