import type { Act } from '../../model/act.ts';
import { type Codebook, codeAddress, codeVersion, type Facet, findFacet } from '../../model/codebook.ts';
import type { DrawnSample } from '../../model/coding.ts';
import { Problem } from '../../model/problem.ts';

/** What somebody says of a message, before it is known whether it fits the codebook. */
export interface Said {
  /** `facet/code`. */
  codes: string[];
  /** Facets of which one cannot tell. */
  cannot: string[];
  memo?: string;
}

const longestMemo = 500;

/** The facets that a sample judges, as the codebook in force has them. Throws a Problem where none is left. */
export function facetsOf(sample: Pick<DrawnSample, 'word' | 'facets'>, codebook: Codebook): Facet[] {
  const facets = sample.facets.flatMap((word) => findFacet(codebook, word) ?? []);
  if (facets.length === 0)
    throw new Problem(
      `The codebook has none of the facets that the sample ${sample.word} judges: ${sample.facets.join(', ')}.`,
      'Put them back into the codebook on /plan/codebook, or draw another sample.',
    );
  return facets;
}

/** What is written down of it. Throws a Problem that names the facet where something is missing or does not fit. */
export function codingDetail(said: Said, sample: DrawnSample, codebook: Codebook): Act['detail'] {
  const facets = facetsOf(sample, codebook);
  const known = new Set(
    facets.flatMap((facet) => facet.codes.map(({ word }) => codeAddress(facet.word, word))),
  );
  const codes = [...new Set(said.codes)];
  const strange = codes.find((code) => !known.has(code));
  if (strange !== undefined)
    throw new Problem(
      `“${strange}” is no code of this sample.`,
      `It takes those of ${facets.map(({ word }) => word).join(', ')}, such as ${[...known][0] ?? 'none'}.`,
    );
  const cannot = [...new Set(said.cannot)];
  const odd = cannot.find((word) => !facets.some((facet) => facet.word === word));
  if (odd !== undefined)
    throw new Problem(
      `“${odd}” is no facet of this sample.`,
      `It judges ${facets.map(({ word }) => word).join(', ')}.`,
    );
  for (const facet of facets) checkFacet(facet, codes, cannot);
  const memo = (said.memo ?? '').trim().slice(0, longestMemo);
  return {
    sample: sample.word,
    facets: facets.map(({ word }) => word),
    codes,
    ...(cannot.length > 0 && { cannot }),
    ...(memo && { memo }),
    versions: versionsOf(facets, codes),
  };
}

function checkFacet({ word, name, choose }: Facet, codes: string[], cannot: string[]): void {
  const chosen = codes.filter((code) => code.startsWith(`${word}/`));
  const unsure = cannot.includes(word);
  if (unsure && chosen.length > 0)
    throw new Problem(`“${name}” has a code and “cannot tell” at once.`, 'Take one of them away.');
  if (choose === 'many' || unsure) return;
  if (chosen.length > 1)
    throw new Problem(`“${name}” takes one code; it has ${chosen.length}.`, 'Choose the one that fits best.');
  if (chosen.length === 0)
    throw new Problem(`“${name}” has no code yet.`, 'Choose one, or say that one cannot tell.');
}

/** The chosen codes with their versions, and those not chosen whose meaning was changed since the first. */
function versionsOf(facets: Facet[], codes: string[]): string[] {
  return facets.flatMap((facet) =>
    facet.codes
      .filter(({ word, version }) => version > 1 || codes.includes(codeAddress(facet.word, word)))
      .map((code) => codeVersion(facet.word, code)),
  );
}

/** A coder's name as it is kept: no line breaks, no long one. Throws a Problem where there is none. */
export function coderName(given: string | null | undefined): string {
  const name = (given ?? '').replace(/\s+/g, ' ').trim().slice(0, 60);
  if (name === '') throw new Problem('It was not said who codes.', 'Give a name: codes are compared by it.');
  return name;
}
