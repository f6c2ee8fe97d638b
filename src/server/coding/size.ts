import type { SampleCell } from '../../model/coding.ts';
import { Problem } from '../../model/problem.ts';
import { fewestCodedTwice } from '../../stats/agreement/trust.ts';
import { allocate } from '../../stats/sampling/allocate.ts';
import { codesNeeded, expectedRange } from '../../stats/sampling/how-many.ts';

/** How many messages to code so that a share near `share` gets a range of `range` up and down at 95 %. */
export function sizeFor(range: number, messages: number, share = 0.5): number {
  return codesNeeded({ all: { size: messages, guess: share } }, { halfWidth: range }).codes;
}

/** Half the range, at 95 %, that so many codes give a share near `share`. */
export function rangeOf(codes: number, messages: number, share = 0.5): number {
  const { expected } = expectedRange({ all: { size: messages, guess: share } }, codes);
  return (expected.high - expected.low) / 2;
}

/** What so many codes tell, for a share near a half and near a tenth. */
export function rangesFor(messages: number): { size: number; half: number; tenth: number }[] {
  return [50, 100, 200, 500]
    .filter((size) => size < messages)
    .map((size) => ({ size, half: rangeOf(size, messages), tenth: rangeOf(size, messages, 0.1) }));
}

/** How many messages two people shall code of a sample: a fifth, and at least as many as agreement rests on. */
export function twiceOf(size: number): number {
  return Math.min(size, Math.max(fewestCodedTwice, Math.ceil(size / 5)));
}

/** The spread within a stratum cannot be told from one message. */
const fewest = 2;

/**
 * How many of each stratum: in proportion to what it holds, but at least two where it has them. Throws a Problem where the
 * sample is too small for that.
 */
export function cellsFor(strata: { stratum: string; messages: number }[], size: number): SampleCell[] {
  const least = strata.length === 1 ? 0 : fewest;
  const needed = strata.reduce((sum, { messages }) => sum + Math.min(messages, least), 0);
  if (needed > size)
    throw new Problem(
      `${strata.length} strata need at least ${needed} messages; the sample has ${size}.`,
      'Draw more, or by fewer things.',
    );
  // strata are told by their place: any text may be the name of one
  const sizes = Object.fromEntries(strata.map(({ messages }, place) => [`stratum ${place}`, messages]));
  const drawn = allocate(sizes, size, { atLeast: least });
  return strata.map(({ stratum, messages }, place) => ({
    stratum,
    population: messages,
    drawn: drawn[`stratum ${place}`] ?? 0,
  }));
}
