import { clustersOf } from '../../stats/cluster.ts';
import {
  type AgainstChance,
  type Answers,
  againstChance,
  reciprocityCounter,
  rowsOfStrata,
  targetShuffler,
} from '../../stats/permutation.ts';
import { type Random, seeded } from '../../stats/random.ts';
import type { ChannelFact } from '../channels.ts';

/** How often chance is drawn. */
export const draws = 999;
/** From so many ordered pairs on a share is told. */
export const enough = 30;
/** At most so many answers of a channel are held against chance; of more, whole weeks drawn by the seed. */
export const mostAnswers = 20_000;
/** So many channels are held against chance, those with most pairs. */
const mostChannels = 6;

/** The answers between people on one channel, a row each, in the order of their weeks. */
export interface AnswersOnChannel {
  channel: ChannelFact;
  from: Float64Array;
  to: Float64Array;
  week: Float64Array;
}

/** How far answers between people go both ways on one channel. */
export interface Both {
  channel: ChannelFact;
  /** Answers, the people in them, and their ordered pairs. */
  n: number;
  people: number;
  pairs: number;
  /** Of the pairs, the share that goes both ways. */
  share?: number;
  cannotTell?: string;
  /** What chance would give; `observed` is the share in the rows that it was drawn from, `sampled` their number where not all. */
  chance?: AgainstChance & { observed: number; sampled?: number };
}

/** Channel by channel, those with most pairs first; others get their turn in between. */
export async function bothWays(all: AnswersOnChannel[], seed: number): Promise<Both[]> {
  const counted = all
    .map((rows) => {
      const answers = labelled(rows);
      return { rows, answers, ...reciprocityCounter(answers)(answers.to) };
    })
    .sort((a, b) => b.pairs - a.pairs || a.rows.channel.word.localeCompare(b.rows.channel.word));
  const found: Both[] = [];
  for (const { rows, answers, pairs, returned } of counted) {
    const base = { channel: rows.channel, n: answers.from.length, people: answers.people, pairs };
    if (pairs < enough) {
      found.push({ ...base, cannotTell: `only ${pairs} ${pairs === 1 ? 'pair' : 'pairs'}` });
      continue;
    }
    const share = returned / pairs;
    const drawn = found.length < mostChannels ? await chanceOf(answers, seeded(seed)) : undefined;
    found.push({ ...base, share, ...(drawn ? { chance: drawn } : {}) });
  }
  return found;
}

async function chanceOf(answers: Answers, random: Random): Promise<Both['chance']> {
  const rows = rowsOfStrata(answers.strata, mostAnswers, random);
  const all = rows.length === answers.from.length;
  const held = all ? answers : picked(answers, rows);
  const count = reciprocityCounter(held);
  const shareOf = (to: Int32Array) => {
    const { pairs, returned } = count(to);
    return returned / pairs;
  };
  const observed = shareOf(held.to);
  const draw = targetShuffler(held, random);
  const shares: number[] = [];
  for (let k = 0; k < draws; k++) {
    if (k % 50 === 49) await othersTurn();
    shares.push(shareOf(draw()));
  }
  return { ...againstChance(observed, shares), observed, ...(all ? {} : { sampled: rows.length }) };
}

function labelled({ from, to, week }: AnswersOnChannel): Answers {
  const n = from.length;
  const ids = new Float64Array(2 * n);
  ids.set(from);
  ids.set(to, n);
  const { label, count } = clustersOf(ids);
  return { from: label.slice(0, n), to: label.slice(n), strata: startsOf(week), people: count };
}

/** The first row of each stretch of equal values, and the number of rows. */
function startsOf(values: ArrayLike<number>): Int32Array {
  const starts: number[] = [];
  for (let row = 0; row < values.length; row++)
    if (row === 0 || values[row] !== values[row - 1]) starts.push(row);
  return Int32Array.from([...starts, values.length]);
}

function picked({ from, to, strata, people }: Answers, rows: Int32Array): Answers {
  const stratum = new Int32Array(from.length);
  for (let k = 0; k + 1 < strata.length; k++) stratum.fill(k, strata[k], strata[k + 1]);
  return {
    from: rows.map((row) => from[row]),
    to: rows.map((row) => to[row]),
    strata: startsOf(rows.map((row) => stratum[row])),
    people,
  };
}

function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
