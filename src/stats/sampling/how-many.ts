import { fewestCodes } from '../correction/items.ts';
import { stratifiedScore } from '../correction/stratified-score.ts';
import type { Ranged } from '../interval.ts';
import { allocate } from './allocate.ts';

/** Items of one stratum, and the share of the code that one guesses there; one half is the safe guess. */
export interface GuessedStratum {
  size: number;
  guess: number;
}

/** What one wants to know. */
export interface Wanted {
  /** Half the width of the range, as a share: 0.05 for plus or minus 5 points. */
  halfWidth: number;
  level?: number;
  /** By how much drawing whole conversations raises the variance. */
  designEffect?: number;
  /** Each stratum gets so many codes at least. */
  atLeast?: number;
  /** Codes go where size times guessed spread is large; otherwise in proportion to size. */
  byGuess?: boolean;
}

/** How many to code, before one starts. */
export interface CodesNeeded {
  codes: number;
  /** By stratum. */
  of: Record<string, number>;
  /** The range to expect if the guesses are right. */
  expected: Pick<Ranged, 'value' | 'low' | 'high'>;
}

/** The range to expect from so many codes if the guesses are right: that of `stratifiedScore`. */
export function expectedRange(
  strata: Readonly<Record<string, GuessedStratum>>,
  codes: number,
  { level = 0.95, designEffect = 1, atLeast = 0, byGuess = false }: Omit<Wanted, 'halfWidth'> = {},
): CodesNeeded {
  const names = Object.keys(strata).filter((name) => strata[name].size > 0);
  if (names.length === 0) throw new RangeError('there are no items to draw from');
  for (const name of names)
    if (!(strata[name].guess >= 0 && strata[name].guess <= 1))
      throw new RangeError(`a guessed share lies between 0 and 1, not at ${strata[name].guess}`);
  const sizes = Object.fromEntries(names.map((name) => [name, strata[name].size]));
  const guess = byGuess ? Object.fromEntries(names.map((name) => [name, strata[name].guess])) : undefined;
  const of = allocate(sizes, codes, { guess, atLeast: Math.max(1, atLeast) });
  const cells = names.map((name) => ({ size: sizes[name], coded: of[name], share: strata[name].guess }));
  const { value, low, high } = stratifiedScore(
    cells.filter(({ coded }) => coded > 0),
    { level, designEffect },
  );
  return { codes: Object.values(of).reduce((a, b) => a + b, 0), of, expected: { value, low, high } };
}

/**
 * The smallest number of codes, 30 at least, whose expected range is as narrow as wanted; all items where nothing less
 * will do. With the machine's label as strata and guesses of how often it is right in each it tells what the machine
 * saves.
 */
export function codesNeeded(strata: Readonly<Record<string, GuessedStratum>>, wanted: Wanted): CodesNeeded {
  if (!(wanted.halfWidth > 0)) throw new RangeError(`half a range is wider than 0, not ${wanted.halfWidth}`);
  const all = Object.values(strata).reduce((sum, { size }) => sum + size, 0);
  const narrow = (codes: number) => {
    const { expected } = expectedRange(strata, codes, wanted);
    return (expected.high - expected.low) / 2 <= wanted.halfWidth;
  };
  let low = Math.min(all, Math.max(fewestCodes, Object.keys(strata).length));
  if (narrow(low)) return expectedRange(strata, low, wanted);
  let high = all;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (narrow(middle)) high = middle;
    else low = middle;
  }
  return expectedRange(strata, high, wanted);
}

/** Whether to go on coding. */
export interface Stop {
  enough: boolean;
  /** How many more codes it takes, as far as one can see now; 0 where it is enough. */
  more: number;
}

/**
 * When to stop: when the range is as narrow as was wanted before one started, never because of the value that it shows.
 * Asked after each batch (of 10 or more), not after each code; ranges stopped that way still hold (Chow and Robbins
 * 1965; held by simulation in the tests).
 */
export function whenToStop(
  now: Pick<Ranged, 'low' | 'high'> & { items: number; coded: number },
  halfWidth: number,
): Stop {
  const { items, coded } = now;
  const half = (now.high - now.low) / 2;
  if (coded >= items) return { enough: true, more: 0 };
  if (coded < fewestCodes) return { enough: false, more: Math.min(fewestCodes, items) - coded };
  if (half <= halfWidth) return { enough: true, more: 0 };
  const needed = 1 / ((halfWidth / half) ** 2 * (1 / coded - 1 / items) + 1 / items);
  return { enough: false, more: Math.max(1, Math.ceil(needed) - coded) };
}
