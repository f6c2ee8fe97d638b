import { stream } from '../stats/random.ts';

/** So many folds, where nothing else is said: each model learns from four fifths of the codes. */
export const usualFolds = 5;

/** The fold, from 0 on, of a conversation: drawn by the seed and the conversation alone, whoever else is there. */
export function foldOf(seed: number, conversation: number, folds = usualFolds): number {
  return stream(seed, 'fold', conversation).integer(0, folds - 1);
}
