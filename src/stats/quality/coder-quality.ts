import { type CodedItems, checkItems, codedPlaces, fewestCodes, weightsOf } from '../correction/items.ts';
import { tooFew } from '../correction/share.ts';
import { fifths } from '../forecast/calibration.ts';
import type { Ranged } from '../interval.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { type Design, surveyMean, surveyShare } from '../survey/design.ts';

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
  accuracy: Ranged | Refusal;
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
 * Quality of a machine coder on human codes that it did not learn from, weighed by the chance of each to be drawn; the
 * ranges are those of shares by design (`surveyShare`: Korn and Graubard 1998). A message counts as a yes of the machine from
 * `cut` on. Refused with fewer than 30 human codes.
 */
export function coderQuality(
  items: CodedItems,
  { cut = 0.5, level = 0.95, edges = fifths } = {},
): CoderQuality | Refusal {
  checkItems(items);
  const places = codedPlaces(items);
  if (places.length < fewestCodes) return tooFew(places.length);
  const weights = weightsOf(items);
  const weight = places.map((i) => weights[i]);
  const score = places.map((i) => items.machine[i]);
  const yes = places.map((i) => items.human[i] === 1);
  const said = score.map((one) => one >= cut);
  const design: Design = { weight, cluster: items.cluster && places.map((i) => items.cluster?.[i] ?? '') };
  const among = (share: readonly number[], hit: readonly boolean[], nobody: string) => {
    const within = { ...design, weight: weight.map((w, k) => w * share[k]) };
    const found = surveyShare(hit, within, level);
    return isRefusal(found) && found.refused === 'no-observations' ? refuse(found.refused, nobody) : found;
  };
  const both = said.map((one, k) => one && yes[k]);
  const hits = yes.filter(Boolean).length;
  const share = weight.reduce((sum, w, k) => sum + w * +yes[k], 0) / weight.reduce((sum, w) => sum + w, 0);
  return {
    n: places.length,
    hits,
    accuracy: among(
      Array(places.length).fill(1),
      said.map((one, k) => one === yes[k]),
      'there are no codes',
    ),
    precision: among(said.map(Number), both, 'the machine gave the code to none of them'),
    recall: among(yes.map(Number), both, 'people gave the code to none of them'),
    f1: among(
      said.map((one, k) => +one + +yes[k]),
      both,
      'neither people nor machine gave the code',
    ),
    brier: surveyMean(
      score.map((one, k) => (one - +yes[k]) ** 2),
      design,
      level,
    ),
    bins: binsOf(score, yes, design, edges, level),
    baseline: {
      accuracy: Math.max(share, 1 - share),
      f1: (2 * share) / (1 + share),
      brier: share * (1 - share),
    },
  };
}

function binsOf(
  score: readonly number[],
  yes: readonly boolean[],
  design: Design,
  edges: readonly number[],
  level: number,
): CalibrationBin[] {
  const bins: CalibrationBin[] = [];
  for (let k = 0; k + 1 < edges.length; k++) {
    const last = k + 2 === edges.length;
    const inside = score.map(
      (one) => one >= edges[k] && (one < edges[k + 1] || (last && one <= edges[k + 1])),
    );
    const weight = inside.map((one, i) => (one ? design.weight[i] : 0));
    const came = surveyShare(yes, { ...design, weight }, level);
    if (isRefusal(came)) continue;
    const all = weight.reduce((sum, w) => sum + w, 0);
    const said = score.reduce((sum, one, i) => sum + weight[i] * one, 0) / all;
    bins.push({ from: edges[k], to: edges[k + 1], n: inside.filter(Boolean).length, said, came });
  }
  return bins;
}
