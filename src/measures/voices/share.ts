import { scoreBands } from '../../stats/correction/bands.ts';
import { cellsOf } from '../../stats/correction/cells.ts';
import { type CodedItems, fewestCodes } from '../../stats/correction/items.ts';
import { type Corrected, correctedShare } from '../../stats/correction/share.ts';
import { stratifiedScore } from '../../stats/correction/stratified-score.ts';
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
/** Codes that a cell needs at least, as in `correctedShare`. */
const fewestInCell = 2;

/**
 * Share of the messages at `places` that have a code, from what people said of those drawn at random; corrected from a
 * machine's labels where there are scores (NaN where it gave none). Refused with fewer than 30 codes by people, and
 * where the samples leave out more than one message in ten.
 */
export function codeShare(
  set: CodedSet,
  human: Float64Array,
  places: readonly number[],
  { scores, level = 0.95 }: { scores?: Float64Array; level?: number } = {},
): CodeShare | Refusal {
  const regions = countRegions(set, human, places);
  const coded = regions.reduce((sum, { coded }) => sum + coded.length, 0);
  if (coded < fewestCodes)
    return refuse(
      'few-codes',
      coded === 0
        ? 'none of these messages has been read'
        : `only ${coded} of these messages have been read, and it takes ${fewestCodes}`,
    );
  const read = regions.filter((region) => region.coded.length > 0);
  const items = read.reduce((sum, { size }) => sum + size, 0);
  if (items < fewestCovered * places.length)
    return refuse(
      'few-codes',
      `the samples speak of ${items} of the ${places.length} messages of the period`,
    );
  const alone = scores === undefined && !read.some(({ region }) => set.clustered[region]);
  const found = alone
    ? shareByPeople(set, human, read, level)
    : shareByAll(set, human, places, new Set(read.map(({ region }) => region)), { scores, level });
  if (isRefusal(found)) return found;
  const people = new Set<number>();
  for (const region of read)
    for (const i of region.coded) if (human[i] === 1) people.add(set.messages.account[i]);
  return { ...found, people: people.size, machine: scores !== undefined, uncovered: places.length - items };
}

/** A region with how many of the messages asked for it holds, and the places of those that people coded. */
interface CountedRegion {
  region: number;
  size: number;
  coded: number[];
}

function countRegions(set: CodedSet, human: Float64Array, places: readonly number[]): CountedRegion[] {
  const regions = set.clustered.map((_, region): CountedRegion => ({ region, size: 0, coded: [] }));
  for (const i of places) {
    const region = regions[set.region[i]];
    if (!region) continue;
    region.size++;
    if (!Number.isNaN(human[i])) region.coded.push(i);
  }
  return regions;
}

/** As `correctedShare` without a machine, from the sizes of the regions alone: of a million messages few are coded. */
function shareByPeople(
  set: CodedSet,
  human: Float64Array,
  regions: CountedRegion[],
  level: number,
): Corrected {
  // two messages that nobody coded stand for all others of their region, whose number is put in afterwards
  const rest = regions.flatMap(({ region, size, coded }) =>
    Array.from({ length: Math.min(2, size - coded.length) }, () => region),
  );
  const places = regions.flatMap(({ coded }) => coded);
  const none = rest.map(() => Number.NaN);
  const { cells, of } = cellsOf(
    {
      machine: new Float64Array(places.length + rest.length),
      human: [...places.map((i) => human[i]), ...none],
      probability: [...places.map((i) => set.probability[i]), ...none],
      stratum: [...places.map((i) => set.region[i]), ...rest],
    },
    undefined,
    fewestInCell,
  );
  const size = new Float64Array(cells.length);
  let at = 0;
  for (const region of regions) {
    size[of[at]] += region.size;
    at += region.coded.length;
  }
  const found = stratifiedScore(
    cells.map((cell, k) => ({ ...cell, size: size[k] })),
    { level },
  );
  const items = size.reduce((sum, one) => sum + one, 0);
  return { ...found, items, coded: places.length, human: found, widthRatio: 1 };
}

function shareByAll(
  set: CodedSet,
  human: Float64Array,
  places: readonly number[],
  read: ReadonlySet<number>,
  { scores, level }: { scores?: Float64Array; level: number },
): Corrected | Refusal {
  const kept = Int32Array.from(places.filter((i) => read.has(set.region[i])));
  const band = scores ? bandsOf(Float64Array.from(kept, (i) => scores[i])) : new Int32Array(kept.length);
  return correctedShare(itemsOf(set, human, kept, scores), { level, band });
}

/** What a correction reads of the messages at these places; a message without a score counts as 0. */
export function itemsOf(
  set: CodedSet,
  human: Float64Array,
  kept: Int32Array,
  scores: Float64Array | undefined,
): CodedItems {
  const { probability, region } = set;
  const machine = new Float64Array(kept.length);
  if (scores)
    for (let k = 0; k < kept.length; k++) {
      const score = scores[kept[k]];
      if (!Number.isNaN(score)) machine[k] = score;
    }
  const clustered = set.clustered.some(Boolean);
  const own = { human: new Float64Array(kept.length), probability: new Float64Array(kept.length) };
  const stratum = new Int32Array(kept.length);
  for (let k = 0; k < kept.length; k++) {
    own.human[k] = human[kept[k]];
    own.probability[k] = probability[kept[k]];
    stratum[k] = region[kept[k]];
  }
  return {
    ...own,
    machine,
    stratum,
    ...(clustered && {
      cluster: Array.from(kept, (i) =>
        set.clustered[region[i]] ? `c${set.messages.conversation[i]}` : `m${set.messages.message[i]}`,
      ),
    }),
  };
}

/** Bands of scores, and one more of messages that the machine did not label. */
function bandsOf(scores: Float64Array): Int32Array {
  const known = scores.filter((score) => !Number.isNaN(score));
  const bands = scoreBands(known);
  const rest = 1 + bands.reduce((most, band) => Math.max(most, band), -1);
  let at = 0;
  return Int32Array.from(scores, (score) => (Number.isNaN(score) ? rest : bands[at++]));
}
