import { type Calibration, platt } from '../stats/platt.ts';
import { type LogisticWeights, type SparseRow, score, sparseLogistic } from '../stats/sparse-logistic.ts';

/** What was learnt of one code for the messages of one fold, from the codings of all other folds. */
export type FoldModel =
  | { kind: 'learnt'; weights: LogisticWeights; calibration: Calibration }
  /** Too few have the code, or lack it, to learn from: their share stands for each message. */
  | { kind: 'share'; share: number };

/** Codings of one facet: a row each, its fold, and whether it has the code. */
export interface FoldedRows {
  rows: readonly SparseRow[];
  fold: readonly number[];
  folds: number;
  /** Predictors. */
  width: number;
}

/**
 * So many codings with the code, and so many without it, are the fewest to learn from. On real sets more lost what could
 * be learnt of rare codes, and the calibration keeps what rests on few from being sure.
 */
export const fewestToLearn = 2;

/**
 * What an error costs against the length of the weights. On real sets of messages labels are about as good from 1 to 30,
 * so it is no choice that a person has to make.
 */
const cost = 3;

/**
 * One model a fold for one code, none of which saw a coding of its own fold. Each is calibrated on scores of models that
 * left out one fold more, so that no score is calibrated that its model had learnt. `random` gives the order of learning
 * by the folds that are left out; `drive` runs a piece of learning to its end.
 */
export async function foldModels(
  { rows, fold, folds, width }: FoldedRows,
  positive: readonly boolean[],
  random: (left: string) => () => number,
  drive: <T>(work: Generator<void, T>) => Promise<T>,
): Promise<FoldModel[]> {
  const all = rows.map((_, i) => i);
  const learn = async (...left: number[]): Promise<LogisticWeights | undefined> => {
    const from = all.filter((i) => !left.includes(fold[i]));
    if (!learnable(from.map((i) => positive[i]))) return undefined;
    return drive(
      sparseLogistic(
        from.map((i) => rows[i]),
        from.map((i) => positive[i]),
        { cost, width, uniform: random(left.join()) },
      ),
    );
  };
  const unseen = Array.from({ length: folds }, () => new Float64Array(rows.length).fill(Number.NaN));
  for (let a = 0; a < folds; a++)
    for (let b = 0; b < a; b++) {
      const weights = await learn(b, a);
      if (!weights) continue;
      for (const i of all) {
        if (fold[i] === a) unseen[b][i] = score(weights, rows[i]);
        if (fold[i] === b) unseen[a][i] = score(weights, rows[i]);
      }
    }
  const models: FoldModel[] = [];
  for (let k = 0; k < folds; k++) {
    const from = all.filter((i) => fold[i] !== k);
    const weights = await learn(k);
    const scored = from.filter((i) => !Number.isNaN(unseen[k][i]));
    const truth = scored.map((i) => positive[i]);
    if (weights && learnable(truth))
      models.push({
        kind: 'learnt',
        weights,
        calibration: platt(
          scored.map((i) => unseen[k][i]),
          truth,
        ),
      });
    else {
      const has = from.filter((i) => positive[i]).length;
      models.push({ kind: 'share', share: (has + 0.5) / (from.length + 1) });
    }
  }
  return models;
}

function learnable(positive: readonly boolean[]): boolean {
  const has = positive.filter(Boolean).length;
  return has >= fewestToLearn && positive.length - has >= fewestToLearn;
}
