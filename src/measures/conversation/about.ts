import { about as aboutQuestion } from '../about.ts';

const question = { word: 'conversation', version: 'turns and exchanges, definitions 1' };

/** What every Finding of this question says of itself. */
export const about = aboutQuestion.bind(undefined, question);
