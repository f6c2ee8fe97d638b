import type { Measure, Question } from '../model/measure.ts';
import { Problem } from '../model/problem.ts';
import { conversation } from './conversation/index.ts';
import { ignoring } from './ignoring/index.ts';
import { ofMessages } from './no-messages.ts';
import { voices } from './voices/index.ts';
import { why } from './why/index.ts';

/** The questions that are built, in the order of the navigation. */
export const questions: Question[] = [
  why,
  ofMessages(ignoring),
  ofMessages(conversation),
  ofMessages(voices),
];

/** The measures that a word names: all of a question, or the one. */
export function findMeasures(word: string): Measure[] {
  const question = questions.find((one) => one.word === word);
  if (question) return question.measures;
  const measure = questions.flatMap((one) => one.measures).find((one) => one.word === word);
  if (measure) return [measure];
  const words = questions.flatMap((one) => [one.word, ...one.measures.map((m) => m.word)]);
  throw new Problem(`There is no question or measure called "${word}".`, `There are: ${words.join(', ')}.`);
}
