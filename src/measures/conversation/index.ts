import type { Question } from '../../model/measure.ts';
import { amongThemselves } from './among-themselves.ts';
import { comingBack } from './coming-back.ts';
import { exchanges } from './exchanges.ts';
import { openers } from './openers.ts';
import { reciprocity } from './reciprocity.ts';
import { twoWay } from './two-way.ts';

/** Are we in conversation, or shouting? */
export const conversation: Question = {
  word: 'conversation',
  title: 'Are we in conversation, or shouting?',
  measures: [twoWay, exchanges, openers, comingBack, amongThemselves, reciprocity],
};
