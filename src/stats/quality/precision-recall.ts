import { paired } from '../agreement/kappa.ts';
import type { Ranged } from '../interval.ts';
import { proportion } from '../proportion.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';

/** How well a rule finds what people found. */
export interface PrecisionRecall {
  /** Share of what the rule found that is right. */
  precision: Ranged | Refusal;
  /** Share of what is there that the rule found. */
  recall: Ranged | Refusal;
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  trueNegatives: number;
}

/** Precision and recall of `found` against the `truth`, each with Wilson's interval; refused where nothing is there to divide by. */
export function precisionRecall(
  found: readonly boolean[],
  truth: readonly boolean[],
  level = 0.95,
): PrecisionRecall {
  paired(found, truth);
  const count = (f: boolean, t: boolean) => found.filter((x, i) => x === f && truth[i] === t).length;
  const truePositives = count(true, true);
  const falsePositives = count(true, false);
  const falseNegatives = count(false, true);
  const trueNegatives = count(false, false);
  const precision = proportion(truePositives, truePositives + falsePositives, level);
  const recall = proportion(truePositives, truePositives + falseNegatives, level);
  return {
    precision: isRefusal(precision) ? refuse('no-observations', 'the rule found nothing') : precision,
    recall: isRefusal(recall) ? refuse('no-observations', 'there was nothing to find') : recall,
    truePositives,
    falsePositives,
    falseNegatives,
    trueNegatives,
  };
}
