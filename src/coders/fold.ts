import { stream } from '../stats/random.ts';

/** Ten folds, so that each model learns from nine tenths of the codings; five where there are many, to save time. */
export function usualFolds(codings: number): number {
  return codings > 1000 ? 5 : 10;
}

/** The fold, from 0 on, of a conversation: drawn by the seed and the conversation alone, whoever else is there. */
export function foldOf(seed: number, conversation: number, folds: number): number {
  return stream(seed, 'fold', conversation).integer(0, folds - 1);
}
