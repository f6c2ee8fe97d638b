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
  const groups = new Groups();
  for (const edge of edges) groups.enter(edge);
  for (const edge of edges) if (edge.named) groups.join(edge);
  const alike = edges.flatMap((edge) => {
    const [one, other] = groups.endsOf(edge);
    return edge.named || one === other ? [] : [{ edge, one, other }];
  });
  const pairs = new Set(alike.map(({ one, other }) => [one, other].sort().join('\u001e')));
  const named = groups.members();
  const components = new Groups();
  for (const { one, other } of alike) components.join({ source: '', one, other });
  const sure = new Set<string>();
  const parts = components.members();
  const among = new Map<string, number>();
  for (const pair of pairs) {
    const root = components.rootOf('', pair.split('\u001e')[0] as string);
    among.set(root, (among.get(root) ?? 0) + 1);
  }
  for (const [root, part] of parts) {
    const kinds = part.flatMap(({ name }) => [
      ...new Set((named.get(name) ?? []).map((member) => idKind(member.name))),
    ]);
    const everyPair = (part.length * (part.length - 1)) / 2;
    if (new Set(kinds).size === kinds.length && among.get(root) === everyPair) sure.add(root);
  }
  for (const { edge, one } of alike) if (sure.has(components.rootOf('', one))) groups.join(edge);
  return [...groups.members().values()].flatMap((members) => {
    const kept = members.map(({ name }) => name).reduce((best, name) => (isBefore(name, best) ? name : best));
    return members.flatMap(({ source, name }) =>
      name === kept ? [] : [{ source, native_id: name, same_as: kept }],
    );
  });
}

/** Ids that belong together, each group known by one of its keys. */
class Groups {
  readonly #parent = new Map<string, string>();
  readonly #names = new Map<string, { source: string; name: string }>();

  enter({ source, one, other }: Omit<Edge, 'named'>): void {
    for (const name of [one, other]) {
      const key = `${source}\u001f${name}`;
      if (this.#parent.has(key)) continue;
      this.#parent.set(key, key);
      this.#names.set(key, { source, name });
    }
  }
  join(edge: Omit<Edge, 'named'>): void {
    this.enter(edge);
    const [one, other] = this.endsOf(edge);
    if (one !== other) this.#parent.set(one, other);
  }
  endsOf({ source, one, other }: Omit<Edge, 'named'>): [string, string] {
    return [this.rootOf(source, one), this.rootOf(source, other)];
  }
  rootOf(source: string, name: string): string {
    const key = `${source}\u001f${name}`;
    let at = key;
    for (let up = this.#parent.get(at); up !== undefined && up !== at; up = this.#parent.get(at)) at = up;
    this.#parent.set(key, at);
    return at;
  }
  members(): Map<string, { source: string; name: string }[]> {
    const found = new Map<string, { source: string; name: string }[]>();
    for (const one of this.#names.values()) {
      const root = this.rootOf(one.source, one.name);
      const group = found.get(root);
      if (group) group.push(one);
      else found.set(root, [one]);
    }
    return found;
  }
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
