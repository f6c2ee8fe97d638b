import { beginningOf } from '../beginning.ts';

/** What every answer of this question begins with. */
export const beginning = beginningOf({ word: 'conversation', version: 'turns and exchanges, definitions 1' });
