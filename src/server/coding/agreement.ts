import type { Facet } from '../../model/codebook.ts';
import type { Coding } from '../../model/coding.ts';
import type { AgreementRow } from '../../pages/coding/props.ts';

/** How far coders agree, by facet and code. Codings of one message stand under one reference. */
export function agreementRows(_facets: Facet[], _codings: Coding[]): AgreementRow[] {
  return [];
}
