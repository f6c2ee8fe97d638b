import { createHash } from 'node:crypto';
import { Problem } from '../model/problem.ts';
import { calibrated } from '../stats/platt.ts';
import { type HashedWeights, hashedVector, partsCounter, partsOf } from '../text/hashed.ts';
import { breather } from './breath.ts';
import type { Codable, Coder, Labelled } from './coder.ts';
import { addressesOf, type CodedFacet, type HumanCoding } from './codes.ts';
import { foldOf, usualFolds } from './fold.ts';
import { compactPlaces, type PlaceTable, placed } from './place-table.ts';
import { codingsOf, type FoldWeights, teach } from './teach.ts';

/** Codings of a facet that are the fewest to learn it from. */
export const fewestCodings = 30;

/** Raised whenever the same codings could yield other scores. */
const method = 1;

export interface LearnedOptions {
  facets: readonly CodedFacet[];
  /** Version of the codebook that the codings are of. */
  codebook: string;
  /** One coding a message. */
  coded: readonly HumanCoding[];
  /**
   * Texts by which the parts of a text are weighed, drawn at random from all that are to be coded. Which of them a
   * person coded must play no role, or the scores would know of the sample.
   */
  texts: Iterable<string>;
  seed: number;
  /** Parts of the messages, each labelled by a model that saw no coding of it; `usualFolds` where nothing is said. */
  folds?: number;
}

/**
 * The offline coder: a regularised logistic regression for each code on weighed words and runs of letters, learnt from
 * the workspace's own codings, calibrated, the same for the same seed. Every message is scored by the model of its fold,
 * which saw no coding of that fold: labels of the human sample and of all others come about alike, as an estimate that
 * corrects them needs (Egami and others 2023, design-based supervised learning). Throws a Problem where no facet has
 * enough codings.
 */
export async function learnedCoder(options: LearnedOptions): Promise<Coder> {
  const { facets, codebook, seed, folds = usualFolds(options.coded.length) } = options;
  const coded = [...options.coded].sort((a, b) => a.id - b.id);
  if (coded.some(({ id }, k) => k > 0 && coded[k - 1].id === id))
    throw new RangeError('a message has more than one coding');
  const taught = facets.filter((facet) => codingsOf(coded, facet).length >= fewestCodings);
  if (taught.length === 0)
    throw new Problem(
      `No facet of the codebook has ${fewestCodings} messages that a person coded${most(coded, facets)}.`,
      'Code a random sample first; 200 messages are a good beginning.',
    );
  const breathe = breather();
  const counter = partsCounter();
  for (const text of options.texts) {
    counter.add(text);
    await breathe();
  }
  const heard = counter.weights();
  const codes = addressesOf(facets);
  const table = compactPlaces(
    coded.map(({ text }) => partsOf(text).at),
    heard.holds,
    Math.floor(room / (codes.length * folds)),
  );
  const foldByMessage = new Map(coded.map(({ id, conversation }) => [id, foldOf(seed, conversation, folds)]));
  const { byFold, untaught } = await teach(taught, coded, codes, {
    seed,
    folds,
    foldOf: ({ id }) => foldByMessage.get(id) as number,
    rowOf: ({ text }) => placed(hashedVector(text, heard), table),
    width: table.size,
    breathe,
  });
  const fold = ({ id, conversation }: Codable) => foldByMessage.get(id) ?? foldOf(seed, conversation, folds);
  const sides = facets.flatMap((facet) => facet.codes.map(() => facet.of === 'own'));
  return {
    word: 'learned',
    version: versionOf(options, coded, heard, folds),
    codebook,
    codes,
    facets,
    trainedOn: Object.fromEntries(taught.map((facet) => [facet.word, codingsOf(coded, facet).length])),
    batch: 5000,
    notes: () => ({
      ...(untaught.length > 0 && { untaught }),
      ...(taught.length < facets.length && {
        facetsLeftOut: facets.filter((facet) => !taught.includes(facet)).map(({ word }) => word),
      }),
    }),
    cost: (messages) => ({ messages: messages.length, held: 0 }),
    async label(messages, signal) {
      const pause = breather();
      const labelled: Labelled[] = [];
      for (const message of messages) {
        signal?.throwIfAborted();
        const k = fold(message);
        const scores = scoresOf(message.text, byFold[k], heard, table, codes.length);
        sides.forEach((own, at) => {
          if (own !== message.own) scores[at] = Number.NaN;
        });
        labelled.push({ id: message.id, scores, fold: k });
        await pause();
      }
      return labelled;
    },
  };
}

/** Weights that all folds and codes may have together: 200 MB. */
const room = 50_000_000;

function most(coded: readonly HumanCoding[], facets: readonly CodedFacet[]): string {
  const counts = facets.map((facet) => ({ word: facet.word, count: codingsOf(coded, facet).length }));
  const [first] = counts.sort((a, b) => b.count - a.count);
  return first ? ` (${first.word} has ${first.count})` : '';
}

function scoresOf(
  text: string,
  { weights, model }: FoldWeights,
  heard: HashedWeights,
  table: PlaceTable,
  codes: number,
): Float64Array {
  const sums = Float64Array.from(weights.subarray(table.size * codes));
  const { at, value } = placed(hashedVector(text, heard), table);
  for (let k = 0; k < at.length; k++) {
    const row = at[k] * codes;
    for (let code = 0; code < codes; code++) sums[code] += value[k] * weights[row + code];
  }
  return sums.map((sum, code) => {
    const learnt = model[code];
    if (!learnt) return Number.NaN;
    const p = learnt.kind === 'learnt' ? calibrated(learnt.calibration, sum) : learnt.share;
    return Math.round(p * 1e4) / 1e4;
  });
}

function versionOf(
  { codebook, seed, facets }: LearnedOptions,
  coded: readonly HumanCoding[],
  { size, idf }: HashedWeights,
  folds: number,
): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([method, seed, folds, codebook, addressesOf(facets), size]));
  hash.update(new Uint8Array(idf.buffer));
  for (const { id, text, conversation, codes, facets: judged } of coded)
    hash.update(JSON.stringify([id, text, conversation, [...codes].sort(), [...judged].sort()]));
  return hash.digest('hex').slice(0, 16);
}
