import type { Question } from '../../model/measure.ts';
import { themes } from './themes.ts';

/** What do people say, feel and want? */
export const voices: Question = {
  word: 'voices',
  title: 'What do people say, feel and want?',
  measures: [themes],
};
