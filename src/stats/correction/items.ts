import { clustersOf } from '../cluster.ts';

/**
 * The finite set that is reported on (a period, a channel), a place an item: what the machine says of all, and what
 * people say of those that were drawn at random. For a part of the set see `partOf`.
 */
export interface CodedItems {
  /** The machine's score of the code, 0 to 1, or its label, 0 or 1; from a coder that saw no human code of the item. */
  machine: ArrayLike<number>;
  /** The human code, 0 or 1 (for means any number); NaN where nobody coded the item. Only items of the random sample count. */
  human: ArrayLike<number>;
  /** The chance of each item to be drawn; absent where it is the same within a stratum, and is then the part of the stratum that is coded. */
  probability?: ArrayLike<number>;
  /** The stratum of each item, where the sample was drawn by stratum. */
  stratum?: ArrayLike<string | number>;
  /** The cluster of each item (its conversation), where whole clusters were drawn. */
  cluster?: ArrayLike<string | number>;
}

/** In a reported number there are at least so many human codes; with fewer it is refused. */
export const fewestCodes = 30;

/** A part of the set, such as one channel: the items for which `inside` holds, column by column. */
export function partOf(items: CodedItems, inside: (i: number) => boolean): CodedItems {
  const { machine, human, probability, stratum, cluster } = items;
  const places = new Int32Array(machine.length);
  let size = 0;
  for (let i = 0; i < machine.length; i++) if (inside(i)) places[size++] = i;
  const own = places.subarray(0, size);
  return {
    machine: numbersAt(machine, own),
    human: numbersAt(human, own),
    probability: probability && numbersAt(probability, own),
    stratum: stratum && Array.from(own, (i) => stratum[i]),
    cluster: cluster && Array.from(own, (i) => cluster[i]),
  };
}

function numbersAt(column: ArrayLike<number>, places: Int32Array): Float64Array {
  const part = new Float64Array(places.length);
  for (let k = 0; k < places.length; k++) part[k] = column[places[k]];
  return part;
}

/** The places of the items with a human code. */
export function codedPlaces({ human }: CodedItems): number[] {
  const places: number[] = [];
  for (let i = 0; i < human.length; i++) if (!Number.isNaN(human[i])) places.push(i);
  return places;
}

/** What the code of each item counts: 1 / its chance to be drawn. */
export function weightsOf({ human, probability, stratum }: CodedItems): Float64Array {
  if (probability) {
    const weight = new Float64Array(probability.length);
    for (let i = 0; i < weight.length; i++) weight[i] = 1 / probability[i];
    return weight;
  }
  const { label, count } = stratum ? clustersOf(stratum) : { label: new Int32Array(human.length), count: 1 };
  const size = new Float64Array(count);
  const coded = new Float64Array(count);
  for (let i = 0; i < human.length; i++) {
    size[label[i]]++;
    if (!Number.isNaN(human[i])) coded[label[i]]++;
  }
  const weight = new Float64Array(human.length);
  for (let i = 0; i < weight.length; i++) weight[i] = size[label[i]] / coded[label[i]];
  return weight;
}

/** Throws where columns differ in length or a coded item had no chance to be drawn. */
export function checkItems(items: CodedItems): void {
  const { machine, human, probability, stratum, cluster } = items;
  for (const column of [human, probability, stratum, cluster])
    if (column && column.length !== machine.length)
      throw new RangeError(`columns have ${machine.length} and ${column.length} items`);
  for (let i = 0; i < human.length; i++) {
    if (!Number.isNaN(human[i]) && probability && !(probability[i] > 0 && probability[i] <= 1))
      throw new RangeError(`item ${i} is coded and had a chance of ${probability[i]} to be drawn`);
    if (!Number.isFinite(machine[i])) throw new RangeError(`item ${i} has a machine score of ${machine[i]}`);
  }
}
