/** Whose messages a facet is about: people outside, or our own side. */
export const facetSides = ['others', 'own'] as const;
export type FacetSide = (typeof facetSides)[number];

/** Whether codes have an order (`ordinal`), or an order with equal steps (`interval`). */
export const facetLevels = ['nominal', 'ordinal', 'interval'] as const;
export type FacetLevel = (typeof facetLevels)[number];

/** Whether a message gets exactly one code of the facet, or any number of them, none included. */
export const facetChoices = ['one', 'many'] as const;
export type FacetChoice = (typeof facetChoices)[number];

/** One thing that can be said of a message. */
export interface Code {
  word: string;
  name: string;
  definition: string;
  /** When to use it, and when not. */
  use?: string;
  avoid?: string;
  examples: string[];
  /** From 1 on; a changed definition starts the next. What was coded before keeps the version it was coded by. */
  version: number;
  /** Word of the code of the same facet that it is a kind of. */
  parent?: string;
  /** Of an interval facet: the number that the code stands for. Without it, its place from 1 on. */
  value?: number;
}

/** One question that is asked of each message, with the codes that answer it in their order. */
export interface Facet {
  word: string;
  name: string;
  of: FacetSide;
  level: FacetLevel;
  choose: FacetChoice;
  codes: Code[];
}

export interface Codebook {
  facets: Facet[];
  /** Set while the plan has no codebook and the starter one is in force. */
  starter?: true;
}

/** `facet/code`, by which a code is addressed everywhere. */
export function codeAddress(facet: string, code: string): string {
  return `${facet}/${code}`;
}

/** `facet/code@2`, a code in one version of its definition. */
export function codeVersion(facet: string, { word, version }: Pick<Code, 'word' | 'version'>): string {
  return `${codeAddress(facet, word)}@${version}`;
}

export function findFacet({ facets }: Codebook, word: string): Facet | undefined {
  return facets.find((facet) => facet.word === word);
}

/** What `facet/code` addresses; undefined where the codebook has no such code. */
export function findCode(codebook: Codebook, address: string): { facet: Facet; code: Code } | undefined {
  const [word = '', ...rest] = address.split('/');
  const facet = findFacet(codebook, word);
  const code = facet?.codes.find((one) => one.word === rest.join('/'));
  return facet && code ? { facet, code } : undefined;
}

/**
 * Codes (`facet/code`) with those of nominal facets that they are a kind of: a message that is a `does/price-question` is a
 * `does/question` too. Steps of a scale stand as they are.
 */
export function withParents({ facets }: Pick<Codebook, 'facets'>, addresses: readonly string[]): string[] {
  const found = new Set(addresses);
  // a set grows while it is walked, so that parents of parents come too, and a ring ends
  for (const address of found) {
    const known = findCode({ facets }, address);
    if (known?.facet.level === 'nominal' && known.code.parent !== undefined)
      found.add(codeAddress(known.facet.word, known.code.parent));
  }
  return [...found];
}

/** The number that a code stands for in an ordinal or interval facet. */
export function codeValue(facet: Facet, word: string): number | undefined {
  const place = facet.codes.findIndex((code) => code.word === word);
  const code = facet.codes[place];
  if (!code || facet.level === 'nominal') return undefined;
  return facet.level === 'interval' ? (code.value ?? place + 1) : place + 1;
}

/** Codes in the order of their tree, each after the one that it is a kind of, with how deep it stands. */
export function codeTree({ codes }: Facet): { code: Code; depth: number }[] {
  const below = (parent: string | undefined, depth: number): { code: Code; depth: number }[] =>
    codes
      .filter((code) => code.parent === parent)
      .flatMap((code) => [{ code, depth }, ...below(code.word, depth + 1)]);
  return below(undefined, 0);
}

/** The alpha under which numbers are withheld where the plan asks for none: Krippendorff's lowest (2004, section 11.4). */
export const usualAgreement = 0.667;
