import type { Look } from './imports.ts';

/** One look that stands for others: what it asks, or why it is refused, is the same for all of them. */
export interface Alike {
  /** The place of the first among all looks. */
  first: number;
  /** The places of the others. */
  others: number[];
}

/**
 * Looks that one preview can stand for, where they are more than `few`: of the same reader with the same
 * questions, or refused in the same words. Tables stand alone, because each has columns of its own.
 */
export function alikeLooks(looks: Look[], few: number): Alike[] {
  const groups = new Map<string, number[]>();
  looks.forEach((look, index) => {
    const key = keyOf(look, index);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  });
  return [...groups.values()]
    .flatMap(([first = 0, ...others]): Alike[] =>
      others.length < few
        ? [first, ...others].map((index) => ({ first: index, others: [] }))
        : [{ first, others }],
    )
    .sort((a, b) => a.first - b.first);
}

/** For each look the place of its group among the groups. */
export function groupPlaces(groups: Alike[]): number[] {
  const places: number[] = [];
  groups.forEach(({ first, others }, place) => {
    for (const index of [first, ...others]) places[index] = place;
  });
  return places;
}

/** The looks that stand for their groups. */
export function firstLooks(looks: Look[], groups: Alike[]): Look[] {
  return groups.flatMap(({ first }) => looks[first] ?? []);
}

function keyOf({ file, reader, detection, refused }: Look, index: number): string {
  if (detection?.mapping) return String(index);
  return JSON.stringify([reader?.word, detection?.questions, refused?.replace(file.shown, '')]);
}
