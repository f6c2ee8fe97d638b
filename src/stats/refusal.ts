/** Why a number is not given. */
export type RefusalReason =
  | 'no-observations'
  | 'few-clusters'
  | 'beyond-follow-up'
  | 'not-reached'
  | 'no-variation'
  | 'few-codes'
  | 'low-agreement'
  | 'few-points'
  | 'empty-category'
  | 'no-convergence'
  | 'unstated-dependence'
  | 'placebo-fails';

/** "Cannot tell": stands where a number would stand, so that none has to be invented. */
export interface Refusal {
  refused: RefusalReason;
  /** What was asked and what the data hold, in words. */
  because: string;
}

/** Makes a Refusal. */
export function refuse(refused: RefusalReason, because: string): Refusal {
  return { refused, because };
}

/** True when the result is a Refusal and not a number or an estimate. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}
