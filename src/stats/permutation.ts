import type { Random } from './random.ts';

/** Who answered whom, a row each: people are labelled 0 to `people` - 1, nobody answers themselves. */
export interface Answers {
  from: Int32Array;
  to: Int32Array;
  /** Rows of one stratum stand next to each other: the first row of each, and the number of rows. */
  strata: Int32Array;
  people: number;
}

/** Ordered pairs (a, b) in which a answered b at least once, and those of them with b to a as well. */
export interface Reciprocity {
  pairs: number;
  returned: number;
}

/**
 * Dyadic reciprocity: of all ordered pairs, `returned` / `pairs` go both ways (networkx calls it
 * overall_reciprocity). Repeated answers count once. Makes a counter that keeps its table from call to call.
 */
export function reciprocityCounter({ from, people }: Pick<Answers, 'from' | 'people'>) {
  const rows = from.length;
  let size = 16;
  while (size < 2 * rows) size *= 2;
  const keys = new Float64Array(size);
  const round = new Int32Array(size);
  const firsts = new Int32Array(rows);
  let now = 0;

  /** Where the pair stands in the table, or the free place where it would. */
  function placeOf(a: number, b: number): number {
    const key = a * people + b;
    let at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & (size - 1);
    while (round[at] === now && keys[at] !== key) at = (at + 1) & (size - 1);
    return at;
  }

  return (to: Int32Array): Reciprocity => {
    now++;
    let pairs = 0;
    for (let row = 0; row < rows; row++) {
      const at = placeOf(from[row], to[row]);
      if (round[at] === now) continue;
      round[at] = now;
      keys[at] = from[row] * people + to[row];
      firsts[pairs++] = row;
    }
    let returned = 0;
    for (let k = 0; k < pairs; k++) if (round[placeOf(to[firsts[k]], from[firsts[k]])] === now) returned++;
    return { pairs, returned };
  };
}

/**
 * Draws from the null hypothesis that within a stratum it is chance who is answered: the targets change places
 * within their stratum, and none may come to stand beside its own person. A draw is two sweeps of
 * Fisher and Yates' exchanges in which an exchange that would make somebody answer themselves is not made. All
 * draws start from one hub, reached from the data by the same exchanges in reverse order, so that data and draws
 * are exchangeable however far the sweeps mix (Besag and Clifford 1989, Biometrika 76, parallel method).
 * The array returned is filled anew by each call.
 */
export function targetShuffler(answers: Answers, random: Random): () => Int32Array {
  const { from, to, strata } = answers;
  const hub = Int32Array.from(to);
  const drawn = new Int32Array(to.length);

  function exchange(targets: Int32Array, start: number, row: number): void {
    const other = start + Math.floor(random.uniform() * (row - start + 1));
    const here = targets[row];
    const there = targets[other];
    if (there === from[row] || here === from[other]) return;
    targets[row] = there;
    targets[other] = here;
  }
  const eachStratum = (sweep: (start: number, end: number) => void) => {
    for (let k = 0; k + 1 < strata.length; k++) sweep(strata[k], strata[k + 1]);
  };
  const down = (targets: Int32Array) =>
    eachStratum((start, end) => {
      for (let row = end - 1; row > start; row--) exchange(targets, start, row);
    });
  const up = (targets: Int32Array) =>
    eachStratum((start, end) => {
      for (let row = start + 1; row < end; row++) exchange(targets, start, row);
    });

  up(hub);
  up(hub);
  return () => {
    drawn.set(hub);
    down(drawn);
    down(drawn);
    return drawn;
  };
}

/** What chance would give, and how often it gives as much as was observed. */
export interface AgainstChance {
  mean: number;
  /** The middle 95 % of the draws. */
  low: number;
  high: number;
  /** (1 + draws at or above the observed) / (draws + 1): one-sided, never 0 (Davison and Hinkley 1997, 4.3). */
  p: number;
}

/** Holds what was observed against draws from the null; `draws` must not be empty. */
export function againstChance(observed: number, draws: readonly number[]): AgainstChance {
  const n = draws.length;
  if (n === 0) throw new RangeError('againstChance requires draws');
  const sorted = Float64Array.from(draws).sort();
  const rank = (part: number) => Math.min(n, Math.max(1, Math.round(part * (n + 1))));
  // shares that are equal as fractions may differ in the last place
  const atLeast = draws.filter((draw) => draw >= observed - 1e-12).length;
  return {
    mean: draws.reduce((sum, draw) => sum + draw, 0) / n,
    low: sorted[rank(0.025) - 1],
    high: sorted[rank(0.975) - 1],
    p: (1 + atLeast) / (n + 1),
  };
}

/**
 * Rows of whole strata drawn at random until no further one fits into `most`; of a first stratum that alone holds
 * more, as many of its rows drawn at random. Whole strata, because a sample of rows would tear the two
 * halves of an exchange apart. All rows, in their order, where they fit.
 */
export function rowsOfStrata(strata: Int32Array, most: number, random: Random): Int32Array {
  const count = strata.length - 1;
  const rows = strata[count];
  if (rows <= most) return Int32Array.from({ length: rows }, (_, row) => row);
  const order = shuffled(count, random);
  const first = order[0];
  const size = (stratum: number) => strata[stratum + 1] - strata[stratum];
  if (size(first) > most)
    return shuffled(size(first), random)
      .slice(0, most)
      .map((row) => row + strata[first])
      .sort();
  const kept: number[] = [];
  let sum = 0;
  for (const stratum of order) {
    if (sum + size(stratum) > most) continue;
    sum += size(stratum);
    kept.push(stratum);
  }
  return Int32Array.from(
    kept
      .sort((a, b) => a - b)
      .flatMap((stratum) => Array.from({ length: size(stratum) }, (_, row) => strata[stratum] + row)),
  );
}

function shuffled(size: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: size }, (_, at) => at);
  for (let at = size - 1; at > 0; at--) {
    const other = random.integer(0, at);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}
