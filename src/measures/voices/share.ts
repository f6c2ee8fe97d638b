import { scoreBands } from '../../stats/correction/bands.ts';
import { type CodedItems, fewestCodes } from '../../stats/correction/items.ts';
import { type Corrected, correctedShare } from '../../stats/correction/share.ts';
import { isRefusal, type Refusal, refuse } from '../../stats/refusal.ts';
import type { CodedSet } from './coded-set.ts';

/** The share of messages with a code, and what it rests on. */
export interface CodeShare extends Corrected {
  /** People who wrote the messages that were found to have the code. */
  people: number;
  /** True where a machine's labels helped; then `human` stands beside it. */
  machine: boolean;
  /** Messages of the stretch of which no sample speaks. */
  uncovered: number;
}

/** Of so many of the messages asked for a sample must speak, else the share is refused. */
export const fewestCovered = 0.9;

/**
 * Share of the messages at `places` that have a code, from what people said of those drawn at random; corrected from a
 * machine's labels where there are scores (NaN where it gave none). Refused with fewer than 30 codes by people, and
 * where the samples leave out more than one message in ten.
 */
export function codeShare(
  set: CodedSet,
  human: Float64Array,
  places: readonly number[],
  { scores, level }: { scores?: Float64Array; level?: number } = {},
): CodeShare | Refusal {
  const coded = new Map<number, number>();
  for (const i of places)
    if (!Number.isNaN(human[i])) coded.set(set.region[i], (coded.get(set.region[i]) ?? 0) + 1);
  const total = [...coded.values()].reduce((sum, n) => sum + n, 0);
  if (total < fewestCodes)
    return refuse(
      'few-codes',
      total === 0
        ? 'none of these messages has been read'
        : `only ${total} of these messages have been read, and it takes ${fewestCodes}`,
    );
  const kept = places.filter((i) => coded.has(set.region[i]));
  if (kept.length < fewestCovered * places.length)
    return refuse(
      'few-codes',
      `the samples speak of ${kept.length} of the ${places.length} messages of the period`,
    );
  const found = correctedShare(itemsOf(set, human, kept, scores), {
    level,
    ...(scores ? { band: bandsOf(kept.map((i) => scores[i])) } : {}),
  });
  if (isRefusal(found)) return found;
  const people = new Set(kept.flatMap((i) => (human[i] === 1 ? [set.messages.account[i]] : [])));
  return {
    ...found,
    people: people.size,
    machine: scores !== undefined,
    uncovered: places.length - kept.length,
  };
}

function itemsOf(
  set: CodedSet,
  human: Float64Array,
  places: readonly number[],
  scores: Float64Array | undefined,
): CodedItems {
  const clustered = set.clustered.some(Boolean);
  return {
    human: places.map((i) => human[i]),
    machine: places.map((i) => (scores && !Number.isNaN(scores[i]) ? scores[i] : 0)),
    probability: places.map((i) => set.probability[i]),
    stratum: places.map((i) => set.region[i]),
    ...(clustered && {
      cluster: places.map((i) =>
        set.clustered[set.region[i]] ? `c${set.messages.conversation[i]}` : `m${set.messages.message[i]}`,
      ),
    }),
  };
}

/** Bands of scores, and one more of messages that the machine did not label. */
function bandsOf(scores: readonly number[]): Int32Array {
  const known = scores.filter((score) => !Number.isNaN(score));
  const bands = scoreBands(known);
  const rest = 1 + bands.reduce((most, band) => Math.max(most, band), -1);
  let at = 0;
  return Int32Array.from(scores, (score) => (Number.isNaN(score) ? rest : bands[at++]));
}
