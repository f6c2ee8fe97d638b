import type { Question } from '../../model/measure.ts';
import { byKind } from './by-kind.ts';
import { ruleCheck } from './rule-check.ts';
import { waitingCurve } from './waiting-curve.ts';
import { waitingNow } from './waiting-now.ts';

/** Whom do we ignore, and what does it cost us? */
export const ignoring: Question = {
  word: 'ignoring',
  title: 'Whom do we ignore, and for how long?',
  measures: [waitingCurve, byKind, waitingNow, ruleCheck],
};
