import { stream } from '../stats/random.ts';
import type { Sparse } from '../text/sparse.ts';
import type { breather } from './breath.ts';
import { addressOf, type CodedFacet, type HumanCoding } from './codes.ts';
import { type FoldModel, foldModels } from './fold-models.ts';

/** Where the weights of one fold stand: a row of `codes` numbers for each place, and then the intercepts. */
export interface FoldWeights {
  weights: Float32Array;
  model: (FoldModel | undefined)[];
}

/** What codings are learnt by. */
export interface Teaching {
  seed: number;
  folds: number;
  foldOf(coding: HumanCoding): number;
  rowOf(coding: HumanCoding): Sparse;
  width: number;
  breathe: ReturnType<typeof breather>;
}

/** The weights of each fold, and the codes that some fold could not learn. */
export async function teach(
  facets: readonly CodedFacet[],
  coded: readonly HumanCoding[],
  codes: readonly string[],
  { seed, folds, foldOf, rowOf, width, breathe }: Teaching,
): Promise<{ byFold: FoldWeights[]; untaught: string[] }> {
  const rows = new Map(coded.map((coding) => [coding.id, rowOf(coding)]));
  const byFold: FoldWeights[] = Array.from({ length: folds }, () => ({
    weights: new Float32Array((width + 1) * codes.length),
    model: [],
  }));
  const untaught: string[] = [];
  const drive = async <T>(work: Generator<void, T>): Promise<T> => {
    for (;;) {
      const step = work.next();
      if (step.done) return step.value;
      await breathe();
    }
  };
  for (const facet of facets) {
    const from = codingsOf(coded, facet);
    const folded = {
      rows: from.map(({ id }) => rows.get(id) as Sparse),
      fold: from.map(foldOf),
      folds,
      width,
    };
    for (const { word } of facet.codes) {
      const code = addressOf(facet.word, word);
      const at = codes.indexOf(code);
      const models = await foldModels(
        folded,
        from.map((coding) => coding.codes.has(code)),
        (left) => stream(seed, 'learn', code, left).uniform,
        drive,
      );
      if (models.some(({ kind }) => kind === 'share')) untaught.push(code);
      models.forEach((model, k) => {
        byFold[k].model[at] = model;
        if (model.kind === 'learnt')
          for (let place = 0; place <= width; place++)
            byFold[k].weights[place * codes.length + at] = model.weights[place];
      });
      await breathe();
    }
  }
  return { byFold, untaught };
}

/** The codings in which a facet was judged. */
export function codingsOf(coded: readonly HumanCoding[], facet: CodedFacet): HumanCoding[] {
  return coded.filter(({ facets }) => facets.has(facet.word));
}
