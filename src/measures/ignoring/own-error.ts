import { type Judged, judgedSample, ruleSample } from '../../facts/rule-sample.ts';
import type { Store } from '../../model/store.ts';
import { type PrecisionRecall, precisionRecall } from '../../stats/quality/precision-recall.ts';

/** Error of the rule on this workspace's own messages: the judged part of the random sample. */
export interface OwnError extends Pick<PrecisionRecall, 'precision' | 'recall'> {
  /** Messages judged. */
  n: number;
}

/** Undefined until enough messages have been judged. */
export async function ownError(store: Store): Promise<OwnError | undefined> {
  const judged = await judgedSample(store);
  return judged.length < ruleSample.enough ? undefined : { n: judged.length, ...errorOf(judged) };
}

/** Precision and recall of the rule against what people said, with Wilson's intervals. */
export function errorOf(judged: readonly Judged[]): PrecisionRecall {
  return precisionRecall(
    judged.map(({ rule }) => rule),
    judged.map(({ expects }) => expects),
  );
}
