import { learnedCoder } from '../../src/coders/learned.ts';
import { sample, stream } from '../../src/stats/random.ts';
import { foldText } from '../../src/text/plain-words.ts';
import type { LabelledSet } from './labelled-sets.ts';

/** How well a coder finds one code in messages that it never saw. */
export interface Found {
  code: string;
  /** Share of the messages that have it. */
  share: number;
  precision: number;
  recall: number;
  f1: number;
  /** Share coded right at a score of one half, and what always saying the more frequent would get right. */
  right: number;
  majority: number;
  /** By how much the mean squared error is less than that of the share itself, from 0 (nothing learnt) to 1. */
  skill: number;
  /** Mean score less share: how far a bare machine share would be off. */
  bias: number;
}

/** Teaches the learned coder `taught` codings drawn by the seed, and looks how it codes `unseen` others. */
export async function qualityOf(
  { facet, items }: LabelledSet,
  { taught, unseen = 4000, seed = 1 }: { taught: number; unseen?: number; seed?: number },
): Promise<Found[]> {
  const order = sample(stream(seed, 'split'), items.length, taught + unseen);
  const message = (id: number) => ({
    id,
    text: items[id].text,
    conversation: id,
    own: false,
    source: 'x',
    route: 'file' as const,
  });
  const coder = await learnedCoder({
    facets: [facet],
    codebook: '1',
    coded: order.slice(0, taught).map((id) => ({
      ...message(id),
      codes: items[id].codes,
      facets: new Set([facet.word]),
    })),
    texts: sample(stream(seed, 'texts'), items.length, 20_000).map((id) => items[id].text),
    seed,
  });
  // a text that was passed on by others is among the taught already
  const known = new Set(order.slice(0, taught).map((id) => foldText(items[id].text)));
  const rest = order.slice(taught).filter((id) => !known.has(foldText(items[id].text)));
  const labelled = await coder.label(rest.map(message));
  return coder.codes.map((code, at) => {
    const rows = labelled.map(({ id, scores }) => ({ score: scores[at], has: items[id].codes.has(code) }));
    const count = (test: (row: { score: number; has: boolean }) => boolean) => rows.filter(test).length;
    const has = count((row) => row.has);
    const found = count((row) => row.score >= 0.5);
    const both = count((row) => row.has && row.score >= 0.5);
    const share = has / rows.length;
    const error = rows.reduce((sum, row) => sum + (row.score - Number(row.has)) ** 2, 0) / rows.length;
    return {
      code,
      share,
      precision: found > 0 ? both / found : Number.NaN,
      recall: both / has,
      f1: (2 * both) / (found + has),
      right: count((row) => row.has === row.score >= 0.5) / rows.length,
      majority: Math.max(share, 1 - share),
      skill: 1 - error / (share * (1 - share)),
      bias: rows.reduce((sum, row) => sum + row.score, 0) / rows.length - share,
    };
  });
}
