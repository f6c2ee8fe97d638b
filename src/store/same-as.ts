import { idKind } from './id-kind.ts';

/** Two ids at a source: a row named both, or they look alike. */
export interface Edge {
  source: string;
  one: string;
  other: string;
  named: boolean;
}

/** An id that is another one's, and the one that the message is kept under. */
export interface SameAs {
  source: string;
  native_id: string;
  same_as: string;
}

/**
 * Every id but the preferred one of each message, with that one. What rows name is believed. What looks alike is one
 * message where all of it looks alike and no kind of id is there twice; otherwise nobody can tell which is which, and all
 * of it stays apart. It follows from the edges alone, so that the order in which they were found changes nothing.
 */
export function sameAs(edges: readonly Edge[]): SameAs[] {
  const names = namesOf();
  const ends = edges.map(({ source, one, other }): [number, number] => [
    names.of(source, one),
    names.of(source, other),
  ]);
  const group = unionOf(names.all.length);
  edges.forEach(({ named }, at) => {
    if (named) group.join(...(ends[at] as [number, number]));
  });
  for (const [one, other] of sure(names, group, edges, ends)) group.join(one, other);
  const kept = new Map<number, number>();
  names.all.forEach(({ name }, id) => {
    const root = group.rootOf(id);
    const best = kept.get(root);
    if (best === undefined || isBefore(name, names.all[best]?.name as string)) kept.set(root, id);
  });
  return names.all.flatMap(({ source, name }, id) => {
    const best = kept.get(group.rootOf(id)) as number;
    return best === id ? [] : [{ source, native_id: name, same_as: names.all[best]?.name as string }];
  });
}

/** The edges between groups that look alike and are one message without doubt. */
function sure(
  names: ReturnType<typeof namesOf>,
  group: ReturnType<typeof unionOf>,
  edges: readonly Edge[],
  ends: readonly [number, number][],
): [number, number][] {
  const alike = edges.flatMap(({ named }, at): [number, number][] => {
    const [one, other] = (ends[at] as [number, number]).map((id) => group.rootOf(id)) as [number, number];
    return named || one === other ? [] : [[one, other]];
  });
  if (alike.length === 0) return [];
  const part = unionOf(names.all.length);
  for (const [one, other] of alike) part.join(one, other);
  const groups = new Set(alike.flat());
  const found = new Map<number, { groups: number; pairs: Set<number>; kinds: string[] }>();
  for (const one of groups) {
    const root = part.rootOf(one);
    const known = found.get(root);
    if (known) known.groups++;
    else found.set(root, { groups: 1, pairs: new Set(), kinds: [] });
  }
  for (const [one, other] of alike) {
    const pair = Math.min(one, other) * names.all.length + Math.max(one, other);
    found.get(part.rootOf(one))?.pairs.add(pair);
  }
  // a kind counts once for each group that has it
  const had = new Set<string>();
  names.all.forEach(({ name }, id) => {
    const root = group.rootOf(id);
    if (!groups.has(root)) return;
    const kind = idKind(name);
    const key = `${root} ${kind}`;
    if (had.has(key)) return;
    had.add(key);
    found.get(part.rootOf(root))?.kinds.push(kind);
  });
  return alike.filter(([one]) => {
    const { groups, pairs, kinds } = found.get(part.rootOf(one)) as {
      groups: number;
      pairs: Set<number>;
      kinds: string[];
    };
    return pairs.size === (groups * (groups - 1)) / 2 && new Set(kinds).size === kinds.length;
  });
}

/** Ids by number, in the order in which they come up. */
function namesOf() {
  const all: { source: string; name: string }[] = [];
  const numbers = new Map<string, number>();
  return {
    all,
    of(source: string, name: string): number {
      const key = `${source}\u001f${name}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, all.length);
      return all.push({ source, name }) - 1;
    },
  };
}

/** Numbers that belong together, each set known by one of them. */
function unionOf(size: number) {
  const parent = Int32Array.from({ length: size }, (_, at) => at);
  function rootOf(one: number): number {
    let at = one;
    for (let up = parent[at] as number; up !== at; up = parent[at] as number) {
      parent[at] = parent[up] as number;
      at = up;
    }
    return at;
  }
  return {
    rootOf,
    join(one: number, other: number): void {
      parent[rootOf(one)] = rootOf(other);
    },
  };
}

/** Which of two ids a message is kept under: a real one before one that stands in for it, a post before its activity. */
function isBefore(one: string, other: string): boolean {
  const [a, b] = [rankOf(one), rankOf(other)];
  return a === b ? one < other : a < b;
}

const ranks = ['urn:li:activity:', 'synthetic:'];

function rankOf(name: string): number {
  return ranks.findIndex((opening) => name.startsWith(opening));
}
