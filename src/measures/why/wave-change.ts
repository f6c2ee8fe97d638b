import { type SharedAnswers, sharedAnswers } from '../../facts/index.ts';
import type { Store } from '../../model/store.ts';
import { holm } from '../../stats/holm.ts';
import { type Ranged, tailsOf } from '../../stats/interval.ts';
import { isRefusal } from '../../stats/refusal.ts';
import { type Bond, waveChange } from '../../stats/survey/change.ts';
import { daysOf } from './course.ts';
import type { SampledPoint } from './level-course.ts';

/** What changed from an earlier wave to the newest, or why that cannot be told. */
export interface WaveChange {
  /** The wave before, or the one that was nearest to the day of the baseline. */
  since: 'before' | 'baseline';
  earlier: SampledPoint;
  later: SampledPoint;
  /** Later less earlier, with its interval; absent where it cannot be told. */
  change?: Ranged;
  because?: string;
  /** People who were in both. */
  shared?: number;
  /** Set once all that are told beside it are known (Holm): it is a change, or it may be none. */
  claim?: 'up' | 'down' | 'unclear';
}

/** A wave is the baseline's where it is at most so many days from it. */
const near = 92;

interface Waves {
  survey: string;
  question: string;
  /** The answers that count. */
  answers: string[];
  /** In order. */
  points: SampledPoint[];
}

/**
 * The newest wave against the one before and against that of the baseline (the first where it has no day): Newcombe's
 * interval between independent waves, with covariance where a panel says who was in both.
 */
export async function waveChanges(
  store: Store,
  waves: Waves,
  baseline: string | undefined,
): Promise<WaveChange[]> {
  const { points } = waves;
  const later = points.at(-1);
  const before = points.at(-2);
  if (!later || !before) return [];
  const first = baseline === undefined ? points[0] : nearestTo(baseline, points);
  const pairs = [
    { since: 'before' as const, earlier: before },
    ...(first && first !== before && first !== later ? [{ since: 'baseline' as const, earlier: first }] : []),
  ];
  const found: WaveChange[] = [];
  for (const { since, earlier } of pairs)
    found.push({ since, earlier, later, ...(await changeBetween(store, waves, earlier, later)) });
  return found;
}

function nearestTo(day: string, points: SampledPoint[]): SampledPoint | undefined {
  const away = ({ at }: SampledPoint) => Math.abs(daysOf(at) - daysOf(day));
  const [nearest] = [...points].sort((a, b) => away(a) - away(b));
  return nearest && away(nearest) <= near ? nearest : undefined;
}

async function changeBetween(
  store: Store,
  { survey, question, answers }: Waves,
  earlier: SampledPoint,
  later: SampledPoint,
): Promise<Pick<WaveChange, 'change' | 'because' | 'shared'>> {
  if (earlier.wording !== later.wording)
    return { because: 'the question was worded differently, which alone may move the answers' };
  const both = await sharedAnswers(store, {
    survey,
    question,
    earlier: earlier.wave ?? '',
    later: later.wave ?? '',
  });
  const bond = bondOf(both, answers, earlier, later);
  const change = waveChange(ranged(later), ranged(earlier), bond);
  return isRefusal(change)
    ? { because: change.because }
    : { change, ...(bond.people === 'shared' && { shared: bond.shared }) };
}

/** Waves whose days overlap share people unless ids say otherwise; later ones are taken for people drawn anew. */
function bondOf(
  { known, pairs }: SharedAnswers,
  answers: string[],
  earlier: SampledPoint,
  later: SampledPoint,
): Bond {
  if (!known) {
    const overlap = earlier.from < later.to && later.from < earlier.to;
    return { people: overlap ? 'unknown' : 'different' };
  }
  const shared = pairs.reduce((sum, { people }) => sum + people, 0);
  if (shared === 0) return { people: 'different' };
  return { people: 'shared', shared, earlier: earlier.n, later: later.n, alike: phi(pairs, answers) };
}

/** Correlation of yes and no in the two waves, over those who were in both; 0 where one of them does not vary. */
function phi(pairs: SharedAnswers['pairs'], answers: string[]): number {
  const sum = (which: (pair: { earlier: boolean; later: boolean }) => boolean) =>
    pairs
      .filter((one) => which({ earlier: answers.includes(one.earlier), later: answers.includes(one.later) }))
      .reduce((total, { people }) => total + people, 0);
  const all = sum(() => true);
  const [a, b] = [sum(({ earlier }) => earlier) / all, sum(({ later }) => later) / all];
  const both = sum(({ earlier, later }) => earlier && later) / all;
  const spread = Math.sqrt(a * (1 - a) * b * (1 - b));
  return spread > 0 ? Math.min(1, Math.max(-1, (both - a * b) / spread)) : 0;
}

function ranged({ value, low = value, high = value, effective }: SampledPoint): Ranged {
  return { value, low, high, se: Math.sqrt((value * (1 - value)) / effective) };
}

/** Says of each change that can be told whether it is one, corrected for how many are told beside each other (Holm, 5 %). */
export function claimChanges(changes: WaveChange[]): void {
  const told = changes.filter((one): one is WaveChange & { change: Ranged } => one.change !== undefined);
  const adjusted = holm(told.map(({ change }) => chanceOf(change)));
  for (const [at, one] of told.entries())
    one.claim = adjusted[at] > 0.05 ? 'unclear' : one.change.value > 0 ? 'up' : 'down';
}

/** How often chance alone would make such a change; an interval without length (all were asked) leaves nothing to it. */
function chanceOf(change: Ranged): number {
  const p = tailsOf(change);
  return Number.isNaN(p) ? 0 : p;
}
