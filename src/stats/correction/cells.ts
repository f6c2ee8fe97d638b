import { clustersOf } from '../cluster.ts';
import { type CodedItems, weightsOf } from './items.ts';
import type { Cell } from './stratified-score.ts';

/** Cells of a finite set, and the cell of each item. */
export interface Cells {
  cells: Cell[];
  /** The cell of each item of the set. */
  of: Int32Array;
}

/**
 * Sorts items into cells of one stratum and one band of scores each. A cell with fewer than `fewest` human codes joins the
 * next band of its stratum, and a stratum with fewer the next stratum; which ones join depends on how many were drawn,
 * never on what their codes say. Within a cell each code weighs 1 / its chance to be drawn.
 */
export function cellsOf(items: CodedItems, band: Int32Array | undefined, fewest: number): Cells {
  const { human } = items;
  const own = weightsOf(items);
  const size = human.length;
  let bands = 1;
  if (band) for (let i = 0; i < size; i++) bands = Math.max(bands, band[i] + 1);
  const stratum = items.stratum ? clustersOf(items.stratum).label : new Int32Array(size);
  const keys = new Int32Array(size);
  for (let i = 0; i < size; i++) keys[i] = stratum[i] * bands + (band ? band[i] : 0);
  const found: (Gathered | undefined)[] = [];
  for (let i = 0; i < size; i++) {
    let cell = found[keys[i]];
    if (!cell) {
      cell = { keys: [keys[i]], stratum: stratum[i], size: 0, coded: 0, weight: 0, squares: 0, hits: 0 };
      found[keys[i]] = cell;
    }
    cell.size++;
    if (Number.isNaN(human[i])) continue;
    cell.coded++;
    cell.weight += own[i];
    cell.squares += own[i] * own[i];
    cell.hits += own[i] * human[i];
  }
  const joined = joinFew(
    found.filter((cell) => cell !== undefined),
    fewest,
  );
  const cellOfKey = new Int32Array(found.length);
  for (const [at, cell] of joined.entries()) for (const key of cell.keys) cellOfKey[key] = at;
  for (let i = 0; i < size; i++) keys[i] = cellOfKey[keys[i]];
  return { cells: joined.map(cellOf), of: keys };
}

interface Gathered {
  keys: number[];
  stratum: number;
  size: number;
  coded: number;
  weight: number;
  squares: number;
  hits: number;
}

function cellOf({ size, coded, weight, squares, hits }: Gathered): Cell {
  const effective =
    Math.abs(weight ** 2 - coded * squares) < 1e-9 * weight ** 2 ? coded : weight ** 2 / squares;
  return { size, coded, share: Math.min(1, hits / weight), effective };
}

function joinFew(cells: Gathered[], fewest: number): Gathered[] {
  const left = [...cells];
  const join = (at: number, other: number) => {
    const [first, second] = at < other ? [at, other] : [other, at];
    left.splice(first, 2, joined(left[first], left[second]));
  };
  for (const within of [true, false]) {
    for (let at = 0; at < left.length; ) {
      const { coded, size, stratum } = left[at];
      const beside = [at - 1, at + 1].filter(
        (k) => k >= 0 && k < left.length && (!within || left[k].stratum === stratum),
      );
      if (coded >= Math.min(fewest, size) || beside.length === 0) at++;
      else {
        join(
          at,
          beside.reduce((a, b) => (left[b].coded < left[a].coded ? b : a)),
        );
        at = 0;
      }
    }
  }
  return left;
}

function joined(a: Gathered, b: Gathered): Gathered {
  return {
    keys: [...a.keys, ...b.keys],
    stratum: b.stratum,
    size: a.size + b.size,
    coded: a.coded + b.coded,
    weight: a.weight + b.weight,
    squares: a.squares + b.squares,
    hits: a.hits + b.hits,
  };
}
