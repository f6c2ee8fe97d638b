import { incompleteBeta } from '../beta.ts';
import { correlatedDifference, type Ranged } from '../interval.ts';
import { proportion } from '../proportion.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';

/** How the people of two waves hang together. */
export type Bond =
  /** Other people, drawn anew. */
  | { people: 'different' }
  /** Some or all were in both: how many, of how many, and how alike their answers are (1 where the very same answers stand in both windows). */
  | { people: 'shared'; shared: number; earlier: number; later: number; alike: number }
  /** Some may have been in both, and nobody knows how many. */
  | { people: 'unknown' };

/**
 * Change between two waves, later minus earlier, from their own intervals. With different people it is Newcombe's hybrid
 * score interval (1998, Stat. Med. 17, 873-890, method 10) when both intervals are Wilson's; with shared people the errors
 * have the correlation alike * shared / sqrt(earlier * later) (Kish 1965, section 12.4). Where people overlap and
 * nobody knows by how much it is refused: the interval could be far too wide or too narrow.
 */
export function waveChange(later: Ranged, earlier: Ranged, bond: Bond): Ranged | Refusal {
  if (bond.people === 'unknown')
    return refuse(
      'unstated-dependence',
      'the same people may be in both waves, and how many is not stated: say how many were in both, or bring ids that stay the same',
    );
  return correlatedDifference(later, earlier, bond.people === 'different' ? 0 : overlapCorrelation(bond));
}

function overlapCorrelation(bond: Extract<Bond, { people: 'shared' }>): number {
  const { shared, earlier, later, alike } = bond;
  if (!(shared >= 0 && shared <= Math.min(earlier, later) && Math.min(earlier, later) > 0))
    throw new RangeError(`${shared} people cannot be in waves of both ${earlier} and ${later}`);
  if (!(alike >= -1 && alike <= 1)) throw new RangeError(`alike is a correlation, not ${alike}`);
  return (alike * shared) / Math.sqrt(earlier * later);
}

/** Two answers each of the same people: yes both times, only later, only earlier, never. */
export interface Panel {
  both: number;
  laterOnly: number;
  earlierOnly: number;
  neither: number;
}

/**
 * Change of a share in a panel, later minus earlier: Newcombe's method 10 for paired data (1998, Stat. Med. 17,
 * 2635-2650), Wilson's intervals joined by the phi coefficient with continuity correction; and McNemar's exact test
 * of no change, both sides. For a weighted panel take `surveyMean` of the differences of each person.
 */
export function panelChange(panel: Panel, level = 0.95): (Ranged & { p: number }) | Refusal {
  const { both, laterOnly, earlierOnly, neither } = panel;
  const n = both + laterOnly + earlierOnly + neither;
  const later = proportion(both + laterOnly, n, level);
  const earlier = proportion(both + earlierOnly, n, level);
  if (isRefusal(later) || isRefusal(earlier)) return refuse('no-observations', 'there are no observations');
  const product = (both + laterOnly) * (earlierOnly + neither) * (both + earlierOnly) * (laterOnly + neither);
  const agreement = both * neither - laterOnly * earlierOnly;
  const corrected = agreement > 0 ? Math.max(0, agreement - n / 2) : agreement;
  const phi = product > 0 ? corrected / Math.sqrt(product) : 0;
  const { value, low, high } = correlatedDifference(later, earlier, phi);
  const changed = laterOnly + earlierOnly;
  const se = Math.sqrt(Math.max(0, changed - (laterOnly - earlierOnly) ** 2 / n)) / n;
  return { value, se, low, high, p: mcnemar(laterOnly, earlierOnly) };
}

/** Exact two-sided p that both kinds of change are equally likely (McNemar 1947; binomial with one half). */
function mcnemar(one: number, other: number): number {
  const few = Math.min(one, other);
  return one === other ? 1 : Math.min(1, 2 * incompleteBeta(0.5, one + other - few, few + 1));
}
