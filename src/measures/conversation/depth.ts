import type { Clusters } from '../../stats/cluster.ts';
import type { Ranged } from '../../stats/interval.ts';
import { clusteredMean, clusteredRatio } from '../../stats/mean.ts';
import type { Refusal } from '../../stats/refusal.ts';
import { both, oursAlone, type Talks, theirsAlone } from './talks.ts';
import { clustersAt, enough, rowsOf, shareOf, type Told, tellable } from './told.ts';

/** What is known of the conversations of one channel. */
export interface Depth {
  talks: Talks;
  twoWay: Told;
  ours: Told;
  theirs: Told;
  unknown: number;
  backAndForth: Told;
  ourTurns: Told;
  balance: Told;
  /** Of two-way conversations; NaN where there are none. */
  turns: { median: number; ninety: number };
  chain: number;
  exchanges: number;
}

/** How far the conversations of one channel go. */
export function depthOf(talks: Talks): Depth {
  const { parties } = talks;
  const known = (row: number) => !Number.isNaN(parties[row]);
  const mutual = (row: number) => parties[row] === both;
  const rows = rowsOf(talks, mutual);
  const clusters = clustersAt(talks, rows);
  const at = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  const values = (column: Float64Array) => at(column).sort();
  return {
    talks,
    twoWay: shareOf(talks, mutual, known),
    ours: shareOf(talks, (row) => parties[row] === oursAlone, known),
    theirs: shareOf(talks, (row) => parties[row] === theirsAlone, known),
    unknown: talks.n - rowsOf(talks, known).length,
    backAndForth: shareOf(talks, (row) => talks.backAndForth[row], mutual),
    ourTurns: toldMean(
      rows,
      clusters,
      clusteredRatio(at(talks.ownTurns), at(talks.turns), clusters, talks.level),
    ),
    balance: toldMean(rows, clusters, clusteredMean(at(talks.evenness), clusters, talks.level)),
    turns: { median: quantile(values(talks.turns), 0.5), ninety: quantile(values(talks.turns), 0.9) },
    chain: quantile(values(talks.chain), 0.5),
    exchanges: quantile(values(talks.exchanges), 0.5),
  };
}

/**
 * A mean or a ratio that is a share: its interval ends at 0 and 1. Told from 30 conversations on, because a handful that are
 * all alike would show no range at all.
 */
function toldMean(rows: number[], clusters: Clusters, mean: Ranged | Refusal): Told {
  const told = tellable(rows.length, clusters, mean);
  if (!told.ranged) return told;
  const { n, people, ranged } = told;
  if (n < enough) return { n, people, cannotTell: `only ${n} ${n === 1 ? 'conversation' : 'conversations'}` };
  return { ...told, ranged: { ...ranged, low: Math.max(0, ranged.low), high: Math.min(1, ranged.high) } };
}

/** The smallest value that so large a part of the sorted values does not exceed. */
function quantile(sorted: Float64Array, part: number): number {
  return sorted.length === 0 ? Number.NaN : sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}
