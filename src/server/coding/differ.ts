import { refKey } from '../../facts/queue.ts';
import type { AgreedCode, Coding, SampleItem } from '../../model/coding.ts';

/** A message on which coders differ, with what each said and in which facets. */
export interface Difference {
  item: SampleItem;
  said: Coding[];
  facets: string[];
}

/** What a coder says in one facet, so that two answers can be compared; undefined where the facet was not judged. */
export function answerIn({ facets, codes, cannot }: Coding, facet: string): string | undefined {
  if (!facets.includes(facet)) return undefined;
  if (cannot.includes(facet)) return '?';
  return codes
    .filter((code) => code.startsWith(`${facet}/`))
    .sort()
    .join(' ');
}

/** Messages on which coders differ in a facet that was not talked through, in the order of the sample. */
export function differences(items: SampleItem[], codings: Coding[], agreed: AgreedCode[]): Difference[] {
  const talked = new Set(
    agreed.filter(({ how }) => how === 'talked').map(({ ref, facet }) => `${refKey(ref)} ${facet}`),
  );
  return items.flatMap((item) => {
    const said = codings.filter(({ ref }) => refKey(ref) === refKey(item.ref));
    if (said.length < 2) return [];
    const facets = [...new Set(said.flatMap((one) => one.facets))].filter((facet) => {
      const answers = said.map((one) => answerIn(one, facet)).filter((answer) => answer !== undefined);
      return new Set(answers).size > 1 && !talked.has(`${refKey(item.ref)} ${facet}`);
    });
    return facets.length > 0 ? [{ item, said, facets }] : [];
  });
}

/** What all who judged a facet say, facet by facet: where the form for what they agree on begins. */
export function shared(said: Coding[]): { codes: string[]; cannot: string[] } {
  const facets = [...new Set(said.flatMap((one) => one.facets))];
  const alike = facets.filter((facet) => new Set(said.map((one) => answerIn(one, facet))).size === 1);
  const [first] = said;
  return {
    codes: (first?.codes ?? []).filter((code) => alike.some((facet) => code.startsWith(`${facet}/`))),
    cannot: (first?.cannot ?? []).filter((facet) => alike.includes(facet)),
  };
}
