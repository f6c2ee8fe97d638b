import { type CodedItems, checkItems, codedPlaces, fewestCodes, partOf } from '../correction/items.ts';
import { correctedMean } from '../correction/mean.ts';
import { scoredShare, tooFew } from '../correction/share.ts';
import { fifths } from '../forecast/calibration.ts';
import type { Ranged } from '../interval.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { ratioLimits } from './ratio.ts';

/** What one would score without a coder: the same answer for every message. */
export interface Baseline {
  /** Share of messages that the more frequent answer gets right. */
  accuracy: number;
  /** F1 of saying yes to all; of saying no to all it is 0. */
  f1: number;
  /** Brier score of always saying the share there is. */
  brier: number;
}

/** One row of a calibration picture: the mean score that was said, and the share that came. */
export interface CalibrationBin {
  from: number;
  to: number;
  n: number;
  said: number;
  came: Ranged;
}

/** How well a machine coder finds what people found, for the whole set that the human codes were drawn from. */
export interface CoderQuality {
  /** Human codes. */
  n: number;
  /** Human codes that say yes. */
  hits: number;
  accuracy: Ranged;
  /** Of what the machine says, how much people say too. */
  precision: Ranged | Refusal;
  /** Of what people say, how much the machine found. */
  recall: Ranged | Refusal;
  f1: Ranged | Refusal;
  /** Mean of (score - code)^2: 0 is perfect. */
  brier: Ranged | Refusal;
  bins: CalibrationBin[];
  baseline: Baseline;
}

/**
 * Quality of a machine coder in a finite set, from human codes that it did not learn from, by stratum and by what the machine
 * says. Precision, accuracy and the rows of the picture have the score interval of shares (`correctedShare`), recall and
 * F1 the one made of hits and misses (`ratioLimits`), Brier's score that of means (`correctedMean`). A message counts
 * as a yes of the machine from `cut` on. Refused with fewer than 30 human codes.
 */
export function coderQuality(
  items: CodedItems,
  { cut = 0.5, level = 0.95, edges = fifths } = {},
): CoderQuality | Refusal {
  checkItems(items);
  const { machine, human } = items;
  const places = codedPlaces(items);
  if (places.length < fewestCodes) return tooFew(places.length);
  const said = new Int32Array(machine.length);
  const doubt = new Float64Array(machine.length);
  let yeses = 0;
  for (let i = 0; i < said.length; i++) {
    said[i] = machine[i] >= cut ? 1 : 0;
    doubt[i] = machine[i] * (1 - machine[i]);
    yeses += said[i];
  }
  const share = (holds: (i: number) => boolean) =>
    scoredShare({ ...items, human: codesOf(items, (i) => +holds(i)) }, { level, band: said });
  const found = share((i) => said[i] === 1 && human[i] === 1);
  const missed = share((i) => said[i] === 0 && human[i] === 1);
  const yes = yeses / said.length;
  const given = found.value + missed.value;
  return {
    n: places.length,
    hits: places.filter((i) => human[i] === 1).length,
    accuracy: share((i) => said[i] === human[i]),
    precision:
      within(items, (i) => said[i] === 1, level) ?? nothing('the machine gave the code to none of them'),
    recall: given > 0 ? part(found, missed, 0) : nothing('people gave the code to none of them'),
    f1: given + yes > 0 ? part(found, missed, yes) : nothing('neither people nor machine gave the code'),
    brier: correctedMean(
      {
        ...items,
        machine: doubt,
        human: codesOf(items, (i) => (machine[i] - human[i]) ** 2),
      },
      { level },
    ),
    bins: edges.slice(1).flatMap((to, k) => {
      const from = edges[k];
      const inside = (i: number) =>
        machine[i] >= from && (machine[i] < to || (to === edges.at(-1) && machine[i] <= to));
      const came = within(items, inside, level);
      if (!came) return [];
      return [{ from, to, n: places.filter(inside).length, said: meanWhere(machine, inside), came }];
    }),
    baseline: {
      accuracy: Math.max(given, 1 - given),
      f1: (2 * given) / (1 + given),
      brier: given * (1 - given),
    },
  };
}

const nothing = (because: string) => refuse('no-observations', because);

function codesOf({ human }: CodedItems, code: (i: number) => number): Float64Array {
  const codes = new Float64Array(human.length);
  for (let i = 0; i < codes.length; i++) codes[i] = Number.isNaN(human[i]) ? Number.NaN : code(i);
  return codes;
}

function meanWhere(values: ArrayLike<number>, inside: (i: number) => boolean): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < values.length; i++)
    if (inside(i)) {
      sum += values[i];
      n++;
    }
  return sum / n;
}

/** Share of the code among the items for which `inside` holds; undefined where none of them is coded. */
function within(items: CodedItems, inside: (i: number) => boolean, level: number): Ranged | undefined {
  const own = partOf(items, inside);
  return codedPlaces(own).length > 0 ? scoredShare(own, { level }) : undefined;
}

/** Recall, and with the share that the machine says F1: found / (found + missed), or 2 found / (found + missed + said). */
function part(found: Ranged, missed: Ranged, said: number): Ranged {
  const whole = said > 0 ? 2 : 1;
  const rest = { value: missed.value + said, low: missed.low + said, high: missed.high + said };
  const { low, high } = ratioLimits(rest, found);
  const value = (whole * found.value) / (found.value + rest.value);
  const slope = whole / (found.value + rest.value) ** 2;
  const se = slope * Math.hypot(rest.value * found.se, found.value * missed.se);
  return { value, se, low: whole / (1 + high), high: Math.min(1, whole / (1 + low)) };
}
