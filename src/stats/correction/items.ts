/**
 * The finite set that is reported on (a period, a channel), a place an item: what the machine says of all, and what
 * people say of those that were drawn at random. For a part of the set give that part of each column.
 */
export interface CodedItems {
  /** The machine's score of the code, 0 to 1, or its label, 0 or 1; from a coder that saw no human code of the item. */
  machine: ArrayLike<number>;
  /** The human code, 0 or 1 (for means any number); NaN where nobody coded the item. Only items of the random sample count. */
  human: ArrayLike<number>;
  /** The chance of each item to be drawn, as it was when it was drawn; all equal where it is absent. */
  probability?: ArrayLike<number>;
  /** The stratum of each item, where the sample was drawn by stratum. */
  stratum?: ArrayLike<string | number>;
  /** The cluster of each item (its conversation), where whole clusters were drawn. */
  cluster?: ArrayLike<string | number>;
}

/** In a reported number there are at least so many human codes; with fewer it is refused. */
export const fewestCodes = 30;

/** The places of the items with a human code. */
export function codedPlaces({ human }: CodedItems): number[] {
  const places: number[] = [];
  for (let i = 0; i < human.length; i++) if (!Number.isNaN(human[i])) places.push(i);
  return places;
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
