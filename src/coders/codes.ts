/** What a coder needs of a code of the codebook. */
export interface CodedCode {
  word: string;
  definition: string;
  /** When to give it, and when not. */
  use?: string | undefined;
  avoid?: string | undefined;
  examples?: readonly string[] | undefined;
}

/** What a coder needs of a facet of the codebook. */
export interface CodedFacet {
  word: string;
  /** Whose messages it is about. */
  of: 'others' | 'own';
  choose: 'one' | 'many';
  codes: readonly CodedCode[];
}

/** A person's codes of one message. */
export interface HumanCoding {
  id: number;
  text: string;
  conversation: number;
  /** As `facet/code`. */
  codes: ReadonlySet<string>;
  /** Words of the facets that the person judged; on others nothing is known. */
  facets: ReadonlySet<string>;
}

/** The address of a code, `facet/code`. */
export function addressOf(facet: string, code: string): string {
  return `${facet}/${code}`;
}

/** The addresses of all codes, facet by facet. */
export function addressesOf(facets: readonly CodedFacet[]): string[] {
  return facets.flatMap((facet) => facet.codes.map((code) => addressOf(facet.word, code.word)));
}
