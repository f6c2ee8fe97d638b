import type { Cell } from '../../model/figure.ts';
import type { NamedEstimate } from '../../model/finding.ts';
import { type Clusters, clustersOf } from '../../stats/cluster.ts';
import { difference, type Ranged } from '../../stats/interval.ts';
import { clusteredProportion } from '../../stats/proportion.ts';
import { isRefusal, type Refusal } from '../../stats/refusal.ts';
import type { Talks } from './talks.ts';

/** A share or a mean of conversations, or why it cannot be told. */
export interface Told {
  n: number;
  people: number;
  ranged?: Ranged;
  cannotTell?: string;
}

/** From so many conversations on a share is told however wide its range. */
export const enough = 30;
const narrow = 0.4;

/** The share of conversations with `hit` (1, or NaN: not asked) among those with `among`, clustered by person. */
export function shareOf(
  talks: Talks | undefined,
  hit: (row: number) => number | boolean,
  among: (row: number) => boolean,
): Told {
  const rows = rowsOf(talks, among);
  const clusters = clustersAt(talks, rows);
  const found = clusteredProportion(
    rows.map((row) => Number(hit(row))),
    clusters,
    talks?.level,
  );
  return tellable(rows.length, clusters, found);
}

/** Rows of which something holds. */
export function rowsOf(talks: Talks | undefined, among: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < (talks?.n ?? 0); row++) if (among(row)) rows.push(row);
  return rows;
}

/** The people behind rows. */
export function clustersAt(talks: Talks | undefined, rows: number[]): Clusters {
  return clustersOf(rows.map((row) => talks?.cluster[row] ?? 0));
}

/** Too few conversations with too wide a range are no answer, nor is one person's. */
export function tellable(n: number, clusters: Clusters, found: Ranged | Refusal): Told {
  const base = { n, people: clusters.count };
  if (isRefusal(found))
    return { ...base, cannotTell: n === 0 ? 'there are none' : 'only one person took part' };
  if (n < enough && found.high - found.low >= narrow)
    return { ...base, cannotTell: `only ${n} ${n === 1 ? 'conversation' : 'conversations'}` };
  return { ...base, ranged: found };
}

/** What is told, or why not, under the name that JSON and CSV carry. */
export function estimateOf(
  { n, people, ranged, cannotTell }: Told,
  name: string,
  label: string,
  channel: string,
  period: NamedEstimate['period'],
): NamedEstimate {
  const base = { name, label, channel, period, n, people, unit: 'share' as const };
  return ranged
    ? { ...base, value: ranged.value, low: ranged.low, high: ranged.high }
    : { ...base, value: Number.NaN, cannotTell: cannotTell ?? 'cannot tell' };
}

/** The same as a cell of a table. */
export function cellOf({ ranged }: Told, strong = false): Cell {
  if (!ranged) return 'cannot tell';
  const { value, low, high } = ranged;
  return { value, as: 'share', low, high, ...(strong ? { strong: true as const } : {}) };
}

/** A change in words; claimed only where the interval of the difference leaves out zero. */
export function changeWords(
  now: Told,
  then: Told | undefined,
  before: { row: string; inIt: string },
): string {
  if (!now.ranged || !then?.ranged) return '';
  const { low, high } = difference(now.ranged, then.ranged);
  if (low > 0) return `, more than ${before.inIt}`;
  if (high < 0) return `, fewer than ${before.inIt}`;
  return `, no clear change from ${before.row}`;
}
